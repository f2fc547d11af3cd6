/**
 * Many days at the door, each decided by a seed: tablets that are killed, networks that lose, cut, double and delay,
 * servers that restart and are put back from backups, clocks that are wrong. When it is over and everybody has been
 * online, the office must know exactly what happened. NARVARO_SEEDS=5000 runs that many; NARVARO_SEED=17 that one.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evidenceOf } from '../../src/app/device/plan-keeper.ts';
import { foldAttendance } from '../../src/domain/attendance.ts';
import { clockToleranceMs } from '../../src/domain/evidence.ts';
import { AttendanceEvent } from '../../src/domain/events.ts';
import type { DeviceId } from '../../src/domain/ids.ts';
import { emptyHead } from '../../src/domain/log.ts';
import { evidenceFrom } from '../../src/server/store/attendance-store.ts';
import { followChain } from '../../src/signing/chain.ts';
import { referenceMinutes } from '../support/reference-attendance.ts';
import { seeds } from '../support/seeded.ts';
import { asItWas, createWorld, type World } from '../support/simulated-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

const only = process.env['NARVARO_SEED'];
const count = Number(process.env['NARVARO_SEEDS'] ?? 300);
const steps = 60;

/** Runs a world for each seed; a failing seed names itself. */
const eachSeed = async (
  run: readonly number[],
  work: (seed: number) => Promise<readonly [World, () => Promise<void>]>,
): Promise<void> => {
  for (const seed of run) {
    const [world, check] = await work(seed);
    try {
      await check();
    } catch (error) {
      throw new Error(`NARVARO_SEED=${seed}: ${error instanceof Error ? error.message : 'failed'}`, {
        cause: error,
      });
    } finally {
      await world.close();
    }
  }
};

let server: TestServer;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());

const rowsOf = (world: World, device: DeviceId) =>
  world.office.stores(({ logs }) => logs.ofDevice(device, 1, 100_000));

const checkLogs = async (world: World): Promise<number> => {
  let events = 0;
  for (const { device, page } of world.tablets) {
    const identity = await device.identity.get();
    if (identity === undefined) throw new Error('a tablet forgot who it is');
    const own = device.logOf(identity.device).events();
    const rows = await rowsOf(world, identity.device);
    events += rows.length;
    expect(rows.map(({ text }) => text)).toEqual(own.map(({ text }) => text));
    expect(rows.map(({ seq }) => seq)).toEqual(own.map((_, i) => i + 1));
    expect(rows.every(({ set_aside }) => set_aside === null)).toBe(true);
    const followed = await followChain(
      identity.device,
      emptyHead,
      rows.map(({ text }) => text),
    );
    expect(followed.ok).toBe(true);
    expect(await world.office.stores(({ logs }) => logs.forks(identity.device))).toEqual([]);
    expect((await device.logOf(identity.device).receipt())?.seq).toBe(own.length);
    expect(page?.state().send).toMatchObject({ unsent: 0, lastTry: 'ok' });
  }
  for (const { device, seq, text } of world.shown) {
    const rows = await rowsOf(world, device);
    expect(rows[seq - 1]?.text).toBe(text);
  }
  return events;
};

const checkAttendance = async (world: World): Promise<void> => {
  const facts = [];
  for (const { device, skewMs } of world.tablets) {
    const id = (await device.identity.get())?.device;
    if (id === undefined) continue;
    for (const { text } of device.logOf(id).events())
      facts.push(
        asItWas(AttendanceEvent.parse(JSON.parse(text)), skewMs, world.begun.get(text) ?? Number.NaN),
      );
  }
  const expected = [...referenceMinutes(world.session, facts)].sort();
  const counted = await world.office.stores(({ attendance }) => attendance.ofSession('s1'));
  expect(counted.map(({ participant, minutes }) => [participant, minutes]).sort()).toEqual(expected);
  const byName = [...counted].sort((a, b) => (a.participant < b.participant ? -1 : 1));
  const cohort = new Set(['amina', 'olof', 'elif']);
  const held = await world.office.stores(({ logs }) => logs.ofSession('s1'));
  const { walkIns } = foldAttendance(world.session, evidenceFrom(held), () => true);
  for (const { device, page, skewMs } of world.tablets) {
    const id = (await device.identity.get())?.device;
    const own = id === undefined ? [] : device.logOf(id).events();
    const union = [
      ...own.map(({ text }) => ({ event: AttendanceEvent.parse(JSON.parse(text)), clockOffsetMs: -skewMs })),
      ...evidenceOf(await device.plan.others()),
    ];
    const folded = foldAttendance(world.session, union, (who) => cohort.has(who));
    expect([...folded.byParticipant.values()]).toEqual(byName);
    expect([...folded.walkIns]).toEqual([...walkIns]);
    if (Math.abs(skewMs) <= clockToleranceMs)
      expect([...(page?.attendance(world.session).byParticipant.values() ?? [])]).toEqual(byName);
  }
};

const checkOthers = async (world: World): Promise<void> => {
  const all = new Set<string>();
  for (const { device } of world.tablets) {
    const id = (await device.identity.get())?.device;
    if (id !== undefined) for (const { text } of device.logOf(id).events()) all.add(text);
  }
  for (const { device } of world.tablets) {
    const id = (await device.identity.get())?.device;
    if (id === undefined) continue;
    const seen = new Set([
      ...device
        .logOf(id)
        .events()
        .map(({ text }) => text),
      ...(await device.plan.others()).map(({ text }) => text),
    ]);
    expect(seen).toEqual(all);
  }
};

test('[SYNC-1] whatever happens on the way, nothing is lost, nothing is doubled, nothing is invented, and the minutes are right', async () => {
  let events = 0;
  const run = only === undefined ? seeds(count) : [Number(only)];
  await eachSeed(run, async (seed) => {
    const world = await createWorld(server, seed);
    const check = async (): Promise<void> => {
      await world.run(steps);
      await world.heal();
      expect(world.wrongs).toEqual([]);
      events += await checkLogs(world);
      await checkAttendance(world);
      await checkOthers(world);
    };
    return [world, check];
  });
  expect(events).toBeGreaterThan(run.length);
}, 3_600_000);

test('[LOG-5] a tablet whose profile is copied and used twice: the office keeps every event of both', async () => {
  const run = only === undefined ? seeds(Math.ceil(count / 6)) : [Number(only)];
  await eachSeed(run, async (seed) => {
    const world = await createWorld(server, seed, { isEverPutBack: false });
    const check = async (): Promise<void> => {
      await world.run(steps / 3);
      world.clone();
      await world.run((steps * 2) / 3);
      await world.heal();
      for (const { device } of world.tablets) {
        const id = (await device.identity.get())?.device;
        if (id === undefined) throw new Error('a tablet forgot who it is');
        const rows = await rowsOf(world, id);
        const followed = await followChain(
          id,
          emptyHead,
          rows.map(({ text }) => text),
        );
        expect(followed.ok).toBe(true);
        const forks = await world.office.stores(({ logs }) => logs.forks(id));
        const held = new Set([
          ...rows.map(({ text }) => text),
          ...forks.flatMap(({ texts }) => JSON.parse(texts) as string[]),
        ]);
        const missing = device
          .logOf(id)
          .events()
          .filter(({ text }) => !held.has(text));
        expect(missing).toEqual([]);
      }
    };
    return [world, check];
  });
}, 3_600_000);
