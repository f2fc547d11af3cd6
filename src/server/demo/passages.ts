/** How people of the demo come and go at one session: by card, by phone, by hand, late, early, or without a card. */
import type { EventDraft } from '../../domain/events.ts';
import { DeviceId, Hash, ParticipantId } from '../../domain/ids.ts';
import type { Session } from '../../domain/programme.ts';
import { instant } from '../../domain/time.ts';
import type { WalkInName } from '../../domain/walk-in.ts';
import { familyEnds, familyStarts, mensNames, womensNames } from './name-parts.ts';
import type { Random } from './random.ts';

type CheckIn = Extract<EventDraft, { kind: 'checked-in' }>;
type WalkIn = Extract<EventDraft, { kind: 'walk-in' }>;

/** A walk-in whose name is still to be sealed to the office (WALK-1). */
export type WrittenWalkIn = Omit<WalkIn, 'sealed'> & { readonly written: WalkInName };

/** Something that happened, before the device's log is numbered: an undo points at what it undoes. */
export type Happening = {
  readonly device: DeviceId;
  readonly at: number;
  readonly what: EventDraft | WrittenWalkIn | { readonly undoes: Happening };
};

/** One session as its trainer met it. */
export type Door = {
  readonly random: Random;
  readonly session: Session;
  readonly devices: readonly DeviceId[];
  readonly closesAt: number;
  readonly asksForCheckOut: boolean;
  /** A phone that is lent to those who forgot their own. */
  readonly lentPhone: Hash;
};

/** Stands for the office's own log of what phones send, which is no tablet (CODE-7). */
export const phones = DeviceId.parse('phones');

const vias = [
  ...Array.from({ length: 82 }, () => 'badge' as const),
  ...Array.from({ length: 7 }, () => 'kiosk' as const),
  ...Array.from({ length: 5 }, () => 'phone' as const),
  ...Array.from({ length: 5 }, () => 'hand' as const),
  'code' as const,
];

export const seconds = (random: Random, min: number, max: number): number =>
  random.int(min * 1000, max * 1000);
export const minutes = (random: Random, min: number, max: number): number =>
  seconds(random, min * 60, max * 60);

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');
const lettersOf = (random: Random, length: number): string =>
  Array.from({ length }, () => random.pick(letters)).join('');
/** A hash of nothing in particular: of a card nobody knows, or of a phone. */
export const anyHash = (random: Random): Hash => Hash.parse(lettersOf(random, 43));

export const deviceFor = ({ random, devices }: Door): DeviceId => random.pick(devices);

const viaFor = ({ random, session }: Door): CheckIn['via'] =>
  session.kind === 'digital' ? (random.chance(0.95) ? 'phone' : 'hand') : random.pick(vias);

/** By a phone of one's own; a few have no network in the room, and send it later (CODE-4). */
const byPhone = ({ random, session, lentPhone }: Door, participant: ParticipantId, at: number): Happening => {
  const isLater = random.chance(0.08);
  return {
    device: phones,
    at: isLater ? at + minutes(random, 4, 170) : at,
    what: {
      kind: 'checked-in',
      session: session.id,
      participant,
      via: 'phone',
      phone: random.chance(0.015) ? lentPhone : anyHash(random),
      ...(isLater ? { time: instant(at) } : {}),
    },
  };
};

const checkIn = (door: Door, participant: ParticipantId, at: number, via = viaFor(door)): Happening => {
  if (via === 'phone') return byPhone(door, participant, at);
  const { random, session } = door;
  const isTold = via === 'hand' && random.chance(0.3);
  return {
    device: deviceFor(door),
    at: isTold ? at + minutes(random, 3, 20) : at,
    what: {
      kind: 'checked-in',
      session: session.id,
      participant,
      via,
      ...(isTold ? { time: instant(at) } : {}),
    },
  };
};

const undo = (door: Door, happening: Happening): Happening => ({
  device: happening.device,
  at: happening.at + seconds(door.random, 5, 50),
  what: { undoes: happening },
});

/** Somebody ticked the wrong name, and saw it. */
export const absence = (door: Door, participant: ParticipantId): readonly Happening[] => {
  if (!door.random.chance(0.15)) return [];
  const wrong = checkIn(door, participant, door.session.startsAt - minutes(door.random, 1, 12), 'hand');
  return [wrong, undo(door, wrong)];
};

/** Somebody left before the end; the trainer who saw it later tells when (ATT-7). */
const leftEarly = (door: Door, participant: ParticipantId, device: DeviceId): Happening => {
  const { random, session } = door;
  const at = session.endsAt - minutes(random, 20, 90);
  const isTold = random.chance(0.4);
  return {
    device,
    at: isTold ? at + minutes(random, 3, 15) : at,
    what: {
      kind: 'checked-out',
      session: session.id,
      participant,
      via: 'hand',
      ...(isTold ? { time: instant(at) } : {}),
    },
  };
};

const departure = (door: Door, participant: ParticipantId, from: Happening): readonly Happening[] => {
  const { random, session } = door;
  if (session.kind === 'digital') return [];
  const device = from.device === phones ? deviceFor(door) : from.device;
  if (random.chance(0.03)) return [leftEarly(door, participant, device)];
  if (!door.asksForCheckOut || random.chance(0.2)) return [];
  const at = session.endsAt + minutes(random, 0, 5);
  return [{ device, at, what: { kind: 'checked-out', session: session.id, participant, via: 'badge' } }];
};

export const presence = (door: Door, participant: ParticipantId): readonly Happening[] => {
  const { random, session } = door;
  const isLate = random.chance(0.06);
  const at = session.startsAt + (isLate ? minutes(random, 2, 40) : -minutes(random, 1, 19));
  const arrival = checkIn(door, participant, at);
  const all = [arrival];
  if (arrival.device !== phones && random.chance(0.004)) {
    const undone = undo(door, arrival);
    all.push(undone, {
      ...checkIn(door, participant, undone.at + seconds(random, 4, 20), 'badge'),
      device: arrival.device,
    });
  } else if (door.devices.length > 1 && random.chance(0.04)) {
    const other = door.devices.find((device) => device !== arrival.device) ?? arrival.device;
    all.push({ ...checkIn(door, participant, at + seconds(random, 8, 60), 'badge'), device: other });
  }
  return [...all, ...departure(door, participant, arrival)];
};

const writtenName = (random: Random): WalkInName => ({
  given: random.pick(random.chance(0.78) ? womensNames : mensNames),
  family: `${random.pick(familyStarts)}${random.pick(familyEnds)}`,
  workplace: random.pick(['Demoenheten', 'Demoenheten, mottagning', 'Ny sedan i går, demo']),
});

/** Now and then somebody comes who is on no list and has no card; the trainer writes who it is (WALK-2). */
export const walkIns = (door: Door): readonly Happening[] => {
  const { random, session } = door;
  if (session.kind === 'digital' || !random.chance(0.14)) return [];
  const participant = ParticipantId.parse(lettersOf(random, 20));
  const device = deviceFor(door);
  const arrival: Happening = {
    device,
    at: session.startsAt + minutes(random, -10, 8),
    what: { kind: 'walk-in', session: session.id, participant, written: writtenName(random) },
  };
  return random.chance(0.3) ? [arrival, leftEarly(door, participant, device)] : [arrival];
};
