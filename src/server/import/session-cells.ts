/** One row of a list of sessions, cell by cell: what each says, or what is wrong with it (IMP-13). */
import type { Span, SessionKind } from '../../domain/programme.ts';
import { type Day, hourMs, type Instant } from '../../domain/time.ts';
import type { SessionField } from '../../protocol/import.ts';
import { holdsNumber } from '../identity/personal-number.ts';
import { cleanText, foldText, unescapeCell } from './clean-text.ts';
import type { CohortBook, CohortEntry } from './cohort-book.ts';
import type { Mapped } from './columns.ts';
import { nearest } from './edit-distance.ts';
import { maxSessionHours, maxTextLength } from './limits.ts';
import type { RowFindings } from './row-problems.ts';
import { instantThatExists, readDay, readTime, readTimeRange, type TimeRange } from './session-times.ts';
import { readSessionKind } from './words-in-cells.ts';

export type ReadSession = {
  readonly kind: SessionKind;
  readonly title: string;
  readonly cohorts: readonly CohortEntry[];
  readonly cohortText: string;
  readonly dayText: string;
  readonly startText: string;
  readonly endText: string;
  readonly startsAt: Instant | undefined;
  readonly endsAt: Instant | undefined;
  readonly breaks: readonly Span[];
  readonly place: string;
  readonly unitText: string;
  readonly trainer: string;
  /** 0 when the file does not say. */
  readonly number: number;
  readonly of: number;
  readonly reference: string;
};

type Cell = (field: SessionField) => string;

const textFields: ReadonlySet<SessionField> = new Set<SessionField>([
  'title',
  'place',
  'trainer',
  'reference',
]);

const cellsOf =
  ({ text }: Mapped<SessionField>, findings: RowFindings): Cell =>
  (field) => {
    const raw = text(field);
    if (raw.length > maxTextLength * 4) {
      findings.problem('text-too-long', field, { max: maxTextLength });
      return '';
    }
    if (holdsNumber(raw) && textFields.has(field)) findings.problem('name-is-number', field);
    return cleanText(unescapeCell(field === 'cohorts' ? raw.replace(/[\r\n]+/g, ';') : raw));
  };

const required = (
  text: string,
  field: SessionField,
  code: 'title-missing' | 'trainer-missing' | 'place-missing',
  findings: RowFindings,
): string => {
  if (text === '') findings.problem(code, field);
  return text;
};

const readDayCell = (text: string, findings: RowFindings): Day | undefined => {
  const day = readDay(text);
  if (text === '') findings.problem('date-missing', 'date');
  else if (day === undefined) findings.problem('date-invalid', 'date', { text });
  return day;
};

const readTimeCell = (
  day: Day | undefined,
  text: string,
  field: 'start' | 'end',
  findings: RowFindings,
): Instant | undefined => {
  const time = readTime(text);
  if (text === '') findings.problem('time-missing', field);
  else if (time === undefined) findings.problem('time-invalid', field, { text });
  if (day === undefined || time === undefined) return undefined;
  const at = instantThatExists(day, time);
  if (at === undefined) findings.problem('time-skipped', field, { text: time });
  return at;
};

const checkSpan = (
  startsAt: Instant | undefined,
  endsAt: Instant | undefined,
  findings: RowFindings,
): void => {
  if (startsAt === undefined || endsAt === undefined) return;
  if (endsAt <= startsAt) findings.problem('end-before-start', 'end');
  else if (endsAt - startsAt > maxSessionHours * hourMs)
    findings.problem('session-too-long', 'end', { hours: maxSessionHours });
};

const breakRanges = (cell: Cell, findings: RowFindings): readonly TimeRange[] => {
  const from = cell('breakFrom');
  const to = cell('breakTo');
  const written = cell('breaks').split(/[;,]|\boch\b/iu);
  const all = [...written, ...(from === '' && to === '' ? [] : [`${from}–${to}`])].map((text) => text.trim());
  return all
    .filter((text) => text !== '' && !/^(nej|ingen|inga|no|none|-|–)$/i.test(text))
    .flatMap((text) => {
      const range = readTimeRange(text);
      if (range === undefined) findings.problem('break-invalid', 'breaks', { text });
      return range === undefined ? [] : [range];
    });
};

const readBreaks = (
  cell: Cell,
  day: Day | undefined,
  span: { readonly startsAt: Instant | undefined; readonly endsAt: Instant | undefined },
  findings: RowFindings,
): readonly Span[] => {
  const ranges = breakRanges(cell, findings);
  const { startsAt, endsAt } = span;
  if (day === undefined || startsAt === undefined || endsAt === undefined) return [];
  return ranges.flatMap(({ from: fromTime, to: toTime }) => {
    const from = instantThatExists(day, fromTime);
    const to = instantThatExists(day, toTime);
    const isInside = from !== undefined && to !== undefined && from < to && from >= startsAt && to <= endsAt;
    if (!isInside) findings.problem('break-outside', 'breaks', { text: `${fromTime}–${toTime}` });
    return isInside ? [{ from, to }] : [];
  });
};

const everybody = /^(alla|alla grupper|all|all cohorts|all groups|everyone)$/i;

const readCohorts = (text: string, book: CohortBook, findings: RowFindings): readonly CohortEntry[] => {
  if (text === '') findings.problem('cohort-missing', 'cohorts');
  if (text === '') return [];
  if (everybody.test(text)) return book.all();
  const whole = book.find(text);
  if (whole !== undefined) return [whole];
  const parts = text.split(/[;,/+&]|\s(?:och|and)\s/iu).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ''))].flatMap((part) => {
    const cohort = book.find(part);
    if (cohort !== undefined) return [cohort];
    const near = nearest(
      foldText(part),
      book.all().map((entry) => [entry.key, entry] as const),
    );
    const fix = near === undefined ? undefined : text.replace(part, near.name);
    findings.problem('cohort-unknown', 'cohorts', { text: part, suggestion: near?.name ?? '' }, fix);
    return [];
  });
};

const readCount = (text: string, field: 'number' | 'of', findings: RowFindings): number => {
  const digits = /^\D{0,12}(\d{1,3})(\s*(av|of|\/)\s*\d{1,3})?$/i.exec(text)?.[1];
  if (text !== '' && (digits === undefined || Number(digits) === 0))
    findings.problem('number-invalid', field, { text });
  return Number(digits ?? 0);
};

/** Reads every cell of a row and tells `findings` what is wrong. */
export const readSession = (
  mapped: Mapped<SessionField>,
  book: CohortBook,
  findings: RowFindings,
): ReadSession => {
  for (const field of mapped.formulas) findings.problem('formula', field, { column: field });
  const cell = cellsOf(mapped, findings);
  const kind = readSessionKind(cell('kind'));
  if (kind === undefined) findings.problem('kind-unknown', 'kind', { text: cell('kind') });
  const range = cell('end') === '' ? readTimeRange(cell('start')) : undefined;
  const startText = range?.from ?? cell('start');
  const endText = range?.to ?? cell('end');
  const day = readDayCell(cell('date'), findings);
  const startsAt = readTimeCell(day, startText, 'start', findings);
  const endsAt = readTimeCell(day, endText, 'end', findings);
  checkSpan(startsAt, endsAt, findings);
  return {
    kind: kind ?? 'on-site',
    title: required(cell('title'), 'title', 'title-missing', findings),
    cohorts: readCohorts(cell('cohorts'), book, findings),
    cohortText: cell('cohorts'),
    dayText: day ?? cell('date'),
    startText,
    endText,
    startsAt,
    endsAt,
    breaks: readBreaks(cell, day, { startsAt, endsAt }, findings),
    place: kind === 'digital' ? cell('place') : required(cell('place'), 'place', 'place-missing', findings),
    unitText: cell('unit'),
    trainer: required(cell('trainer'), 'trainer', 'trainer-missing', findings),
    number: readCount(cell('number'), 'number', findings),
    of: readCount(cell('of'), 'of', findings),
    reference: cell('reference'),
  };
};
