/** The tablet as the screens see it, on the browser's own kind of storage. */
import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDeviceDatabase } from '../../src/app/device/database.ts';
import { openTablet, type Tablet, type TabletDeps } from '../../src/app/device/tablet.ts';
import { sessionIn } from '../../src/app/device/tablet-parts.ts';
import { sendStatusOf } from '../../src/app/device/send-status.ts';
import { openDoor } from '../../src/app/trainer/door.ts';
import { sha256 } from '../../src/signing/hash.ts';
import { badgeText } from '../../src/domain/badge.ts';
import {
  amina,
  aSession,
  checkedIn,
  closed,
  guest,
  morning,
  olof,
  opened,
  plant,
} from '../support/session-world.ts';
import { openOffice, type Office } from '../support/simulated-office.ts';
import { askingOver, createQueue } from '../support/simulated-tablet.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let office: Office;
let databases = 0;
let name = '';
let isOnline = true;
let planned: { work: () => void; ms: number }[] = [];

beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  office = await openOffice(server, morning);
  await plant({ ...server, stores: office.stores });
  databases += 1;
  name = `tablet-${databases}`;
  isOnline = true;
  planned = [];
});
afterEach(() => office.close());

const lock = createQueue();
const open = (more: Partial<TabletDeps> = {}): Promise<Tablet> =>
  openTablet({
    database: openDeviceDatabase(name),
    asking: askingOver((input, init) =>
      isOnline ? office.fetching(input, init) : Promise.reject(new TypeError('offline')),
    ),
    clock: () => office.now(),
    random: () => 0,
    logLock: lock,
    syncLock: createQueue(),
    health: () => Promise.resolve({ appVersion: 'test', storage: 'unknown' }),
    isOnline: () => isOnline,
    later: (work, ms) => {
      const item = { work, ms };
      planned.push(item);
      return () => {
        planned = planned.filter((other) => other !== item);
      };
    },
    askForBackgroundPush: () => undefined,
    ...more,
  });
const enrolled = async (): Promise<Tablet> => {
  const tablet = await open();
  if (!(await tablet.enrol(await office.enrolmentCode('farsta'))).ok) throw new Error('not enrolled');
  return tablet;
};
const statusOf = (tablet: Tablet) => sendStatusOf(tablet.state().send, office.now()).kind;

/** What a browser does that clears what is kept while the page is open: the page's own database goes on, empty. */
const cleared = async (what: 'log' | 'all'): Promise<void> => {
  const names = (await indexedDB.databases()).flatMap((each) => each.name ?? []);
  for (const each of names.filter((one) => one.startsWith(what === 'log' ? `${name}-log-` : `${name}-`)))
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open(each);
      opening.onerror = () => reject(new Error('not opened'));
      opening.onsuccess = () => {
        const stores = [...opening.result.objectStoreNames];
        const work = opening.result.transaction(stores, 'readwrite');
        for (const store of stores) work.objectStore(store).clear();
        work.oncomplete = () => {
          opening.result.close();
          resolve();
        };
      };
    });
};

describe('a log that is cleared while the page is open', () => {
  test.each(['log', 'all'] as const)(
    '[STORE-5] nothing is written under a number that was used, and the trainer is told at once (%s)',
    async (what) => {
      const tablet = await enrolled();
      await tablet.record(opened);
      await tablet.syncNow();
      isOnline = false;
      for (const who of [amina, olof]) await tablet.record(checkedIn(who));
      await cleared(what);
      expect(await tablet.record(closed)).toEqual({ ok: false, error: { kind: 'not-saved' } });
      expect(tablet.state()).toMatchObject({ lost: 'gone', recorded: 0, send: { unsent: 0 } });
      expect(await tablet.record(closed)).toEqual({ ok: false, error: { kind: 'not-saved' } });
      const device = tablet.state().identity?.device;
      if (device === undefined) throw new Error('not enrolled');
      expect(await openDeviceDatabase(name).logOf(device).from(1, 10)).toEqual([]);
      isOnline = true;
      await tablet.syncNow();
      const rows = () => office.stores(({ logs }) => logs.ofDevice(device, 1, 100));
      expect(await rows()).toHaveLength(1);
      expect(await office.stores(({ logs }) => logs.forks(device))).toEqual([]);
      expect((await tablet.enrol(await office.enrolmentCode('farsta'))).ok).toBe(true);
      expect(tablet.state()).toMatchObject({ lost: undefined, recorded: 0 });
      expect((await tablet.record(checkedIn(olof))).ok).toBe(true);
      const losses = await office.stores(({ handIns }) => handIns.losses());
      expect(losses.get(device)).toMatchObject({ recorded: 3, held: 1 });
    },
  );

  test('[STORE-5] a page that has only read the log is told as well, when it next sends or hears of another tab', async () => {
    const first = await enrolled();
    await first.record(opened);
    await first.syncNow();
    const [second, third] = [await open(), await open()];
    await cleared('log');
    expect((await second.record(checkedIn(amina))).ok).toBe(false);
    expect(second.state().lost).toBe('gone');
    await third.changedElsewhere();
    expect(third.state().lost).toBe('gone');
    await first.syncNow();
    expect(first.state()).toMatchObject({ lost: 'gone' });
  });

  test('[STORE-5] what the journal has cleared, and what another tab has written, is no loss', async () => {
    const tablet = await enrolled();
    const beside = await open();
    for (const draft of [opened, checkedIn(amina)]) await tablet.record(draft);
    await beside.changedElsewhere();
    await tablet.syncNow();
    const device = tablet.state().identity?.device;
    if (device === undefined) throw new Error('not enrolled');
    const log = openDeviceDatabase(name).logOf(device);
    expect(await log.journal?.clearUpTo(await log.head())).toBe(true);
    expect((await beside.record(checkedIn(olof))).ok).toBe(true);
    const next = await open();
    expect((await tablet.record(closed)).ok).toBe(true);
    expect((await next.record(opened)).ok).toBe(true);
    await tablet.syncNow();
    for (const one of [tablet, beside, next]) expect(one.state().lost).toBeUndefined();
    expect(await log.head()).toMatchObject({ seq: 5 });
  });
});

describe('a day without a network', () => {
  test('[LOG-7] opened cold and offline, the tablet has its plan, its people and what it recorded', async () => {
    await enrolled();
    isOnline = false;
    const first = await open();
    expect((await first.record(opened)).ok && (await first.record(checkedIn(amina))).ok).toBe(true);
    const again = await open();
    const session = sessionIn(again.state().plan?.plan, 's1');
    if (session === undefined) throw new Error('no session');
    expect(again.person(amina.id)?.given).toBe('Amina');
    expect([...again.attendance(session).byParticipant.keys()]).toEqual(['amina']);
    expect(again.state()).toMatchObject({
      recorded: 2,
      acknowledged: 0,
      send: { unsent: 2, unsentCheckIns: 1 },
    });
    expect(sessionIn(undefined, 's1')).toBeUndefined();
  });

  test('[DOOR-2] at the door: in, already in, undone, in again, out, unknown, and closed', async () => {
    const tablet = await enrolled();
    await office.stores(({ badges }) => badges.issue([amina.id], morning));
    const token = (await office.stores(({ badges }) => badges.tokens([amina.id]))).get(amina.id)?.token ?? '';
    await tablet.syncNow();
    isOnline = false;
    const plan = tablet.state().plan?.plan;
    if (plan === undefined) throw new Error('no plan');
    const door = openDoor(tablet, plan, aSession('s1'), () => office.now());
    const badge = badgeText('https://narvaro.example', token);
    const kinds = [];
    for (const act of [
      () => door.scan(badge),
      () => door.scan(badge),
      () => door.undo(amina.id),
      () => door.scan(badge),
      () => door.checkOut(amina.id, 'badge'),
      () => door.scan(badgeText('https://narvaro.example', 'Z'.repeat(26))),
      () => door.scan('https://example.org'),
      () => door.close(),
      () => door.scan(badge),
      () => door.checkIn(amina.id, 'hand'),
    ])
      kinds.push((await act()).kind);
    expect(kinds).toEqual([
      'checked-in',
      'already',
      'undone',
      'checked-in',
      'checked-out',
      'unknown',
      'not-ours',
      'session-closed',
      'closed',
      'closed',
    ]);
    isOnline = true;
    await tablet.syncNow();
    expect(await office.stores(({ attendance }) => attendance.ofSession('s1'))).toEqual([
      ...tablet.attendance(aSession('s1')).byParticipant.values(),
    ]);
  });

  test('[DOOR-6] a card that gave no check-in is kept once with its hash, never its text, for the office to claim', async () => {
    const tablet = await enrolled();
    const plan = tablet.state().plan?.plan;
    if (plan === undefined) throw new Error('no plan');
    const door = openDoor(tablet, plan, aSession('s1'), () => office.now());
    const token = 'Y'.repeat(26);
    await door.scan(badgeText('https://narvaro.example', token));
    await door.scan(badgeText('https://narvaro.example', token));
    await tablet.syncNow();
    const rows = await office.stores(({ logs }) => logs.ofSession('s1'));
    expect(rows.map(({ kind }) => kind)).toEqual(['scan-refused']);
    expect(rows[0]?.text).not.toContain(token);
    expect(rows[0]?.text).toContain(await sha256(token));
  });
});

describe('somebody booked elsewhere', () => {
  const guestToken = async (): Promise<string> => {
    await office.stores(({ badges }) => badges.issue([guest.id], morning));
    return (await office.stores(({ badges }) => badges.tokens([guest.id]))).get(guest.id)?.token ?? '';
  };
  const doorOf = (tablet: Tablet) => {
    const plan = tablet.state().plan?.plan;
    if (plan === undefined) throw new Error('no plan');
    return openDoor(tablet, plan, aSession('s1'), () => office.now());
  };

  test('[DOOR-6] is kept before anybody has decided, also when the page is killed', async () => {
    const token = await guestToken();
    const tablet = await enrolled();
    expect((await doorOf(tablet).scan(token)).kind).toBe('other-session');
    const again = await open();
    expect(again.attendance(aSession('s1')).refused).toBe(1);
  });

  test('[DOOR-6] is no longer a scan without check-in when the trainer lets them in', async () => {
    const token = await guestToken();
    const tablet = await enrolled();
    const door = doorOf(tablet);
    await door.scan(token);
    expect((await door.checkIn(guest.id, 'badge', { token: await sha256(token) })).kind).toBe('checked-in');
    const { refused, byParticipant } = tablet.attendance(aSession('s1'));
    expect([refused, byParticipant.get(guest.id)?.remarks.includes('guest')]).toEqual([0, true]);
  });
});

describe('sending by itself', () => {
  test('[SYNC-8] something recorded is sent soon; after a failure it waits, and longer each time', async () => {
    const tablet = await enrolled();
    planned = [];
    await tablet.record(opened);
    expect(planned.map(({ ms }) => ms)).toEqual([150]);
    isOnline = false;
    const waits = [];
    for (let i = 0; i < 3; i += 1) {
      await tablet.syncNow();
      waits.push(planned.at(-1)?.ms);
    }
    expect(waits).toEqual([2500, 5000, 10_000]);
    expect(tablet.state().send.retryAt).toBe(office.now() + 10_000);
    isOnline = true;
    await tablet.syncNow();
    expect(tablet.state().send).toMatchObject({ unsent: 0, retryAt: undefined, lastTry: 'ok' });
    expect(planned).toHaveLength(1);
    tablet.close();
    expect(planned).toEqual([]);
  });

  test('[SEND-1] the status follows what is true: sent, on the tablet, no answer, sent', async () => {
    const tablet = await enrolled();
    expect(statusOf(tablet)).toBe('sent');
    isOnline = false;
    tablet.networkChanged();
    await tablet.record(checkedIn(amina));
    expect(statusOf(tablet)).toBe('local');
    isOnline = true;
    const failing = await open({ asking: askingOver(() => Promise.reject(new TypeError('no server'))) });
    await failing.syncNow();
    expect(statusOf(failing)).toBe('server');
    await tablet.syncNow();
    expect(statusOf(tablet)).toBe('sent');
  });

  test('[SYNC-7] two tabs of one tablet: what one writes the other knows, and no number is used twice', async () => {
    const first = await enrolled();
    const second = await open();
    const saved = await Promise.all(
      [first, second, first, second].map((tab, i) => tab.record(checkedIn(i % 2 === 0 ? amina : olof))),
    );
    expect(saved.every(({ ok }) => ok)).toBe(true);
    await first.changedElsewhere();
    await second.changedElsewhere();
    expect([first.state().recorded, second.state().recorded]).toEqual([4, 4]);
    await Promise.all([first.syncNow(), second.syncNow()]);
    const device = first.state().identity?.device ?? '';
    expect((await office.stores(({ logs }) => logs.ofDevice(device, 1, 10))).map(({ seq }) => seq)).toEqual([
      1, 2, 3, 4,
    ]);
    expect(await office.stores(({ logs }) => logs.forks(device))).toEqual([]);
  });
});

test('[SYNC-5] what one tab has heard of the office the tab beside it shows as well, without asking', async () => {
  const first = await enrolled();
  const second = await open();
  let told: Promise<void> | undefined;
  const telling = await open({
    tellTabs: () => {
      told = second.changedElsewhere(true);
    },
  });
  await telling.record(opened);
  await plant({ ...server, stores: office.stores }, [aSession('s1', { title: 'Nytt namn' })]);
  await telling.syncNow();
  await told;
  expect(second.state().plan?.plan.sessions.map(({ title }) => title)).toEqual(['Nytt namn']);
  expect(second.state()).toMatchObject({ recorded: 1, acknowledged: 1, send: { unsent: 0 } });
  told = undefined;
  await telling.syncNow();
  expect(told).toBeUndefined();
  expect(first.state().acknowledged).toBe(0);
});

describe('enrolled anew', () => {
  test('[LOG-8] a tablet begins a new log, and what it recorded before is still handed in', async () => {
    const tablet = await enrolled();
    const before = tablet.state().identity?.device ?? '';
    isOnline = false;
    await tablet.record(opened);
    await tablet.record(checkedIn(amina));
    isOnline = true;
    await office.stores(({ devices }) => devices.revoke(before, office.now()));
    expect((await tablet.enrol(await office.enrolmentCode('farsta'))).ok).toBe(true);
    const after = tablet.state().identity?.device ?? '';
    expect(after).not.toBe(before);
    await tablet.record(checkedIn(olof));
    await tablet.record(closed);
    await tablet.syncNow();
    const texts = (device: string) => office.stores(({ logs }) => logs.ofDevice(device, 1, 10));
    expect((await texts(before)).map(({ seq, set_aside }) => [seq, set_aside])).toEqual([
      [1, 'revoked'],
      [2, 'revoked'],
    ]);
    expect((await texts(after)).map(({ seq, set_aside }) => [seq, set_aside])).toEqual([
      [1, null],
      [2, null],
    ]);
  });

  test('[RESCUE-1] a tablet that was turned off can still save what it has not sent, sealed to the office', async () => {
    const tablet = await enrolled();
    isOnline = false;
    await tablet.record(opened);
    isOnline = true;
    await office.stores(({ devices }) => devices.revoke(tablet.state().identity?.device ?? '', office.now()));
    await tablet.syncNow();
    isOnline = false;
    await tablet.record(checkedIn(amina));
    const again = await open();
    expect(again.state().plan).toBeUndefined();
    const file = await again.rescue('unsent');
    expect([file?.events, file?.text.includes('amina')]).toEqual([1, false]);
    expect((await again.rescue('all'))?.events).toBe(2);
  });

  test('[DEV-2] a tablet that is no device can save nothing, and says so', async () => {
    const tablet = await open();
    expect(await tablet.record(opened)).toEqual({ ok: false, error: { kind: 'not-saved' } });
    await tablet.syncNow();
    expect(tablet.state().identity).toBeUndefined();
    expect((await tablet.enrol('ZZZZZZZZ')).ok).toBe(false);
  });
});

test('[READY-5] a clock counts as compared when the office answered, and not when nobody did', async () => {
  const tablet = await enrolled();
  await tablet.syncNow();
  const compared = tablet.state().clockComparedAt;
  expect(compared).toBe(office.now());
  isOnline = false;
  office.setClock(office.now() + 60_000);
  await tablet.syncNow();
  expect(tablet.state().clockComparedAt).toBe(compared);
  isOnline = true;
  await tablet.syncNow();
  expect(tablet.state().clockComparedAt).toBe(office.now());
});
