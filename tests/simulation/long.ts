/**
 * Worlds whose days lie a month apart: in between months are locked (F29, F44), tablets clear what they need not keep
 * (F35, STORE-3) or are away for weeks (F40), and then the office is put back or the tablet copied or broken (F36).
 */
import { dayMs, monthOf } from '../../src/domain/time.ts';
import { oneOf } from '../support/seeded.ts';
import { lockMonths } from './month-acts.ts';
import type { SimulatedTablet } from './tablet.ts';
import type { World } from './world.ts';

const keptMs = 30 * dayMs;

const anchorsOf = ({ storage }: SimulatedTablet, devices: ReadonlySet<string>): ReadonlyMap<string, number> =>
  new Map([...devices].map((device) => [device, storage.anchorOf(device as never).seq]));

/** What a tablet clears is with the office for thirty days, and of locked months (STORE-3, I1). */
const checkCleared = (
  world: World,
  tablet: SimulatedTablet,
  before: ReadonlyMap<string, number>,
): boolean => {
  const { office, checked, scheduler } = world;
  let isCleared = false;
  for (const [device, from] of before) {
    const to = tablet.storage.anchorOf(device as never).seq;
    if (to <= from) continue;
    isCleared = true;
    world.strike('F35');
    world.tell(() => `${tablet.name} clears numbers ${from + 1} to ${to} of ${device}`);
    checked.count('I1');
    const rows = office.disk.read(
      'select seq, session, received_at from log_events where device = ? and seq > ? and seq <= ?',
      device,
      from,
      to,
    );
    if (rows.length !== to - from)
      world.wrong('I1', `${tablet.name} clears ${to - from} events of which the office has ${rows.length}`);
    for (const row of rows) {
      const planned = world.programme.sessions.find(({ session }) => session.id === row['session']);
      const isLocked = planned === undefined || world.locked.has(monthOf(planned.session.startsAt));
      const isOld = Number(row['received_at']) <= scheduler.now() - keptMs;
      if (!isOld || !isLocked)
        world.wrong(
          'I19',
          `${tablet.name} clears number ${String(row['seq'])}, ${isOld ? 'of a month that is not locked' : 'which the office has had for less than thirty days'}`,
        );
    }
  }
  return isCleared;
};

/** An open page sends, fetches and sees to its log; answers whether anything was cleared. */
export const sendAndSeeTo = async (world: World, tablet: SimulatedTablet): Promise<boolean> => {
  const before = anchorsOf(tablet, world.devices);
  await world.onPage(tablet, async ({ app, upkeep }) => {
    await app.syncNow();
    if (tablet.network.app() === undefined) await upkeep();
  });
  return checkCleared(world, tablet, before);
};

/** A tablet that has no network and holds events of a month that is about to be locked. */
const holding = (world: World): boolean => {
  const ended = new Set(
    world.programme.sessions
      .filter(({ session }) => session.endsAt < world.scheduler.now())
      .map(({ session }) => session.id),
  );
  return world.tablets.some(({ storage, network, deviceId }) => {
    const device = deviceId();
    if (device === undefined || network.isOnline()) return false;
    const sent = storage.receiptOf(device)?.seq ?? 0;
    return storage.eventsOf(device).some(({ seq, session }) => seq > sent && ended.has(session));
  });
};

/** A day ends: whatever is open sends what it has. */
export const evening = async (world: World): Promise<void> => {
  for (const tablet of world.tablets) await sendAndSeeTo(world, tablet);
};

/** A month later: the office is backed up and locks what has ended, and the tablets hear of it. */
export const morning = async (
  world: World,
  afterClearing: readonly ((world: World, tablet: SimulatedTablet) => Promise<void>)[],
): Promise<void> => {
  const { random } = world;
  world.backUp();
  if (random() < 0.85) {
    world.strike('F29');
    if (holding(world)) world.strike('F44');
    await lockMonths(world);
  }
  if (random() < 0.5) world.backUp();
  for (const tablet of world.tablets.slice()) {
    const isCleared = await sendAndSeeTo(world, tablet);
    /* The second time the plan says what is locked. */
    if (!(await sendAndSeeTo(world, tablet)) && !isCleared) continue;
    if (random() < 0.3) continue;
    world.strike('F36');
    await oneOf(random, afterClearing)(world, tablet);
  }
};

/** Away for forty days: longer than a plan is kept, and than a log has to be (F40, F7). */
export const awayForLong = async (world: World, tablet: SimulatedTablet): Promise<void> => {
  world.strike('F7');
  world.tell(() => `${tablet.name} has no network for 40 days`);
  tablet.network.setOnline(false);
  for (const page of tablet.pages()) page.app.networkChanged();
  world.scheduler.after(40 * dayMs, () => {
    tablet.network.setOnline(true);
    for (const page of tablet.pages()) page.app.networkChanged();
  });
  await Promise.resolve();
};
