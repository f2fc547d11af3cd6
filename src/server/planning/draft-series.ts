/** A series as somebody has drawn it up → the sessions it will be. */
import type { SeriesId, SessionId, UnitId } from '../../domain/ids.ts';
import type { Cohort } from '../../domain/office.ts';
import { sessionAt, timesProblem, type PlannedSession } from '../../domain/planning.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { SeriesDraft } from '../../protocol/plan-series.ts';
import type { ProblemCode } from '../../protocol/problems.ts';
import type { OfficeBook } from './plan-book.ts';

/** What a session is planned with, looked up. */
type With = { readonly venue: SeriesDraft['venue']; readonly device: SeriesDraft['device'] };

/** The unit that hosts a session, and what its place is called on the tablet. */
export const placed = (
  kind: SeriesDraft['kind'],
  { venue, device }: With,
  cohort: Cohort,
  book: OfficeBook,
): { readonly unit: UnitId | null; readonly place: string } & With => {
  const found = book.venues.find(({ id }) => id === venue);
  return kind === 'digital'
    ? { unit: null, place: '', venue: null, device: null }
    : { unit: found?.unit ?? cohort.unit, place: found?.name ?? '', venue, device };
};

/** True if all that is named is there, and the tablet works. */
export const isKnown = (
  { cohorts, venue, device }: Pick<SeriesDraft, 'cohorts' | 'venue' | 'device'>,
  book: OfficeBook,
): boolean =>
  cohorts.every((cohort) => book.cohorts.some(({ id }) => id === cohort)) &&
  (venue === null || book.venues.some(({ id }) => id === venue)) &&
  (device === null || book.devices.some(({ id }) => id === device));

/** The highest number among the cohort's sessions of this kind: a number is never used twice, so an import finds each. */
const lastNumber = (draft: SeriesDraft, book: OfficeBook): number =>
  book.sessions
    .filter(
      ({ session }) => session.kind === draft.kind && session.cohorts.includes(draft.cohorts[0] as never),
    )
    .reduce((last, { session }) => Math.max(last, session.number), 0);

/** The sessions of a draft, in time order and numbered on from those the cohort has. `idOf` names them. */
export const sessionsOfDraft = (
  draft: SeriesDraft,
  book: OfficeBook,
  series: SeriesId | null,
  idOf: (row: number) => SessionId,
): Result<readonly PlannedSession[], ProblemCode> => {
  const [first] = draft.cohorts;
  const cohort = book.cohorts.find(({ id }) => id === first);
  if (cohort === undefined || !isKnown(draft, book)) return err('planning/unknown');
  if (timesProblem(draft.times) !== undefined) return err('request/malformed');
  const { unit, place, venue, device } = placed(draft.kind, draft, cohort, book);
  const before = lastNumber(draft, book);
  const order = draft.sessions
    .map((_, row) => row)
    .sort((a, b) => (dayAt(draft, a) < dayAt(draft, b) ? -1 : 1));
  return ok(
    draft.sessions.map(({ day, title }, row) => ({
      session: {
        id: idOf(row),
        kind: draft.kind,
        title,
        cohorts: [...draft.cohorts],
        ...sessionAt(day, draft.times),
        place,
        trainer: draft.trainer,
        number: before + order.indexOf(row) + 1,
        of: before + draft.sessions.length,
        cancelled: false,
      },
      unit,
      venue,
      device,
      series,
    })),
  );
};

const dayAt = (draft: SeriesDraft, row: number): string =>
  `${draft.sessions[row]?.day ?? ''} ${String(row).padStart(3, '0')}`;

/** The cohort's coming sessions, told that they are now of so many; what has begun keeps what it was given out with. */
export const renumbered = (
  draft: SeriesDraft,
  book: OfficeBook,
  of: number,
  now: number,
): readonly PlannedSession[] =>
  book.sessions
    .filter(
      ({ session }) =>
        session.kind === draft.kind &&
        session.cohorts.includes(draft.cohorts[0] as never) &&
        session.startsAt > now &&
        session.of !== of,
    )
    .map((planned) => ({ ...planned, session: { ...planned.session, of } }));
