/** What the simulation has found in the product, each as the shortest story that shows it. */
import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { handInFile, handInWaiting, keepFile, waitingFiles } from '../../src/app/device/hand-in-queue.ts';
import { keepJournal } from '../../src/app/device/journal.ts';
import { createSync } from '../../src/app/device/sync.ts';
import { rescueFileOf } from '../../src/app/device/rescue-file.ts';
import type { Tablet } from '../../src/app/device/tablet.ts';
import { startUpkeep } from '../../src/app/device/upkeep.ts';
import { openRescueFile } from '../../src/server/rescue-intake.ts';
import { ParticipantId, SessionId } from '../../src/domain/ids.ts';
import { dayMs, minuteMs } from '../../src/domain/time.ts';
import { amina, aSession, checkedIn, elif, guest, olof, opened } from '../support/session-world.ts';
import { noSpace } from '../support/memory-own-log.ts';
import { pathOf } from '../support/simulated-network.ts';
import { askingOver, createQueue, openPage } from '../support/simulated-tablet.ts';
import { useVenue, type Held } from '../support/simulated-venue.ts';

describe('at one door', () => {
  const { office, enrolled, reopened, record, idOf, forksOf, rowsOf, textsOf } = useVenue('sqlite');

  test('[SYNC-5] a tablet that is enrolled anew still shows whom it had checked in before', async () => {
    const other = await enrolled();
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    await held.tablet.syncNow();
    await record(other, checkedIn(elif));
    await other.tablet.syncNow();
    await held.tablet.syncNow();
    await held.tablet.enrol(await office().enrolmentCode('farsta'));
    const again = await reopened(held);
    await again.tablet.syncNow();
    const seen = [...again.tablet.attendance(aSession('s1')).byParticipant.keys()];
    expect(seen).toEqual(['amina', 'elif']);
  });

  test('[LOG-5] a copied tablet gives the office everything again when a backup no longer has what it had acknowledged', async () => {
    const first = await enrolled();
    await record(first, opened);
    await first.tablet.syncNow();
    const copy = await reopened({ ...first, device: first.device.copy() });
    const old = await office().backUp();
    await record(copy, checkedIn(olof), checkedIn(amina));
    await copy.tablet.syncNow();
    await office().putBack(old);
    await record(first, checkedIn(elif), checkedIn(guest), checkedIn(olof));
    await first.tablet.syncNow();
    await copy.tablet.syncNow();
    const kept = (await forksOf(first)).flatMap(({ texts }) => JSON.parse(texts) as string[]);
    expect(kept).toEqual(expect.arrayContaining(textsOf(copy).slice(1)));
  });

  test('[LOG-5] a copied tablet gives the office everything again also when the other log is now the shorter one', async () => {
    const first = await enrolled();
    const copy = await reopened({ ...first, device: first.device.copy() });
    const old = await office().backUp();
    await record(copy, opened, checkedIn(olof), checkedIn(amina));
    await copy.tablet.syncNow();
    await office().putBack(old);
    await record(first, checkedIn(elif));
    await first.tablet.syncNow();
    await copy.tablet.syncNow();
    const kept = (await forksOf(first)).flatMap(({ texts }) => JSON.parse(texts) as string[]);
    expect(kept).toEqual(expect.arrayContaining([...textsOf(copy)]));
  });

  test('[LOG-5] all of a copied tablet’s log is kept, also what does not go in one delivery', async () => {
    const first = await enrolled();
    const copy = await reopened({ ...first, device: first.device.copy() });
    await record(first, opened, checkedIn(elif));
    await first.tablet.syncNow();
    for (let i = 0; i < 1010; i += 1) await record(copy, checkedIn(i % 2 === 0 ? olof : amina));
    await copy.tablet.syncNow();
    await copy.tablet.syncNow();
    const kept = (await forksOf(first)).flatMap(({ texts }) => JSON.parse(texts) as string[]);
    expect(kept).toEqual([...textsOf(copy)]);
  });

  test('[LOG-5] a copied tablet that differs from the other only after what goes in one delivery gives the office the rest as well', async () => {
    const first = await enrolled();
    for (let i = 0; i < 510; i += 1) await record(first, checkedIn(i % 2 === 0 ? olof : amina));
    const copy = await reopened({ ...first, device: first.device.copy() });
    await record(first, checkedIn(elif));
    await first.tablet.syncNow();
    await record(copy, checkedIn(guest));
    await copy.tablet.syncNow();
    const kept = (await forksOf(first)).flatMap(({ texts }) => JSON.parse(texts) as string[]);
    expect(kept).toContain(textsOf(copy).at(-1));
    expect(copy.tablet.state().setAside).toBe('fork');
  });

  /** Whom this tablet has been told of by others, in the order of their numbers. */
  const toldOf = async ({ device }: Held): Promise<readonly unknown[]> =>
    (await device.plan.others())
      .map(({ text }) => JSON.parse(text) as { readonly seq: number; readonly participant?: string })
      .sort((a, b) => a.seq - b.seq)
      .map(({ participant }) => participant);

  test('[SYNC-5] what waited for a walk-in that nobody knew reaches the tablets that had read past it', async () => {
    const [atDoor, leaving, reading] = [await enrolled(), await enrolled(), await enrolled()];
    const walkIn = { session: SessionId.parse('s1'), participant: ParticipantId.parse('made-up') };
    await record(atDoor, { kind: 'walk-in', ...walkIn, sealed: 'sealed' });
    await record(leaving, { kind: 'checked-out', ...walkIn, via: 'hand' }, checkedIn(elif));
    await leaving.tablet.syncNow();
    await reading.tablet.syncNow();
    expect(await toldOf(reading)).toEqual(['elif']);
    await atDoor.tablet.syncNow();
    await reading.tablet.syncNow();
    expect(await toldOf(reading)).toEqual(['made-up', 'made-up', 'elif']);
  });

  test('[SYNC-5] what a person lets count reaches the tablets that had read past it', async () => {
    const [held, reading] = [await enrolled(), await enrolled()];
    const unknown = { session: SessionId.parse('s1'), participant: ParticipantId.parse('made-up') };
    await record(held, { kind: 'checked-in', ...unknown, via: 'hand' }, checkedIn(elif));
    await held.tablet.syncNow();
    await reading.tablet.syncNow();
    await office().stores(({ logs }) => logs.decideAside(idOf(held), [1], null));
    await reading.tablet.syncNow();
    expect(await toldOf(reading)).toEqual(['made-up', 'elif']);
  });

  test('[SYNC-5] put back twice from one backup, the office gives a tablet what came in otherwise the second time', async () => {
    const [one, other, last] = [await enrolled(), await enrolled(), await enrolled()];
    const reading = await enrolled();
    await record(one, checkedIn(amina));
    await record(last, checkedIn(olof));
    const old = await office().backUp();
    const comeIn = async (...inOrder: readonly Held[]): Promise<void> => {
      await office().putBack(old);
      for (const { tablet } of inOrder) await tablet.syncNow();
    };
    await comeIn(one, last, reading);
    expect(await toldOf(reading)).toEqual(['amina', 'olof']);
    await record(other, checkedIn(elif));
    await comeIn(other, last, reading);
    expect(await toldOf(reading)).toEqual(expect.arrayContaining(['amina', 'elif', 'olof']));
  });

  test('[SEND-1] a tab never shows as sent, not even for a moment, what the other tab has just recorded', async () => {
    const held = await enrolled();
    await record(held, opened);
    await held.tablet.syncNow();
    const log = held.device.logOf(idOf(held));
    const shown: (readonly [recorded: number, unsent: number])[] = [];
    const pages: Tablet[] = [];
    const other = await openPage({
      device: {
        ...held.device,
        logOf: () => ({
          ...log,
          receipt: () => {
            for (const page of pages) shown.push([page.state().recorded, page.state().send.unsent]);
            return log.receipt();
          },
        }),
      },
      fetching: (input, init) => office().fetching(input, init),
      clock: () => office().now(),
    });
    pages.push(other);
    await record(held, checkedIn(amina), checkedIn(elif));
    await other.changedElsewhere();
    expect(shown).toEqual([[3, 2]]);
  });

  test('[SYNC-5] a tablet connected anew in one tab sends what it recorded there also from the other tab', async () => {
    const held = await enrolled();
    const other = await reopened(held);
    expect((await held.tablet.enrol(await office().enrolmentCode('farsta'))).ok).toBe(true);
    await record(held, opened, checkedIn(amina));
    held.tablet.close();
    await other.tablet.syncNow();
    expect(idOf(other)).toBe(idOf(held));
    expect(await rowsOf(held)).toHaveLength(2);
    expect(other.tablet.state()).toMatchObject({ recorded: 2, send: { unsent: 0 } });
  });

  test('[SYNC-5] what one tab has fetched of other tablets the tab beside it shows as well', async () => {
    const [elsewhere, held] = [await enrolled(), await enrolled()];
    const beside = await reopened(held);
    await record(elsewhere, opened, checkedIn(elif));
    await elsewhere.tablet.syncNow();
    await held.tablet.syncNow();
    await beside.tablet.syncNow();
    expect([...beside.tablet.attendance(aSession('s1')).byParticipant.keys()]).toEqual(['elif']);
  });

  test('[STORE-3] what a tablet has given the office anew, because it was put back from a backup, stays for another thirty days', async () => {
    const held = await enrolled();
    const old = await office().backUp();
    await record(held, opened, checkedIn(amina));
    const keep = async (days: number): Promise<number> => {
      office().setClock(office().now() + days * dayMs);
      await held.tablet.syncNow();
      const { restoredAt } = held.tablet.state().plan?.plan ?? {};
      const { settings, logOf } = held.device;
      return keepJournal(idOf(held), logOf(idOf(held)), settings, office().now(), restoredAt);
    };
    expect(await keep(0)).toBe(0);
    office().setClock(office().now() + 40 * dayMs);
    await office().putBack(old);
    expect(await keep(0)).toBe(0);
    expect(await rowsOf(held)).toHaveLength(2);
    expect(await keep(20)).toBe(0);
    expect(await keep(11)).toBe(2);
  });

  test('[SYNC-5] a tablet is given the events of another with the clock that the office counts them by', async () => {
    const [held, reading] = [await enrolled(), await enrolled()];
    let wrongMs = 0;
    const tablet = await openPage({
      device: held.device,
      fetching: (input, init) => office().fetching(input, init),
      clock: () => office().now() + wrongMs,
      ticks: () => office().now(),
    });
    await record({ tablet }, opened);
    await tablet.syncNow();
    await record({ tablet }, checkedIn(amina));
    wrongMs = -60 * minuteMs;
    await record({ tablet }, checkedIn(elif));
    await tablet.syncNow();
    await reading.tablet.syncNow();
    const counted = await office().stores(({ logs }) => logs.ofSession('s1'));
    const given = new Map((await reading.device.plan.others()).map((one) => [one.seq, one.clockOffsetMs]));
    expect(counted.map(({ kind }) => kind)).toContain('clock-noted');
    expect(counted.map(({ seq }) => given.get(seq))).toEqual(
      counted.map(({ clock_offset_ms }) => clock_offset_ms),
    );
  });

  /** The log of a tablet that broke, as a file, and what another tablet hands files in with. */
  const brokenTablet = async () => {
    const [broken, other] = [await enrolled(), await enrolled()];
    await record(broken, opened, checkedIn(amina));
    const rescue = await broken.tablet.rescue('all');
    const identity = await other.device.identity.get();
    if (rescue === undefined || identity === undefined) throw new Error('no file or no tablet');
    const { name, text } = rescue;
    const durable = other.device.settings;
    const asking = askingOver(office().fetching);
    return { broken, file: { name, text }, deps: { durable, identity, asking, clock: () => office().now() } };
  };

  test('[RESCUE-6] a file stays on the tablet when something in between calls it too large, in words like ours', async () => {
    const { file, deps } = await brokenTablet();
    const problem = { type: 'x', title: 'x', status: 413, code: 'request/too-large' };
    const between: typeof fetch = (input, init) =>
      pathOf(input) === '/api/hand-in'
        ? Promise.resolve(Response.json(problem, { status: 413 }))
        : office().fetching(input, init);
    await keepFile(deps.durable, file);
    expect(await handInFile(file, { ...deps, asking: askingOver(between) })).toEqual({ kind: 'waits' });
    expect(await waitingFiles(deps.durable)).toEqual([file]);
  });

  test('[RESCUE-6] a broken tablet’s file is handed in again when the office that took it is put back to before', async () => {
    const { broken, file, deps } = await brokenTablet();
    const old = await office().backUp();
    await keepFile(deps.durable, file);
    expect(await handInWaiting(deps)).toBe(0);
    expect(await rowsOf(broken)).toHaveLength(2);
    office().setClock(office().now() + dayMs);
    await office().putBack(old);
    expect(await rowsOf(broken)).toHaveLength(0);
    const again = { ...deps, restoredAt: office().now() };
    expect(await handInWaiting(again)).toBe(0);
    expect(await rowsOf(broken)).toHaveLength(2);
    office().setClock(office().now() + 31 * dayMs);
    await handInWaiting(again);
    expect(await deps.durable.get('hand-in-file/0')).toBeNull();
  });

  test('[RESCUE-6] a file that is kept while another is let go of is there afterwards', async () => {
    const { file, deps } = await brokenTablet();
    const another = { name: 'other.json', text: file.text.replace('"v":2', '"v": 2') };
    await keepFile(deps.durable, file);
    const [, isKept] = await Promise.all([handInFile(file, deps), keepFile(deps.durable, another)]);
    expect(isKept).toBe(true);
    expect(await waitingFiles(deps.durable)).toEqual([another]);
  });

  test('[RESCUE-6] a copied tablet, whose own log is set aside, hands in the file that waits on it', async () => {
    const [{ file: one }, { file: another, broken }] = [await brokenTablet(), await brokenTablet()];
    const first = await enrolled();
    const copy = await reopened({ ...first, device: first.device.copy() });
    await record(first, opened);
    await record(copy, checkedIn(olof));
    await first.tablet.syncNow();
    const { device, tablet } = copy;
    const stop = startUpkeep({
      database: { ...device, durable: device.settings, close: () => undefined },
      tablet,
      asking: askingOver(office().fetching),
      clock: () => office().now(),
    });
    for (const file of [one, another]) {
      await keepFile(device.settings, file);
      office().setClock(office().now() + minuteMs);
      await tablet.syncNow();
      expect(tablet.state().setAside).toBe('fork');
      await expect.poll(() => waitingFiles(device.settings), { timeout: 10_000 }).toEqual([]);
    }
    /* Turned off as well, it hands in what comes to it later all the same. */
    await office().stores(({ devices }) => devices.revoke(idOf(copy), office().now()));
    const { file: last } = await brokenTablet();
    await keepFile(device.settings, last);
    office().setClock(office().now() + minuteMs);
    await tablet.syncNow();
    await expect.poll(() => waitingFiles(device.settings), { timeout: 10_000 }).toEqual([]);
    stop();
    expect(await rowsOf(broken)).toHaveLength(2);
  });

  test('[RESCUE-1] a file made while the log is cleared holds every event once, from the first that is left', async () => {
    const held = await enrolled();
    await record(held, opened, checkedIn(olof), checkedIn(amina));
    const { officePublicKey: officeKey } = office().services.secrets;
    const identity = await held.device.identity.get();
    if (identity === undefined) throw new Error('no tablet');
    const log = held.device.logOf(idOf(held));
    /* Two are cleared between the first look at the log and the reading of it. */
    const clearing = { ...log, from: async (seq: number, most: number) => log.from(Math.max(seq, 3), most) };
    const file = await rescueFileOf(
      { identity, log: clearing, officeKey, clock: () => office().now() },
      'all',
    );
    expect(file.events).toBe(1);
    const read = await openRescueFile(file.text, office().services);
    expect(read.ok && read.value.inside).toMatchObject({ from: 3, events: textsOf(held).slice(2) });
  });

  test('[RESCUE-3] an unsigned file that holds only what the office has already asks nothing of anybody', async () => {
    const held = await enrolled();
    await record(held, opened, checkedIn(olof));
    await held.tablet.syncNow();
    const identity = await held.device.identity.get();
    if (identity === undefined) throw new Error('no tablet');
    const { officePublicKey: officeKey } = office().services.secrets;
    const log = held.device.logOf(idOf(held));
    const { name, text } = await rescueFileOf(
      { identity: { ...identity, privateKey: undefined }, log, officeKey, clock: () => office().now() },
      'all',
    );
    const { deps } = await brokenTablet();
    expect(await handInFile({ name, text }, deps)).toMatchObject({
      kind: 'answered',
      reply: { outcome: 'taken', reason: null, known: 2, fresh: 0 },
    });
    expect(await office().stores(({ handIns }) => handIns.waiting())).toEqual([]);
  });

  test('[SYNC-7] a tablet without space for the receipt still fetches the plan and what others have recorded', async () => {
    const other = await enrolled();
    await record(other, opened, checkedIn(amina));
    await other.tablet.syncNow();
    const held = await enrolled();
    await record(held, checkedIn(olof));
    held.device.logOf(idOf(held)).fill(true);
    await held.tablet.syncNow();
    expect([...held.tablet.attendance(aSession('s1')).byParticipant.keys()]).toEqual(['amina', 'olof']);
    expect(held.tablet.state().send).toMatchObject({ unsent: 1, lastTry: 'no-answer' });
    held.device.logOf(idOf(held)).fill(false);
    await held.tablet.syncNow();
    expect(held.tablet.state().send).toMatchObject({ unsent: 0, lastTry: 'ok' });
  });

  test('[SYNC-7] a tablet without space for the plan still hands in what it has recorded', async () => {
    const held = await enrolled();
    const identity = await held.device.identity.get();
    if (identity === undefined) throw new Error('not enrolled');
    const full = () => Promise.reject(noSpace());
    const sync = createSync({
      identity,
      log: held.device.logOf(identity.device),
      plan: { ...held.device.plan, put: full, addOthers: full },
      asking: askingOver((input, init) => office().fetching(input, init)),
      clock: () => office().now(),
      lock: createQueue(),
      health: () => Promise.resolve({ appVersion: 'test', storage: 'persistent' }),
    });
    await record(held, opened);
    expect(await sync.pullPlan()).toEqual({ ok: false, error: { kind: 'not-kept' } });
    expect(await sync.pullOthers()).toEqual({ ok: false, error: { kind: 'not-kept' } });
    expect(await sync.push()).toMatchObject({ ok: true, value: { acknowledged: 1 } });
  });

  test('[LOG-7] a tablet whose storage is full opens and checks people in from what it has', async () => {
    const held = await enrolled();
    const settings = { ...held.device.settings, put: () => Promise.reject(noSpace()) };
    const tablet = await openPage({
      device: { ...held.device, settings },
      fetching: (input, init) => office().fetching(input, init),
      clock: () => office().now(),
    });
    expect(tablet.state().plan?.plan.sessions).toHaveLength(1);
    expect((await tablet.record(checkedIn(amina))).ok).toBe(true);
    await tablet.syncNow();
    expect(tablet.state().send).toMatchObject({ unsent: 0, lastTry: 'ok' });
  });
});
