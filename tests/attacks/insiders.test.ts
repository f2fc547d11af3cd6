/** A24: somebody who is let in and marks absent people present, or raises hours: it is never without a name and a figure. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FollowUpReply } from '../../src/protocol/follow-up.ts';
import { ShowSessionReply } from '../../src/protocol/show-session.ts';
import {
  amina,
  aSession,
  aTablet,
  at,
  checkedIn,
  checkedOut,
  closed,
  elif,
  olof,
  opened,
  plant,
} from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer({ clock: at(300) });
  await plant(server, [
    aSession('s1', { trainer: 'Kim Alm' }),
    aSession('s2', { trainer: 'Robin Ek', cohorts: [] }),
  ]);
  const honest = await aTablet(server, 'Farsta 07');
  await honest.record(
    [at(25), opened],
    [at(26), checkedIn(amina)],
    [at(27), checkedIn(olof)],
    [at(28), checkedIn(elif, 'hand')],
    [at(269), checkedOut(elif)],
    [at(270), closed],
  );
  await honest.deliver();
  const s2 = aSession('s2').id;
  const other = await aTablet(server, 'Farsta 08');
  await other.record(
    [at(25), { ...opened, session: s2 }],
    [at(26), { ...checkedIn(amina, 'hand'), session: s2 }],
    [at(27), { ...checkedIn(olof, 'hand'), session: s2 }],
    [at(270), { ...closed, session: s2 }],
  );
  await other.deliver();
});
afterAll(() => server.close());

describe('a trainer who marks by hand', () => {
  test('[ATK-7] A24: is seen by the office with how many of how many, the largest share first', async () => {
    const reader = await server.administrator('Sol Granhimmel', ['reader']);
    const page = FollowUpReply.parse(await (await server.get('/api/admin/followup', reader)).json());
    expect(page.trainers).toEqual([
      { trainer: 'Robin Ek', sessions: 1, attendances: 2, byHand: 2 },
      { trainer: 'Kim Alm', sessions: 1, attendances: 3, byHand: 1 },
    ]);
  });

  test('[ATK-7] A24: leaves each mark with the tablet, the time and that it was by hand, and a list without an attestation waits', async () => {
    const reviewer = await server.administrator('Sol Granhimmel', ['reviewer']);
    const page = ShowSessionReply.parse(await (await server.get('/api/admin/sessions/s2', reviewer)).json());
    const marks = page.people.flatMap(({ events }) => events.filter(({ via }) => via === 'hand'));
    expect(marks).toHaveLength(2);
    for (const mark of marks)
      expect([mark.kind, mark.device.length > 5, mark.at > 0]).toEqual(['checked-in', true, true]);
    for (const { attendance } of page.people.filter((person) => person.attendance !== null))
      expect(attendance?.remarks).toContain('by-hand');
    const review = (await (await server.get('/api/admin/review/s2', reviewer)).json()) as {
      matters: unknown[];
    };
    expect(JSON.stringify(review)).toContain('by-hand');
  });
});

describe('an administrator who raises hours', () => {
  const correction = { session: 's1', participant: elif.id };

  test('[ATK-7] A24: cannot without a reason, nor with a role that only plans, approves or reads', async () => {
    for (const role of ['planner', 'approver', 'reader', 'system', 'protected'] as const) {
      const caller = await server.administrator('Sol Granhimmel', [role]);
      expect((await server.post('/api/admin/review/correct', correction, caller)).status).toBe(403);
    }
    const reviewer = await server.administrator('Sol Granhimmel', ['reviewer']);
    expect((await server.post('/api/admin/review/correct', correction, reviewer)).status).toBe(400);
  });
});
