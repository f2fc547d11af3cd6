/** One contract for every place a tablet can keep its log: in memory for other tests, in the browser for people. */
import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { openDeviceDatabase } from '../../src/app/device/database.ts';
import { createOwnLog, type Lock, type OwnEvent, type OwnLogStore } from '../../src/app/device/own-log.ts';
import type { EventDraft } from '../../src/domain/events.ts';
import { Hash, SessionId } from '../../src/domain/ids.ts';
import { emptyHead, noHash } from '../../src/domain/log.ts';
import { instant } from '../../src/domain/time.ts';
import { followChain } from '../../src/signing/chain.ts';
import { sha256 } from '../../src/signing/hash.ts';
import { createMemoryLog, noSpace } from '../support/memory-own-log.ts';
import { monday, person, sessionId, tablet } from '../support/factories.ts';

let databases = 0;
const places: readonly (readonly [string, () => { store: OwnLogStore; reopen: () => OwnLogStore }])[] = [
  [
    'memory',
    () => {
      const log = createMemoryLog();
      return { store: log, reopen: () => log.copy() };
    },
  ],
  [
    'the browser (Dexie)',
    () => {
      databases += 1;
      const name = `own-log-${databases}`;
      const first = openDeviceDatabase(name);
      return {
        store: first.logOf(tablet('a')),
        reopen: () => {
          first.close();
          return openDeviceDatabase(name).logOf(tablet('a'));
        },
      };
    },
  ],
];

const anOwnEvent = async (seq: number, session: SessionId = sessionId): Promise<OwnEvent> => {
  const text = `{"seq":${seq}}`;
  return { seq, session, text, hash: await sha256(text) };
};
const checkIn = (who: string): EventDraft => ({
  kind: 'checked-in',
  session: sessionId,
  participant: person(who),
  via: 'badge',
});
const noLock: Lock = (work) => work();
const logOn = (store: OwnLogStore, lock: Lock = noLock) =>
  createOwnLog({ device: tablet('a'), store, clock: () => monday('08:30'), lock });

const isWhole = async (store: OwnLogStore): Promise<number> => {
  const events = await store.from(1, 10_000);
  const followed = await followChain(
    tablet('a'),
    emptyHead,
    events.map(({ text }) => text),
  );
  if (!followed.ok) throw new Error(`the chain breaks at ${followed.error.seq}`);
  expect(events.map(({ hash }) => hash)).toEqual(followed.value.map(({ hash }) => hash));
  const last = events.at(-1);
  expect(await store.head()).toEqual(last === undefined ? emptyHead : { seq: last.seq, hash: last.hash });
  return events.length;
};

describe.each(places)('a log kept in %s', (_, open) => {
  test('[LOG-2] begins empty, at nothing', async () => {
    const { store } = open();
    expect(await store.head()).toEqual(emptyHead);
    expect(await store.from(1, 10)).toEqual([]);
    expect(await store.receipt()).toBeUndefined();
  });

  test('[LOG-7] holds what was added, in order, also after it was opened again', async () => {
    const { store, reopen } = open();
    const [one, two, three] = [await anOwnEvent(1), await anOwnEvent(2), await anOwnEvent(3)];
    expect(await store.append(one, emptyHead)).toBe(true);
    expect(await store.append(two, { seq: 1, hash: one.hash })).toBe(true);
    expect(await store.append(three, { seq: 2, hash: two.hash })).toBe(true);
    const again = reopen();
    expect(await again.from(1, 10)).toEqual([one, two, three]);
    expect(await again.from(2, 1)).toEqual([two]);
    expect(await again.from(4, 10)).toEqual([]);
    expect(await again.head()).toEqual({ seq: 3, hash: three.hash });
  });

  test('[LOG-2] refuses an event that was made after another head, and stays as it was', async () => {
    const { store } = open();
    const [one, two] = [await anOwnEvent(1), await anOwnEvent(2)];
    await store.append(one, emptyHead);
    expect(await store.append(two, emptyHead)).toBe(false);
    expect(await store.append(two, { seq: 1, hash: noHash })).toBe(false);
    expect(await store.append(two, { seq: 2, hash: one.hash })).toBe(false);
    expect(await store.from(1, 10)).toEqual([one]);
    expect(await store.head()).toEqual({ seq: 1, hash: one.hash });
  });

  test('[LOG-2] of two that write at the same moment one is refused', async () => {
    const { store } = open();
    const one = await anOwnEvent(1);
    const answers = await Promise.all([store.append(one, emptyHead), store.append(one, emptyHead)]);
    expect([...answers].sort()).toEqual([false, true]);
    expect(await store.from(1, 10)).toHaveLength(1);
  });

  test('[LOG-7] finds the events of some sessions, in order', async () => {
    const { store } = open();
    const other = SessionId.parse('other');
    const [one, two, three] = [await anOwnEvent(1), await anOwnEvent(2, other), await anOwnEvent(3)];
    await store.append(one, emptyHead);
    await store.append(two, { seq: 1, hash: one.hash });
    await store.append(three, { seq: 2, hash: two.hash });
    expect(await store.ofSessions([sessionId])).toEqual([one, three]);
    expect(await store.ofSessions([other, sessionId])).toEqual([one, two, three]);
    expect(await store.ofSessions([])).toEqual([]);
  });

  test('[SYNC-3] keeps the last receipt', async () => {
    const { store, reopen } = open();
    const receipt = { device: tablet('a'), seq: 1, hash: noHash, at: instant(1), signature: 'x' };
    await store.putReceipt(receipt);
    await store.putReceipt({ ...receipt, seq: 2 });
    expect(await reopen().receipt()).toEqual({ ...receipt, seq: 2 });
  });

  test('[LOG-2] two tabs that write at the same time never use a number twice, and lose nothing', async () => {
    const { store } = open();
    const [one, two] = [logOn(store), logOn(store)];
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? one : two)).map((log, i) =>
        log.record(checkIn(`p${i}`)),
      ),
    );
    const saved = results.flatMap((result) => (result.ok ? [result.value.own.seq] : []));
    expect(new Set(saved).size).toBe(saved.length);
    expect(await isWhole(store)).toBe(saved.length);
  });

  test('[LOG-7] with a lock between the tabs everything is saved', async () => {
    const { store } = open();
    let last: Promise<unknown> = Promise.resolve();
    const lock: Lock = (work) => {
      const next = last.then(work, work);
      last = next.catch(() => undefined);
      return next;
    };
    const [one, two] = [logOn(store, lock), logOn(store, lock)];
    const results = await Promise.all(
      Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? one : two).record(checkIn(`p${i}`))),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(await isWhole(store)).toBe(30);
  });
});

describe('recording', () => {
  test('[LOG-7] the answer is ok only when the event is in the store, byte for byte', async () => {
    const store = createMemoryLog();
    const recorded = await logOn(store).record(checkIn('amina'));
    if (!recorded.ok) throw new Error('not saved');
    expect(store.events()).toEqual([recorded.value.own]);
    expect(JSON.parse(recorded.value.own.text)).toEqual(recorded.value.event);
    expect(recorded.value.own.hash).toBe(await sha256(recorded.value.own.text));
  });

  test('[LOG-7] a full tablet says so, and the log stays whole and goes on when there is room', async () => {
    const store = createMemoryLog();
    const log = logOn(store);
    await log.record(checkIn('amina'));
    store.fill(true);
    expect(await log.record(checkIn('olof'))).toEqual({ ok: false, error: { kind: 'no-space' } });
    expect(await isWhole(store)).toBe(1);
    store.fill(false);
    expect((await log.record(checkIn('olof'))).ok).toBe(true);
    expect(await isWhole(store)).toBe(2);
  });

  test('[LOG-7] a browser that wraps the full disk in another error is understood', async () => {
    const wrapped = Object.assign(new Error('aborted'), { name: 'AbortError', inner: noSpace() });
    const failing = { ...createMemoryLog(), append: () => Promise.reject(wrapped) };
    expect(await logOn(failing).record(checkIn('amina'))).toEqual({ ok: false, error: { kind: 'no-space' } });
  });

  test('[LOG-7] any other failing write is “not saved”, never a silent loss', async () => {
    const failing = { ...createMemoryLog(), append: () => Promise.reject(new Error('the disk is broken')) };
    expect(await logOn(failing).record(checkIn('amina'))).toEqual({
      ok: false,
      error: { kind: 'not-saved' },
    });
    const stubborn = { ...createMemoryLog(), append: () => Promise.resolve(false) };
    expect(await logOn(stubborn).record(checkIn('amina'))).toEqual({
      ok: false,
      error: { kind: 'not-saved' },
    });
    const mute = { ...createMemoryLog(), head: () => Promise.reject(new Error('closed')) };
    expect(await logOn(mute).record(checkIn('amina'))).toEqual({ ok: false, error: { kind: 'not-saved' } });
  });

  test('[LOG-2] a store whose head another tab has moved is asked again, with the new head', async () => {
    const store = createMemoryLog();
    await logOn(store).record(checkIn('amina'));
    let isStale = true;
    const racing: OwnLogStore = {
      ...store,
      head: () => {
        const head = isStale ? Promise.resolve({ seq: 0, hash: Hash.parse(noHash) }) : store.head();
        isStale = false;
        return head;
      },
    };
    const recorded = await logOn(racing).record(checkIn('olof'));
    expect(recorded).toMatchObject({ ok: true, value: { own: { seq: 2 } } });
    expect(await isWhole(store)).toBe(2);
  });

  test('[STORE-5] a log that is shorter than it was is written no more; a longer one is another tab’s', async () => {
    let store = createMemoryLog();
    const shifting: OwnLogStore = {
      ...store,
      head: () => store.head(),
      append: (event, expected) => store.append(event, expected),
    };
    const log = logOn(shifting);
    await log.record(checkIn('amina'));
    const earlier = store.copy();
    await logOn(store).record(checkIn('elif'));
    expect(await log.record(checkIn('olof'))).toMatchObject({ ok: true, value: { own: { seq: 3 } } });
    store = earlier;
    expect(await log.record(checkIn('olof'))).toEqual({ ok: false, error: { kind: 'not-saved' } });
    expect(store.events()).toHaveLength(1);
    store = createMemoryLog();
    const known = createOwnLog({
      device: tablet('a'),
      store,
      clock: () => monday('08:30'),
      lock: noLock,
      reached: () => 3,
    });
    expect(await known.record(checkIn('olof'))).toEqual({ ok: false, error: { kind: 'not-saved' } });
    expect(store.events()).toEqual([]);
  });

  test('[LOG-7] in the browser a failing write rolls the whole step back', async () => {
    databases += 1;
    const store = openDeviceDatabase(`own-log-${databases}`).logOf(tablet('a'));
    const log = logOn(store);
    await log.record(checkIn('amina'));
    const head = await store.head();
    const doubled = (await store.from(1, 1))[0];
    if (doubled === undefined) throw new Error('nothing was saved');
    await expect(store.append(doubled, head)).rejects.toThrow();
    expect(await store.head()).toEqual(head);
    expect(await isWhole(store)).toBe(1);
  });
});
