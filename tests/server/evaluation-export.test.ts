/** The evaluator's file of the whole demo: nobody in it can be told by name, number, id or by standing out. */
import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf, instant } from '../../src/domain/time.ts';
import { generateDemo, type DemoProgramme } from '../../src/server/demo/generate.ts';
import { seedDemo } from '../../src/server/demo/seed-demo.ts';
import { evaluationColumns, pseudonymOf } from '../../src/server/figures/evaluation.ts';
import { coarsen, type EvaluationClass } from '../../src/server/identity/evaluation-classes.ts';
import type { Traits } from '../../src/server/identity/statistics.ts';
import { freshSignInMs } from '../../src/server/http/endpoint.ts';
import { naiveProgramme, type NaiveProgramme } from '../support/naive-programme.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let demo: DemoProgramme;
let naive: NaiveProgramme;
let csv: string;
let rows: readonly (readonly string[])[];

const fetchFile = async (format: 'csv' | 'xlsx'): Promise<Response> =>
  server.post('/api/admin/followup/export', { format }, await server.administrator());

beforeAll(async () => {
  server = await createTestServer();
  await seedDemo(server.database, server.services, () => undefined);
  const now = server.services.clock();
  demo = generateDemo({ seed: 25_021, today: dayOf(now), now: instant(now) });
  naive = await naiveProgramme(server);
  csv = Buffer.from(await (await fetchFile('csv')).arrayBuffer()).toString('utf8');
  rows = csv
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(';'));
});
afterAll(() => server.close());

const pseudonym = (participant: string): string =>
  pseudonymOf(participant, server.services.secrets.evaluationKey);
const rowOf = (participant: string): readonly string[] =>
  rows.find(([name]) => name === pseudonym(participant)) ?? [];

describe('the file', () => {
  test('[EXP-1] has a row for everybody, with the minutes of the logs', () => {
    expect(csv.startsWith(`\uFEFF${evaluationColumns.join(';')}\r\n`)).toBe(true);
    expect(rows.length).toBe(demo.participants.length);
    expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
    const sums = new Map<string, { minutes: number; certified: number; sessions: number }>();
    for (const { participant, minutes, isCertified } of naive.lines) {
      const sum = sums.get(participant) ?? { minutes: 0, certified: 0, sessions: 0 };
      sum.minutes += minutes;
      sum.certified += isCertified ? minutes : 0;
      sum.sessions += minutes > 0 ? 1 : 0;
      sums.set(participant, sum);
    }
    for (const { id } of demo.participants) {
      const row = rowOf(id);
      const sum = sums.get(id) ?? { minutes: 0, certified: 0, sessions: 0 };
      const approved = naive.lockedMonths.reduce(
        (total, month) => total + (naive.reported.get(`${month}/${id}`) ?? 0),
        0,
      );
      expect([Number(row[7]), Number(row[8]), Number(row[9]), Number(row[11])]).toEqual([
        sum.minutes,
        sum.certified,
        approved,
        sum.sessions,
      ]);
    }
  });

  test('[EXP-1] holds no name, number, id, address, cohort or workplace of anybody', () => {
    for (const { id, given, family, email, workplace, cohort } of demo.participants)
      for (const told of [id, family === '' ? given : `${given} ${family}`, family, email, workplace, cohort])
        if (told !== null && told !== '') expect(csv.includes(told)).toBe(false);
    for (const { number } of demo.identities) {
      expect(csv.includes(number)).toBe(false);
      expect(csv.includes(number.slice(2))).toBe(false);
    }
    expect(csv).not.toMatch(/\d{8}-?\d{4}/);
  });

  test('[EXP-1] names nobody in the order they stand in', () => {
    const names = rows.map(([name = '']) => name);
    expect(names).toEqual(names.toSorted());
  });

  test('[EXP-1] is the same as a workbook, figures as numbers', async () => {
    const answer = await fetchFile('xlsx');
    const [sheet] = await readXlsx(Buffer.from(await answer.arrayBuffer()));
    const data = sheet?.data ?? [];
    expect(data[0]).toEqual([...evaluationColumns]);
    expect(data.slice(1).map((row) => row.map(String))).toEqual(rows);
    expect(typeof data[1]?.[7]).toBe('number');
  });

  test('[EXP-2] lets nobody stand out: at least five share each unit, role, sex and age', () => {
    const classes = new Map<string, number>();
    for (const row of rows) {
      const name = row.slice(1, 6).join('/');
      classes.set(name, (classes.get(name) ?? 0) + 1);
    }
    for (const [name, n] of classes) expect([name, n >= 5]).toEqual([name, true]);
    expect(classes.size).toBeGreaterThan(40);
  });

  test('[EXP-2] gives nobody with protected identity a unit, and hides them among five who have none either', () => {
    const hidden = demo.identities.filter(({ isProtected }) => isProtected);
    expect(hidden.length).toBeGreaterThan(3);
    const names = new Set(hidden.map(({ participant }) => pseudonym(participant)));
    for (const { participant } of hidden) {
      const row = rowOf(participant);
      expect(row[3]).toBe('övriga');
      const others = rows.filter(
        (other) => other.slice(1, 6).join('/') === row.slice(1, 6).join('/') && !names.has(other[0] ?? ''),
      );
      expect(others.length).toBeGreaterThanOrEqual(5);
    }
  });

  test('[EXP-3] asks for the password anew, and keeps who fetched it and its checksum', async () => {
    const caller = await server.administrator();
    server.advance(freshSignInMs + 1);
    const stale = await server.post('/api/admin/followup/export', { format: 'csv' }, caller);
    expect([stale.status, ((await stale.json()) as { code: string }).code]).toEqual([403, 'sign-in/stale']);
    const fetched = await server.administrator('Bo Alm', ['reader']);
    const answer = await server.post('/api/admin/followup/export', { format: 'csv' }, fetched);
    expect(answer.headers.get('content-disposition')).toContain('utvardering-');
    const { db } = server.database;
    const entry = await db.selectFrom('office_log').select('text').orderBy('seq', 'desc').executeTakeFirst();
    const { checksum, ...logged } = JSON.parse(entry?.text ?? '{}') as Record<string, unknown>;
    expect(logged).toMatchObject({
      kind: 'evaluation-exported',
      actor: fetched.id,
      count: rows.length,
      leftOut: 0,
    });
    const seen = await db.selectFrom('access_log').selectAll().orderBy('id', 'desc').executeTakeFirst();
    expect(seen).toMatchObject({ actor: fetched.id, kind: 'evaluation-file', about: checksum });
  });
});

describe('a pseudonym', () => {
  test('[EXP-1] is the same in every file, and another under another key', async () => {
    const again = Buffer.from(await (await fetchFile('csv')).arrayBuffer()).toString('utf8');
    expect(again).toBe(csv);
    const other = new Uint8Array(32).fill(7);
    expect(pseudonymOf('p768km5ymw83', other)).not.toBe(pseudonym('p768km5ymw83'));
    expect(pseudonym('p768km5ymw83')).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/);
  });

  test('[EXP-1] is not found by whoever knows the ids and every other key of the server', () => {
    const { lookupKey, codesKey } = server.services.secrets;
    const empty = new Uint8Array(32);
    for (const key of [lookupKey, codesKey, empty])
      expect(rows.some(([name]) => name === pseudonymOf(demo.participants[0]?.id ?? '', key))).toBe(false);
  });
});

type Draft = {
  readonly unit: string;
  readonly role: string;
  readonly isProtected?: boolean;
} & Partial<Traits>;

const people = (n: number, draft: Draft, name: string) =>
  Array.from({ length: n }, (_, i) => ({
    participant: `${name}${i}`,
    unit: draft.unit,
    role: draft.role,
    isProtected: draft.isProtected ?? false,
    traits: { sex: draft.sex ?? 'woman', age: draft.age ?? '30-39' } as Traits,
  }));

const classesOf = (groups: ReturnType<typeof people>): ReadonlyMap<string, EvaluationClass> =>
  coarsen(groups);

describe('coarsening', () => {
  test('[EXP-2] leaves what five share as it is', () => {
    const classes = classesOf(people(5, { unit: 'farsta', role: 'employee' }, 'a'));
    expect(classes.get('a0')).toEqual({ unit: 'farsta', role: 'employee', sex: 'woman', age: '30-39' });
  });

  test('[EXP-2] takes the age first, and the unit only when the ages are not enough', () => {
    const classes = classesOf([
      ...people(5, { unit: 'farsta', role: 'employee' }, 'a'),
      ...people(2, { unit: 'farsta', role: 'employee', age: 'under-30' }, 'b'),
      ...people(6, { unit: 'farsta', role: 'employee', age: '60-plus' }, 'c'),
      ...people(5, { unit: 'bromma', role: 'employee', sex: 'man' }, 'd'),
      ...people(2, { unit: 'jarva', role: 'employee', sex: 'man' }, 'e'),
      ...people(9, { unit: 'kungsholmen', role: 'employee', sex: 'man' }, 'f'),
    ]);
    expect(classes.get('b0')).toEqual({ unit: 'farsta', role: 'employee', sex: 'woman', age: 'under-40' });
    expect(classes.get('c0')?.age).toBe('40-plus');
    /* Järva's two men need company: the smallest unit's come with them, the larger one's stay. */
    expect(classes.get('e0')?.unit).toBe('other');
    expect(classes.get('d0')?.unit).toBe('other');
    expect(classes.get('f0')?.unit).toBe('kungsholmen');
  });

  test('[EXP-2] never counts somebody protected among the five they hide among', () => {
    const classes = classesOf([
      ...people(4, { unit: 'farsta', role: 'employee', isProtected: true }, 'p'),
      ...people(4, { unit: 'jarva', role: 'employee' }, 'a'),
      ...people(6, { unit: 'bromma', role: 'employee' }, 'b'),
    ]);
    for (const name of ['p0', 'a0', 'b0']) expect(classes.get(name)?.unit).toBe('other');
  });

  test('[EXP-2] gives up sex and then role when whole roles are too few, and leaves out whoever still stands out', () => {
    const few = classesOf([
      ...people(6, { unit: 'farsta', role: 'employee' }, 'a'),
      ...people(1, { unit: 'farsta', role: 'manager', sex: 'man' }, 'm'),
    ]);
    expect(few.get('m0')).toEqual({ unit: 'other', role: 'any', sex: 'any', age: '30-39' });
    expect(few.get('a0')).toEqual({ unit: 'other', role: 'any', sex: 'any', age: '30-39' });
    expect(classesOf(people(4, { unit: 'farsta', role: 'employee' }, 'a')).size).toBe(0);
  });
});
