/** What must be true when the faults are over and everybody has been online: nothing lost, doubled or invented. */
import { AttendanceEvent } from '../../src/domain/events.ts';
import type { DeviceId } from '../../src/domain/ids.ts';
import { dayOf, instantAt, minuteMs } from '../../src/domain/time.ts';
import { hash as digest } from 'node:crypto';
import { checkClocks } from './clocks.ts';
import { checkFolds } from './folds.ts';
import { handInGaps, handInRest } from './rescue.ts';
import { rowsOf, type Row } from './rows.ts';
import { factFrom, referenceMinutes, type PlainFact, type PlainSession } from './reference.ts';
import { pageOf, type SimulatedTablet } from './tablet.ts';
import type { World } from './world.ts';

const noHash = 'A'.repeat(43);
const hashOf = (text: string): string => digest('sha256', text, 'base64url');

/** What is on its way between two rounds arrives. */
const inFlightMs = 5000;
const mostRounds = 3;

/** Faults off, everybody awake and online: within three rounds all must agree (I25). */
export const heal = async (world: World): Promise<void> => {
  const { scheduler, checked } = world;
  world.setFaulty(false);
  for (const tablet of world.tablets) {
    tablet.network.setOnline(true);
    tablet.storage.fill(false);
    tablet.network.setVersion('same');
    if (world.random() < 0.5) tablet.killAll();
    const isOpen = await world.onPage(tablet, () => Promise.resolve());
    if (!isOpen) world.wrong('I25', `${tablet.name} does not open any more`);
    await deliverWithOldApp(world, tablet);
  }
  await handInRest(world);
  for (let round = 1; round <= mostRounds; round += 1) {
    for (const tablet of world.tablets) {
      const isCopied = world.cloned.has(tablet.deviceId() as DeviceId);
      if (round > 1 && !isCopied && whyNot(world, [tablet]) === undefined) continue;
      /* Each open tab goes its own rounds: one may still be the device that the tablet was before. */
      const isDone = await world.onPage(tablet, () =>
        Promise.all(tablet.pages().map(({ app }) => app.syncNow())),
      );
      if (!isDone) world.wrong('I25', `${tablet.name} never ends a round of sending`);
    }
    checked.count('I25');
    if (world.cloned.size === 0 && isConverged(world)) break;
    await scheduler.run(inFlightMs);
    await scheduler.leap(minuteMs);
  }
  await handInGaps(world);
  if (!isConverged(world)) world.wrong('I25', `not in step after three rounds: ${whyNot(world) ?? ''}`);
};

/** An app of any version delivers all that it has within three rounds, before it is updated (OLD-1, I22). */
const deliverWithOldApp = async (world: World, tablet: SimulatedTablet): Promise<void> => {
  const app = tablet.network.app();
  if (app === undefined) return;
  const { scheduler, office, checked } = world;
  const missing = (): string | undefined => {
    const device = tablet.deviceId();
    if (device === undefined || world.cloned.has(device)) return undefined;
    const last = tablet.storage.headOf(device).seq;
    const [row] = office.disk.read('select max(seq) as n from log_events where device = ?', device);
    if (Number(row?.['n'] ?? 0) < last) return `has ${last} events and the office ${String(row?.['n'])}`;
    const unsent = tablet.pages()[0]?.app.state().send.unsent ?? 0;
    return unsent > 0 ? `says that ${unsent} are not sent` : undefined;
  };
  /* The first round may be one that was under way, with a request that is already lost. */
  for (let round = 1; round === 1 || (round <= mostRounds && missing() !== undefined); round += 1) {
    if (round > 1) {
      await scheduler.run(inFlightMs);
      await scheduler.leap(minuteMs);
    }
    await world.onPage(tablet, (page) => page.app.syncNow());
  }
  checked.count('I22');
  const why = missing();
  if (why !== undefined) world.wrong('I22', `${tablet.name} with an app of version ${app.version} ${why}`);
  tablet.killAll();
  tablet.network.setApp(undefined);
  await world.onPage(tablet, () => Promise.resolve());
};

const whyNot = (world: World, tablets = world.tablets): string | undefined => {
  for (const tablet of tablets) {
    const device = tablet.deviceId();
    if (device === undefined || world.cloned.has(device)) continue;
    const last = tablet.storage.headOf(device).seq;
    const [row] = world.office.disk.read('select max(seq) as n from log_events where device = ?', device);
    const held = Number(row?.['n'] ?? 0);
    if (held !== last) return `${tablet.name} has ${last} events and the office ${held}`;
    const unsent = pageOf(tablet)?.app.state().send.unsent;
    if (unsent !== 0) return `${tablet.name} says that ${String(unsent)} are not sent`;
    const former = formerUnsent(world, tablet);
    if (former !== undefined) return `${tablet.name} has not sent all of ${former}, which it was before`;
    const old = oldInPlan(world, tablet);
    if (old !== undefined) return `${tablet.name} has an old plan of ${old}`;
    const missing = missingOthers(world, tablet.name);
    if (missing > 0) return `${tablet.name} lacks ${missing} events of others`;
  }
  return undefined;
};

/** An earlier enrolment of the tablet whose log is not all with the office, though nothing stands in its way. */
const formerUnsent = (world: World, { storage, deviceId }: SimulatedTablet): DeviceId | undefined =>
  [...world.devices].find((device) => {
    const isHeldUp =
      world.cloned.has(device) ||
      world.stranded.has(device) ||
      world.losses.some((loss) => loss.device === device);
    if (device === deviceId() || isHeldUp || storage.eventsOf(device).length === 0) return false;
    const [row] = world.office.disk.read('select max(seq) as n from log_events where device = ?', device);
    return Number(row?.['n'] ?? 0) < storage.headOf(device).seq;
  });
const isConverged = (world: World): boolean => whyNot(world) === undefined;

/** What the tablet's plan says otherwise than the office: its day, or a session (I25). */
const oldInPlan = (world: World, tablet: SimulatedTablet): string | undefined => {
  const state = pageOf(tablet)?.app.state();
  const plan = state?.plan?.plan;
  const isCurrent = plan !== undefined && !(state?.mustUpdate ?? false);
  if (isCurrent && plan.issuedAt !== instantAt(dayOf(world.scheduler.now()), '00:00')) return 'another day';
  return plan?.sessions.find(({ id, startsAt, endsAt, cancelled }) => {
    const now = world.programme.sessions.find(({ session }) => session.id === id)?.session;
    return now?.startsAt !== startsAt || now.endsAt !== endsAt || now.cancelled !== cancelled;
  })?.id;
};

/** How many events of others in its sessions a tablet has not been given. */
const missingOthers = (world: World, name: string): number => {
  const tablet = world.tablets.find((one) => one.name === name);
  const device = tablet?.deviceId();
  const plan = tablet === undefined ? undefined : pageOf(tablet)?.app.state().plan?.plan;
  if (tablet === undefined || device === undefined || plan === undefined || world.revoked.has(device))
    return 0;
  /* Put back and filled again the office may have measured a clock anew: that has to arrive as well. */
  const has = new Set(tablet.storage.others().map(({ text, clockOffsetMs }) => `${clockOffsetMs} ${text}`));
  const ids = new Set<string>(plan.sessions.map(({ id }) => id));
  return rowsOf(world)
    .filter((row) => row.session !== null && ids.has(row.session))
    .filter((row) => row.device !== device && row.setAside === null)
    .filter(({ text, offset }) => !has.has(`${offset} ${text}`))
    .filter(({ text }) => AttendanceEvent.safeParse(JSON.parse(text)).success).length;
};

const checkChains = (world: World, rows: readonly Row[]): void => {
  const { checked } = world;
  let device = '';
  let seq = 0;
  let prev = noHash;
  const seen = new Set<string>();
  for (const row of rows) {
    if (row.device !== device) {
      device = row.device;
      seq = 0;
      prev = noHash;
    }
    seq += 1;
    if (row.seq !== seq) world.wrong('I4', `the office lacks number ${seq} of ${device}`);
    const event = JSON.parse(row.text) as { prev: string; device: string; seq: number };
    if (event.prev !== prev || event.seq !== seq || event.device !== device || hashOf(row.text) !== row.hash)
      world.wrong('I6', `the chain of ${device} breaks at ${seq}`);
    if (seen.has(row.text)) world.wrong('I3', `number ${seq} of ${device} is there twice`);
    seen.add(row.text);
    prev = row.hash;
    seq = row.seq;
  }
  checked.count('I3');
  checked.count('I6');
};

const checkSets = (world: World, rows: readonly Row[]): void => {
  const { checked } = world;
  const byDevice = new Map<string, Row[]>();
  for (const row of rows) byDevice.set(row.device, [...(byDevice.get(row.device) ?? []), row]);
  checked.count('I2');
  for (const device of byDevice.keys())
    if (!world.devices.has(device as DeviceId) && device !== 'office')
      world.wrong('I2', `nobody made device ${device}`);
  for (const tablet of world.tablets) {
    for (const device of world.devices) {
      const own = tablet.storage.eventsOf(device);
      if (own.length === 0) continue;
      const held = byDevice.get(device) ?? [];
      if (world.cloned.has(device)) {
        checked.count('I7');
        const kept = new Set([
          ...held.map(({ text }) => text),
          ...(world.inFiles.get(device) ?? []),
          ...world.office.disk
            .read('select texts from log_forks where device = ?', device)
            .flatMap(({ texts }) => JSON.parse(String(texts)) as string[]),
        ]);
        const lost = own.find(({ text }) => !kept.has(text));
        if (lost !== undefined && tablet.deviceId() === device)
          world.wrong('I7', `number ${lost.seq} of the copied ${tablet.name} is not at the office`);
        continue;
      }
      if (world.stranded.has(device)) continue;
      /* What is cleared here is with the office, and the chain goes on from it (STORE-3). */
      const cleared = tablet.storage.anchorOf(device);
      const isSame =
        held.length === cleared.seq + own.length &&
        (cleared.seq === 0 || held[cleared.seq - 1]?.hash === cleared.hash) &&
        own.every(({ text }, i) => text === held[cleared.seq + i]?.text);
      if (!isSame && !world.losses.some((loss) => loss.device === device))
        world.wrong(
          'I25',
          `the office holds ${held.length} events of ${tablet.name} (${device}), which has ${own.length}`,
        );
    }
  }
};

/** What is delivered again is known again: nothing but a copied tablet's log contradicts what the office holds (I3, I7). */
const checkForks = (world: World): void => {
  world.checked.count('I3');
  for (const { device, seq, reason } of world.office.disk.read('select device, seq, reason from log_forks'))
    if (!world.cloned.has(String(device) as DeviceId))
      world.wrong(
        'I3',
        `what nobody has copied is kept aside as ${String(reason)}: ${String(device)} from number ${String(seq)}`,
      );
};

/** Why an event is set aside is what the facts say, and what is set aside is never more than that (I14, I17). */
const checkAside = (world: World, rows: readonly Row[]): void => {
  world.checked.count('I14');
  world.checked.count('I17');
  for (const row of rows) {
    const revokedAt = world.revoked.get(row.device as DeviceId);
    const isRevoked = revokedAt !== undefined && row.receivedAt > (revokedAt.at(0) ?? 0);
    const isOnce = revokedAt?.length === 1;
    /* In the same millisecond nothing tells which came first. */
    if (row.receivedAt === revokedAt?.at(0)) continue;
    /* Put back to before a revocation, the office knows of it again only when it is told again. */
    if (revokedAt !== undefined && !isOnce) continue;
    if (isRevoked !== (row.setAside === 'revoked'))
      world.wrong(
        'I17',
        `number ${row.seq} of ${row.device} came ${isRevoked ? 'after' : 'before'} the revocation and is ${row.setAside ?? 'counted'}`,
      );
    if (isRevoked || row.setAside === null) continue;
    if (row.setAside === 'unreadable') {
      world.checked.count('I15');
      world.checked.count('I22');
    }
    if (!world.mayBeAside(row.text, row.setAside))
      world.wrong('I14', `number ${row.seq} of ${row.device} is set aside as ${row.setAside}: ${row.text}`);
  }
};

export const plainSessions = (world: World): readonly PlainSession[] =>
  world.programme.sessions.map(({ session }) => ({
    id: session.id,
    from: session.startsAt,
    to: session.endsAt,
    breaks: session.breaks,
    isCancelled: session.cancelled,
  }));

export const factsOf = (rows: readonly Row[]): readonly PlainFact[] =>
  rows.filter(({ setAside }) => setAside === null).map(({ text, offset }) => factFrom(text, offset));

/** Minutes and months as the office counts them, and as the plain facts say (I11, I26). */
export const checkMinutes = (world: World, rows: readonly Row[]): void => {
  const { office, checked } = world;
  const expected = referenceMinutes(plainSessions(world), factsOf(rows));
  const counted = new Map(
    office.disk
      .read('select session, participant, minutes from attendance')
      .map((row) => [`${String(row['session'])}/${String(row['participant'])}`, Number(row['minutes'])]),
  );
  checked.count('I11');
  checked.count('I26');
  for (const key of new Set([...expected.keys(), ...counted.keys()]))
    if (expected.get(key) !== counted.get(key))
      world.wrong(
        'I26',
        `${key}: the office counts ${String(counted.get(key))} minutes, the facts say ${String(expected.get(key))}`,
      );
  for (const { session } of world.programme.sessions) {
    const most = (session.endsAt - session.startsAt) / minuteMs;
    for (const [key, minutes] of counted)
      if (key.startsWith(`${session.id}/`) && minutes > most)
        world.wrong('I11', `${key} has ${minutes} of ${most} minutes`);
  }
};

export const checkEnd = (world: World): number => {
  const rows = rowsOf(world);
  checkChains(world, rows);
  checkSets(world, rows);
  checkForks(world);
  checkAside(world, rows);
  checkMinutes(world, rows);
  checkFolds(world, rows);
  checkClocks(world);
  if (world.office.life() > 0) world.checked.count('I19');
  return rows.length;
};
