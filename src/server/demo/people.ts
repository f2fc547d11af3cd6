/** The demo's people: cohorts, participants and, kept apart from them, their identities. */
import { CohortId, ParticipantId, UnitId } from '../../domain/ids.ts';
import type { Cohort, Participant } from '../../domain/office.ts';
import type { Track, UnitKey } from '../../domain/programme.ts';
import { addDays, type Day } from '../../domain/time.ts';
import { fictionalIdentity } from './fictional-identity.ts';
import { familyEnds, familyStarts, mensNames, womensNames } from './name-parts.ts';
import * as plan from './programme-plan.ts';
import type { Random } from './random.ts';

export type DemoIdentity = {
  readonly participant: ParticipantId;
  /** Twelve digits that can belong to nobody. */
  readonly number: string;
  readonly isProtected: boolean;
};

export type DemoPeople = {
  readonly cohorts: readonly Cohort[];
  readonly participants: readonly Participant[];
  readonly identities: readonly DemoIdentity[];
};

/** A place in the programme before it has a person in it. */
type Seat = {
  readonly unit: UnitKey;
  readonly workplace: string;
  readonly track: Track;
  readonly isKeyPerson: boolean;
  cohort: CohortId | null;
};

type Draft = { readonly seat: Seat; readonly isWoman: boolean };

const employeesPerWorkplace = 16;

/** Splits `total` by weight into whole numbers that add up, the largest remainders rounded up. */
const apportion = (total: number, weights: readonly number[]): readonly number[] => {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const missing = total - parts.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
};

const workplacesOf = ({ unit, employees }: plan.UnitPlan): readonly string[] => {
  const kinds =
    unit === 'socialforvaltningen'
      ? plan.centralWorkplaces
      : unit === 'aldreforvaltningen'
        ? plan.centralWorkplaces.slice(1)
        : plan.districtWorkplaces;
  const count = Math.max(1, Math.round(employees / employeesPerWorkplace));
  return Array.from({ length: count }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? '';
    return index < kinds.length ? kind : `${kind} ${Math.floor(index / kinds.length) + 1}`;
  });
};

/** Seats spread over the unit's workplaces in turn: each gets a key person and a manager before any gets two. */
const seatsOf = (
  unitPlan: plan.UnitPlan,
  track: Track,
  count: number,
  keyPersons: number,
): readonly Seat[] => {
  const workplaces = workplacesOf(unitPlan);
  return Array.from({ length: count }, (_, index) => ({
    unit: unitPlan.unit,
    workplace: workplaces[index % workplaces.length] ?? '',
    track,
    isKeyPerson: index < keyPersons,
    cohort: null,
  }));
};

/** Cohort sizes that add up, with a person more here and one less there, as groups are. */
const cohortSizes = (random: Random, total: number, cohorts: number): readonly number[] => {
  const sizes = Array.from({ length: cohorts }, (_, index) => Math.floor((total + index) / cohorts));
  for (let index = 0; index + 1 < cohorts; index += 2) {
    const moved = random.int(0, 1);
    sizes[index] = (sizes[index] ?? 0) + moved;
    sizes[index + 1] = (sizes[index + 1] ?? 0) - moved;
  }
  return sizes;
};

const seatCohorts = (seats: readonly Seat[], cohorts: readonly Cohort[], sizes: readonly number[]): void => {
  let from = 0;
  cohorts.forEach((cohort, index) => {
    const to = from + (sizes[index] ?? 0);
    for (const seat of seats.slice(from, to)) seat.cohort = cohort.id;
    from = to;
  });
};

const centralUnits: readonly UnitKey[] = ['socialforvaltningen', 'aldreforvaltningen'];

/** The cohorts of the employees, numbered district by district; the central administrations share theirs. */
const placeEmployees = (
  random: Random,
  seatsByUnit: ReadonlyMap<UnitKey, readonly Seat[]>,
): readonly Cohort[] => {
  const all: Cohort[] = [];
  for (const { unit, cohorts: count } of plan.unitPlans) {
    if (count === 0) continue;
    const homes = centralUnits.includes(unit) ? centralUnits : [unit];
    const seats = random.shuffled(homes.flatMap((home) => seatsByUnit.get(home) ?? []));
    const cohorts = Array.from({ length: count }, (_, index): Cohort => {
      const number = all.length + index + 1;
      return {
        id: CohortId.parse(`grupp-${number}`),
        name: `Grupp ${number}`,
        track: 'employee',
        unit: UnitId.parse(unit),
      };
    });
    seatCohorts(seats, cohorts, cohortSizes(random, seats.length, count));
    all.push(...cohorts);
  }
  return all;
};

const mostCommon = (keys: readonly UnitKey[]): UnitKey => {
  const counts = new Map<UnitKey, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  return first?.[0] ?? 'socialforvaltningen';
};

/** The cohorts of the managers, filled wave by wave so that they are ahead of their employees. */
const placeManagers = (seats: readonly Seat[]): readonly Cohort[] => {
  const waveOf = (seat: Seat): number => plan.unitPlans.find(({ unit }) => unit === seat.unit)?.wave ?? 4;
  const inOrder = [...seats].sort((a, b) => waveOf(a) - waveOf(b));
  const size = plan.managerCount / plan.managerStarts.length;
  return plan.managerStarts.map((_, index) => {
    const members = inOrder.slice(index * size, (index + 1) * size);
    const cohort: Cohort = {
      id: CohortId.parse(`chefsgrupp-${index + 1}`),
      name: `Chefsgrupp ${index + 1}`,
      track: 'manager',
      unit: UnitId.parse(mostCommon(members.map(({ unit }) => unit))),
    };
    for (const seat of members) seat.cohort = cohort.id;
    return cohort;
  });
};

const seatEverybody = (
  random: Random,
): { readonly seats: readonly Seat[]; readonly cohorts: readonly Cohort[] } => {
  const weights = plan.unitPlans.map(({ employees }) => employees);
  const managers = apportion(plan.managerCount, weights);
  const keyPersons = apportion(plan.keyPersonCount, weights);
  const employeesByUnit = new Map(
    plan.unitPlans.map((unitPlan, index) => [
      unitPlan.unit,
      seatsOf(unitPlan, 'employee', unitPlan.employees, keyPersons[index] ?? 0),
    ]),
  );
  const managerSeats = plan.unitPlans.flatMap((unitPlan, index) =>
    seatsOf(unitPlan, 'manager', managers[index] ?? 0, 0),
  );
  const employeeCohorts = placeEmployees(random, employeesByUnit);
  const managerCohorts = placeManagers(managerSeats);
  return {
    seats: [...[...employeesByUnit.values()].flat(), ...managerSeats],
    cohorts: [...employeeCohorts, ...managerCohorts],
  };
};

const idAlphabet = 'abcdefghjkmnpqrstvwxyz23456789'.split('');

const uniqueBy = <T>(taken: Set<T>, draw: () => T): T => {
  for (;;) {
    const value = draw();
    if (taken.has(value)) continue;
    taken.add(value);
    return value;
  }
};

const asciiOf = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.');

type NameMaker = (isWoman: boolean) => { given: string; family: string; email: string };

/** No word twice, and no two s in a row. */
const isPronounceable = (start: string, end: string): boolean =>
  start.toLowerCase() !== end && !(start.endsWith('s') && end.startsWith('s'));

const createNames = (random: Random): NameMaker => {
  const taken = new Set<string>();
  return (isWoman) => {
    const full = uniqueBy(taken, () => {
      const start = random.pick(familyStarts);
      const end = random.pick(familyEnds.filter((part) => isPronounceable(start, part)));
      return `${random.pick(isWoman ? womensNames : mensNames)} ${start}${end}`;
    });
    const [given = '', family = ''] = full.split(' ');
    const plain = asciiOf(full);
    const local = taken.has(plain) ? `${plain}${taken.size}` : plain;
    taken.add(local);
    return { given, family, email: `${local}@example.se` };
  };
};

/** Working age, most of them in the middle of it; turned that age within the past year. */
const birthDay = (random: Random, today: Day): Day => {
  const age = 22 + Math.floor(((random.next() + random.next()) / 2) * 45);
  const anniversary = `${Number(today.slice(0, 4)) - age}${today.slice(4)}` as Day;
  return addDays(anniversary, -random.int(5, 360));
};

const identitiesOf = (
  random: Random,
  today: Day,
  drafts: readonly Draft[],
  participants: readonly Participant[],
  protectedIds: ReadonlySet<ParticipantId>,
): readonly DemoIdentity[] => {
  const taken = new Set<string>();
  return participants.map(({ id }, index) => ({
    participant: id,
    number: uniqueBy(taken, () =>
      fictionalIdentity(random, birthDay(random, today), drafts[index]?.isWoman ?? true),
    ),
    isProtected: protectedIds.has(id),
  }));
};

/** Some people under an alias; those with protected identity are among them, and nothing tells which. */
const withAliases = (
  random: Random,
  people: readonly Participant[],
): [Participant[], ReadonlySet<ParticipantId>] => {
  const chosen = random
    .shuffled(people.map(({ id }) => id))
    .slice(0, plan.protectedCount + plan.otherAliasCount);
  const numbers = random.shuffled(
    Array.from({ length: 99 }, (_, index) => String(index + 1).padStart(2, '0')),
  );
  const aliasById = new Map(chosen.map((id, index) => [id, numbers[index] ?? '00']));
  const aliased = people.map((person): Participant => {
    const number = aliasById.get(person.id);
    if (number === undefined) return person;
    return { ...person, given: `Deltagare ${number}`, family: '', email: `deltagare.${number}@example.se` };
  });
  return [aliased, new Set(chosen.slice(0, plan.protectedCount))];
};

/** 1 140 people in 57 cohorts, 78 % women, in workplaces that each have a manager and a key person (DEMO-1). */
export const generatePeople = (random: Random, today: Day): DemoPeople => {
  const { seats, cohorts } = seatEverybody(random.fork('cohorts'));
  const women = Math.round(seats.length * plan.womenShare);
  const isWoman = random.fork('sexes').shuffled(seats.map((_, index) => index < women));
  const drafts = seats.map((seat, index): Draft => ({ seat, isWoman: isWoman[index] ?? true }));
  const nameFor = createNames(random.fork('names'));
  const idRandom = random.fork('ids');
  const takenIds = new Set<string>();
  const named = drafts.map(({ seat, isWoman: woman }): Participant => ({
    id: ParticipantId.parse(
      uniqueBy(takenIds, () => `p${Array.from({ length: 11 }, () => idRandom.pick(idAlphabet)).join('')}`),
    ),
    ...nameFor(woman),
    unit: UnitId.parse(seat.unit),
    workplace: seat.workplace,
    track: seat.track,
    isKeyPerson: seat.isKeyPerson,
    cohort: seat.cohort,
  }));
  const [participants, protectedIds] = withAliases(random.fork('aliases'), named);
  const identities = identitiesOf(random.fork('identities'), today, drafts, participants, protectedIds);
  return { cohorts, participants, identities };
};
