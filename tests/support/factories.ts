/** Events, sessions and evidence for tests: each factory takes what matters and fills in the rest. */
import type { Evidence } from '../../src/domain/evidence.ts';
import type { AttendanceEvent, EventDraft, Via } from '../../src/domain/events.ts';
import {
  CohortId,
  DeviceId,
  eventIdOf,
  ParticipantId,
  SessionId,
  TrainerId,
  type EventId,
} from '../../src/domain/ids.ts';
import { noHash } from '../../src/domain/log.ts';
import type { Session } from '../../src/domain/programme.ts';
import { instant, instantAt, isDay, minuteMs, type Instant } from '../../src/domain/time.ts';

export const person = (id: string): ParticipantId => ParticipantId.parse(id);
export const tablet = (id: string): DeviceId => DeviceId.parse(id);
export const sessionId = SessionId.parse('session');

/** An instant of a Stockholm day, `clockTime('2026-11-23', '08:30')`; seconds can be given after the minutes. */
export const clockTime = (day: string, time: string): Instant => {
  if (!isDay(day)) throw new Error(`not a day: ${day}`);
  const seconds = Number(time.split(':')[2] ?? 0);
  return instant(instantAt(day, time) + seconds * 1000);
};

/** Monday 23 November 2026, an ordinary winter day. */
export const monday = (time: string): Instant => clockTime('2026-11-23', time);

/** 08.30–12.00 with a break 10.00–10.15 unless told otherwise: 195 minutes for who is there all the time. */
export const aSession = (more: Partial<Session> = {}): Session => ({
  id: sessionId,
  kind: 'on-site',
  title: 'Samtal om det svåra',
  cohorts: [CohortId.parse('g1')],
  startsAt: monday('08:30'),
  endsAt: monday('12:00'),
  breaks: [{ from: monday('10:00'), to: monday('10:15') }],
  place: 'Farsta, sal Eken',
  trainer: 'Kim Alm',
  number: 1,
  of: 6,
  cancelled: false,
  ...more,
});

/** Where an event stands: which tablet, which number, when by the tablet's clock. */
export type Place = { readonly device?: string; readonly seq: number; readonly at: number };

/** An event in its place; `prev` does not matter to the fold. */
export const anEvent = (place: Place, draft: EventDraft): AttendanceEvent => ({
  ...draft,
  v: 1,
  device: tablet(place.device ?? 'a'),
  seq: place.seq,
  prev: noHash,
  at: instant(place.at),
});

type Checked<K> = Extract<AttendanceEvent, { readonly kind: K }>;

export const aCheckIn = (place: Place, who = 'amina', via: Via = 'badge'): Checked<'checked-in'> =>
  anEvent(place, {
    kind: 'checked-in',
    session: sessionId,
    participant: person(who),
    via,
  }) as Checked<'checked-in'>;

export const aCheckOut = (place: Place, who = 'amina', via: Via = 'badge'): Checked<'checked-out'> =>
  anEvent(place, {
    kind: 'checked-out',
    session: sessionId,
    participant: person(who),
    via,
  }) as Checked<'checked-out'>;

/** A check-in or check-out whose time somebody told. */
export const toldAt = <E extends AttendanceEvent & { kind: 'checked-in' | 'checked-out' }>(
  event: E,
  time: number,
): E => ({ ...event, time: instant(time) });

/** Somebody added without a badge, under an id the tablet made up; what is sealed does not matter to the fold. */
export const aWalkIn = (place: Place, who = 'added-1'): AttendanceEvent =>
  anEvent(place, { kind: 'walk-in', session: sessionId, participant: person(who), sealed: 'sealed' });

export const anAttestation = (place: Place, trainer = 'kim'): AttendanceEvent =>
  anEvent(place, { kind: 'session-attested', session: sessionId, trainer: TrainerId.parse(trainer) });

export const aWithdrawalOf = (place: Place, event: AttendanceEvent): AttendanceEvent =>
  anEvent(place, { kind: 'withdrawn', session: event.session, withdraws: idOf(event) });

export const anOpening = (place: Place): AttendanceEvent =>
  anEvent(place, { kind: 'session-opened', session: sessionId });

export const aClosing = (place: Place): AttendanceEvent =>
  anEvent(place, { kind: 'session-closed', session: sessionId });

export const aRefusal = (place: Place): AttendanceEvent =>
  anEvent(place, { kind: 'scan-refused', session: sessionId, reason: 'unknown' });

export const idOf = (event: AttendanceEvent): EventId => eventIdOf(event.device, event.seq);

/** Events as evidence from tablets whose clocks were right, or `clockOffsetMs` from it (server − tablet). */
export const evidence = (events: readonly AttendanceEvent[], clockOffsetMs = 0): readonly Evidence[] =>
  events.map((event) => ({ event, clockOffsetMs }));

export const minutes = (n: number): number => n * minuteMs;
