/** People without a card: their names are the office's alone, and nothing of theirs counts before they are known. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventDraft } from '../../src/domain/events.ts';
import { ParticipantId, SessionId } from '../../src/domain/ids.ts';
import { hourMs, instant } from '../../src/domain/time.ts';
import { walkInPurpose, walkInText } from '../../src/domain/walk-in.ts';
import { ListSessionsReply, type SessionSummary } from '../../src/protocol/list-sessions.ts';
import { ShowSessionReply } from '../../src/protocol/show-session.ts';
import { sealToOffice } from '../../src/signing/envelope.ts';
import {
  amina,
  aSession,
  aTablet,
  at,
  checkedIn,
  checkedOut,
  closed,
  olof,
  opened,
  plant,
  type Tablet,
} from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

const session = SessionId.parse('s1');
const madeUp = ParticipantId.parse('made-up-on-the-tablet');
const name = { given: 'Gästrid', family: 'Skogsglimt', workplace: 'Mottagningen' };

let server: TestServer;
let cookie: string;
let tablet: Tablet;
beforeEach(async () => {
  server = await createTestServer();
  await plant(server);
  tablet = await aTablet(server);
  server.advance(6 * hourMs);
  ({ cookie } = await server.administrator());
});
afterEach(() => server.close());

const walkIn = async (participant = madeUp, at = session): Promise<EventDraft> => ({
  kind: 'walk-in',
  session: at,
  participant,
  sealed: await sealToOffice(
    server.services.secrets.officePublicKey,
    walkInPurpose(at, participant),
    walkInText(name),
  ),
});
const out = (participant: ParticipantId, at = session): EventDraft => ({
  kind: 'checked-out',
  session: at,
  participant,
  via: 'hand',
});
const page = async (): Promise<ShowSessionReply> =>
  ShowSessionReply.parse(await (await server.get('/api/admin/sessions/s1', { cookie })).json());
const aside = async (id = 's1') =>
  (await server.stores(({ logs }) => logs.ofSession(id))).map(({ kind, set_aside }) => [kind, set_aside]);

describe('what the office sees', () => {
  test('[WALK-2] the name as it was written, when they came and went, apart from everybody else', async () => {
    await tablet.record(
      [at(0), opened],
      [at(31), await walkIn()],
      [at(32), checkedIn(amina)],
      [at(90), out(madeUp)],
      [at(275), closed],
    );
    await tablet.deliver();
    const { walkIns, people, session: summary } = await page();
    expect(walkIns).toMatchObject([
      { id: madeUp, written: name, attendance: { checkedInAt: at(31), leftAt: at(90), via: 'hand' } },
    ]);
    expect(walkIns[0]?.events.map(({ kind, via }) => [kind, via])).toEqual([
      ['walk-in', 'hand'],
      ['checked-out', 'hand'],
    ]);
    expect(people.map(({ participant }) => participant)).not.toContain(madeUp);
    expect(summary).toMatchObject({ present: 1, guests: 0, open: 0, setAside: 0 });
  });

  test('[WALK-2] no minute, krona, guest or head of theirs is in any figure', async () => {
    await tablet.record([at(0), opened], [at(31), checkedIn(amina)], [at(275), closed]);
    await tablet.deliver();
    /** How many were added is told by itself, and is the one figure that may change. */
    const withoutWalkIns = ({ walkIns: _walkIns, ...rest }: SessionSummary) => rest;
    /** That somebody has to say who it was is something to do, not a figure. */
    type Overview = { readonly attention: { readonly review: object } };
    const withoutDecisions = ({ attention, ...rest }: Overview) => ({
      ...rest,
      attention: { ...attention, review: null },
    });
    const sessionsListed = async () =>
      ListSessionsReply.parse(
        await (await server.get('/api/admin/sessions?from=2026-11-23&to=2026-11-23', { cookie })).json(),
      ).sessions;
    const figures = async () => ({
      page: withoutWalkIns((await page()).session),
      ore: (await page()).ore,
      list: (await sessionsListed()).map(withoutWalkIns),
      overview: withoutDecisions(
        (await (await server.get('/api/admin/overview', { cookie })).json()) as Overview,
      ),
    });
    const before = await figures();
    await tablet.record(
      [at(31), await walkIn()],
      [at(40), out(madeUp)],
      [at(50), { kind: 'checked-in', session, participant: madeUp, via: 'hand' }],
    );
    await tablet.deliver();
    expect((await page()).walkIns.length).toBe(1);
    expect((await sessionsListed()).map(({ walkIns }) => walkIns)).toEqual([1]);
    expect(await figures()).toEqual(before);
  });

  test('[WALK-1] no name is in the log, the database or another tablet’s pull', async () => {
    await tablet.record([at(31), await walkIn()]);
    await tablet.deliver();
    const rows = await server.stores(({ logs }) => logs.ofSession('s1'));
    for (const word of Object.values(name)) expect(JSON.stringify(rows)).not.toContain(word);
    const { text } = rows[0] ?? { text: '' };
    expect(text).toContain('"kind":"walk-in"');
    for (const path of ['/api/admin/sessions', '/api/admin/overview', '/api/admin/log'])
      expect(await (await server.get(path, { cookie })).text()).not.toContain('Gästrid');
  });

  test('[WALK-1] only a signed-in administrator is told the name', async () => {
    await tablet.record([at(31), await walkIn()]);
    await tablet.deliver();
    const closedReply = await server.get('/api/admin/sessions/s1');
    expect(closedReply.status).toBe(401);
    expect(await closedReply.text()).not.toContain('Gästrid');
    expect((await page()).walkIns[0]?.written).toEqual(name);
  });

  test('[WALK-1] an envelope for another session or person, or sealed to another office, is told as unreadable', async () => {
    const sealed = ((await walkIn(ParticipantId.parse('another'))) as { sealed: string }).sealed;
    await tablet.record([at(31), { kind: 'walk-in', session, participant: madeUp, sealed }]);
    await tablet.deliver();
    expect((await page()).walkIns).toMatchObject([{ id: madeUp, written: null }]);
  });

  test('[ADM-2] one that was taken back is still readable among the session’s events', async () => {
    await tablet.record(
      [at(31), await walkIn()],
      [at(32), { kind: 'withdrawn', session, withdraws: `${tablet.id}:1` as never }],
    );
    await tablet.deliver();
    const { walkIns, events } = await page();
    expect(walkIns).toEqual([]);
    expect(events.map(({ kind, isWithdrawn }) => [kind, isWithdrawn])).toEqual([
      ['walk-in', true],
      ['withdrawn', false],
    ]);
  });

  test('[WALK-2] one that was taken back but came in again still counts for nobody', async () => {
    await tablet.record(
      [at(31), await walkIn()],
      [at(32), { kind: 'withdrawn', session, withdraws: `${tablet.id}:1` as never }],
      [at(33), { kind: 'checked-in', session, participant: madeUp, via: 'hand' }],
      [at(275), closed],
    );
    await tablet.deliver();
    expect((await page()).session).toMatchObject({ present: 0, minutes: 0 });
    expect(await server.stores(({ attendance }) => attendance.ofSession('s1'))).toEqual([]);
  });
});

describe('whose id it is', () => {
  test('[WALK-2] another tablet can check out whom the first added', async () => {
    const other = await aTablet(server, 'Farsta 08');
    await tablet.record([at(31), await walkIn()]);
    await tablet.deliver();
    await other.record([at(60), out(madeUp)]);
    await other.deliver();
    expect(await aside()).toEqual([
      ['walk-in', null],
      ['checked-out', null],
    ]);
    expect((await page()).walkIns[0]?.attendance.leftAt).toBe(at(60));
  });

  test('[ATT-1] also when the second tablet’s log reaches the office first', async () => {
    const other = await aTablet(server, 'Farsta 08');
    await other.record([at(60), out(madeUp)]);
    await other.deliver();
    expect(await aside()).toEqual([['checked-out', 'unknown-participant']]);
    await tablet.record([at(31), await walkIn()]);
    await tablet.deliver();
    expect(await aside()).toEqual([
      ['checked-out', null],
      ['walk-in', null],
    ]);
    expect((await page()).walkIns[0]?.attendance.leftAt).toBe(at(60));
    expect((await page()).session.setAside).toBe(0);
  });

  test('[WALK-2] nobody real can be hidden or invented by adding them as somebody unknown', async () => {
    await tablet.record(
      [at(30), checkedIn(amina)],
      [at(31), await walkIn(amina.id)],
      [at(32), checkedIn(olof)],
    );
    await tablet.deliver();
    expect(await aside()).toEqual([
      ['checked-in', null],
      ['walk-in', 'unknown-participant'],
      ['checked-in', null],
    ]);
    const { walkIns, session: summary } = await page();
    expect(walkIns).toEqual([]);
    expect(summary).toMatchObject({ present: 2, setAside: 1 });
  });

  test('[WALK-2] an id that was made up at one session is nobody at another', async () => {
    const elsewhere = SessionId.parse('s2');
    await plant(server, [
      aSession('s1'),
      aSession('s2', { startsAt: instant(at(300)), endsAt: instant(at(400)), breaks: [] }),
    ]);
    await tablet.record(
      [at(31), await walkIn()],
      [at(301), { kind: 'checked-in', session: elsewhere, participant: madeUp, via: 'hand' }],
    );
    await tablet.deliver();
    expect(await aside('s2')).toEqual([['checked-in', 'unknown-participant']]);
  });

  test('[DEV-4] what a revoked tablet says of walk-ins waits, and makes nobody else’s count', async () => {
    await server.stores(({ devices }) => devices.revoke(tablet.id, server.services.clock()));
    await tablet.record([at(31), await walkIn()]);
    await tablet.deliver();
    const other = await aTablet(server, 'Farsta 08');
    await other.record([at(60), out(madeUp)]);
    await other.deliver();
    expect(await aside()).toEqual([
      ['walk-in', 'revoked'],
      ['checked-out', 'unknown-participant'],
    ]);
  });
});

describe('times that were told', () => {
  test('[ATT-7] the session’s page shows each event at the time that counts, as the minutes do', async () => {
    const told = (draft: EventDraft, minute: number): EventDraft =>
      ({ ...draft, time: instant(at(minute)) }) as EventDraft;
    await tablet.record(
      [at(0), opened],
      [at(60), told(checkedIn(amina, 'hand'), 45)],
      [at(100), told(checkedOut(amina), 90)],
      [at(101), told(checkedIn(olof), 500)],
      [at(275), closed],
    );
    await tablet.deliver();
    const { people } = await page();
    const of = (id: string) => people.find(({ participant }) => participant === id);
    expect(of(amina.id)?.events.map(({ at, happenedAt }) => [at, happenedAt])).toEqual([
      [at(60), at(45)],
      [at(100), at(90)],
    ]);
    expect(of(amina.id)?.attendance).toMatchObject({ checkedInAt: at(45), leftAt: at(90), minutes: 45 });
    expect(of(amina.id)?.attendance?.remarks).toContain('time-by-hand');
    expect(of(olof.id)?.events[0]?.happenedAt).toBe(at(101));
  });

  test('[TIME-3] a tablet whose clock was an hour wrong does not move the time that was told', async () => {
    await tablet.record([at(0), { ...checkedIn(amina, 'hand'), time: instant(at(45)) } as EventDraft]);
    await tablet.deliver(hourMs);
    const [event] = (await page()).people.find(({ participant }) => participant === amina.id)?.events ?? [];
    expect(event).toMatchObject({ at: at(0), happenedAt: at(45) });
  });
});
