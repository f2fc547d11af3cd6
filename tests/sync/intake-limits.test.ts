/** How much one tablet may make the office keep (LIM-1 … LIM-4): real tablets, the real server, both databases. */
import { describe, expect, test } from 'vitest';
import { signInDevice } from '../../src/app/device/identity.ts';
import { DeviceId } from '../../src/domain/ids.ts';
import { canonical, emptyHead, placeAfter } from '../../src/domain/log.ts';
import { roles } from '../../src/domain/roles.ts';
import { dayMs, instant } from '../../src/domain/time.ts';
import { ListDevicesReply, type ListedDevice } from '../../src/protocol/list-devices.ts';
import { Problem } from '../../src/protocol/problems.ts';
import { officeMarkOf } from '../../src/protocol/rescue-file.ts';
import { SetAsideReply } from '../../src/protocol/review.ts';
import { costOf, intakeLimits, takeRoom } from '../../src/server/intake-limits.ts';
import { createApp } from '../../src/server/http/app.ts';
import { readHeldFigures } from '../../src/server/store/operation-store.ts';
import { sha256 } from '../../src/signing/hash.ts';
import { amina, checkedIn, elif, olof, opened } from '../support/session-world.ts';
import { signedIn } from '../support/signed-in.ts';
import { pathOf } from '../support/simulated-network.ts';
import { askingOver } from '../support/simulated-tablet.ts';
import { useVenue, type Held } from '../support/simulated-venue.ts';

const { bytesPerDay, bytesAtOnce, bytesAside } = intakeLimits;
const fullMs = (bytesAtOnce / bytesPerDay) * dayMs;
const json = { 'Content-Type': 'application/json' };

/** As long as a check-in is, under a number that a log of half a year ends with. */
const aText = canonical(
  placeAfter(
    { ...emptyHead, seq: 99_999 },
    DeviceId.parse('d'.repeat(20)),
    instant(1_790_000_000_000),
    checkedIn(amina),
  ),
);

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect) => {
  const { office, enrolled, reopened, record, idOf, rowsOf, forksOf, present } = useVenue(dialect);

  const cookie = async (): Promise<string> =>
    (await signedIn(office(), { name: 'Sol Granhimmel', roles, now: office().now() })).cookie;
  const asOffice = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await office().fetching(path, {
      headers: { ...json, Cookie: await cookie() },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    expect(response.status).toBe(200);
    return response.json();
  };
  const listed = async (held: Held): Promise<ListedDevice | undefined> =>
    ListDevicesReply.parse(await asOffice('/api/admin/devices')).devices.find(({ id }) => id === idOf(held));

  /** The replies to what tablets send, as they came. */
  const overheard = (): { fetching: typeof fetch; replies: Response[] } => {
    const replies: Response[] = [];
    return {
      replies,
      fetching: async (input, init) => {
        const response = await office().fetching(input, init);
        if (init?.method === 'POST' && pathOf(input) === '/api/log') replies.push(response.clone());
        return response;
      },
    };
  };
  const refusalOf = async (response: Response | undefined) =>
    response === undefined
      ? undefined
      : {
          status: response.status,
          retryAfter: Number(response.headers.get('Retry-After')),
          code: Problem.parse(await response.json()).code,
        };

  const useUp = (held: Held, freeInMs: number): Promise<void> =>
    office().stores(({ intake }) => intake.putFreeAt(idOf(held), office().now() + freeInMs));

  /** So much of this tablet waits for a person that nothing more fits. */
  const fillAside = (held: Held): Promise<void> =>
    office().stores(async ({ logs }) => {
      for (let i = 0; i < 8; i += 1)
        await logs.keepFork({
          device: idOf(held),
          seq: 1000 + i,
          reason: 'broken-chain',
          texts: JSON.stringify(['x'.repeat(bytesAside / 8)]),
          head: JSON.stringify({ seq: 1000 + i }),
          received_at: office().now(),
        });
    });

  /** A tablet and a copy of it that have gone different ways. */
  const copied = async (): Promise<{ first: Held; copy: Held }> => {
    const first = await enrolled();
    await record(first, opened);
    await first.tablet.syncNow();
    const copy = await reopened({ ...first, device: first.device.copy() });
    await record(first, checkedIn(olof));
    await first.tablet.syncNow();
    await record(copy, checkedIn(elif));
    return { first, copy };
  };

  test('[LIM-1] half a year of a busy tablet is taken at once, and ten times that within weeks', async () => {
    const useAt = (events: number, now: number) =>
      office().stores(({ intake }) => takeRoom(intake, 'd', costOf(Array(events).fill(aText)), now));
    let now = office().now();
    for (let sent = 0; sent < 130 * 160; sent += 500) expect(await useAt(500, now)).toBeUndefined();
    const began = now;
    for (let sent = 0; sent < 130 * 1600; sent += 500) {
      const wait = await useAt(500, now);
      if (wait === undefined) continue;
      now += wait * 1000;
      expect(await useAt(500, now)).toBeUndefined();
    }
    expect(now - began).toBeGreaterThan(dayMs);
    expect(now - began).toBeLessThan(21 * dayMs);
  });

  test('[LIM-1] a tablet that has used up its room is told when to come again, keeps what it has, and goes on', async () => {
    const { fetching, replies } = overheard();
    const held = await enrolled('farsta', fetching);
    await record(held, opened);
    await held.tablet.syncNow();
    await useUp(held, fullMs);
    await record(held, checkedIn(amina));
    await held.tablet.syncNow();
    const refused = await refusalOf(replies.at(-1));
    expect(refused).toMatchObject({ status: 429, code: 'request/rate-limited' });
    expect(await rowsOf(held)).toHaveLength(1);
    expect(held.tablet.state()).toMatchObject({ setAside: undefined, send: { unsent: 1 } });
    office().setClock(office().now() + (refused?.retryAfter ?? 0) * 1000);
    await held.tablet.syncNow();
    expect(await rowsOf(held)).toHaveLength(2);
    expect(held.tablet.state().send.unsent).toBe(0);
    expect((await present()).map(([who]) => who)).toEqual(['amina']);
  });

  test('[LIM-1] the room is counted in the database: after a restart and in another process alike', async () => {
    const held = await enrolled();
    await record(held, opened);
    await useUp(held, fullMs);
    office().restart();
    await held.tablet.syncNow();
    expect(await rowsOf(held)).toEqual([]);
    const { services, database } = office();
    const other = createApp({ database: database(), services, trustsProxy: false }, new Map());
    const there = await reopened(held, async (input, init) => other.request(pathOf(input), init));
    await there.tablet.syncNow();
    expect(await rowsOf(held)).toEqual([]);
    office().setClock(office().now() + dayMs);
    await there.tablet.syncNow();
    expect(await rowsOf(held)).toHaveLength(1);
  });

  test('[LIM-1] events sent again take no room, and a server clock that is turned back locks nobody out', async () => {
    const held = await enrolled();
    await record(held, opened);
    await held.tablet.syncNow();
    const after = await office().stores(({ intake }) => intake.freeAt(idOf(held)));
    const again = await reopened(held);
    await again.tablet.syncNow();
    expect(await office().stores(({ intake }) => intake.freeAt(idOf(held)))).toBe(after);
    await useUp(held, 400 * dayMs);
    const wait = await office().stores(({ intake }) => takeRoom(intake, idOf(held), 1000, office().now()));
    expect(wait).toBeUndefined();
  });

  test('[LIM-2] when too much of a tablet waits for a person no more is kept aside until somebody has decided', async () => {
    const { first, copy } = await copied();
    const { fetching, replies } = overheard();
    const there = await reopened(copy, fetching);
    await fillAside(first);
    await there.tablet.syncNow();
    expect(await refusalOf(replies.at(-1))).toEqual({
      status: 429,
      code: 'sync/aside-full',
      retryAfter: 3600,
    });
    expect(await forksOf(first)).toHaveLength(8);
    await record(first, checkedIn(amina));
    await first.tablet.syncNow();
    expect((await present()).map(([who]) => who)).toEqual(['amina', 'olof']);

    const { deliveries } = SetAsideReply.parse(await asOffice('/api/admin/set-aside'));
    const body = { delivery: deliveries[0]?.delivery, text: 'Plattan var stulen' };
    await asOffice('/api/admin/set-aside/delivery', body);
    await there.tablet.syncNow();
    const kept = await forksOf(first);
    expect(kept).toHaveLength(9);
    expect(kept.at(-1)).toMatchObject({ reason: 'fork' });
  });

  test('[LIM-2] what a later delivery has taken the place of is still on the disk, and counts until somebody has decided', async () => {
    const { first } = await copied();
    await fillAside(first);
    const bytes = () => office().stores(async ({ intake }) => (await intake.asideBytes()).get(idOf(first)));
    const before = await bytes();
    const ids = (await forksOf(first)).map(({ id }) => Number(id));
    const decide = (id: number, how: 'replaced' | 'left-out') =>
      office().stores(({ logs }) => logs.decideDelivery(id, how, 'd', office().now()));
    for (const id of ids.slice(0, -1)) await decide(id, 'replaced');
    expect(await bytes()).toBe(before);
    await decide(ids.at(-1) ?? 0, 'left-out');
    expect(await bytes()).toBeUndefined();
  });

  test('[LIM-2] a turned off tablet is taken at its word up to a bound, and goes on when somebody has decided', async () => {
    const held = await enrolled();
    await record(held, opened);
    await held.tablet.syncNow();
    await office().stores(({ devices }) => devices.revoke(idOf(held), office().now()));
    await fillAside(held);
    await record(held, checkedIn(amina));
    await held.tablet.syncNow();
    expect(await rowsOf(held)).toHaveLength(1);
    for (const { id } of await forksOf(held))
      await office().stores(({ logs }) => logs.decideDelivery(Number(id), 'left-out', 'd', office().now()));
    await held.tablet.syncNow();
    expect((await rowsOf(held)).map(({ set_aside }) => set_aside)).toEqual([null, 'revoked']);
  });

  test('[LIM-2] rescue files that nobody can open fill only so much; the office can hand in what a tablet may not', async () => {
    const held = await enrolled();
    const identity = await held.device.identity.get();
    if (identity === undefined) throw new Error('not enrolled');
    const signedIn = await signInDevice(identity, askingOver(office().fetching));
    const token = signedIn.ok ? signedIn.value.token : '';
    const mark = officeMarkOf(await sha256(office().services.secrets.officePublicKey));
    const aFile = (size: number): string =>
      JSON.stringify({
        v: 2,
        kind: 'narvaro-rescue',
        device: `unknown-${size}`,
        office: mark,
        sealed: 'A'.repeat(size),
      });
    const hand = async (size: number) => {
      const response = await office().fetching('/api/hand-in', {
        method: 'POST',
        headers: { ...json, Authorization: `Bearer ${token}` },
        body: JSON.stringify({ file: aFile(size) }),
      });
      return response.ok ? 'kept' : ((await refusalOf(response))?.code ?? '');
    };
    await office().stores(async ({ handIns }) => {
      for (let i = 0; i < 8; i += 1)
        await handIns.keep({
          content: `planted-${i}`,
          device: 'unknown',
          reason: 'unopened',
          from_seq: 0,
          events: 0,
          file: 'x'.repeat(bytesAside / 8 - 1000),
          handed_in_by: idOf(held),
          received_at: office().now(),
        });
    });
    expect(await hand(2000)).toBe('kept');
    expect(await hand(20_000)).toBe('sync/aside-full');
    await useUp(held, fullMs);
    expect(await hand(2001)).toBe('request/rate-limited');
    expect(await hand(2000)).toBe('kept');
    expect(await office().stores(({ handIns }) => handIns.waiting())).toHaveLength(9);
    await asOffice('/api/admin/hand-in', { file: aFile(20_000) });
    expect(await office().stores(({ handIns }) => handIns.waiting())).toHaveLength(10);
  });

  test('[LIM-3] the office is told of a tablet that sends more than tablets do, before it has to wait', async () => {
    const held = await enrolled();
    const figures = async () => (await readHeldFigures(office().database(), 'none', office().now())).heldBack;
    await useUp(held, fullMs * 0.7);
    expect((await listed(held))?.heldBack).toBeUndefined();
    await useUp(held, fullMs * 0.8);
    expect((await listed(held))?.heldBack).toBe('pace');
    expect([...(await figures())]).toEqual([
      ['pace', 1],
      ['aside', 0],
    ]);
    await fillAside(held);
    expect((await listed(held))?.heldBack).toBe('aside');
    expect([...(await figures())]).toEqual([
      ['pace', 0],
      ['aside', 1],
    ]);
  });

  test('[LIM-4] of a copied tablet the list says what still waits for somebody, and nothing when all is decided', async () => {
    const { first, copy } = await copied();
    await copy.tablet.syncNow();
    expect((await listed(first))?.forks).toBe(1);
    await record(copy, checkedIn(amina));
    await copy.tablet.syncNow();
    expect(await forksOf(first)).toHaveLength(2);
    expect((await listed(first))?.forks).toBe(1);
    const { deliveries } = SetAsideReply.parse(await asOffice('/api/admin/set-aside'));
    expect(deliveries).toHaveLength(1);
    const body = { delivery: deliveries[0]?.delivery, text: 'Ringde kursledaren' };
    await asOffice('/api/admin/set-aside/delivery', body);
    expect((await listed(first))?.forks).toBe(0);
  });
});

test('[LIM-1] no push is so large that it never fits', () => {
  const largest = Array.from({ length: 500 }, () => '💡'.repeat(2000));
  expect(costOf(largest)).toBeLessThan(bytesAtOnce);
});
