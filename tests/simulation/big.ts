/** One world of three years: the whole programme, with every mishap once and all the weather. */
import { CohortId, ParticipantId, SessionId, UnitId } from '../../src/domain/ids.ts';
import type { Cohort, Participant } from '../../src/domain/office.ts';
import { units } from '../../src/domain/programme.ts';
import { addDays, Day, dayMs, hourMs, instant, instantAt, minuteMs } from '../../src/domain/time.ts';
import { between, oneOf, type Random } from '../support/seeded.ts';
import { checkEnd, heal } from './final.ts';
import { afterClearing, everyMishap } from './mishaps.ts';
import { morning } from './long.ts';
import { checkLocked } from './month-acts.ts';
import { visit } from './people.ts';
import { handInDue } from './rescue.ts';
import type { PlannedSession, Programme } from './programme.ts';
import { drawStep } from './steps.ts';
import { everyEvent, watchWorld } from './watch.ts';
import type { World } from './world.ts';

const groups = 57;
const peopleInGroup = 20;
const sessionsOfGroup = 6;
const tablets = 60;
/** Most steps are a queue at the door: some 120 events for each session. */
const stepsPerSession = 24;
/** The office is backed up before the one day, and put back to that after another. */
const backedUpAt = 200;
const putBackAt = 260;
const firstDay = Day.parse('2026-01-12');
const lastDayNumber = 1060;
/** Every month is locked in its turn: a log is cleared from its beginning, and one open month would hold all of it. */
const lockedEveryMs = 35 * dayMs;

const unitOf = (group: number): string => units[group % units.length]?.[0] ?? 'farsta';

export const drawBigProgramme = (random: Random): Programme => {
  const cohorts = Array.from({ length: groups }, (_, i): Cohort => ({
    id: CohortId.parse(`g${i + 1}`),
    name: `Grupp ${i + 1}`,
    track: i % 8 === 7 ? 'manager' : 'employee',
    unit: UnitId.parse(unitOf(i)),
  }));
  const people = cohorts.flatMap((cohort, i) =>
    Array.from({ length: peopleInGroup }, (_, j): Participant => {
      const n = i * peopleInGroup + j + 1;
      const isHidden = n === 1;
      return {
        id: ParticipantId.parse(`person-${n}`),
        given: isHidden ? 'Deltagare 07' : `Person ${n}`,
        family: isHidden ? '' : 'Granmoln',
        email: '',
        unit: cohort.unit,
        workplace: '',
        track: cohort.track,
        isKeyPerson: false,
        cohort: cohort.id,
      };
    }),
  );
  const sessions = cohorts.flatMap((cohort, i) =>
    Array.from({ length: sessionsOfGroup }, (_, j): PlannedSession => {
      const day = addDays(
        firstDay,
        Math.floor(((i + j * groups) / (groups * sessionsOfGroup)) * lastDayNumber),
      );
      const startsAt = instantAt(day, '08:30');
      return {
        unit: cohort.unit,
        session: {
          id: SessionId.parse(`s${i + 1}-${j + 1}`),
          kind: 'on-site',
          title: 'Våld i nära relationer',
          cohorts: [cohort.id],
          startsAt,
          endsAt: instant(startsAt + between(random, 3, 4) * hourMs),
          breaks: [{ from: instant(startsAt + 90 * minuteMs), to: instant(startsAt + 120 * minuteMs) }],
          place: 'Sal Eken',
          trainer: 'Kim Alm',
          number: j + 1,
          of: sessionsOfGroup,
          cancelled: false,
        },
      };
    }),
  );
  const [first] = people;
  if (first === undefined) throw new Error('nobody');
  return { day: firstDay, cohorts, people, sessions, protectedPerson: first.id };
};

export const liveBig = async (world: World): Promise<number> => {
  const { scheduler, random } = world;
  const watch = watchWorld(world);
  for (let i = 0; i < tablets; i += 1) await world.connectAnew(await world.newTablet(unitOf(i)));
  world.setFaulty(true);
  const total = world.programme.sessions.length * stepsPerSession;
  const mishaps = everyMishap(random, total);
  let number = 0;
  let lockedAt = scheduler.now();
  for (const { session, unit } of [...world.programme.sessions].sort(
    (a, b) => a.session.startsAt - b.session.startsAt,
  )) {
    const opens = session.startsAt - 30 * minuteMs;
    if (scheduler.now() < opens) await scheduler.run(opens - scheduler.now());
    if (scheduler.now() - lockedAt > lockedEveryMs) {
      lockedAt = scheduler.now();
      await morning(world, afterClearing);
    }
    const here = world.tablets.filter((tablet) => tablet.unit === unit).slice(0, 1 + (number % 2));
    for (const tablet of here) {
      tablet.network.setOnline(true);
      await world.onPage(tablet, (page) => page.app.syncNow());
    }
    const pause = Math.floor((session.endsAt - opens) / stepsPerSession);
    for (let i = 0; i < stepsPerSession; i += 1) {
      number += 1;
      world.beginStep(number);
      if (number === backedUpAt) world.backUp();
      if (number === putBackAt) await world.putBack();
      const tablet = oneOf(random, here);
      await handInDue(world);
      const mishap = mishaps.get(number);
      if (mishap !== undefined) {
        world.strike(mishap.fault);
        await mishap.act(world, tablet);
      }
      await (random() < 0.93 ? visit(world, tablet) : drawStep(world)(world, tablet));
      await scheduler.run(between(random, 0, 2 * pause));
      if (number % 1000 === 0) watch.step(true);
      if (world.wrongs.length > 0) return 0;
    }
  }
  world.beginStep(0);
  await heal(world);
  everyEvent(world);
  watch.step(true);
  await checkLocked(world);
  return checkEnd(world);
};
