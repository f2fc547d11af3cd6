/**
 * The rows of a session under review: what has to be decided first, one row for each decision, then those who are in
 * order, then those who were not there (RVIEW-1). Pure, so that the order and where to go next can be tested.
 */
import type { Matter, ShowReviewReply } from '../../../protocol/review.ts';
import type { SessionEvent, SessionPerson, SessionWalkIn } from '../../../protocol/show-session.ts';

/** Names a matter for as long as it is the same question. */
export const matterKey = (matter: Matter): string => {
  switch (matter.kind) {
    case 'remarks':
      return `remarks:${matter.participant}`;
    case 'walk-in':
      return `walk-in:${matter.walkIn}`;
    case 'scan':
      return `scan:${matter.event}`;
    case 'objection':
      return `objection:${matter.objection}`;
    case 'set-aside':
    case 'not-attested':
    case 'not-closed':
    case 'nothing-recorded':
      return matter.kind;
  }
};

export type MatterRow = { readonly key: string; readonly matter: Matter };
export type PersonRow = { readonly key: string; readonly person: SessionPerson };
export type WalkInRow = { readonly key: string; readonly walkIn: SessionWalkIn };

export type ReviewRow =
  | ({ readonly kind: 'matter' } & MatterRow)
  | ({ readonly kind: 'person' } & PersonRow)
  | ({ readonly kind: 'walk-in' } & WalkInRow);

export type ReviewGroups = {
  readonly matters: readonly ReviewRow[];
  readonly clear: readonly ReviewRow[];
  readonly missing: readonly ReviewRow[];
};

/** Whom a matter is about, if it is about a participant. */
export const participantOf = (matter: Matter): string | undefined =>
  matter.kind === 'remarks' || matter.kind === 'objection' ? matter.participant : undefined;

/** Every row of the page. Somebody with something to decide stands among the decisions alone (RVIEW-1). */
export const reviewGroups = ({
  matters,
  page,
}: Pick<ShowReviewReply, 'matters'> & {
  readonly page: Pick<ShowReviewReply['page'], 'people' | 'walkIns'>;
}): ReviewGroups => {
  const inMatters = new Set(matters.map(participantOf));
  const asked = new Set(matters.flatMap((matter) => (matter.kind === 'walk-in' ? [matter.walkIn] : [])));
  const others = page.people
    .filter(({ participant }) => !inMatters.has(participant))
    .map((person) => ({ kind: 'person' as const, key: `person:${person.participant}`, person }));
  return {
    matters: matters.map((matter) => ({ kind: 'matter', key: matterKey(matter), matter })),
    clear: [
      ...others.filter(({ person }) => person.attendance !== null),
      ...page.walkIns
        .filter(({ id }) => !asked.has(id))
        .map((walkIn) => ({ kind: 'walk-in' as const, key: `added:${walkIn.id}`, walkIn })),
    ],
    missing: others.filter(({ person }) => person.attendance === null),
  };
};

export const rowsIn = ({ matters, clear, missing }: ReviewGroups): readonly ReviewRow[] => [
  ...matters,
  ...clear,
  ...missing,
];

/** Whom G and R are about in a row. */
export const personOf = (row: ReviewRow): string | undefined =>
  row.kind === 'person'
    ? row.person.participant
    : row.kind === 'matter'
      ? participantOf(row.matter)
      : undefined;

/**
 * The row that was chosen; when it is gone because its question is, the same person's row among the others, and
 * otherwise the first (RVIEW-2).
 */
export const rowFor = (rows: readonly ReviewRow[], choice: string | undefined): ReviewRow | undefined => {
  const person = /^(?:remarks|person):(.+)$/.exec(choice ?? '')?.[1];
  return (
    rows.find(({ key }) => key === choice) ??
    (person === undefined ? undefined : rows.find((row) => personOf(row) === person)) ??
    rows[0]
  );
};

/**
 * Where to go when the matter at `place` has been decided: to the one that took its place, or back to the last; none
 * when nothing is left (RVIEW-2).
 */
export const nextMatter = (groups: ReviewGroups, place: number): ReviewRow | undefined =>
  groups.matters[Math.min(place, groups.matters.length - 1)];

/** The event a refused scan was, wherever on the page it stands. */
export const eventOf = (page: ShowReviewReply['page'], id: string): SessionEvent | undefined =>
  [page.events, ...page.people.map(({ events }) => events)]
    .flat()
    .find(({ device, seq }) => `${device}:${seq}` === id);
