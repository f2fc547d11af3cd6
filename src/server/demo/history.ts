/**
 * What the demo's tablets have recorded at the sessions held before today: most came on time, some late, a few not
 * at all, and now and then something went wrong at the door and was put right. Nobody's token is in it, because
 * badges are made later.
 */
import type { EventDraft } from '../../domain/events.ts';
import { eventIdOf, Hash, type CohortId, type DeviceId, type ParticipantId } from '../../domain/ids.ts';
import type { OfficeSession, Participant } from '../../domain/office.ts';
import type { Session } from '../../domain/programme.ts';
import { hourMs, instant, instantAt, type Day, type Instant } from '../../domain/time.ts';
import { lectureUnit, type DemoDevice } from './devices.ts';
import type { Random } from './random.ts';

/** One device's log in order; event `seq` is at index `seq - 1`, and withdrawals name it so. */
export type DemoLog = {
  readonly device: DemoDevice;
  readonly drafts: readonly { readonly at: Instant; readonly draft: EventDraft }[];
};

type CheckIn = Extract<EventDraft, { kind: 'checked-in' }>;

/** Something that happened, before the device's log is numbered: an undo points at what it undoes. */
type Happening = {
  readonly device: DeviceId;
  readonly at: number;
  readonly what: EventDraft | { readonly undoes: Happening };
};

/** One session as its trainer met it. */
type Door = {
  readonly random: Random;
  readonly session: Session;
  readonly devices: readonly DeviceId[];
  readonly closesAt: number;
  readonly asksForCheckOut: boolean;
};

const vias = [
  ...Array.from({ length: 84 }, () => 'badge' as const),
  ...Array.from({ length: 6 }, () => 'kiosk' as const),
  ...Array.from({ length: 5 }, () => 'phone' as const),
  ...Array.from({ length: 4 }, () => 'hand' as const),
  'code' as const,
];

const seconds = (random: Random, min: number, max: number): number => random.int(min * 1000, max * 1000);
const minutes = (random: Random, min: number, max: number): number => seconds(random, min * 60, max * 60);

const deviceFor = ({ random, devices }: Door): DeviceId => random.pick(devices);

const viaFor = ({ random, session }: Door): CheckIn['via'] =>
  session.kind === 'digital' ? (random.chance(0.95) ? 'phone' : 'hand') : random.pick(vias);

const checkIn = (door: Door, participant: ParticipantId, at: number, via = viaFor(door)): Happening => ({
  device: deviceFor(door),
  at,
  what: { kind: 'checked-in', session: door.session.id, participant, via },
});

const undo = (door: Door, happening: Happening): Happening => ({
  device: happening.device,
  at: happening.at + seconds(door.random, 5, 50),
  what: { undoes: happening },
});

/** Somebody ticked the wrong name, and saw it. */
const absence = (door: Door, participant: ParticipantId): readonly Happening[] => {
  if (!door.random.chance(0.15)) return [];
  const wrong = checkIn(door, participant, door.session.startsAt - minutes(door.random, 1, 12), 'hand');
  return [wrong, undo(door, wrong)];
};

const departure = (door: Door, participant: ParticipantId, from: Happening): readonly Happening[] => {
  const { random, session } = door;
  const left = (at: number, via: CheckIn['via']): readonly Happening[] => [
    { device: from.device, at, what: { kind: 'checked-out', session: session.id, participant, via } },
  ];
  if (session.kind === 'digital') return [];
  if (random.chance(0.03)) return left(session.endsAt - minutes(random, 20, 90), 'hand');
  if (!door.asksForCheckOut || random.chance(0.2)) return [];
  return left(session.endsAt + minutes(random, 0, 5), 'badge');
};

const presence = (door: Door, participant: ParticipantId): readonly Happening[] => {
  const { random, session } = door;
  const isLate = random.chance(0.06);
  const at = session.startsAt + (isLate ? minutes(random, 2, 40) : -minutes(random, 1, 19));
  const arrival = checkIn(door, participant, at);
  const all = [arrival];
  if (random.chance(0.004)) {
    const undone = undo(door, arrival);
    all.push(undone, {
      ...checkIn(door, participant, undone.at + seconds(random, 4, 20)),
      device: arrival.device,
    });
  } else if (door.devices.length > 1 && random.chance(0.04)) {
    const other = door.devices.find((device) => device !== arrival.device) ?? arrival.device;
    all.push({ ...checkIn(door, participant, at + seconds(random, 8, 60)), device: other });
  }
  return [...all, ...departure(door, participant, arrival)];
};

const hashAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');

/** A badge the tablet did not know, or a code that is no badge at all. */
const refusals = (door: Door): readonly Happening[] => {
  const { random, session } = door;
  if (session.kind === 'digital') return [];
  return Array.from({ length: random.pick([0, 0, 0, 0, 1, 1, 2]) }, () => {
    const isUnknown = random.chance(0.4);
    const token = Hash.parse(Array.from({ length: 43 }, () => random.pick(hashAlphabet)).join(''));
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

/** A few trainers forget to close; those hours are for the office to look at. */
const closing = (door: Door): readonly Happening[] => {
  const [device] = door.devices;
  if (device === undefined || door.random.chance(0.03)) return [];
  return [{ device, at: door.closesAt, what: { kind: 'session-closed', session: door.session.id } }];
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
  const isPossible = ({ at }: Happening): boolean => ending.length === 0 || at < door.closesAt;
  return [...opening(door), ...[...passages, ...refusals(door)].filter(isPossible), ...ending];
};

const numbered = (device: DemoDevice, happenings: readonly Happening[]): DemoLog => {
  const ordered = happenings
    .filter((happening) => happening.device === device.id)
    .sort((a, b) => a.at - b.at);
  const seqOf = new Map(ordered.map((happening, index) => [happening, index + 1]));
  const sessionOf = ({ what }: Happening): EventDraft => ('undoes' in what ? sessionOf(what.undoes) : what);
  return {
    device,
    drafts: ordered.map((happening) => {
      const at = instant(happening.at);
      const { what } = happening;
      if (!('undoes' in what)) return { at, draft: what };
      const withdraws = eventIdOf(device.id, seqOf.get(what.undoes) ?? 0);
      return { at, draft: { kind: 'withdrawn', session: sessionOf(what.undoes).session, withdraws } };
    }),
  };
};

/** The devices' logs for every session that ended before today (DEMO-6), each in time order from number 1. */
export const generateHistory = (
  random: Random,
  today: Day,
  sessions: readonly OfficeSession[],
  participants: readonly Participant[],
  devices: readonly DemoDevice[],
): readonly DemoLog[] => {
  const midnight = instantAt(today, '00:00');
  const people = peopleOf(random.fork('absence'), participants);
  const happenings = sessions
    .filter(({ session }) => session.endsAt < midnight)
    .flatMap((held) => happeningsAt(random.fork(held.session.id), held, devices, people, sessions));
  return devices.map((device) => numbered(device, happenings));
};
