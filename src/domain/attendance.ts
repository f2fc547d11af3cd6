/**
 * Events → who was present → whole minutes. Pure, and the same code on tablet and server. The answer depends on
 * which events there are, never on their order or repetition (ATT-1).
 */
import type { AttendanceEvent, RefusalReason, Via } from './events.ts';
import {
  eventIdOf,
  type DeviceId,
  type EventId,
  type Hash,
  type ParticipantId,
  type TrainerId,
} from './ids.ts';
import {
  clockToleranceMs,
  happenedAt,
  isClockDoubtful,
  recordedAt,
  toldTime,
  type Evidence,
} from './evidence.ts';
import type { Session, Span } from './programme.ts';
import { mergeSpans, minutesIn, overlap, without } from './spans.ts';
import { instant, minuteMs, wholeMinute, type Instant } from './time.ts';

/** Observations for a person's review; never silent fixes (ATT-6). */
export type Remark =
  | 'late'
  | 'left-early'
  | 'no-check-out'
  | 'by-hand'
  | 'guest'
  | 'two-devices'
  | 'clock-offset'
  | 'outside-session'
  | 'closed-early'
  | 'overlapping-sessions'
  | 'time-by-hand'
  | 'sent-later'
  | 'shared-phone';

export type Attendance = {
  readonly participant: ParticipantId;
  /** Presence as it was recorded, cut to whole minutes; an open stretch has no `to`. */
  readonly presence: readonly { readonly from: Instant; readonly to: Instant | undefined }[];
  readonly checkedInAt: Instant;
  readonly via: Via;
  /** The standing check-in: what an undo withdraws. */
  readonly checkIn: EventId;
  readonly device: DeviceId;
  /** The standing check-out that ended the last stretch, if one did: what an undo of leaving withdraws. */
  readonly checkOut?: EventId;
  /** Every check-out that stands: an undo takes them back too, so that none of them cuts a later stay (ATT-4). */
  readonly checkOuts: readonly EventId[];
  /** The check-in that began the last stretch: what an undo of coming back withdraws. */
  readonly lastIn: EventId;
  /** True while the person is in and nobody has closed the session. */
  readonly isOpen: boolean;
  /** Whole minutes that count; an open stretch counts nothing until it is closed (ATT-5). */
  readonly minutes: number;
  /** The stretches those minutes are, within the session and without its breaks. */
  readonly counted: readonly Span[];
  readonly remarks: readonly Remark[];
};

export type SessionAttendance = {
  readonly byParticipant: ReadonlyMap<ParticipantId, Attendance>;
  readonly closedAt: Instant | undefined;
  readonly openedAt: Instant | undefined;
  /** The last attestation that stands (ATTEST-1). */
  readonly attested: { readonly trainer: TrainerId; readonly at: Instant } | undefined;
  /**
   * People added without a badge, by the id the tablet made up. They belong to nobody until the office has matched
   * them, so they stand apart and no minute of theirs counts (WALK-2).
   */
  readonly walkIns: ReadonlyMap<ParticipantId, Attendance>;
  /** Scans that gave no check-in and have not been withdrawn, oldest first (DOOR-6). */
  readonly refusedScans: readonly RefusedScan[];
  readonly refused: number;
};

/** A scan that gave no check-in: what is left to sort out at the door, or for the office to claim (DOOR-6). */
export type RefusedScan = {
  readonly event: EventId;
  readonly device: DeviceId;
  readonly at: Instant;
  readonly reason: RefusalReason;
  readonly token: Hash | undefined;
};

type Passage = {
  readonly at: Instant;
  readonly event: AttendanceEvent & { kind: 'checked-in' | 'checked-out' | 'walk-in' };
  readonly via: Via;
  readonly isDoubtful: boolean;
  /** Recorded so long after it happened that it is a remark (CODE-4). */
  readonly isLate: boolean;
};

/** How long before its session somebody may come without a remark. */
const earlyMs = 60 * minuteMs;
const inOrder = (a: Passage, b: Passage): number =>
  a.at - b.at ||
  (a.event.device < b.event.device ? -1 : a.event.device > b.event.device ? 1 : a.event.seq - b.event.seq);

/** Presence within the session and without its breaks, cut to whole minutes (HRS-1, HRS-2). */
const countedSpans = (presence: readonly Span[], session: Session): readonly Span[] => {
  const within = presence.flatMap((span): readonly Span[] => {
    const from = instant(Math.max(wholeMinute(span.from), session.startsAt));
    const to = instant(Math.min(wholeMinute(span.to), session.endsAt));
    return to > from ? [{ from, to }] : [];
  });
  return without(mergeSpans(within), mergeSpans(session.breaks));
};

/** |presence ∩ session| − |presence ∩ breaks|, in whole minutes (HRS-1, HRS-2). */
export const minutesOf = (presence: readonly Span[], session: Session): number =>
  minutesIn(countedSpans(presence, session));

/** One person's attendance at one of several sessions. */
export type Share = { readonly session: string; readonly attendance: Attendance };

/**
 * One person's attendance at several sessions, with every minute counted once: where sessions overlap, it counts at the
 * one the person came to first (then by id), and all of them carry a remark (ATT-3). The answer does not depend on the
 * order of `shares`.
 */
export const shareMinutes = (shares: readonly Share[]): readonly Share[] => {
  const ordered = [...shares].sort(
    (a, b) =>
      a.attendance.checkedInAt - b.attendance.checkedInAt ||
      (a.session < b.session ? -1 : a.session > b.session ? 1 : 0),
  );
  const isShared = ({ session, attendance }: Share): boolean =>
    ordered.some(
      (other) =>
        other.session !== session &&
        other.attendance.counted.some((theirs) =>
          attendance.counted.some((ours) => overlap(ours, theirs) > 0),
        ),
    );
  return ordered.map((share, i) => {
    if (!isShared(share)) return share;
    const taken = mergeSpans(ordered.slice(0, i).flatMap(({ attendance }) => attendance.counted));
    const { attendance } = share;
    return {
      ...share,
      attendance: {
        ...attendance,
        minutes: minutesIn(without(attendance.counted, taken)),
        remarks: [...attendance.remarks, 'overlapping-sessions'],
      },
    };
  });
};

type Stretch = { from: Instant; to: Instant | undefined; in: EventId; out: EventId | undefined };

const stretchesOf = (passages: readonly Passage[]): readonly Stretch[] => {
  const stretches: Stretch[] = [];
  for (const { at, event } of passages) {
    const last = stretches.at(-1);
    const isIn = last !== undefined && last.to === undefined;
    if (event.kind !== 'checked-out' && !isIn)
      stretches.push({ from: at, to: undefined, in: eventIdOf(event.device, event.seq), out: undefined });
    if (event.kind === 'checked-out' && last !== undefined && isIn) {
      last.to = at;
      last.out = eventIdOf(event.device, event.seq);
    }
  }
  return stretches;
};

/** What the person's own events do not tell. */
type Circumstances = { readonly isGuest: boolean; readonly isPhoneShared: boolean };

const remarksOf = (
  session: Session,
  passages: readonly Passage[],
  stretches: readonly Stretch[],
  closedAt: Instant | undefined,
  { isGuest, isPhoneShared }: Circumstances,
): readonly Remark[] => {
  const first = stretches[0];
  const last = stretches.at(-1);
  const isForgotten = last !== undefined && last.to === undefined && closedAt !== undefined;
  const leftAt = last?.to;
  const has = (isTrue: boolean, remark: Remark): readonly Remark[] => (isTrue ? [remark] : []);
  return [
    ...has(first !== undefined && wholeMinute(first.from) > session.startsAt, 'late'),
    ...has(leftAt !== undefined && wholeMinute(leftAt) < session.endsAt, 'left-early'),
    ...has(isForgotten, 'no-check-out'),
    ...has(isForgotten && wholeMinute(closedAt) < session.endsAt, 'closed-early'),
    ...has(
      passages.some(({ via }) => via === 'hand'),
      'by-hand',
    ),
    ...has(
      passages.some(({ via, event }) => via !== 'phone' && toldTime(event) !== undefined),
      'time-by-hand',
    ),
    ...has(
      passages.some(({ via, isLate }) => via === 'phone' && isLate),
      'sent-later',
    ),
    ...has(isPhoneShared, 'shared-phone'),
    ...has(isGuest, 'guest'),
    ...has(
      new Set(passages.filter(({ event }) => event.kind !== 'checked-out').map(({ event }) => event.device))
        .size > 1,
      'two-devices',
    ),
    ...has(
      passages.some(({ isDoubtful }) => isDoubtful),
      'clock-offset',
    ),
    ...has(
      first !== undefined && (first.from >= session.endsAt || session.startsAt - first.from > earlyMs),
      'outside-session',
    ),
  ];
};

const attendanceOf = (
  session: Session,
  passages: readonly Passage[],
  closedAt: Instant | undefined,
  circumstances: Circumstances,
): Attendance | undefined => {
  const stretches = stretchesOf(passages);
  const start = passages.find(({ event }) => event.kind !== 'checked-out');
  const first = stretches[0];
  if (start === undefined || first === undefined) return undefined;
  const end = closedAt === undefined ? undefined : instant(Math.min(closedAt, session.endsAt));
  const settled = stretches.flatMap(({ from, to }): Span[] => {
    const until = to ?? end;
    return until === undefined || until <= from ? [] : [{ from, to: until }];
  });
  const counted = countedSpans(settled, session);
  const last = stretches.at(-1);
  const lastOut = last?.out;
  return {
    participant: start.event.participant,
    presence: stretches.map(({ from, to }) => ({
      from: wholeMinute(from),
      to: to === undefined ? undefined : wholeMinute(to),
    })),
    checkedInAt: first.from,
    via: start.via,
    checkIn: eventIdOf(start.event.device, start.event.seq),
    device: start.event.device,
    ...(lastOut === undefined ? {} : { checkOut: lastOut }),
    checkOuts: passages.flatMap(({ event }) =>
      event.kind === 'checked-out' ? [eventIdOf(event.device, event.seq)] : [],
    ),
    lastIn: last?.in ?? first.in,
    isOpen: stretches.at(-1)?.to === undefined && closedAt === undefined,
    minutes: minutesIn(counted),
    counted,
    remarks: remarksOf(session, passages, stretches, closedAt, circumstances),
  };
};

/** Of two measurements of one event's clock the smaller counts, then the positive one, whichever came first (ATT-1). */
const isBetterMeasured = (a: Evidence, b: Evidence): boolean => {
  const difference = Math.abs(a.clockOffsetMs) - Math.abs(b.clockOffsetMs);
  return difference < 0 || (difference === 0 && a.clockOffsetMs > b.clockOffsetMs);
};

/** Distinct events of one session that nobody has withdrawn (ATT-1, ATT-4). */
const standing = (session: Session, evidence: readonly Evidence[]): readonly Evidence[] => {
  const byId = new Map<EventId, Evidence>();
  for (const item of evidence) {
    if (item.event.session !== session.id) continue;
    const id = eventIdOf(item.event.device, item.event.seq);
    const held = byId.get(id);
    if (held === undefined || isBetterMeasured(item, held)) byId.set(id, item);
  }
  const withdrawn = new Set(
    [...byId.values()].flatMap(({ event }) => (event.kind === 'withdrawn' ? [event.withdraws] : [])),
  );
  return [...byId].filter(([id]) => !withdrawn.has(id)).map(([, item]) => item);
};

/** Which phones have checked in more than one person (CODE-5). */
const sharedPhones = (items: readonly Evidence[]): ReadonlySet<Hash> => {
  const owners = new Map<Hash, Set<ParticipantId>>();
  for (const { event } of items)
    if (event.kind === 'checked-in' && event.phone !== undefined)
      owners.set(event.phone, (owners.get(event.phone) ?? new Set()).add(event.participant));
  return new Set([...owners].filter(([, people]) => people.size > 1).map(([phone]) => phone));
};

const passagesOf = (items: readonly Evidence[]): ReadonlyMap<ParticipantId, readonly Passage[]> => {
  const byPerson = new Map<ParticipantId, Passage[]>();
  for (const item of items) {
    const { event } = item;
    if (event.kind !== 'checked-in' && event.kind !== 'checked-out' && event.kind !== 'walk-in') continue;
    const passages = byPerson.get(event.participant) ?? [];
    passages.push({
      at: happenedAt(item),
      event,
      via: event.kind === 'walk-in' ? 'hand' : event.via,
      isDoubtful: isClockDoubtful(item),
      isLate: recordedAt(item) - happenedAt(item) > clockToleranceMs,
    });
    byPerson.set(event.participant, passages);
  }
  for (const passages of byPerson.values()) passages.sort(inOrder);
  return byPerson;
};

const refusedIn = (items: readonly Evidence[]): readonly RefusedScan[] =>
  items
    .flatMap((item): RefusedScan[] => {
      const { event } = item;
      if (event.kind !== 'scan-refused') return [];
      const { device, seq, reason, token } = event;
      return [{ event: eventIdOf(device, seq), device, at: happenedAt(item), reason, token }];
    })
    .sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1));

/** The last attestation; of two at the same moment the one with the greater event id (ATT-1). */
const attestedIn = (items: readonly Evidence[]): SessionAttendance['attested'] => {
  const [last] = items
    .flatMap((item) =>
      item.event.kind === 'session-attested'
        ? [
            {
              trainer: item.event.trainer,
              at: happenedAt(item),
              id: eventIdOf(item.event.device, item.event.seq),
            },
          ]
        : [],
    )
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  return last === undefined ? undefined : { trainer: last.trainer, at: last.at };
};

/**
 * Who was present at one session, and for how many minutes. The earliest standing check-in wins (ATT-2); somebody
 * never checked out is counted until the session was closed, at the longest until its end, with a remark (ATT-5).
 * `isExpected` tells the session's own participants from guests.
 */
export const foldAttendance = (
  session: Session,
  evidence: readonly Evidence[],
  isExpected: (participant: ParticipantId) => boolean,
): SessionAttendance => {
  const items = standing(session, evidence);
  const timesOf = (kind: AttendanceEvent['kind']): readonly Instant[] =>
    items.filter(({ event }) => event.kind === kind).map(happenedAt);
  const closings = timesOf('session-closed');
  const openings = timesOf('session-opened');
  const closedAt = closings.length === 0 ? undefined : instant(Math.max(...closings));
  const shared = sharedPhones(items);
  const added = new Set(items.flatMap(({ event }) => (event.kind === 'walk-in' ? [event.participant] : [])));
  const passagesByPerson = passagesOf(items);
  const byParticipant = new Map<ParticipantId, Attendance>();
  const walkIns = new Map<ParticipantId, Attendance>();
  for (const participant of [...passagesByPerson.keys()].sort()) {
    const passages = passagesByPerson.get(participant) ?? [];
    const isWalkIn = added.has(participant);
    const attendance = attendanceOf(session, passages, closedAt, {
      isGuest: !isWalkIn && !isExpected(participant),
      isPhoneShared: passages.some(
        ({ event }) => event.kind === 'checked-in' && event.phone !== undefined && shared.has(event.phone),
      ),
    });
    if (attendance !== undefined) (isWalkIn ? walkIns : byParticipant).set(participant, attendance);
  }
  const refusedScans = refusedIn(items);
  return {
    byParticipant,
    closedAt,
    openedAt: openings.length === 0 ? undefined : instant(Math.min(...openings)),
    attested: attestedIn(items),
    walkIns,
    refusedScans,
    refused: refusedScans.length,
  };
};
