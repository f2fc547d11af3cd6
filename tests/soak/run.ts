/**
 * Half an hour of ordinary days on top of each other: fifty tablets with the app's own log, plan and sync against the
 * real server, checking people in and out, some of them off the network for minutes. `npm run soak`,
 * `npm run soak -- --minutes 5 --tablets 20`. Nothing may be refused, lost or counted twice, and the server's memory and
 * answers must be the same at the end as after the first minutes: figures are ratios within the run.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openTablet, type Tablet } from '../../src/app/device/tablet.ts';
import { openDoor } from '../../src/app/trainer/door.ts';
import { expectedPeople } from '../../src/domain/door.ts';
import { dayMs, minuteMs } from '../../src/domain/time.ts';
import type { CreateEnrolmentReply } from '../../src/protocol/create-enrolment.ts';
import type { ListDevicesReply, ListedDevice } from '../../src/protocol/list-devices.ts';
import type { ListSessionsReply } from '../../src/protocol/list-sessions.ts';
import { createMemoryDevice } from '../support/memory-own-log.ts';
import { signInToOffice, type OfficeClient } from '../support/office-client.ts';
import { startRealServer, type RealServer } from '../support/real-server.ts';
import { oneOf, seeded, type Random } from '../support/seeded.ts';
import { askingOver, createQueue } from '../support/simulated-tablet.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    tablets: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
  },
});
const minutes = Number(values.minutes);
const count = Number(values.tablets);
const seed = Number(values.seed);
/** How often somebody stands at each door: fifty such doors are more than ten times the programme's busiest hour. */
const everyMs = 12_000;
const nothingPath = '/healthz';

type Answered = { readonly at: number; readonly ms: number; readonly path: string };
type Seen = {
  readonly answers: Answered[];
  readonly refusals: Map<string, number>;
  noAnswer: number;
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const share = (numbers: readonly number[], part: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))] ??
  Number.NaN;
const ratio = (a: number, b: number): string => (a / b).toFixed(2);

/** Fetch to the server that notes every answer, and that can be cut off as a venue without a network is. */
const watched = (origin: string, seen: Seen, isOff: () => boolean): typeof fetch => {
  const fetching: typeof fetch = async (path, init) => {
    if (isOff()) throw new TypeError('no network');
    if (typeof path !== 'string') throw new TypeError('the app asks by address');
    const from = performance.now();
    try {
      const reply = await fetch(new URL(path, origin), init);
      const route = path.split('?')[0] ?? '';
      seen.answers.push({ at: Date.now(), ms: performance.now() - from, path: route });
      if (reply.status >= 400) {
        const key = `${reply.status} ${route} ${(await reply.clone().text()).slice(0, 160)}`;
        seen.refusals.set(key, (seen.refusals.get(key) ?? 0) + 1);
      }
      return reply;
    } catch (error) {
      seen.noAnswer += 1;
      throw error;
    }
  };
  return fetching;
};

const openOne = (fetching: typeof fetch, random: Random, isOnline: () => boolean): Promise<Tablet> =>
  openTablet({
    database: createMemoryDevice(),
    asking: askingOver(fetching),
    clock: () => Date.now(),
    random,
    logLock: createQueue(),
    syncLock: createQueue(),
    health: () => Promise.resolve({ appVersion: 'soak', storage: 'persistent' }),
    isOnline,
    later: (work, ms) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    askForBackgroundPush: () => undefined,
  });

type Running = { readonly tablet: Tablet; readonly shown: () => number; readonly done: Promise<void> };

/** One tablet's half hour: now and then somebody comes, leaves, or is taken back; now and then the network is gone. */
const live = async (
  link: string,
  origin: string,
  seen: Seen,
  random: Random,
  until: number,
): Promise<Running> => {
  let offUntil = 0;
  const isOff = (): boolean => Date.now() < offUntil;
  const tablet = await openOne(watched(origin, seen, isOff), random, () => !isOff());
  const enrolled = await tablet.enrol(new URL(link).hash.slice(1));
  if (!enrolled.ok) throw new Error(`not enrolled: ${JSON.stringify(enrolled.error)}`);
  let shown = 0;
  const step = async (): Promise<void> => {
    const plan = tablet.state().plan?.plan;
    const sessions = plan?.sessions ?? [];
    if (plan === undefined || sessions.length === 0) throw new Error('a tablet without sessions');
    const session = oneOf(random, sessions);
    const people = expectedPeople(plan, session);
    const person = people.length === 0 ? undefined : oneOf(random, people);
    if (person === undefined) return;
    const door = openDoor(tablet, plan, session, () => Date.now());
    const dice = random();
    if (dice < 0.75) await door.checkIn(person.id, 'hand');
    else if (dice < 0.9) await door.checkOut(person.id, 'hand');
    else if (dice < 0.97) await door.undo(person.id);
    else await door.undoLeaving(person.id);
    shown = tablet.state().recorded;
    if (random() < 0.02) {
      offUntil = Date.now() + (0.5 + 4 * random()) * minuteMs;
      tablet.networkChanged();
      setTimeout(() => tablet.networkChanged(), offUntil - Date.now() + 50);
    }
  };
  const go = async (): Promise<void> => {
    await wait(random() * everyMs);
    while (Date.now() < until) {
      await step();
      await wait(everyMs * (0.3 + 1.4 * random()));
    }
    offUntil = 0;
    tablet.networkChanged();
    await tablet.syncNow();
    await tablet.syncNow();
    tablet.close();
  };
  return { tablet, shown: () => shown, done: go() };
};

const residentKb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN);

const linksFor = async (office: OfficeClient): Promise<readonly string[]> => {
  const { sessions } = await office.get<ListSessionsReply>('/api/admin/sessions');
  const now = Date.now();
  const units = [
    ...new Set(
      sessions.flatMap(({ unit, startsAt }) =>
        unit === null || Math.abs(startsAt - now) > 7 * dayMs ? [] : [unit],
      ),
    ),
  ];
  const links: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const unit = units[n % units.length];
    const { link } = await office.post<CreateEnrolmentReply>('/api/admin/enrolments', {
      name: `Prov ${n + 1}`,
      unit,
    });
    links.push(link);
  }
  return links;
};

/** The same figure in the first and the last third of the run. */
const thirds = (answers: readonly Answered[], path: string, from: number, until: number) => {
  const third = (until - from) / 3;
  const timesIn = (part: 0 | 2): number[] =>
    answers
      .filter(
        (answer) =>
          answer.path === path && answer.at >= from + part * third && answer.at < from + (part + 1) * third,
      )
      .map(({ ms }) => ms);
  return { first: timesIn(0), last: timesIn(2) };
};

/** What a log question takes beside a question that does nothing, so that a busy machine does not count. */
const report = (seen: Seen, memory: readonly number[], from: number, until: number): void => {
  const log = thirds(seen.answers, '/api/log', from, until);
  const nothing = thirds(seen.answers, nothingPath, from, until);
  const early = memory.slice(0, Math.ceil(memory.length / 3));
  const late = memory.slice(-Math.ceil(memory.length / 3));
  say(`answers ${seen.answers.length}, questions without an answer while on the network ${seen.noAnswer}`);
  for (const [name, of] of [
    ['median', median],
    ['p95', (numbers: readonly number[]) => share(numbers, 0.95)],
  ] as const)
    say(
      `a log question, ${name}, beside one that does nothing: ${ratio(of(log.first), of(nothing.first))} in the first third, ${ratio(of(log.last), of(nothing.last))} in the last`,
    );
  say(
    `server's memory, last third / first third: median ${ratio(median(late), median(early))}, largest ${ratio(Math.max(...late), Math.max(...early))}`,
  );
  for (const [what, times] of seen.refusals) say(`refused ${times} times: ${what}`);
};

/** What the office holds against what the doors were shown; answers how many events are wrong. */
const compare = async (office: OfficeClient, running: readonly Running[]): Promise<number> => {
  const { devices } = await office.get<ListDevicesReply>('/api/admin/devices');
  const heldOf = new Map<string, ListedDevice>(devices.map((device) => [device.id, device]));
  let lost = 0;
  let odd = 0;
  let events = 0;
  for (const { tablet, shown } of running) {
    const { identity, recorded, acknowledged } = tablet.state();
    events += recorded;
    lost += Math.max(0, shown() - acknowledged);
    const held = heldOf.get(identity?.device ?? '');
    lost += Math.max(0, recorded - (held?.delivered ?? 0));
    odd += (held?.delivered ?? 0) - Math.min(recorded, held?.delivered ?? 0);
    odd += (held?.setAside ?? 0) + (held?.forks ?? 0);
  }
  say(`tablets ${running.length}, events ${events}, lost ${lost}, set aside or never recorded ${odd}`);
  return lost + odd;
};

const soak = async (server: RealServer): Promise<boolean> => {
  const office = await signInToOffice(server.origin, server.links().admin);
  const links = await linksFor(office);
  const seen: Seen = { answers: [], refusals: new Map(), noAnswer: 0 };
  const random = seeded(seed);
  const from = Date.now();
  const until = from + minutes * minuteMs;
  const running: Running[] = [];
  for (const [n, link] of links.entries())
    running.push(await live(link, server.origin, seen, seeded(seed * 1000 + n), until));
  say(
    `${running.length} tablets are on; ${minutes} minutes (seed ${seed}, first die ${random().toFixed(3)})`,
  );
  const memory: number[] = [];
  const warm = Date.now() + Math.min(3 * minuteMs, (minutes * minuteMs) / 6);
  const watch = setInterval(() => {
    if (Date.now() > warm) memory.push(residentKb(server.pid()));
  }, 2000);
  const doNothing = watched(server.origin, seen, () => false);
  const idle = setInterval(() => void doNothing(nothingPath).catch(() => undefined), 1000);
  const looking = setInterval(() => {
    for (const path of ['devices', 'sessions', 'overview'])
      void office.get(`/api/admin/${path}`).catch((error: unknown) => {
        const key = error instanceof Error ? error.message : 'no answer';
        seen.refusals.set(key, (seen.refusals.get(key) ?? 0) + 1);
      });
  }, 15_000);
  await Promise.all(running.map(({ done }) => done));
  clearInterval(watch);
  clearInterval(idle);
  clearInterval(looking);
  report(seen, memory, from, until);
  const wrong = await compare(office, running);
  return wrong === 0 && seen.refusals.size === 0 && seen.noAnswer === 0;
};

const server = await startRealServer();
try {
  const isFine = await soak(server);
  say(isFine ? 'Allt höll. Everything held.' : 'Det här höll inte. This did not hold.');
  process.exitCode = isFine ? 0 : 1;
} finally {
  await server.end();
}
