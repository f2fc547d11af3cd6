import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventDraft } from '../../src/domain/events.ts';
import { ParticipantId, SessionId } from '../../src/domain/ids.ts';
import type { ReviewQueueReply, SetAsideReply, ShowReviewReply } from '../../src/protocol/review.ts';
import { walkInPurpose, walkInText } from '../../src/domain/walk-in.ts';
import { sealToOffice } from '../../src/signing/envelope.ts';
import { clockTime } from '../support/factories.ts';
import { amina, aMonthWorld, elif, olof, ordinarySession, type MonthWorld } from '../support/month-world.ts';
import { instant } from '../../src/domain/time.ts';
import { aSession, aTablet } from '../support/session-world.ts';

let world: MonthWorld;
beforeEach(async () => {
  world = await aMonthWorld();
});
afterEach(() => world.close());

const session = SessionId.parse('sep');
const sep = (time: string): number => clockTime('2026-09-08', time);
const decide = (path: string, body: Record<string, unknown>) =>
  world.reviewer.post(`/api/admin/review/${path}`, { session, ...body });
const matters = async (): Promise<readonly string[]> =>
  (await world.review('sep')).matters.map((matter) =>
    matter.kind === 'remarks' ? `${matter.participant}: ${matter.remarks.join(', ')}` : matter.kind,
  );
const minutesOf = (review: ShowReviewReply, id: string): number | undefined =>
  review.people.find(({ participant }) => participant === id)?.minutes;
const basisOf = async (id: string): Promise<string> =>
  (await world.review('sep')).people.find(({ participant }) => participant === id)?.basis ?? '';
const correct = async (
  id: string,
  spans: readonly (readonly [string, string])[],
  text = 'Kursledaren ringde om det.',
) =>
  decide('correct', {
    participant: id,
    spans: spans.map(([from, to]) => ({ from: sep(from), to: sep(to) })),
    reason: 'technical',
    text,
    basis: await basisOf(id),
  });

describe('the queue', () => {
  test('[REV-2] a reviewer sees every session that has ended, the oldest month first, until it is done', async () => {
    for (const id of ['sep', 'oct1', 'oct2']) await ordinarySession(world, id);
    await world.deliver();
    const queue = () => world.reviewer.get<ReviewQueueReply>('/api/admin/review');
    const first = await queue();
    expect(first.sessions.map(({ session: { id }, progress }) => [id, progress])).toEqual([
      ['sep', 'ready'],
      ['oct1', 'ready'],
      ['oct2', 'ready'],
      ['nov', 'to-decide'],
    ]);
    expect(first.months[0]).toMatchObject({ month: '2026-09', due: '2026-10-28', left: 1, done: 0 });
    expect((await world.done('sep')).status).toBe(200);
    expect((await queue()).sessions.map(({ session: { id } }) => id)).toEqual(['oct1', 'oct2', 'nov']);
  });

  test('[REV-2] a session nobody opened waits with that to decide, and is accepted in words', async () => {
    expect(await matters()).toEqual(['nothing-recorded']);
    expect((await world.done('sep')).body).toMatchObject({ code: 'review/not-ready' });
    const accepted = await decide('list', {
      endedAt: null,
      text: 'Tillfället blev inte av, kursledaren var borta.',
    });
    expect(accepted.body).toEqual({ toDecide: 0 });
    expect((await world.done('sep')).status).toBe(200);
  });
});

describe('decisions', () => {
  test('[REV-2] a list nobody closed: the reviewer tells when it ended, and the hours count', async () => {
    await world.record('sep', ['08:10', 'open'], ['08:20', { in: amina }]);
    await world.deliver();
    expect(await matters()).toEqual(['not-closed']);
    expect((await decide('list', { endedAt: sep('23:00'), text: 'Enligt kursledaren.' })).body).toMatchObject(
      {
        code: 'review/times',
      },
    );
    await decide('list', { endedAt: sep('12:30'), text: 'Enligt kursledaren slutade de halv ett.' });
    expect(await matters()).toEqual([]);
    expect(minutesOf(await world.review('sep'), amina.id)).toBe(210);
  });

  test('[REV-3] remarks that are accepted are decided, and a late event asks again', async () => {
    const other = await aTablet(world.server, 'Farsta 02');
    await ordinarySession(world, 'sep');
    await world.deliver();
    await other.record([sep('08:40'), { kind: 'checked-in', session, participant: amina.id, via: 'badge' }]);
    await other.deliver();
    expect(await matters()).toEqual(['amina: two-devices']);
    expect((await decide('accept', { participant: 'amina', basis: 'något annat' })).body).toMatchObject({
      code: 'review/changed',
    });
    expect((await decide('accept', { participant: 'amina', basis: await basisOf('amina') })).body).toEqual({
      toDecide: 0,
    });
    expect((await world.done('sep')).status).toBe(200);
    await other.record([sep('11:00'), { kind: 'checked-out', session, participant: amina.id, via: 'badge' }]);
    await other.deliver();
    const again = await world.review('sep');
    expect(again.isReviewed).toBe(false);
    expect(await matters()).toEqual(['amina: two-devices']);
    expect(minutesOf(again, amina.id)).toBe(120);
  });

  test('[REV-1] a correction stands beside what was recorded, with who, when and why, and can be taken back', async () => {
    await ordinarySession(world, 'sep');
    await world.deliver();
    expect((await correct('olof', [['10:30', '12:30']])).status).toBe(200);
    const shown = await world.review('sep');
    expect(minutesOf(shown, olof.id)).toBe(120);
    expect(shown.people.find(({ participant }) => participant === olof.id)).toMatchObject({
      recorded: { minutes: 210 },
      certificate: 'reopened',
    });
    expect(shown.decisions).toMatchObject([
      {
        kind: 'attendance-corrected',
        by: 'Gran Skare',
        text: 'Kursledaren ringde om det.',
        minutesBefore: 210,
        minutesAfter: 120,
        isTakenBack: false,
      },
    ]);
    const events = shown.page.people.find(({ participant }) => participant === olof.id)?.events ?? [];
    expect(events.map(({ kind }) => kind)).toEqual(['checked-in', 'checked-out', 'hours-certified']);
    await decide('take-back', { decision: shown.decisions[0]?.seq ?? 0 });
    const back = await world.review('sep');
    expect(minutesOf(back, olof.id)).toBe(210);
    expect(back.decisions[0]?.isTakenBack).toBe(true);
  });

  test('[REV-1] nobody corrects to times that cannot be, from a page that is no longer true, or with a number in the words', async () => {
    await ordinarySession(world, 'sep');
    await world.deliver();
    expect((await correct('olof', [['11:00', '10:00']])).body).toMatchObject({ code: 'review/times' });
    expect(
      (
        await correct('olof', [
          ['08:30', '10:00'],
          ['09:00', '11:00'],
        ])
      ).body,
    ).toMatchObject({ code: 'review/times' });
    expect((await correct('olof', [['08:30', '10:00']], 'Olof 850709-9805 gick')).body).toMatchObject({
      code: 'text/identity-number',
    });
    const old = await basisOf('olof');
    await correct('olof', [['08:30', '10:00']]);
    const refused = await decide('correct', {
      participant: 'olof',
      spans: [],
      reason: 'other',
      text: 'Var inte där.',
      basis: old,
    });
    expect(refused.body).toMatchObject({ code: 'review/changed' });
    expect(minutesOf(await world.review('sep'), olof.id)).toBe(90);
  });

  test('[WALK-3] somebody added without a card is suggested by name, matched, and counts from then on', async () => {
    const walkIn = ParticipantId.parse('w-1');
    const sealed = await sealToOffice(
      world.server.services.secrets.officePublicKey,
      walkInPurpose(session, walkIn),
      walkInText({ given: 'Elif', family: 'Klipvind', workplace: 'Farsta' }),
    );
    const added: EventDraft = { kind: 'walk-in', session, participant: walkIn, sealed };
    await world.tablet.record([sep('08:10'), { kind: 'session-opened', session }], [sep('08:40'), added]);
    await world.record('sep', ['12:35', 'close'], ['12:36', 'attest']);
    await world.deliver();
    const [matter] = (await world.review('sep')).matters;
    expect(matter?.kind === 'walk-in' && matter.suggestions.map(({ id }) => id)).toEqual(['elif']);
    expect((await decide('walk-in', { walkIn, participant: 'nobody' })).body).toMatchObject({
      code: 'request/not-found',
    });
    await decide('walk-in', { walkIn, participant: 'elif' });
    const matched = await world.review('sep');
    expect(minutesOf(matched, elif.id)).toBe(200);
    expect(matched.page.people.find(({ participant }) => participant === elif.id)?.events).toHaveLength(1);
    expect(await matters()).toEqual([]);
    await decide('walk-in', { walkIn, participant: null });
    expect(minutesOf(await world.review('sep'), elif.id)).toBe(0);
    expect(await matters()).toEqual([]);
  });

  test('[DOOR-7] a refused card is claimed for its owner, from the moment it was read', async () => {
    const token = await world.server.stores(async ({ badges }) => {
      await badges.issue([elif.id], sep('08:00'));
      return (await badges.all()).find(({ participant }) => participant === elif.id)?.token_hash;
    });
    await world.tablet.record(
      [sep('08:10'), { kind: 'session-opened', session }],
      [sep('08:35'), { kind: 'scan-refused', session, reason: 'blocked', token: token as never }],
      [sep('08:36'), { kind: 'scan-refused', session, reason: 'not-ours' }],
    );
    await world.record('sep', ['12:35', 'close'], ['12:36', 'attest']);
    await world.deliver();
    const [matter, ...others] = (await world.review('sep')).matters;
    expect(others).toEqual([]);
    if (matter?.kind !== 'scan') throw new Error('a refused scan should wait');
    expect(matter.owner?.id).toBe('elif');
    await decide('scan', { event: matter.event, participant: 'elif' });
    expect(minutesOf(await world.review('sep'), elif.id)).toBe(205);
    await decide('scan', { event: matter.event, participant: null });
    expect(minutesOf(await world.review('sep'), elif.id)).toBe(0);
    expect(await matters()).toEqual([]);
  });

  test('[REV-5] a session with events of a log that does not hold is not reviewed', async () => {
    await ordinarySession(world, 'sep');
    await world.deliver();
    await world.server.stores(({ devices }) =>
      devices.update(world.tablet.id, { head_hash: 'A'.repeat(43) }),
    );
    expect((await world.review('sep')).broken).toEqual([world.tablet.id]);
    expect((await world.done('sep')).body).toMatchObject({
      code: 'review/not-ready',
      reason: 'broken-chain',
    });
  });
});

describe('near the limit', () => {
  test('[HRS-3] a reviewer is told of hours over what the track has, and has nothing to decide about them', async () => {
    await ordinarySession(world, 'sep');
    await world.deliver();
    const remarksOf = async (): Promise<readonly string[]> => {
      const { page } = await world.review('sep');
      return page.people.find(({ participant }) => participant === amina.id)?.attendance?.remarks ?? [];
    };
    expect(await remarksOf()).not.toContain('over-limit');
    await world.server.database.db
      .insertInto('attendance')
      .values({
        session: 'nov',
        participant: amina.id,
        checked_in_at: 1,
        minutes: 26 * 60,
        is_open: 0,
        detail: '{}',
        remarks: '[]',
      })
      .execute();
    expect(await remarksOf()).toContain('over-limit');
    expect(await matters()).toEqual([]);
  });
});

describe('what comes later', () => {
  test('[REV-2] an objection to a session that has been reviewed brings it back to the queue', async () => {
    await ordinarySession(world, 'sep');
    await world.deliver();
    expect((await world.done('sep')).status).toBe(200);
    await world.server.stores(async ({ reviews, writtenTexts, attendance }) => {
      const text = await writtenTexts.keep('Jag gick inte förrän halv ett.', sep('18:00'));
      await reviews.addObjection({
        id: 'o1',
        participant: amina.id,
        session: 'sep',
        text,
        made_at: sep('18:00'),
      });
      await attendance.recompute(['sep'], sep('18:00'));
    });
    const queue = await world.reviewer.get<ReviewQueueReply>('/api/admin/review');
    expect(queue.sessions.find(({ session: { id } }) => id === 'sep')).toMatchObject({
      progress: 'to-decide',
      toDecide: 1,
    });
    expect((await world.review('sep')).isReviewed).toBe(false);
    expect(await matters()).toEqual(['objection']);
  });

  test('[REV-1] nobody’s hours are corrected at a session that has not been', async () => {
    await world.server.stores(({ programme }) =>
      programme.putSessions([
        {
          unit: 'farsta' as never,
          session: aSession('coming', {
            startsAt: instant(Date.parse('2027-01-12T08:30:00+01:00')),
            endsAt: instant(Date.parse('2027-01-12T12:30:00+01:00')),
          }),
        },
      ]),
    );
    const refused = await world.reviewer.post('/api/admin/review/correct', {
      session: 'coming',
      participant: 'amina',
      spans: [{ from: Date.parse('2027-01-12T08:30:00+01:00'), to: Date.parse('2027-01-12T12:30:00+01:00') }],
      reason: 'other',
      text: 'Kommer säkert.',
      basis: '-',
    });
    expect(refused.body).toMatchObject({ code: 'review/not-ready' });
  });

  test('[REV-1] a reason of nothing but spaces is none', async () => {
    await ordinarySession(world, 'sep');
    await world.deliver();
    expect((await correct('olof', [], '     ')).status).toBe(400);
  });
});

describe('what came set aside', () => {
  const revokedTablet = async () => {
    const tablet = await aTablet(world.server, 'Farsta 02');
    await world.server.stores(({ devices }) => devices.update(tablet.id, { revoked_at: sep('07:00') }));
    await tablet.record(
      [sep('08:20'), { kind: 'checked-in', session, participant: elif.id, via: 'badge' }],
      [sep('12:30'), { kind: 'checked-out', session, participant: elif.id, via: 'badge' }],
    );
    await tablet.deliver();
    return tablet;
  };
  const setAside = () => world.reviewer.get<SetAsideReply>('/api/admin/set-aside');
  const answer = async (device: string, isAccepted: boolean) =>
    world.reviewer.post('/api/admin/set-aside/decide', {
      device,
      reason: 'revoked',
      session: 'sep',
      isAccepted,
      text: 'Plattan låg i ett skåp och spärrades för säkerhets skull.',
    });

  test('[REV-4] what a revoked tablet handed in waits, and counts once a person has accepted it', async () => {
    await ordinarySession(world, 'sep');
    await world.deliver();
    const { id } = await revokedTablet();
    expect(await matters()).toEqual(['set-aside']);
    expect((await setAside()).events).toMatchObject([
      { device: id, reason: 'revoked', events: 2, people: ['Elif Klippvind'], canAccept: true },
    ]);
    expect((await answer(id, true)).body).toEqual({ toDecide: 0 });
    expect(minutesOf(await world.review('sep'), elif.id)).toBe(210);
    expect((await setAside()).events).toEqual([]);
  });

  test('[REV-4] what is left out never counts, is asked about no more, and its bytes are kept', async () => {
    await ordinarySession(world, 'sep');
    await world.deliver();
    const { id } = await revokedTablet();
    expect((await answer(id, false)).body).toEqual({ toDecide: 0 });
    expect((await answer(id, false)).body).toMatchObject({ code: 'review/changed' });
    expect(minutesOf(await world.review('sep'), elif.id)).toBe(0);
    expect(await matters()).toEqual([]);
    const rows = await world.server.stores(({ logs }) => logs.ofDevice(id, 1, 10));
    expect(rows.map(({ set_aside }) => set_aside)).toEqual(['dismissed/revoked', 'dismissed/revoked']);
  });
});
