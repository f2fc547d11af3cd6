/** Trainers' own codes: made by the office, shown once, known by the tablets that need them and nowhere readable. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { Plan } from '../../src/domain/programme.ts';
import { dayMs, hourMs, instant } from '../../src/domain/time.ts';
import { IssueTrainerCodeReply } from '../../src/protocol/issue-trainer-code.ts';
import { ListOfficeLogReply } from '../../src/protocol/list-office-log.ts';
import { ListTrainersReply } from '../../src/protocol/list-trainers.ts';
import type { Problem } from '../../src/protocol/problems.ts';
import { newTrainerCode } from '../../src/server/accounts/trainer-codes.ts';
import { giveTrainersCodes } from '../../src/server/demo/trainers.ts';
import { hashOf } from '../../src/server/http/services.ts';
import { createStartLinks } from '../../src/server/start-links.ts';
import { macOfStep } from '../../src/signing/session-code.ts';
import { hashTrainerCode, trainerWithCode } from '../../src/signing/trainer-code.ts';
import { codeShownAt } from '../support/phone-world.ts';
import { aSession, aTablet, at, closed, opened, otherCohort, plant } from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cookie: string;
beforeEach(async () => {
  server = await createTestServer();
  ({ cookie } = await server.administrator());
  await plant(server, [aSession('s1', { trainer: 'Kim Alm' })]);
});
afterEach(() => server.close());

const issue = async (name: string): Promise<IssueTrainerCodeReply> =>
  IssueTrainerCodeReply.parse(
    await (await server.post('/api/admin/trainers/code', { name }, { cookie })).json(),
  );
const listed = async (): Promise<ListTrainersReply['trainers']> =>
  ListTrainersReply.parse(await (await server.get('/api/admin/trainers', { cookie })).json()).trainers;
const planFor = async (unit: string | null): Promise<Plan> => {
  const id = `device-${unit ?? 'spare'}`;
  const token = `${id}-${'t'.repeat(40)}`;
  const now = server.services.clock();
  await server.stores(async ({ devices }) => {
    if ((await devices.get(id)) !== undefined) return;
    await devices.add({ id, name: id, unit, publicKey: 'key' }, now);
    await devices.addSignIn(hashOf(token), id, now + 90 * dayMs, now);
  });
  return Plan.parse(await (await server.get('/api/plan', { token })).json());
};
const officeTexts = async (): Promise<readonly string[]> =>
  (await server.stores((stores) => stores.officeLog.latest(20))).map(({ text }) => text);

describe('making a code', () => {
  test('[ATTEST-3] an administrator is shown six digits once; the list says when and never which', async () => {
    expect(await listed()).toMatchObject([{ name: 'Kim Alm', issuedAt: null, coming: 1 }]);
    const { name, code } = await issue('Kim Alm');
    expect(name).toBe('Kim Alm');
    expect(code).toMatch(/^[0-9]{6}$/);
    const reply = await server.get('/api/admin/trainers', { cookie });
    const text = await reply.text();
    expect(text).not.toContain(code);
    expect(ListTrainersReply.parse(JSON.parse(text)).trainers[0]?.issuedAt).toBe(server.services.clock());
  });

  test('[ATTEST-3] a new code replaces the old on every tablet, and the trainer stays the same person', async () => {
    const first = await issue('Kim Alm');
    const before = (await planFor('farsta')).trainerCodes;
    const second = await issue('Kim Alm');
    const after = (await planFor('farsta')).trainerCodes;
    expect(second.code).not.toBe(first.code);
    expect((await trainerWithCode(first.code, before))?.name).toBe('Kim Alm');
    expect(await trainerWithCode(first.code, after)).toBeUndefined();
    expect((await trainerWithCode(second.code, after))?.id).toBe(before.trainers[0]?.id);
  });

  test('[ATTEST-2] the code is nowhere readable: not in the database, not in the office’s log', async () => {
    const { code } = await issue('Kim Alm');
    const rows = await server.stores(({ trainers }) => trainers.all());
    const { salt, iterations } = await server.stores(({ trainers }) => trainers.hashing());
    expect(rows).toMatchObject([
      { name: 'Kim Alm', code_hash: await hashTrainerCode(code, { salt, iterations }) },
    ]);
    expect(iterations).toBeGreaterThanOrEqual(100_000);
    for (const text of [...(await officeTexts()), JSON.stringify(rows)]) expect(text).not.toContain(code);
  });

  test('[ATTEST-3] who made it for whom stands in the office’s log', async () => {
    await issue('Kim Alm');
    const reply = await server.get('/api/admin/log?kind=trainer-code-issued', { cookie });
    const { entries } = ListOfficeLogReply.parse(await reply.json());
    expect(entries).toMatchObject([
      { kind: 'trainer-code-issued', actor: 'Sol Granhimmel', about: ['Kim Alm'] },
    ]);
  });

  test('[ATTEST-3] somebody the plan does not name gets none', async () => {
    const reply = await server.post('/api/admin/trainers/code', { name: 'Ingen Alls' }, { cookie });
    expect([reply.status, ((await reply.json()) as Problem).code]).toEqual([404, 'trainer/unknown']);
    expect(await server.stores(({ trainers }) => trainers.all())).toEqual([]);
  });

  test('[ATTEST-3] only a signed-in administrator makes or lists codes', async () => {
    expect((await server.post('/api/admin/trainers/code', { name: 'Kim Alm' })).status).toBe(401);
    expect((await server.get('/api/admin/trainers')).status).toBe(401);
    expect(await server.stores(({ trainers }) => trainers.all())).toEqual([]);
  });

  test('[ATTEST-2] no two trainers ever have the same code, also when two are made at the same moment', async () => {
    const names = ['Ada', 'Bo', 'Cia', 'Dan', 'Eva'];
    await plant(
      server,
      names.map((trainer, i) => aSession(`t${i}`, { trainer })),
    );
    const made = await Promise.all(names.map((name) => issue(name)));
    expect(new Set(made.map(({ code }) => code)).size).toBe(5);
    const rows = await server.stores(({ trainers }) => trainers.all());
    expect(new Set(rows.map(({ code_hash }) => code_hash)).size).toBe(5);
  });

  test('[ATTEST-2] a code that is taken is never drawn', async () => {
    const hashing = { salt: 'x', iterations: 1 };
    const draws = [0, 0, 1];
    const randomBytes = (): Uint8Array<ArrayBuffer> => new Uint8Array([0, 0, draws.shift() ?? 2]);
    const taken = new Set([await hashTrainerCode('000000', hashing)]);
    expect((await newTrainerCode({ randomBytes }, hashing, taken)).code).toBe('000001');
  });
});

describe('who is listed', () => {
  test('[ATTEST-2] everybody the plan names, with what is still to come and when', async () => {
    const { startsAt, endsAt } = aSession('x');
    const moved = (id: string, days: number, trainer: string, cancelled = false) =>
      aSession(id, {
        startsAt: instant(startsAt + days * dayMs),
        endsAt: instant(endsAt + days * dayMs),
        breaks: [],
        trainer,
        cancelled,
      });
    await plant(server, [
      moved('a', -3, 'Kim Alm'),
      moved('b', 0, 'Kim Alm'),
      moved('c', 4, 'Kim Alm'),
      moved('d', 5, 'Kim Alm', true),
      moved('e', -2, 'Åsa Ek'),
      moved('f', 1, ''),
    ]);
    await server.stores(({ programme }) =>
      programme.putSessions([{ session: moved('s1', -9, 'Kim Alm'), unit: null }]),
    );
    expect(await listed()).toEqual([
      { name: 'Kim Alm', issuedAt: null, coming: 2, nextAt: startsAt },
      { name: 'Åsa Ek', issuedAt: null, coming: 0, nextAt: null },
    ]);
    server.advance(10 * hourMs);
    ({ cookie } = await server.administrator('Kväll'));
    expect((await listed())[0]).toMatchObject({ coming: 2, nextAt: startsAt + 4 * dayMs });
  });
});

describe('what a tablet knows', () => {
  test('[ATTEST-2] a tablet knows the codes of its own sessions’ trainers and of nobody else', async () => {
    await server.stores(({ programme }) =>
      programme.putSessions([
        { session: aSession('away', { trainer: 'Åsa Ek', cohorts: [otherCohort] }), unit: null },
        { session: aSession('far', { trainer: 'Bo Lind', cohorts: [] }), unit: 'bromma' as never },
      ]),
    );
    for (const name of ['Kim Alm', 'Åsa Ek', 'Bo Lind']) await issue(name);
    const names = async (unit: string | null) =>
      (await planFor(unit)).trainerCodes.trainers.map(({ name }) => name).sort();
    expect(await names('farsta')).toEqual(['Kim Alm', 'Åsa Ek']);
    expect(await names('bromma')).toEqual(['Bo Lind']);
    expect(await names(null)).toEqual(['Bo Lind', 'Kim Alm', 'Åsa Ek']);
    expect(await names('jarva')).toEqual([]);
  });

  test('[CODE-1] a tablet can show its own sessions’ codes and no other’s', async () => {
    await server.stores(({ programme }) =>
      programme.putSessions([{ session: aSession('far', { cohorts: [] }), unit: 'bromma' as never }]),
    );
    const plan = await planFor('farsta');
    expect(plan.sessionCodes.map(([session]) => session)).toEqual(['s1']);
    const [, key = ''] = plan.sessionCodes[0] ?? [];
    const now = server.services.clock();
    const { scanned } = await codeShownAt(server, 's1', now);
    expect(scanned.endsWith(await macOfStep(key, 's1', Math.floor(now / 30_000)))).toBe(true);
    const others = await codeShownAt(server, 'far', now);
    expect(others.scanned.endsWith(await macOfStep(key, 'far', Math.floor(now / 30_000)))).toBe(false);
  });
});

describe('attesting', () => {
  const attestedBy = (trainer: string) =>
    ({ kind: 'session-attested', session: aSession('s1').id, trainer: trainer as never }) as const;
  const page = async () =>
    z
      .looseObject({
        attested: z.nullable(z.looseObject({ at: z.int(), trainer: z.string() })),
        session: z.looseObject({ setAside: z.int() }),
      })
      .parse(await (await server.get('/api/admin/sessions/s1', { cookie })).json());

  test('[ATTEST-1] the office sees by name who attested, also after the code was made anew; without it, that it is missing', async () => {
    await issue('Kim Alm');
    const [trainer] = await server.stores(({ trainers }) => trainers.all());
    const tablet = await aTablet(server);
    await tablet.record([at(0), opened], [at(275), closed]);
    server.advance(5 * hourMs);
    ({ cookie } = await server.administrator('Kväll'));
    await tablet.deliver();
    expect((await page()).attested).toBeNull();
    await issue('Kim Alm');
    await tablet.record([at(276), attestedBy(trainer?.id ?? '')]);
    await tablet.deliver();
    expect(await page()).toMatchObject({
      attested: { at: at(276), trainer: 'Kim Alm' },
      session: { setAside: 0 },
    });
  });

  test('[ATTEST-1] an attestation under an id the office does not know stands all the same', async () => {
    const tablet = await aTablet(server);
    await tablet.record([at(0), opened], [at(275), closed], [at(276), attestedBy('someone')]);
    server.advance(5 * hourMs);
    ({ cookie } = await server.administrator('Kväll'));
    await tablet.deliver();
    expect(await page()).toMatchObject({ attested: { trainer: 'someone' }, session: { setAside: 0 } });
  });
});

describe('the demo’s start', () => {
  test('[ATTEST-3] prints a new code for who teaches now, which opens that trainer’s attestation', async () => {
    const demo: TestServer = { ...server, services: { ...server.services, isDemo: true } };
    await plant(demo, [
      aSession('s1', { trainer: 'Leyla Rönnljus' }),
      aSession('s9', { trainer: 'Kim Alm', startsAt: instant(at(600)), endsAt: instant(at(700)) }),
    ]);
    server.advance(hourMs);
    await demo.stores((stores) => giveTrainersCodes(stores, demo.services));
    const before = await demo.stores(({ trainers }) => trainers.all());
    expect(before.length).toBe(14);
    expect(new Set(before.map(({ code_hash }) => code_hash)).size).toBe(14);
    const { trainerCodes } = await createStartLinks(demo.database, demo.services);
    expect(trainerCodes.map(({ name }) => name)).toEqual(['Leyla Rönnljus']);
    const codes = await demo.stores(({ trainers }) => trainers.codesOf(new Set(['Leyla Rönnljus'])));
    expect(await trainerWithCode(trainerCodes[0]?.code ?? '', codes)).toMatchObject({
      name: 'Leyla Rönnljus',
    });
    await demo.stores((stores) => giveTrainersCodes(stores, demo.services));
    expect((await demo.stores(({ trainers }) => trainers.all())).length).toBe(14);
  });

  test('[ATTEST-3] an office’s start prints no code', async () => {
    expect((await createStartLinks(server.database, server.services)).trainerCodes).toEqual([]);
  });
});
