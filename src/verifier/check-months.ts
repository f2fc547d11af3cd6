/**
 * Every locked month, version by version: its lines counted anew from the events, its rows and totals from its lines, and
 * its entry in the office's log (BUNDLE-4).
 */
import * as z from 'zod/mini';
import { ParticipantId, SessionId } from '../domain/ids.ts';
import { arrivalLine, canonical } from '../domain/log.ts';
import {
  couldBeKept,
  linesToKeep,
  monthRows,
  monthTotals,
  withChange,
  type KeptLine,
  type LateChange,
  type MonthRow,
} from '../domain/month.ts';
import { sha256 } from '../signing/hash.ts';
import type { Arrival, KeptMonth } from './bundle-format.ts';
import type { Entry } from './check-office-log.ts';
import type { Findings, RowField, TotalField } from './findings.ts';
import { recountMonth, rulesOfMonth, type Moment, type Recounted, type World } from './recount.ts';

const Change = z.tuple([ParticipantId, SessionId, z.int(), z.int()]);

const MonthEntry = z.looseObject({
  seq: z.int(),
  month: z.string(),
  version: z.int(),
  arrivals: z.int(),
  /** Over how every event up to then came in (BUNDLE-8). */
  arrivalsHash: z.optional(z.string()),
  lines: z.string(),
  people: z.int(),
  minutes: z.int(),
  reportedMinutes: z.int(),
  changes: z._default(z.array(Change), []),
});
type MonthEntry = z.infer<typeof MonthEntry>;

const keyOf = ({ participant, session }: Pick<KeptLine, 'participant' | 'session'>): string =>
  `${participant}/${session}`;
const placeOf = ({ month, version }: KeptMonth): { readonly month: string; readonly version: number } => ({
  month,
  version,
});

/**
 * A session somebody has said "klart" to while it looked otherwise than it does here: its lines are compared as if it
 * had been reviewed where the office kept any, and a person is told (REV-3).
 */
const noteReviews = (recounted: readonly Recounted[], kept: KeptMonth, findings: Findings): void => {
  const sessions = recounted
    .filter(({ isReviewedOtherwise }) => isReviewedOtherwise)
    .map(({ session }) => session);
  for (const session of new Set(sessions))
    findings.note({ code: 'reviewed-otherwise', session, ...placeOf(kept) });
};

const countedIn = (recounted: readonly Recounted[], kept: KeptMonth): readonly Recounted[] => {
  const keptSessions = new Set(kept.lines.map(({ session }) => session));
  return recounted.filter(
    ({ session, isReviewedOtherwise }) => !isReviewedOtherwise || keptSessions.has(session),
  );
};

const countable = (recounted: readonly Recounted[], kept: KeptMonth): readonly KeptLine[] =>
  linesToKeep(countedIn(recounted, kept));

/** Both sides of every line that differs; a line that only one side has is 0 minutes on the other. */
const compareLines = (kept: KeptMonth, recomputed: readonly KeptLine[], findings: Findings): void => {
  const theirs = new Map(kept.lines.map((line) => [keyOf(line), line]));
  const ours = new Map(recomputed.map((line) => [keyOf(line), line]));
  for (const key of [...new Set([...theirs.keys(), ...ours.keys()])].sort()) {
    const line = theirs.get(key) ?? ours.get(key);
    const was = theirs.get(key)?.minutes ?? 0;
    const is = ours.get(key)?.minutes ?? 0;
    if (line === undefined || was === is) continue;
    const { participant, session } = line;
    const figures = { kept: was, recomputed: is };
    findings.broken({ code: 'line-other', participant, session, ...figures, ...placeOf(kept) });
  }
};

const rowFields: readonly RowField[] = ['minutes', 'overMinutes', 'reportedMinutes'];

const compareRows = (kept: KeptMonth, recomputed: readonly MonthRow[], findings: Findings): void => {
  const theirs = new Map(kept.rows.map((row) => [row.participant, row]));
  const ours = new Map(recomputed.map((row) => [row.participant, row]));
  for (const participant of [...new Set([...theirs.keys(), ...ours.keys()])].sort())
    for (const field of rowFields) {
      const figures = {
        kept: theirs.get(participant)?.[field] ?? 0,
        recomputed: ours.get(participant)?.[field] ?? 0,
      };
      if (figures.kept !== figures.recomputed)
        findings.broken({ code: 'row-other', participant, field, ...figures, ...placeOf(kept) });
    }
};

const totalFields: readonly TotalField[] = ['people', 'minutes', 'reportedMinutes'];

const compareTotals = (
  kept: KeptMonth,
  entry: MonthEntry,
  rows: readonly MonthRow[],
  findings: Findings,
): void => {
  const totals = monthTotals(rows);
  for (const field of totalFields) {
    const figures = { kept: kept[field], recomputed: totals[field] };
    if (figures.kept !== figures.recomputed)
      findings.broken({ code: 'total-other', field, ...figures, ...placeOf(kept) });
    if (entry[field] !== kept[field]) findings.broken({ code: 'month-entry-other', field, ...placeOf(kept) });
  }
};

/** The hash the office's log names lines by. */
const hashOfLines = (lines: readonly KeptLine[]): Promise<string> =>
  sha256(canonical(lines.map(({ participant, session, minutes }) => [participant, session, minutes])));

/** The hash a lock names everything by that had come in until then. */
const hashOfArrivals = (all: readonly Arrival[], { arrivals }: Moment): Promise<string> =>
  sha256(
    all
      .filter(({ arrival }) => arrival <= arrivals)
      .map(arrivalLine)
      .join(''),
  );

/** What has been checked of the months so far, in the order of the office's log. */
type Before = {
  /** The kept lines of each month's latest version. */
  readonly lines: Map<string, readonly KeptLine[]>;
  /** The rows of each month's latest version, counted anew. */
  readonly rows: Map<string, readonly MonthRow[]>;
};

const reportedBefore = (month: string, { rows }: Before): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const [earlier, reported] of rows)
    if (earlier < month)
      for (const { participant, reportedMinutes } of reported)
        sums.set(participant, (sums.get(participant) ?? 0) + reportedMinutes);
  return sums;
};

/** True if somebody decided, before the version, that exactly this change is taken in (MONTH-4). */
const isDecided = (change: LateChange, month: string, { seq }: MonthEntry, entries: readonly Entry[]) =>
  entries.some(
    (entry) =>
      entry.kind === 'late-change-decided' &&
      entry.seq < seq &&
      entry['month'] === month &&
      entry['isTakenIn'] === true &&
      entry['participant'] === change.participant &&
      entry['session'] === change.session &&
      entry['before'] === change.before &&
      entry['after'] === change.after,
  );

/** A later version is the one before with the changes its entry names, each decided by a person and counted anew. */
const linesOfLater = async (
  kept: KeptMonth,
  entry: MonthEntry,
  world: World,
  { lines }: Before,
  findings: Findings,
): Promise<readonly KeptLine[]> => {
  let current = lines.get(kept.month) ?? [];
  if (entry.changes.length === 0) return current;
  const recounted = await recountMonth(kept.month, world, entry);
  const were = new Map(current.map((line) => [keyOf(line), line]));
  const now = new Map(
    couldBeKept(were, countedIn(recounted, kept)).map((line) => [keyOf(line), line.minutes]),
  );
  for (const [participant, session, before, after] of entry.changes) {
    const change = { participant, session, before, after };
    const recomputed = now.get(keyOf(change)) ?? 0;
    if (recomputed !== after || !isDecided(change, kept.month, entry, world.entries))
      findings.broken({
        code: 'change-other',
        participant,
        session,
        kept: after,
        recomputed,
        ...placeOf(kept),
      });
    current = withChange(current, change);
  }
  return current;
};

const isSameRow = (a: MonthRow | undefined, b: MonthRow | undefined): boolean =>
  rowFields.every((field) => a?.[field] === b?.[field]);

/**
 * The rows that the kept lines give. Which track somebody follows is known as it is now alone: where the other track
 * gives exactly what was kept, the person has changed track since, and somebody is told.
 */
const rowsOf = (
  kept: KeptMonth,
  world: World,
  moment: Moment,
  before: Before,
  findings: Findings,
): readonly MonthRow[] => {
  const { policy, trackOf } = rulesOfMonth(kept.month, world, moment);
  const earlier = reportedBefore(kept.month, before);
  const other = { employee: 'manager', manager: 'employee' } as const;
  const rowsFor = (isOther: boolean): readonly MonthRow[] =>
    monthRows(
      kept.lines,
      policy,
      (participant) => {
        const track = trackOf(participant);
        return track === undefined ? undefined : { track: isOther ? other[track] : track };
      },
      earlier,
    );
  const theirs = new Map(kept.rows.map((row) => [row.participant, row]));
  const rows = rowsFor(false);
  if (rows.every((row) => isSameRow(row, theirs.get(row.participant)))) return rows;
  const others = new Map(rowsFor(true).map((row) => [row.participant, row]));
  return rows.map((row) => {
    const { participant } = row;
    const was = theirs.get(participant);
    const otherwise = others.get(participant);
    if (isSameRow(row, was) || otherwise === undefined || !isSameRow(otherwise, was)) return row;
    findings.note({ code: 'track-otherwise', participant, ...placeOf(kept) });
    return otherwise;
  });
};

const checkVersion = async (
  kept: KeptMonth,
  entry: MonthEntry,
  world: World,
  before: Before,
  findings: Findings,
): Promise<void> => {
  const moment: Moment = entry;
  const { month } = kept;
  if (kept.version === 1) {
    const recounted = await recountMonth(month, world, moment);
    noteReviews(recounted, kept, findings);
    compareLines(kept, countable(recounted, kept), findings);
  } else compareLines(kept, await linesOfLater(kept, entry, world, before, findings), findings);
  if (kept.hash !== entry.lines || (await hashOfLines(kept.lines)) !== entry.lines)
    findings.broken({ code: 'month-entry-other', field: 'lines', ...placeOf(kept) });
  if (
    entry.arrivalsHash !== undefined &&
    (await hashOfArrivals(world.arrivals, entry)) !== entry.arrivalsHash
  )
    findings.broken({ code: 'month-entry-other', field: 'arrivals', ...placeOf(kept) });
  const rows = rowsOf(kept, world, moment, before, findings);
  compareRows(kept, rows, findings);
  compareTotals(kept, entry, rows, findings);
  before.lines.set(month, kept.lines);
  before.rows.set(month, rows);
};

const monthKinds: ReadonlySet<string> = new Set(['month-locked', 'month-changed']);

/** Checks every version of every month that the bundle is about, in the order they were made. */
export const checkMonths = async (
  months: readonly KeptMonth[],
  lastMonth: string | null,
  world: World,
  findings: Findings,
): Promise<void> => {
  const bySeq = new Map(months.map((kept) => [kept.seq, kept]));
  const before: Before = { lines: new Map(), rows: new Map() };
  const entries = world.entries.filter(({ kind }) => monthKinds.has(kind));
  for (const entry of entries) {
    const read = MonthEntry.safeParse(entry);
    if (!read.success) {
      findings.broken({ code: 'decision-unreadable', seq: entry.seq });
      continue;
    }
    const { month, version, seq } = read.data;
    if (lastMonth !== null && month > lastMonth) continue;
    const kept = bySeq.get(seq);
    bySeq.delete(seq);
    if (kept === undefined) findings.broken({ code: 'month-missing', month, version });
    else if (kept.month !== month || kept.version !== version)
      findings.broken({ code: 'month-entry-other', field: 'month', ...placeOf(kept) });
    else await checkVersion(kept, read.data, world, before, findings);
  }
  for (const kept of bySeq.values()) findings.broken({ code: 'month-unknown', ...placeOf(kept) });
};
