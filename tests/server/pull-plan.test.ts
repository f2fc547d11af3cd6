/** GET /api/plan: what a tablet is given, and above all what it is not. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CohortId, UnitId } from '../../src/domain/ids.ts';
import { Plan, type Session } from '../../src/domain/programme.ts';
import { dayMs, hourMs, instant } from '../../src/domain/time.ts';
import { hashOf } from '../../src/server/http/services.ts';
import {
  amina,
  aParticipant,
  aSession,
  cohort,
  guest,
  morning,
  olof,
  otherCohort,
  plant,
} from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

const bromma = UnitId.parse('bromma');
const brommaCohort = CohortId.parse('g30');
let server: TestServer;
beforeEach(async () => {
  server = await createTestServer();
  await plant(server, [aSession('s1')]);
});
afterEach(() => server.close());

const tokenFor = async (unit: string | null): Promise<string> => {
  const id = `device-${unit ?? 'spare'}`;
  const token = `${id}-${'t'.repeat(40)}`;
  const now = server.services.clock();
  await server.stores(async ({ devices }) => {
    if ((await devices.get(id)) === undefined)
      await devices.add({ id, name: id, unit, publicKey: 'key' }, now);
    await devices.addSignIn(hashOf(token), id, now + 90 * dayMs, now);
  });
  return token;
};
const planFor = async (unit: string | null): Promise<Plan> =>
  Plan.parse(await (await server.get('/api/plan', { token: await tokenFor(unit) })).json());
const idsOf = (plan: Plan): readonly string[] => plan.sessions.map(({ id }) => id).sort();
const put = (session: Session, unit: UnitId | null): Promise<void> =>
  server.stores(({ programme }) => programme.putSessions([{ session, unit }]));
const shifted = (id: string, byMs: number, more: Partial<Session> = {}): Session => {
  const { startsAt, endsAt } = aSession(id);
  return aSession(id, {
    startsAt: instant(startsAt + byMs),
    endsAt: instant(endsAt + byMs),
    breaks: [],
    ...more,
  });
};

describe('which sessions', () => {
  test('[PLAN-1] a tablet gets its own unit’s sessions, whichever cohort comes, and no other unit’s', async () => {
    await put(aSession('away'), bromma);
    await put(aSession('visitors', { cohorts: [otherCohort] }), UnitId.parse('farsta'));
    expect(idsOf(await planFor('farsta'))).toEqual(['s1', 'visitors']);
    expect(idsOf(await planFor('bromma'))).toEqual(['away']);
    expect(idsOf(await planFor('kungsholmen'))).toEqual([]);
  });

  test('[PLAN-1] a digital lecture comes with the unit’s own cohorts alone', async () => {
    await server.stores(async ({ programme }) => {
      await programme.putCohorts([{ id: brommaCohort, name: 'Grupp 30', track: 'employee', unit: bromma }]);
      await programme.putParticipants([
        aParticipant('siv', 'Siv', 'Talldis', { unit: bromma, cohort: brommaCohort }),
      ]);
    });
    await put(aSession('lecture', { kind: 'digital', place: '', cohorts: [cohort, brommaCohort] }), null);
    const plan = await planFor('bromma');
    expect(plan.sessions).toMatchObject([{ id: 'lecture', cohorts: ['g30'] }]);
    expect(plan.cohorts.flatMap(({ people }) => people.map(({ id }) => id))).toEqual(['siv']);
    expect(idsOf(await planFor('kungsholmen'))).toEqual([]);
  });

  test('[PLAN-1] the office’s spare tablet gets everybody’s', async () => {
    await put(aSession('away', { cohorts: [otherCohort] }), bromma);
    expect(idsOf(await planFor(null))).toEqual(['away', 's1']);
  });

  test('[PLAN-2] sessions and names are for seven days back and fourteen ahead', async () => {
    for (const days of [-8, -7, 14, 15]) await put(shifted(`d${days}`, days * dayMs), UnitId.parse('farsta'));
    await put(shifted('late', 30 * dayMs, { cohorts: [otherCohort] }), UnitId.parse('farsta'));
    const plan = await planFor('farsta');
    expect(idsOf(plan)).toEqual(['d-7', 'd14', 's1']);
    expect(plan.cohorts.map(({ id }) => id)).toEqual(['g14']);
    expect(JSON.stringify(plan)).not.toContain('Deltagare 07');
    expect(plan.window.to - plan.window.from).toBe(22 * dayMs);
  });
});

describe('badges', () => {
  beforeEach(() =>
    server.stores(async ({ badges, programme }) => {
      await programme.putParticipants([aParticipant('left', 'Lämnat', 'Gruppen', { cohort: null })]);
      await badges.issue([amina.id, guest.id, 'left'], morning);
    }),
  );
  const tokens = () => server.stores(({ badges }) => badges.tokens([amina.id, guest.id]));

  test('[PLAN-3] everybody’s badge is known by its hash, guests’ too, without a name', async () => {
    const plan = await planFor('farsta');
    expect(plan.badges.map(([, participant]) => participant).sort()).toEqual(['amina', 'guest']);
    expect(plan.badges.map(([hash]) => hash)).toContain(hashOf((await tokens()).get('guest')?.token ?? ''));
    expect(plan.cohorts.flatMap(({ people }) => people.map(({ id }) => id))).not.toContain('guest');
    expect(plan.cohortNames).toContainEqual(['g15', 'Grupp 15']);
  });

  test('[BADGE-2] no plan and no row of the database holds a token that could be printed', async () => {
    const text = JSON.stringify(await planFor('farsta'));
    const rows = JSON.stringify(await server.database.db.selectFrom('badges').selectAll().execute());
    for (const { token } of (await tokens()).values()) {
      expect(text).not.toContain(token);
      expect(rows).not.toContain(token);
    }
  });

  test('[BADGE-4] the same badge can be printed again, and issuing again makes no other', async () => {
    const before = await tokens();
    expect(await server.stores(({ badges }) => badges.issue([amina.id, guest.id], morning + 1))).toBe(0);
    expect(await tokens()).toEqual(before);
    expect(before.get('amina')?.token).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  test('[DOOR-4] a blocked badge stays in the plan as blocked, beside the new one', async () => {
    const old = (await tokens()).get('amina')?.token ?? '';
    await server.stores(async ({ badges }) => {
      await badges.block(amina.id, morning);
      await badges.issue([amina.id], morning);
    });
    const plan = await planFor('farsta');
    const marks = new Map(
      plan.badges.filter(([, who]) => who === 'amina').map(([hash, , , blocked]) => [hash, blocked]),
    );
    expect(marks.get(hashOf(old))).toBe(1);
    expect([...marks.values()].sort()).toEqual([0, 1]);
  });
});

describe('asking again', () => {
  const ask = async (token: string, etag?: string): Promise<Response> =>
    server.get('/api/plan', { token, ...(etag === undefined ? {} : { headers: { 'If-None-Match': etag } }) });

  test('[PLAN-5] what has not changed is not sent again, all day; a change is sent whole', async () => {
    const token = await tokenFor('farsta');
    const first = await ask(token);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    server.advance(10 * hourMs);
    expect((await ask(token, etag)).status).toBe(304);
    await server.stores(({ programme }) => programme.putParticipants([{ ...olof, given: 'Olle' }]));
    const changed = await ask(token, etag);
    expect(changed.status).toBe(200);
    expect(JSON.stringify(await changed.json())).toContain('Olle');
    expect((await ask(token, changed.headers.get('etag') ?? '')).status).toBe(304);
    server.advance(24 * hourMs);
    expect((await ask(token, changed.headers.get('etag') ?? '')).status).toBe(200);
  });

  test('[PLAN-5] nothing between the office and the tablet may keep a plan', async () => {
    expect((await ask(await tokenFor('farsta'))).headers.get('cache-control')).toBe('no-store');
  });
});

test('[PRIV-3] a person with an alias is in the plan like anybody else: the alias, and nothing that tells', async () => {
  await server.stores(({ programme }) => programme.putParticipants([{ ...guest, cohort }]));
  const [people] = (await planFor('farsta')).cohorts.map((group) => group.people);
  expect(people?.find(({ id }) => id === 'guest')).toEqual({
    id: 'guest',
    given: 'Deltagare 07',
    family: '',
    code: '',
  });
  expect(new Set(people?.map((one) => Object.keys(one).sort().join()))).toEqual(
    new Set(['code,family,given,id']),
  );
});
