/** What happens to a tablet whose owner repairs it: a clock put right (F42), a log that is gone or put back (F43). */
import { AttendanceEvent } from '../../src/domain/events.ts';
import { isClockDoubtful, recordedAt } from '../../src/domain/evidence.ts';
import { hourMs, minuteMs } from '../../src/domain/time.ts';
import { between, oneOf } from '../support/seeded.ts';
import { visit } from './people.ts';
import { rowsOf } from './rows.ts';
import type { SimulatedTablet } from './tablet.ts';
import type { World } from './world.ts';

/** Recorded by a wrong clock, which somebody puts right before anything of it is sent (F42). */
export const putClockRight = async (world: World, tablet: SimulatedTablet): Promise<void> => {
  const { random } = world;
  const wasOnline = tablet.network.isOnline();
  await world.onPage(tablet, (page) => page.app.syncNow());
  const [page] = tablet.pages();
  const said = world.shown.length;
  const ms = oneOf(random, [-1, 1]) * between(random, 5, 300) * minuteMs;
  tablet.network.setOnline(false);
  tablet.jump(ms);
  for (let i = 0; i < 2; i += 1) await visit(world, tablet);
  tablet.jump(-ms);
  tablet.network.setOnline(wasOnline);
  world.tell(() => `${tablet.name}'s clock was ${ms / minuteMs} minutes wrong, and is put right`);
  const recorded = world.shown.slice(said).filter((one) => one.tablet === tablet.name);
  await world.onPage(tablet, (open) => open.app.syncNow());
  /* A page that has looked on the whole time knows of it, and has said so by the time that it has sent (CLOCK-1); one of an earlier version says nothing of clocks. */
  if (
    page !== undefined &&
    tablet.network.app() === undefined &&
    !page.isDead() &&
    tablet.pages().length === 1 &&
    page.app.state().send.unsent === 0
  )
    for (const { text, trueAt } of recorded) world.byWrongClock.set(text, trueAt);
};

/** Beyond what counts as right, and the time a question takes. */
const rightMs = 3 * minuteMs;

/** What was recorded by a wrong clock counts by the right time, or with a remark that it may not (CLOCK-1, I18). */
export const checkClocks = (world: World): void => {
  for (const row of rowsOf(world)) {
    const trueAt = world.byWrongClock.get(row.text);
    if (trueAt === undefined || row.setAside !== null) continue;
    world.checked.count('I18');
    const event = AttendanceEvent.safeParse(JSON.parse(row.text));
    if (!event.success) continue;
    const doubt = row.other === undefined ? {} : { otherOffsetMs: row.other };
    const item = { event: event.data, clockOffsetMs: row.offset, receivedAt: row.receivedAt, ...doubt };
    if (Math.abs(recordedAt(item) - trueAt) > rightMs && !isClockDoubtful(item))
      world.wrong(
        'I18',
        `number ${row.seq} of ${row.device} counts ${Math.round((recordedAt(item) - trueAt) / minuteMs)} minutes wrong, and nobody is told`,
      );
  }
};

/** What only this tablet had is lost, under whichever name it wrote it, and why is known (I1). */
const lose = (world: World, tablet: SimulatedTablet, reason: string, before: Events): void => {
  for (const [device, texts] of before) {
    const left = new Set(tablet.storage.eventsOf(device as never).map(({ text }) => text));
    const lost = texts.filter((text) => !left.has(text));
    if (lost.length > 0) world.losses.push({ device: device as never, texts: new Set(lost), reason });
  }
};
type Events = ReadonlyMap<string, readonly string[]>;
const eventsIn = (world: World, { storage }: SimulatedTablet): Events =>
  new Map(
    [...world.devices].map((device) => [device, storage.eventsOf(device).map(({ text }) => text)] as const),
  );

/**
 * The logs are gone, or those of some hours ago, and the identity is the same. The tablet knows it, and writes nothing
 * under a number that was used, until it is connected anew (STORE-5, I20).
 */
const loseLog = async (world: World, tablet: SimulatedTablet, change: () => void): Promise<void> => {
  const device = tablet.deviceId();
  if (device === undefined) return;
  const before = eventsIn(world, tablet);
  const { seq } = tablet.storage.headOf(device);
  tablet.killAll();
  change();
  lose(world, tablet, 'the log on the tablet is gone', before);
  const now = tablet.storage.headOf(device).seq;
  /* What was cleared before, with the office, is not lost; the log is shorter than the office's all the same. */
  if (now < seq)
    world.losses.push({ device, texts: new Set(), reason: 'the log on the tablet is an earlier one' });
  const isShort = now < seq && tablet.storage.seen() === `${device}:${seq}`;
  if (!isShort) {
    /* Nothing tells it: with the same numbers written again it is a copy of itself. */
    if (now < seq) world.cloned.add(device);
    return;
  }
  for (let i = 0; i < 2; i += 1) await visit(world, tablet);
  world.checked.count('I20');
  if (tablet.deviceId() === device && tablet.storage.headOf(device).seq !== now)
    world.wrong('I20', `${tablet.name} goes on with number ${now + 1} of ${device}, which was used`);
  await world.connectAnew(tablet);
};

export const logGone = (world: World, tablet: SimulatedTablet): Promise<void> => {
  world.tell(() => `${tablet.name}'s log is gone, and it is the same tablet`);
  return loseLog(world, tablet, () => tablet.storage.evict('logs'));
};

export const logPutBack = (world: World, tablet: SimulatedTablet): Promise<void> => {
  const putBack = tablet.storage.keepLogs();
  const device = tablet.deviceId();
  world.later.push({
    at: world.scheduler.now() + between(world.random, 1, 30) * hourMs,
    act: () => {
      if (tablet.deviceId() !== device) return Promise.resolve();
      world.tell(() => `${tablet.name}'s log is put back to that of some hours ago`);
      return loseLog(world, tablet, putBack);
    },
  });
  return Promise.resolve();
};
