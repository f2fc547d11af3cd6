/**
 * What the evaluator may know of who somebody is: unit, role, sex and age group, coarsened until nobody stands out
 * (EXP-2). An identity number is opened here, and what leaves is only the class, which at least five people share.
 */
import { smallestGroup } from '../../domain/suppression.ts';
import type { Day } from '../../domain/time.ts';
import type { IdentityVault } from './identity-vault.ts';
import { traitsOf, type AgeGroup, type Traits } from './statistics.ts';

/** Units that were left out of a row, and what could not be told apart. */
export const otherUnits = 'other';
export const anyOf = 'any';

export type WideAge = 'under-40' | '40-plus';

/** A row's class; everybody's is shared by at least five, counted without those whose unit is left out to protect them. */
export type EvaluationClass = {
  readonly unit: string;
  readonly role: string;
  readonly sex: Traits['sex'] | typeof anyOf;
  readonly age: AgeGroup | WideAge | 'unknown' | typeof anyOf;
};

export type EvaluationPerson = { readonly participant: string; readonly unit: string; readonly role: string };

type Row = EvaluationClass & {
  readonly participant: string;
  readonly exactAge: Traits['age'];
  readonly isProtected: boolean;
};

const wide = (age: Traits['age']): EvaluationClass['age'] => {
  if (age === 'unknown') return anyOf;
  return age === 'under-30' || age === '30-39' ? 'under-40' : '40-plus';
};

const groupedBy = (
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): ReadonlyMap<string, readonly Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const held = groups.get(keyOf(row)) ?? [];
    held.push(row);
    groups.set(keyOf(row), held);
  }
  return groups;
};

const classKey = ({ unit, role, sex, age }: EvaluationClass): string =>
  JSON.stringify([unit, role, sex, age]);
const homeKey = ({ unit, role, sex }: EvaluationClass): string => JSON.stringify([unit, role, sex]);

/** Somebody protected hides among others, and is not one of those they hide among. */
const countOf = (rows: readonly Row[]): number => rows.filter(({ isProtected }) => !isProtected).length;
const isShared = (rows: readonly Row[]): boolean => countOf(rows) >= smallestGroup;

/** Each of a unit's roles and sexes with as fine ages as they can share: five groups, two, or none. */
const withAges = (rows: readonly Row[]): readonly Row[] =>
  [...groupedBy(rows, homeKey).values()].flatMap((home) => {
    for (const ageOf of [(row: Row) => row.exactAge, (row: Row) => wide(row.exactAge)]) {
      const aged = home.map((row) => ({ ...row, age: ageOf(row) }));
      if ([...groupedBy(aged, classKey).values()].every(isShared)) return aged;
    }
    return home.map((row) => ({ ...row, age: anyOf }));
  });

/** Takes whole homes (a unit's role and sex), the smallest first, until what is left over is shared. */
const gathered = (
  rows: readonly Row[],
  poolOf: (row: Row) => string,
  into: (row: Row) => Row,
  isIn: (row: Row) => boolean,
): readonly Row[] => {
  let current = rows;
  for (;;) {
    const pools = groupedBy(current, poolOf);
    const poor = [...pools.values()].find((pool) => {
      const inside = pool.filter(isIn);
      return inside.length > 0 && !isShared(inside) && pool.some((row) => !isIn(row));
    });
    if (poor === undefined) return current;
    const homes = [
      ...groupedBy(
        poor.filter((row) => !isIn(row)),
        homeKey,
      ).entries(),
    ].toSorted(([a, x], [b, y]) => x.length - y.length || (a < b ? -1 : 1));
    const smallest = homes[0]?.[0];
    current = current.map((row) =>
      poolOf(row) === poolOf(poor[0] ?? row) && !isIn(row) && homeKey(row) === smallest ? into(row) : row,
    );
  }
};

const inOther = ({ unit }: Row): boolean => unit === otherUnits;
const toOther = (row: Row): Row => ({ ...row, unit: otherUnits });
const inOtherSex = (row: Row): boolean => inOther(row) && row.sex === anyOf;
const toOtherSex = (row: Row): Row => ({ ...toOther(row), sex: anyOf });
const inOtherRole = (row: Row): boolean => inOtherSex(row) && row.role === anyOf;
const toOtherRole = (row: Row): Row => ({ ...toOtherSex(row), role: anyOf });

/** What is still not shared loses its sex, then its role: everybody of it, so that nothing is left over. */
const merged = (
  rows: readonly Row[],
  loose: (row: Row) => Row,
  poolOf: (row: Row) => string,
): readonly Row[] => {
  const poor = new Set(
    [...groupedBy(rows, homeKey).values()]
      .filter((home) => !isShared(home))
      .map((home) => poolOf(home[0] as Row)),
  );
  return rows.map((row) => (poor.has(poolOf(row)) && inOther(row) ? loose(row) : row));
};

/**
 * Everybody's class (EXP-2). Age is coarsened first, then the unit becomes "other", where everybody with protected
 * identity is from the beginning, among at least five who are not. Only when even all other units together are too few
 * does the sex and then the role go; whoever cannot be hidden among five even so has no class.
 */
export const coarsen = (
  people: readonly (EvaluationPerson & { readonly isProtected: boolean; readonly traits: Traits })[],
): ReadonlyMap<string, EvaluationClass> => {
  let rows: readonly Row[] = people.map(({ participant, unit, role, isProtected, traits }) => ({
    participant,
    unit: isProtected ? otherUnits : unit,
    role,
    sex: traits.sex,
    age: anyOf,
    exactAge: traits.age,
    isProtected,
  }));
  const homes = groupedBy(rows, homeKey);
  rows = rows.map((row) => (isShared(homes.get(homeKey(row)) ?? []) ? row : toOther(row)));
  rows = gathered(rows, ({ role, sex }) => JSON.stringify([role, sex]), toOther, inOther);
  rows = merged(rows, toOtherSex, ({ role }) => role);
  rows = gathered(rows, ({ role }) => role, toOtherSex, inOtherSex);
  rows = merged(rows, toOtherRole, () => '');
  rows = gathered(rows, () => '', toOtherRole, inOtherRole);
  const aged = withAges(rows);
  const classes = groupedBy(aged, classKey);
  return new Map(
    aged
      .filter((row) => isShared(classes.get(classKey(row)) ?? []))
      .map(({ participant, unit, role, sex, age }) => [participant, { unit, role, sex, age }]),
  );
};

/** The classes of these participants, as of a day. Note in the access log that they were made (EXP-3). */
export const evaluationClasses = async (
  people: readonly EvaluationPerson[],
  day: Day,
  identities: Pick<IdentityVault, 'read' | 'protectedPeople'>,
): Promise<ReadonlyMap<string, EvaluationClass>> => {
  const hidden = await identities.protectedPeople();
  const traits = await traitsOf(
    people.map(({ participant }) => participant),
    day,
    identities,
  );
  return coarsen(
    people.map((person) => ({
      ...person,
      isProtected: hidden.has(person.participant),
      traits: traits.get(person.participant) ?? { sex: 'unknown', age: 'unknown' },
    })),
  );
};
