/** What happens in a world: its days, and on them, decided by the seed, people at doors and faults. */
import { hourMs, minuteMs } from '../../src/domain/time.ts';
import { between, oneOf, seeded } from '../support/seeded.ts';
import { everyEvent, watchWorld } from './watch.ts';
import { checkEnd, checkMinutes, heal } from './final.ts';
import { rowsOf } from './rows.ts';
import { evening, morning } from './long.ts';
import { afterClearing, drawFurther, drawMishaps } from './mishaps.ts';
import { checkLocked } from './month-acts.ts';
import { visit } from './people.ts';
import { handInDue } from './rescue.ts';
import type { SimulatedTablet } from './tablet.ts';
import type { Limits, World } from './world.ts';

type Step = (world: World, tablet: SimulatedTablet) => Promise<void>;

const sync: Step = async (world, tablet) => {
  world.tell(() => `${tablet.name} sends and fetches`);
  /* People go on meanwhile: not waited for to its end. */
  await world.onPage(tablet, (page) => {
    void page.app.syncNow();
    return Promise.resolve();
  });
  await world.scheduler.run(between(world.random, 0, 1500));
};

const steps: readonly (readonly [share: number, step: Step])[] = [
  [190, visit],
  [6, sync],
  [
    2,
    async (world, tablet) => {
      world.strike('F18');
      world.tell(() => `${tablet.name}'s service worker sends`);
      void tablet.pushInBackground();
      await world.scheduler.run(between(world.random, 0, 500));
    },
  ],
  [
    2,
    (world, tablet) => {
      world.strike('F11');
      world.tell(() => `${tablet.name} is killed`);
      tablet.killAll();
      return Promise.resolve();
    },
  ],
  [
    1,
    (world, tablet) => {
      world.tell(() => `${tablet.name} loses power`);
      tablet.losePower();
      return Promise.resolve();
    },
  ],
  [
    3,
    (world, tablet) => {
      const isOnline = !tablet.network.isOnline();
      if (!isOnline) world.strike('F7');
      world.tell(() => `${tablet.name} is ${isOnline ? 'online' : 'offline'}`);
      tablet.network.setOnline(isOnline);
      for (const page of tablet.pages()) page.app.networkChanged();
      return Promise.resolve();
    },
  ],
  [
    2,
    (world) => {
      world.tell(() => 'the office is backed up');
      world.backUp();
      return Promise.resolve();
    },
  ],
  [
    1,
    async (world) => {
      await world.putBack();
    },
  ],
  [
    1,
    (world) => {
      world.strike('F30');
      world.tell(() => 'the office reads the figures while tablets send');
      world.checked.count('I9');
      checkMinutes(world, rowsOf(world));
      return Promise.resolve();
    },
  ],
];

export const drawStep = (world: World): Step => {
  const total = steps.reduce((sum, [share]) => sum + share, 0);
  let roll = world.random() * total;
  return steps.find(([share]) => (roll -= share) < 0)?.[1] ?? visit;
};

const stepsPerDay = 17;
/** How long tablets go on asking by themselves between two steps; the rest of a pause, all machines stand still. */
const awakeMs = 12_000;

/** Lives through the world; answers how many events the office holds in the end. */
export const live = async (world: World, limits: Limits, scale = 1): Promise<number> => {
  const { scheduler, random } = world;
  const watch = watchWorld(world);
  const count = Math.min(limits.tablets, oneOf(random, [1, 2, 2, 3]));
  const units = ['farsta', oneOf(random, ['farsta', 'bromma', null]), 'farsta'];
  for (let i = 0; i < count; i += 1) await world.connectAnew(await world.newTablet(units[i] ?? null));
  world.setFaulty(true);
  let number = 0;
  const perDay = stepsPerDay * scale;
  const mishaps = drawMishaps(random, perDay * 3);
  const further = drawFurther(seeded(world.seed * 6151 + 3), perDay * 3, world.isLong);
  const days = [...new Set(world.programme.sessions.map(({ session }) => session.startsAt))].sort(
    (a, b) => a - b,
  );
  for (const startsAt of days.filter((at, i) => i === 0 || at - (days[i - 1] ?? 0) > 12 * hourMs)) {
    const opens = startsAt - 30 * minuteMs;
    if (scheduler.now() < opens) await scheduler.run(opens - scheduler.now());
    if (world.isLong && number > 0) await morning(world, afterClearing);
    for (let i = 0; i < perDay && number < limits.steps; i += 1) {
      number += 1;
      world.beginStep(number);
      const tablet = oneOf(random, world.tablets);
      const step = drawStep(world);
      const pause = between(random, 0, random() < 0.4 ? 4000 : awakeMs);
      const asleep = random() < 0.6 ? between(random, 0, (7 * minuteMs) / scale) : 0;
      if (!limits.skipped.has(number)) {
        await handInDue(world);
        for (const mishap of [mishaps.get(number), further.get(number)])
          if (mishap !== undefined && !limits.without.includes(mishap.fault)) {
            world.strike(mishap.fault);
            await mishap.act(world, tablet);
          }
        await step(world, tablet);
        watch.step(number % 40 === 0);
      }
      await scheduler.run(pause);
      await scheduler.leap(asleep);
      if (world.wrongs.length > 0) return 0;
    }
    if (world.isLong) await evening(world);
  }
  world.beginStep(0);
  world.tell(() => 'the faults are over');
  await heal(world);
  everyEvent(world);
  watch.step(true);
  await checkLocked(world);
  return checkEnd(world);
};
