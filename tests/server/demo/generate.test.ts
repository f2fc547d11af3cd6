/** The demo's people and its whole: counts, chance, identities. */
import { describe, expect, test } from 'vitest';
import { Cohort, OfficeSession, Participant } from '../../../src/domain/office.ts';
import { units } from '../../../src/domain/programme.ts';
import { dayOf, instantAt, type Day } from '../../../src/domain/time.ts';
import { generateDemo, type DemoProgramme } from '../../../src/server/demo/generate.ts';

const demoAt = (day: string, time: string, seed = 1): DemoProgramme => {
  const today = day as Day;
  return generateDemo({ seed, today, now: instantAt(today, time) });
};
const demo = demoAt('2026-11-12', '08:20');

const countBy = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
};

const luhn = (ten: string): boolean => {
  const digits = ten.split('').map((char, index) => Number(char) * (index % 2 === 0 ? 2 : 1));
  return digits.reduce((sum, value) => sum + (value > 9 ? value - 9 : value), 0) % 10 === 0;
};

describe('[DEMO-1] the demo is as large as the programme', () => {
  test('[DEMO-1] 1 000 employees and 140 managers take part, in every unit of the city', () => {
    expect(Object.fromEntries(countBy(demo.participants, ({ track }) => track))).toEqual({
      employee: 1000,
      manager: 140,
    });
    expect(new Set(demo.participants.map(({ unit }) => unit as string))).toEqual(
      new Set(units.map(([id]) => id)),
    );
  });

  test('[DEMO-1] people are in 50 employee and 7 manager cohorts of about twenty, of their own track', () => {
    expect(Object.fromEntries(countBy(demo.cohorts, ({ track }) => track))).toEqual({
      employee: 50,
      manager: 7,
    });
    const trackOf = new Map(demo.cohorts.map(({ id, track }) => [id, track]));
    const sizes = countBy(demo.participants, ({ cohort }) => cohort ?? 'none');
    expect(sizes.size).toBe(57);
    for (const size of sizes.values()) expect(Math.abs(size - 20)).toBeLessThanOrEqual(4);
    for (const { cohort, track } of demo.participants) {
      expect(cohort === null ? undefined : trackOf.get(cohort)).toBe(track);
    }
  });

  test('[DEMO-1] most people belong to a cohort of their own district', () => {
    const unitOf = new Map(demo.cohorts.map(({ id, unit }) => [id, unit]));
    const atHome = demo.participants.filter(
      ({ cohort, unit }) => cohort !== null && unitOf.get(cohort) === unit,
    );
    expect(atHome.length / demo.participants.length).toBeGreaterThan(0.9);
  });

  test('[DEMO-1] every employee has a manager and a key person at the same workplace', () => {
    const placeOf = ({ unit, workplace }: Participant): string => `${unit}/${workplace}`;
    const led = new Set(demo.participants.filter(({ track }) => track === 'manager').map(placeOf));
    const keyed = new Set(demo.participants.filter(({ isKeyPerson }) => isKeyPerson).map(placeOf));
    for (const person of demo.participants) {
      expect(led).toContain(placeOf(person));
      expect(keyed).toContain(placeOf(person));
    }
    const keyPersons = demo.participants.filter(({ isKeyPerson }) => isKeyPerson);
    expect(keyPersons.length).toBe(80);
    expect(keyPersons.every(({ track }) => track === 'employee')).toBe(true);
  });

  test('[DEMO-1] 78 % of the participants are women, and they are between 22 and 66 years old', () => {
    const women = demo.identities.filter(({ number }) => Number(number[10]) % 2 === 0);
    expect(women.length).toBe(Math.round(1140 * 0.78));
    for (const { number } of demo.identities) {
      const had = number.slice(4, 8) <= '1112';
      const age = 2026 - Number(number.slice(0, 4)) - (had ? 0 : 1);
      expect(age).toBeGreaterThanOrEqual(22);
      expect(age).toBeLessThanOrEqual(66);
    }
  });

  test('[DEMO-1] everything is in the form the office keeps it in', () => {
    for (const cohort of demo.cohorts) Cohort.parse(cohort);
    for (const person of demo.participants) Participant.parse(person);
    for (const session of demo.sessions) OfficeSession.parse(session);
  });
});

describe('[DEMO-2] chance is seeded', () => {
  test('[DEMO-2] the same seed and moment give the same demo twice', () => {
    expect(JSON.stringify(demoAt('2026-11-12', '08:20'))).toBe(JSON.stringify(demo));
  });

  test('[DEMO-2] another seed gives other people', () => {
    const ids = new Set(demo.participants.map(({ id }) => id));
    expect(demoAt('2026-11-12', '08:20', 2).participants.some(({ id }) => ids.has(id))).toBe(false);
  });

  test('[DEMO-2] a day that is not the day of the moment is refused as a defect', () => {
    const now = instantAt('2026-11-12' as Day, '08:20');
    expect(() => generateDemo({ seed: 1, today: '2026-11-13' as Day, now })).toThrow();
    expect(dayOf(now)).toBe('2026-11-12');
  });
});

describe('[DEMO-4] no demo identity is anybody’s', () => {
  test('[DEMO-4] every number is unique, and either a published test number or impossible', () => {
    expect(new Set(demo.identities.map(({ number }) => number)).size).toBe(1140);
    for (const { number } of demo.identities) {
      expect(number).toMatch(/^\d{12}$/);
      const isTestNumber = number >= '1976' && number < '2010' && /^23[89]$/.test(number.slice(8, 11));
      expect(luhn(number.slice(2))).toBe(isTestNumber);
    }
  });

  test('[DEMO-4] nothing in a participant’s record comes from the number', () => {
    const numberOf = new Map(demo.identities.map(({ participant, number }) => [participant, number]));
    for (const person of demo.participants) {
      const number = numberOf.get(person.id) ?? '';
      const text = JSON.stringify(person);
      for (const part of [number, number.slice(2), number.slice(2, 8), number.slice(0, 8), number.slice(8)]) {
        expect(text).not.toContain(part);
      }
    }
  });

  test('[DEMO-4] people with protected identity are known by an alias that others have too', () => {
    const shielded = new Set(
      demo.identities.filter(({ isProtected }) => isProtected).map(({ participant }) => participant),
    );
    const aliased = demo.participants.filter(({ family }) => family === '');
    expect(shielded.size).toBe(11);
    expect(aliased.length).toBe(20);
    expect(aliased.filter(({ id }) => shielded.has(id)).length).toBe(11);
    for (const { given } of aliased) expect(given).toMatch(/^Deltagare \d\d$/);
    expect(new Set(aliased.map(({ given }) => given)).size).toBe(20);
  });

  test('[DEMO-4] names and addresses are invented, and no two people share an address', () => {
    expect(new Set(demo.participants.map(({ email }) => email)).size).toBe(1140);
    for (const { email } of demo.participants) expect(email).toMatch(/^[a-z0-9.]+@example\.se$/);
    const named = demo.participants.filter(({ family }) => family !== '');
    expect(new Set(named.map(({ given, family }) => `${given} ${family}`)).size).toBe(named.length);
    expect(new Set(named.map(({ given }) => given)).size).toBeGreaterThan(150);
  });
});
