/**
 * The rows of a session's list: everybody expected in name order, then the guests, then those added without a badge.
 * Somebody with an alias or without a shown name is a row like any other (PRIV-3).
 */
import type { Attendance } from '../../domain/attendance.ts';
import { cardCodeText } from '../../domain/badge.ts';
import type { ParticipantId } from '../../domain/ids.ts';
import type { Plan, PlanPerson, Session } from '../../domain/programme.ts';
import { byName, nameInList } from './names.ts';
import { cohortNameIn, type SessionView } from './use-session.ts';

/** here · left · back: left and came again · absent: not seen, or withdrawn */
export type RowState = 'here' | 'left' | 'back' | 'absent';

export type ListRow = {
  readonly id: ParticipantId;
  readonly name: string;
  /** What a search looks in: as shown, and the last name where the tablet has one. */
  readonly person: PlanPerson;
  readonly state: RowState;
  /** Present when the person has been here, whether still in or gone. */
  readonly attendance: Attendance | undefined;
  readonly kind: 'expected' | 'guest' | 'walk-in';
  readonly cohortName: string | undefined;
};

/** What those are called whose name the tablet does not show. */
export type RowWords = {
  readonly guest: string;
  readonly participant: string;
  readonly withCode: (parameters: { code: string }) => string;
  readonly walkIn: (parameters: { n: number }) => string;
};

/** When the person left, if gone. */
export const leftAt = ({ attendance }: Pick<ListRow, 'attendance'>): number | undefined =>
  attendance?.presence.at(-1)?.to;

/** When the person came back, if they left in between. */
export const backAt = ({ attendance }: Pick<ListRow, 'attendance'>): number | undefined =>
  attendance !== undefined && attendance.presence.length > 1 ? attendance.presence.at(-1)?.from : undefined;

/** A name for every list: as lists show it, otherwise the card's code (NAME-2, PRIV-3). */
export const shownName = (person: PlanPerson, words: RowWords): string => {
  const name = nameInList(person);
  if (name !== '') return name;
  return person.code === '' ? words.participant : words.withCode({ code: cardCodeText(person.code) });
};

/** The person as a search and an order see them: somebody without a shown name goes by what is shown instead. */
const asShown = (person: PlanPerson, words: RowWords): PlanPerson =>
  nameInList(person) === '' ? { ...person, given: shownName(person, words) } : person;

const stateOf = (attendance: Attendance | undefined): RowState => {
  if (attendance === undefined) return 'absent';
  if (attendance.presence.at(-1)?.to !== undefined) return 'left';
  return attendance.presence.length > 1 ? 'back' : 'here';
};

type RowParts = Pick<ListRow, 'kind' | 'attendance' | 'cohortName'>;

const rowOf = (person: PlanPerson, parts: RowParts, words: RowWords): ListRow => ({
  id: person.id,
  name: shownName(person, words),
  person,
  state: stateOf(parts.attendance),
  ...parts,
});

const nameless = (id: ParticipantId, given: string): PlanPerson => ({ id, given, family: '', code: '' });

/** The rows of the list. Those added without a badge are numbered in the order they came (WALK-2). */
export const rowsOf = (
  { expected, guests, attendance }: Pick<SessionView, 'expected' | 'guests' | 'attendance'>,
  words: RowWords,
): readonly ListRow[] => [
  ...expected
    .map((person) => asShown(person, words))
    .toSorted(byName)
    .map((person) =>
      rowOf(
        person,
        { kind: 'expected', attendance: attendance.byParticipant.get(person.id), cohortName: undefined },
        words,
      ),
    ),
  ...guests
    .map(({ id, person, cohortName }) => ({
      person: person === undefined ? nameless(id, words.guest) : asShown(person, words),
      cohortName,
    }))
    .toSorted((a, b) => byName(a.person, b.person))
    .map(({ person, cohortName }) =>
      rowOf(
        person,
        { kind: 'guest', attendance: attendance.byParticipant.get(person.id), cohortName },
        words,
      ),
    ),
  ...[...attendance.walkIns.values()]
    .toSorted((a, b) => a.checkedInAt - b.checkedInAt || (a.participant < b.participant ? -1 : 1))
    .map((walkIn, i) =>
      rowOf(
        nameless(walkIn.participant, words.walkIn({ n: i + 1 })),
        { kind: 'walk-in', attendance: walkIn, cohortName: undefined },
        words,
      ),
    ),
];

/** The people of the other groups on this tablet, as rows: whoever of them comes here is a guest. */
export const rowsElsewhere = (
  plan: Plan,
  session: Session,
  rows: readonly ListRow[],
  words: RowWords,
): readonly ListRow[] => {
  const known = new Set<ParticipantId>(rows.map(({ id }) => id));
  return plan.cohorts
    .filter(({ id }) => !session.cohorts.includes(id))
    .flatMap((cohort) =>
      cohort.people
        .filter(({ id }) => !known.has(id))
        .map((person) =>
          rowOf(
            asShown(person, words),
            { kind: 'guest', attendance: undefined, cohortName: cohortNameIn(plan, cohort.id) },
            words,
          ),
        ),
    )
    .toSorted((a, b) => byName(a.person, b.person));
};

/** Here is who is in now; once the list is locked, who took part. */
export const isHere = ({ attendance }: Pick<ListRow, 'attendance'>, isLocked: boolean): boolean =>
  attendance !== undefined && (attendance.isOpen || isLocked);

/** The letter a name stands under in a Swedish index: É under E, but Å, Ä and Ö by themselves (NAME-4). */
export const letterOf = (name: string): string => {
  const [first = ''] = name.normalize('NFC').toLocaleUpperCase('sv');
  if (/[ÅÄÖ]/.test(first)) return first;
  const bare = first.normalize('NFD').replace(/\p{M}/gu, '');
  return /\p{L}/u.test(bare) ? bare : '#';
};

export type Letter = { readonly letter: string; readonly rows: readonly ListRow[] };

/** Rows under their letters, in the order they stand. */
export const byLetter = (rows: readonly ListRow[]): readonly Letter[] => {
  const letters = new Map<string, ListRow[]>();
  for (const row of rows) {
    const letter = letterOf(row.name);
    const held = letters.get(letter);
    if (held === undefined) letters.set(letter, [row]);
    else held.push(row);
  }
  return [...letters].map(([letter, inLetter]) => ({ letter, rows: inLetter }));
};
