/**
 * What the demo's tablets have recorded at the sessions held before today: most came on time, some late, a few not
 * at all, and now and then something went wrong at the door and was put right. Nobody's token is in it, because
 * badges are made later.
 */
import { eventIdOf, type CohortId, type DeviceId, type ParticipantId } from '../../domain/ids.ts';
import type { EventDraft } from '../../domain/events.ts';
import type { OfficeSession, Participant } from '../../domain/office.ts';
import { hourMs, instant, instantAt, type Day, type Instant } from '../../domain/time.ts';
import { lectureUnit, type DemoDevice } from './devices.ts';
import {
  absence,
  anyHash,
  deviceFor,
  minutes,
  phones,
  presence,
  seconds,
  walkIns,
  type Door,
  type Happening,
  type WrittenWalkIn,
} from './passages.ts';
import type { Random } from './random.ts';
import { demoTrainers } from './trainers.ts';

export type DemoEntry = { readonly at: Instant; readonly draft: EventDraft | WrittenWalkIn };

/** One device's log in order; event `seq` is at index `seq - 1`, and withdrawals name it so. */
export type DemoLog = { readonly device: DemoDevice; readonly drafts: readonly DemoEntry[] };

/** What was recorded: by each tablet, and in the office's own log of what phones sent (CODE-7). */
export type DemoHistory = { readonly logs: readonly DemoLog[]; readonly phones: readonly DemoEntry[] };

/** A badge the tablet did not know, or a code that is no badge at all. */
const refusals = (door: Door): readonly Happening[] => {
  const { random, session } = door;
  if (session.kind === 'digital') return [];
  return Array.from({ length: random.pick([0, 0, 0, 0, 1, 1, 2]) }, () => {
    const isUnknown = random.chance(0.4);
    const token = anyHash(random);
    return {
      device: deviceFor(door),
      at: session.startsAt - minutes(random, 0, 15),
      what: isUnknown
        ? { kind: 'scan-refused', session: session.id, reason: 'unknown', token }
        : { kind: 'scan-refused', session: session.id, reason: 'not-ours' },
    };
  });
};

const opening = (door: Door): readonly Happening[] =>
  door.devices.map((device) => ({
    device,
    at: door.session.startsAt - minutes(door.random, 21, 30),
    what: { kind: 'session-opened', session: door.session.id },
  }));

/** Nearly every trainer attests, with a code of their own, and then closes (ATTEST-1, CLOSE-2). */
const attesting = ({ random, session, closesAt }: Door, device: DeviceId): readonly Happening[] => {
  const trainer = demoTrainers.find(({ name }) => name === session.trainer);
  if (trainer === undefined || random.chance(0.08)) return [];
  const at = closesAt - seconds(random, 1, 6);
  return [{ device, at, what: { kind: 'session-attested', session: session.id, trainer: trainer.id } }];
};

/** A few trainers forget to close; those hours are for the office to look at. */
const closing = (door: Door): readonly Happening[] => {
  const [device] = door.devices;
  if (device === undefined || door.random.chance(0.03)) return [];
  const closed: Happening = {
    device,
    at: door.closesAt,
    what: { kind: 'session-closed', session: door.session.id },
  };
  return [...attesting(door, device), closed];
};

/** The unit's tablets that were in use, and heard of, after the session; the lectures have their own. */
const usableDevices = (
  devices: readonly DemoDevice[],
  { session, unit }: OfficeSession,
): readonly DeviceId[] => {
  const inUnit = devices.filter(
    (device) =>
      device.unit === (unit ?? lectureUnit) &&
      device.enrolledAt < session.startsAt - hourMs &&
      device.lastContactAt > session.endsAt + hourMs &&
      (device.revokedAt === null || device.revokedAt > session.endsAt + hourMs),
  );
  return inUnit.map(({ id }) => id);
};

type People = {
  readonly byCohort: ReadonlyMap<CohortId, readonly Participant[]>;
  /** How likely each person is to be away; a few are away often. */
  readonly absenceOf: ReadonlyMap<ParticipantId, number>;
  readonly all: readonly Participant[];
};

const peopleOf = (random: Random, participants: readonly Participant[]): People => {
  const byCohort = new Map<CohortId, Participant[]>();
  for (const person of participants) {
    if (person.cohort === null) continue;
    const members = byCohort.get(person.cohort) ?? [];
    members.push(person);
    byCohort.set(person.cohort, members);
  }
  const absenceOf = new Map(participants.map(({ id }) => [id, random.chance(0.1) ? 0.25 : 0.05]));
  return { byCohort, absenceOf, all: participants };
};

/** Somebody from another cohort of the same unit and track, who is not expected anywhere else that day. */
const guestFor = (
  random: Random,
  { session, unit }: OfficeSession,
  people: People,
  sessions: readonly OfficeSession[],
): readonly Participant[] => {
  if (session.kind === 'digital' || !random.chance(0.18)) return [];
  const hosts = session.cohorts.flatMap((cohort) => people.byCohort.get(cohort) ?? []);
  const busy = new Set(
    sessions
      .filter(({ session: other }) => Math.abs(other.startsAt - session.startsAt) < 18 * hourMs)
      .flatMap(({ session: other }) => other.cohorts),
  );
  const candidates = people.all.filter(
    ({ unit: home, track, cohort }) =>
      home === unit && track === hosts[0]?.track && cohort !== null && !busy.has(cohort),
  );
  return candidates.length === 0 ? [] : [random.pick(candidates)];
};

const happeningsAt = (
  random: Random,
  held: OfficeSession,
  devices: readonly DemoDevice[],
  people: People,
  sessions: readonly OfficeSession[],
): readonly Happening[] => {
  const { session } = held;
  const usable = usableDevices(devices, held);
  const turn = random.shuffled(usable);
  const door: Door = {
    random,
    session,
    devices: turn.slice(0, random.chance(0.2) ? 2 : 1),
    closesAt: random.chance(0.03)
      ? session.endsAt - minutes(random, 4, 10)
      : session.endsAt + minutes(random, 6, 18),
    asksForCheckOut: random.chance(0.4),
    lentPhone: anyHash(random),
  };
  if (door.devices.length === 0) return [];
  const expected = session.cohorts.flatMap((cohort) => people.byCohort.get(cohort) ?? []);
  const guests = guestFor(random, held, people, sessions);
  const passages = [
    ...expected.flatMap(({ id }) =>
      random.chance(people.absenceOf.get(id) ?? 0) ? absence(door, id) : presence(door, id),
    ),
    ...guests.flatMap(({ id }) => presence(door, id)),
  ];
  const ending = closing(door);
  const isPossible = ({ device, at, what }: Happening): boolean => {
    const seenAt = device === phones && 'time' in what ? (what.time ?? at) : at;
    return ending.length === 0 || seenAt < door.closesAt;
  };
  return [
    ...opening(door),
    ...[...passages, ...walkIns(door), ...refusals(door)].filter(isPossible),
    ...ending,
  ];
};

const numbered = (device: DeviceId, happenings: readonly Happening[]): readonly DemoEntry[] => {
  const ordered = happenings.filter((happening) => happening.device === device).sort((a, b) => a.at - b.at);
  const seqOf = new Map(ordered.map((happening, index) => [happening, index + 1]));
  const sessionOf = ({ what }: Happening): DemoEntry['draft'] =>
    'undoes' in what ? sessionOf(what.undoes) : what;
  return ordered.map((happening) => {
    const at = instant(happening.at);
    const { what } = happening;
    if (!('undoes' in what)) return { at, draft: what };
    const withdraws = eventIdOf(device, seqOf.get(what.undoes) ?? 0);
    return { at, draft: { kind: 'withdrawn', session: sessionOf(what.undoes).session, withdraws } };
  });
};

/** What was recorded at every session that ended before today (DEMO-6), each log in time order from number 1. */
export const generateHistory = (
  random: Random,
  today: Day,
  sessions: readonly OfficeSession[],
  participants: readonly Participant[],
  devices: readonly DemoDevice[],
): DemoHistory => {
  const midnight = instantAt(today, '00:00');
  const people = peopleOf(random.fork('absence'), participants);
  const happenings = sessions
    .filter(({ session }) => session.endsAt < midnight)
    .flatMap((held) => happeningsAt(random.fork(held.session.id), held, devices, people, sessions));
  return {
    logs: devices.map((device) => ({ device, drafts: numbered(device.id, happenings) })),
    phones: numbered(phones, happenings),
  };
};
