/**
 * What befalls a world only a few times: each world draws some of them and when. Faults that come and go by chance are in
 * network.ts, tablet.ts, office.ts and steps.ts.
 */
import { ParticipantId, type DeviceId } from '../../src/domain/ids.ts';
import { addDays, dayOf, hourMs, instant, minuteMs } from '../../src/domain/time.ts';
import { between, oneOf, shuffled, type Random } from '../support/seeded.ts';
import { logGone, logPutBack, putClockRight } from './clocks.ts';
import { changeIdentityKey } from './keys.ts';
import { awayForLong } from './long.ts';
import { lockMonths } from './month-acts.ts';
import { oldApp, oldVersions } from './old-tablet.ts';
import { breakTablet, handInDamaged, handInLate, loseFiles, saveStranded } from './rescue.ts';
import type { FaultId } from './faults.ts';
import { visit } from './people.ts';
import type { SimulatedTablet } from './tablet.ts';
import type { World } from './world.ts';

type Act = (world: World, tablet: SimulatedTablet) => Promise<void>;
export type Mishap = { readonly fault: FaultId; readonly act: Act };

/** Does now what the office decides, and again each time it is put back to before it. */
const decide = async (world: World, act: () => Promise<void>): Promise<void> => {
  world.decided.push({ backup: world.office.disk.backups(), again: act });
  await act();
};

/** What only this tablet had is lost, under whichever name it wrote it, and why is known (I1). */
const loseLogs = (world: World, tablet: SimulatedTablet, reason: string): readonly DeviceId[] => {
  const devices = [...world.devices].filter((device) => tablet.storage.eventsOf(device).length > 0);
  for (const device of devices) {
    const texts = new Set(tablet.storage.eventsOf(device).map(({ text }) => text));
    world.losses.push({ device, texts, reason });
  }
  loseFiles(world, tablet, reason);
  return devices;
};

const evictAll: Act = async (world, tablet) => {
  const before = tablet.deviceId();
  world.tell(() => `${tablet.name}'s browser clears everything`);
  loseLogs(world, tablet, 'the browser cleared everything');
  tablet.killAll();
  tablet.storage.evict('all');
  await world.connectAnew(tablet);
  noNumberAgain(world, tablet, before);
};

/** A tablet that lost its log is another device, and begins at one (I20). */
const noNumberAgain = (world: World, tablet: SimulatedTablet, before: DeviceId | undefined): void => {
  world.checked.count('I20');
  const device = tablet.deviceId();
  if (device !== undefined && (device === before || tablet.storage.headOf(device).seq > 0))
    world.wrong('I20', `${tablet.name} goes on as ${device} after its storage was cleared`);
};

const evictPlan: Act = (world, tablet) => {
  world.tell(() => `${tablet.name}'s browser clears the plan`);
  tablet.storage.evict('plan');
  return Promise.resolve();
};

const evictKey: Act = async (world, tablet) => {
  const before = tablet.deviceId();
  world.tell(() => `${tablet.name}'s browser clears the key and keeps the log`);
  const reason = 'the key was cleared, what was not sent stays on the tablet';
  const stranded = loseLogs(world, tablet, reason);
  for (const device of stranded) world.stranded.add(device);
  tablet.killAll();
  tablet.storage.evict('identity');
  await world.connectAnew(tablet);
  noNumberAgain(world, tablet, before);
  if (world.random() < 0.5) for (const device of stranded) await saveStranded(world, tablet, device);
};

const reenrol: Act = async (world, tablet) => {
  world.tell(() => `${tablet.name} is connected anew, and keeps what it had to send`);
  await world.connectAnew(tablet);
};

const fill: Act = (world, tablet) => {
  world.tell(() => `${tablet.name} has no space left`);
  tablet.storage.fill(true);
  world.scheduler.after(between(world.random, 5, 90) * minuteMs, () => tablet.storage.fill(false));
  return Promise.resolve();
};

const clone: Act = async (world, tablet) => {
  const device = tablet.deviceId();
  if (device === undefined) return;
  world.cloned.add(device);
  const copied = world.copyTablet(tablet);
  world.tell(() => `${tablet.name}'s profile is copied to ${copied.name}, and both are used`);
  await visit(world, copied);
};

const revoke = async (world: World, tablet: SimulatedTablet): Promise<void> => {
  const device = tablet.deviceId();
  if (device === undefined) return;
  await decide(world, async () => {
    const answer = await world.office.ask('system', `/api/admin/devices/${device}/revoke`, {
      reason: 'lost',
    });
    if (answer.status !== 200)
      world.wrong('defect', `revoking answers ${answer.status}: ${JSON.stringify(answer.body)}`);
    world.revoked.set(device, [...(world.revoked.get(device) ?? []), world.scheduler.now()]);
    world.tell(() => `the office revokes ${tablet.name}`);
  });
};

/** Taken, kept away from the network, and used with a clock that is set back (F21). */
const stolen: Act = async (world, tablet) => {
  tablet.network.setOnline(false);
  world.strike('F20');
  await revoke(world, tablet);
  tablet.jump(-between(world.random, 1, 72) * hourMs);
  world.tell(() => `${tablet.name} was stolen; its clock is set back`);
  for (let i = 0; i < 4; i += 1) await visit(world, tablet);
  if (world.random() < 0.7) tablet.network.setOnline(true);
};

const jump: Act = (world, tablet) => {
  const ms = between(world.random, -180, 180) * minuteMs;
  tablet.jump(ms);
  world.tell(() => `${tablet.name}'s clock jumps by ${ms / minuteMs} minutes`);
  return Promise.resolve();
};

/** Both tabs write at the same moment; within a second both show both (I21). */
const twoTabs: Act = async (world, tablet) => {
  world.strike('F18');
  await world.onPage(tablet, () => Promise.resolve());
  await world.openAnother(tablet);
  const [one, other] = tablet.pages();
  if (one === undefined || other === undefined) return;
  world.tell(() => `${tablet.name} has two tabs open, and both write`);
  await Promise.all([visit(world, tablet, one), visit(world, tablet, other)]);
  await world.scheduler.run(1000);
  const device = tablet.deviceId();
  if (device === undefined || one.isDead() || other.isDead()) return;
  const last = tablet.storage.headOf(device).seq;
  world.checked.count('I21');
  for (const page of [one, other]) {
    const { recorded, identity } = page.app.state();
    if (identity?.device === device && recorded !== last)
      world.wrong('I21', `a tab of ${tablet.name} shows ${recorded} of ${last} events after a second`);
  }
};

const otherVersion: Act = async (world, tablet) => {
  world.tell(() => `${tablet.name} and the office speak of other versions for a while`);
  tablet.network.setVersion(oneOf(world.random, ['newer-server', 'newer-client'] as const));
  world.scheduler.after(between(world.random, 10, 180) * minuteMs, () => tablet.network.setVersion('same'));
  /* A newer tablet records what this office has never heard of, in the middle of what it has (I15, I22). */
  const session = world.programme.sessions[0]?.session;
  if (session === undefined || world.random() < 0.5) return;
  await world.onPage(tablet, async (page) => {
    await page.app.record({ kind: 'coffee-served', session: session.id } as never);
  });
};

/** The app is of an earlier version, and is updated in the middle of what it has to send (F39). */
const oldAppFor: Act = async (world, tablet) => {
  const { random, scheduler } = world;
  const app = oldApp(oneOf(random, oldVersions));
  world.strike('F23');
  tablet.killAll();
  tablet.network.setApp(app);
  world.tell(() => `${tablet.name}'s app is of version ${app.version}`);
  for (let i = 0; i < 3; i += 1) await visit(world, tablet);
  await world.onPage(tablet, (page) => page.app.syncNow());
  checkDelivered(world, tablet);
  scheduler.after(between(random, 1, 30) * hourMs, () => {
    if (tablet.network.app() === undefined) return;
    tablet.killAll();
    tablet.network.setApp(undefined);
    world.tell(() => `${tablet.name}'s app is updated`);
  });
};

/** A page of an old app that says that all is sent has a receipt of the office's for it (I22, OLD-1). */
const checkDelivered = (world: World, tablet: SimulatedTablet): void => {
  world.checked.count('I22');
  const device = tablet.deviceId();
  const said = tablet.pages()[0]?.app.state().send;
  if (device === undefined || said?.lastTry !== 'ok') return;
  const { seq } = tablet.storage.headOf(device);
  const sent = tablet.storage.receiptOf(device)?.seq ?? 0;
  if (said.unsent === 0 && sent < seq)
    world.wrong('I22', `the old app of ${tablet.name} says all is sent, and ${seq - sent} events are not`);
};

const changeRoster: Act = async (world) => {
  const day = dayOf(world.scheduler.now());
  const from = addDays(day, 0);
  const person = oneOf(world.random, world.programme.people.slice(1));
  const roll = world.random();
  const group = oneOf(world.random, world.programme.cohorts);
  if (roll < 0.6) world.homes.get(person.id)?.add(group.unit);
  await decide(world, () =>
    world.office.stores(async ({ people }) => {
      if (roll < 0.6) await people.move(person.id, group.id, from, day);
      else await people.leave(person.id, { leftOn: addDays(day, 1), reason: 'other' }, day);
    }),
  );
  world.tell(() => `the office moves ${person.id}, or ends the place`);
};

const changeSession: Act = async (world) => {
  const at = between(world.random, 0, world.programme.sessions.length - 1);
  const planned = world.programme.sessions[at];
  if (planned === undefined) return;
  const by = between(world.random, -3, 3) * 20 * minuteMs;
  const isCancelled = world.random() < 0.25;
  const { session } = planned;
  const moved = (ms: number) => instant(ms + by);
  const next = {
    ...session,
    startsAt: moved(session.startsAt),
    endsAt: moved(session.endsAt),
    breaks: session.breaks.map(({ from, to }) => ({ from: moved(from), to: moved(to) })),
    cancelled: isCancelled,
  };
  world.programme.sessions[at] = { ...planned, session: next };
  const { unit } = planned;
  world.tell(() => `the office ${isCancelled ? 'cancels' : 'moves'} ${session.id}`);
  await decide(world, () =>
    world.office.stores(async ({ programme, attendance }) => {
      await programme.putSessions([{ session: next, unit: unit as never }]);
      await attendance.recompute([session.id], world.scheduler.now());
    }),
  );
};

const reissue: Act = async (world) => {
  const person = oneOf(world.random, world.programme.people);
  world.tell(() => `${person.id} is given a new badge; the old one is still about`);
  await decide(world, async () => {
    const answer = await world.office.ask('planner', '/api/admin/badges/reissue', {
      participant: ParticipantId.parse(person.id),
      reason: 'lost',
    });
    if (answer.status !== 200)
      world.wrong('defect', `a new badge answers ${answer.status}: ${JSON.stringify(answer.body)}`);
    const fresh = await world.office.stores(({ badges }) => badges.tokens([person.id]));
    world.tokens.set(person.id, [...(world.tokens.get(person.id) ?? []), fresh.get(person.id)?.token ?? '']);
  });
};

const away: Act = async (world, tablet) => {
  const ms = oneOf(world.random, [10_000, 10 * minuteMs, 3 * hourMs, 30 * hourMs, 8 * 24 * hourMs]);
  world.tell(() => `${tablet.name} has no network for ${Math.round(ms / minuteMs)} minutes`);
  tablet.network.setOnline(false);
  for (const page of tablet.pages()) page.app.networkChanged();
  world.scheduler.after(ms, () => {
    tablet.network.setOnline(true);
    for (const page of tablet.pages()) page.app.networkChanged();
  });
  await Promise.resolve();
};

/** Tablets lose the network one by one, and get it back in another order (F28). */
const swizzle: Act = async (world) => {
  const { random, scheduler } = world;
  for (const tablet of shuffled(random, world.tablets)) {
    tablet.network.setOnline(false);
    await visit(world, tablet);
    await scheduler.run(between(random, 0, 3) * minuteMs);
  }
  for (const tablet of shuffled(random, world.tablets)) {
    tablet.network.setOnline(true);
    for (const page of tablet.pages()) page.app.networkChanged();
    await scheduler.run(between(random, 0, 20_000));
  }
};

const mishaps: readonly Mishap[] = [
  { fault: 'F7', act: away },
  { fault: 'F16', act: evictAll },
  { fault: 'F16', act: evictPlan },
  { fault: 'F16', act: evictKey },
  { fault: 'F16', act: reenrol },
  { fault: 'F17', act: fill },
  { fault: 'F18', act: twoTabs },
  { fault: 'F19', act: clone },
  { fault: 'F20', act: revoke },
  { fault: 'F21', act: stolen },
  { fault: 'F22', act: jump },
  { fault: 'F23', act: otherVersion },
  { fault: 'F24', act: changeRoster },
  { fault: 'F26', act: changeSession },
  { fault: 'F27', act: reissue },
  { fault: 'F28', act: swizzle },
  { fault: 'F29', act: lockMonths },
];

/** Those beyond the plan's own, and those that only a world of months has. */
const further: readonly Mishap[] = [
  { fault: 'F33', act: handInLate },
  { fault: 'F33', act: breakTablet },
  { fault: 'F34', act: handInDamaged },
  { fault: 'F42', act: putClockRight },
  { fault: 'F43', act: logGone },
  { fault: 'F43', act: logPutBack },
  { fault: 'F39', act: oldAppFor },
  { fault: 'F41', act: changeIdentityKey },
];
const ofMonths: readonly Mishap[] = [
  ...further,
  { fault: 'F40', act: awayForLong },
  { fault: 'F40', act: awayForLong },
];

/** What may befall a tablet that has cleared part of its log. */
export const afterClearing: readonly Act[] = [
  (world) => world.putBack(),
  clone,
  handInLate,
  breakTablet,
  handInDamaged,
  reenrol,
  logGone,
  evictKey,
];

/** Of those one world has one or two, drawn by chance of their own: what the seed's other days bring is as it was. */
export const drawFurther = (random: Random, steps: number, isLong: boolean): ReadonlyMap<number, Mishap> => {
  const drawn = new Map<number, Mishap>();
  for (let i = isLong ? 2 : between(random, 0, 1); i > 0; i -= 1)
    drawn.set(between(random, 5, steps), oneOf(random, isLong ? ofMonths : further));
  return drawn;
};

/** The mishaps of one world, by the number of the step they come with. */
export const drawMishaps = (random: Random, steps: number): ReadonlyMap<number, Mishap> => {
  const drawn = new Map<number, Mishap>();
  for (let i = between(random, 1, 4); i > 0; i -= 1)
    drawn.set(between(random, 5, steps), oneOf(random, mishaps));
  return drawn;
};

/** Every mishap once, spread over so many steps. */
export const everyMishap = (random: Random, steps: number): ReadonlyMap<number, Mishap> =>
  new Map(
    shuffled(random, [...mishaps, ...ofMonths]).map((mishap, i) => [
      Math.floor(((i + 1) * steps) / (mishaps.length + ofMonths.length + 1)),
      mishap,
    ]),
  );
