/**
 * Events → who was present → whole minutes. Pure, and the same code on tablet and server. The answer depends on
 * which events there are, never on their order or repetition (ATT-1).
 */
import type { AttendanceEvent, RefusalReason, Via } from './events.ts';
import { isLaterCertificate, type Certificate } from './certification.ts';
import { DeviceId, eventIdOf, type EventId, type Hash, type ParticipantId, type TrainerId } from './ids.ts';
import {
  clockToleranceMs,
  happenedAt,
  isClockDoubtful,
  recordedAt,
  toldTime,
  type Evidence,
} from './evidence.ts';
import { basisOf, noDecisions, type SessionDecisions } from './decisions.ts';
import { firstPolicy, type CountingRules } from './policy.ts';
import type { Session, Span } from './programme.ts';
import type { Remark } from './remarks.ts';
import { mergeSpans, minutesIn, overlap, without } from './spans.ts';
import { instant, minuteMs, wholeMinute, type Instant } from './time.ts';

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
  /** What was recorded, where the office has corrected it: the correction stands beside it, nothing is replaced (REV-1). */
  readonly recorded?: { readonly minutes: number; readonly counted: readonly Span[] };
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
  /** What each person has certified of this session, the latest that stands (CERT-1). */
  readonly certificates: ReadonlyMap<ParticipantId, Certificate>;
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

/** Who came or went within the grace counts from the start or to the end (HRS-4). */
const withGrace = (presence: readonly Span[], session: Session, graceMinutes: number): readonly Span[] => {
  if (graceMinutes === 0 || presence.length === 0) return presence;
  const graceMs = graceMinutes * minuteMs;
  const first = Math.min(...presence.map(({ from }) => from));
  const last = Math.max(...presence.map(({ to }) => to));
  return presence.map(({ from, to }) => ({
    from:
      from === first && from > session.startsAt && wholeMinute(from) - session.startsAt <= graceMs
        ? session.startsAt
        : from,
    to:
      to === last && to < session.endsAt && session.endsAt - wholeMinute(to) <= graceMs ? session.endsAt : to,
  }));
};

/** Presence within the session and without its breaks, cut to whole minutes; nothing of a cancelled one (HRS-1, HRS-2). */
const countedSpans = (
  presence: readonly Span[],
  session: Session,
  { deductsBreaks }: Pick<CountingRules, 'deductsBreaks'> = firstPolicy,
): readonly Span[] => {
  if (session.cancelled) return [];
  const within = presence.flatMap((span): readonly Span[] => {
    const from = instant(Math.max(wholeMinute(span.from), session.startsAt));
    const to = instant(Math.min(wholeMinute(span.to), session.endsAt));
    return to > from ? [{ from, to }] : [];
  });
  return deductsBreaks ? without(mergeSpans(within), mergeSpans(session.breaks)) : mergeSpans(within);
};

/** |presence ∩ session| − |presence ∩ breaks|, in whole minutes (HRS-1, HRS-2). */
export const minutesOf = (
  presence: readonly Span[],
  session: Session,
  rules: Pick<CountingRules, 'deductsBreaks'> = firstPolicy,
): number => minutesIn(countedSpans(presence, session, rules));

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
type Circumstances = {
  readonly isGuest: boolean;
  readonly isPhoneShared: boolean;
  readonly isMatched: boolean;
  readonly isClaimed: boolean;
};

/** What is common to everybody at the session. */
type Setting = {
  readonly session: Session;
  readonly rules: CountingRules;
  readonly closedAt: Instant | undefined;
};

const remarksOf = (
  { session, rules, closedAt }: Setting,
  passages: readonly Passage[],
  stretches: readonly Stretch[],
  { isGuest, isPhoneShared, isMatched, isClaimed }: Circumstances,
): readonly Remark[] => {
  const first = stretches[0];
  const last = stretches.at(-1);
  const isForgotten = last !== undefined && last.to === undefined && closedAt !== undefined;
  const graceMs = rules.graceMinutes * minuteMs;
  const leftAt = last?.to;
  const found: readonly (readonly [boolean, Remark])[] = [
    [first !== undefined && wholeMinute(first.from) > session.startsAt + graceMs, 'late'],
    [leftAt !== undefined && wholeMinute(leftAt) < session.endsAt - graceMs, 'left-early'],
    [isForgotten, 'no-check-out'],
    [isForgotten && wholeMinute(closedAt) < session.endsAt, 'closed-early'],
    [passages.some(({ via }) => via === 'hand'), 'by-hand'],
    [passages.some(({ via, event }) => via !== 'phone' && toldTime(event) !== undefined), 'time-by-hand'],
    [passages.some(({ via, isLate }) => via === 'phone' && isLate), 'sent-later'],
    [isPhoneShared, 'shared-phone'],
    [isGuest, 'guest'],
    [
      new Set(passages.filter(({ event }) => event.kind !== 'checked-out').map(({ event }) => event.device))
        .size > 1,
      'two-devices',
    ],
    [passages.some(({ isDoubtful }) => isDoubtful), 'clock-offset'],
    [
      first !== undefined && (first.from >= session.endsAt || session.startsAt - first.from > earlyMs),
      'outside-session',
    ],
    [isMatched, 'matched'],
    [isClaimed, 'claimed'],
    [session.cancelled, 'cancelled-session'],
  ];
  return found.flatMap(([isTrue, remark]) => (isTrue ? [remark] : []));
};

const attendanceOf = (
  setting: Setting,
  passages: readonly Passage[],
  circumstances: Circumstances,
): Attendance | undefined => {
  const { session, rules, closedAt } = setting;
  const stretches = stretchesOf(passages);
  const start = passages.find(({ event }) => event.kind !== 'checked-out');
  const first = stretches[0];
  if (start === undefined || first === undefined) return undefined;
  const end = closedAt === undefined ? undefined : instant(Math.min(closedAt, session.endsAt));
  const settled = stretches.flatMap(({ from, to }): Span[] => {
    const until = to ?? end;
    return until === undefined || until <= from ? [] : [{ from, to: until }];
  });
  const counted = countedSpans(withGrace(settled, session, rules.graceMinutes), session, rules);
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
    remarks: remarksOf(setting, passages, stretches, circumstances),
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

/** What the office adds to what was recorded; nothing on a tablet. */
export type Counting = {
  readonly rules?: CountingRules;
  readonly decisions?: SessionDecisions;
  /** Whose record somebody's is, where doubles have been merged (PPL-1). */
  readonly ownerOf?: (participant: ParticipantId) => ParticipantId;
};

/** Events under the person they are about: walk-ins matched, refused scans claimed, doubles merged (WALK-3, DOOR-7). */
const attributed = (
  items: readonly Evidence[],
  { matches, claims }: SessionDecisions,
  ownerOf: (participant: ParticipantId) => ParticipantId,
): readonly Evidence[] =>
  items.map((item): Evidence => {
    const { event } = item;
    if (event.kind === 'scan-refused') {
      const claim = claims.get(eventIdOf(event.device, event.seq));
      if (claim === undefined) return item;
      const { reason: _reason, kind: _kind, ...rest } = event;
      return {
        ...item,
        event: { ...rest, kind: 'checked-in', participant: ownerOf(claim.participant), via: 'badge' },
      };
    }
    if (!('participant' in event)) return item;
    const matched = matches.get(event.participant)?.participant ?? event.participant;
    return { ...item, event: { ...event, participant: ownerOf(matched) } };
  });

/** The times the office has told, beside what was recorded (REV-1). */
const corrected = (
  { session, rules }: Setting,
  participant: ParticipantId,
  recorded: Attendance | undefined,
  { people }: SessionDecisions,
): Attendance | undefined => {
  const correction = people.get(participant)?.correction;
  if (correction === undefined) return recorded;
  const spans = correction.spans.map(([from, to]) => ({ from, to }));
  const counted = countedSpans(spans, session, rules);
  const checkIn = eventIdOf('office', correction.seq);
  const [first] = spans;
  const unchanged = basisOf(recorded) === correction.basis;
  return {
    participant,
    checkedInAt: first?.from ?? session.startsAt,
    via: 'hand',
    checkIn,
    lastIn: checkIn,
    device: DeviceId.parse('office'),
    checkOuts: [],
    ...recorded,
    presence: spans,
    isOpen: false,
    minutes: minutesIn(counted),
    counted,
    remarks: [
      ...(recorded?.remarks ?? []),
      'corrected',
      ...(unchanged ? [] : (['changed-after-correction'] as const)),
    ],
    recorded: { minutes: recorded?.minutes ?? 0, counted: recorded?.counted ?? [] },
  };
};

const certificatesIn = (items: readonly Evidence[]): ReadonlyMap<ParticipantId, Certificate> => {
  const latest = new Map<ParticipantId, Certificate>();
  for (const item of items) {
    const { event } = item;
    if (event.kind !== 'hours-certified') continue;
    const { participant, minutes, on: via } = event;
    const certificate = { minutes, via, at: happenedAt(item), event: eventIdOf(event.device, event.seq) };
    const held = latest.get(participant);
    if (held === undefined || isLaterCertificate(certificate, held)) latest.set(participant, certificate);
  }
  return latest;
};

/**
 * Who was present at one session, and for how many minutes. The earliest standing check-in wins (ATT-2); somebody
 * never checked out is counted until the session was closed, at the longest until its end, with a remark (ATT-5).
 * `isExpected` tells the session's own participants from guests. What the office has decided is added, never in place
 * of what was recorded (REV-1).
 */
export const foldAttendance = (
  session: Session,
  evidence: readonly Evidence[],
  isExpected: (participant: ParticipantId) => boolean,
  { rules = firstPolicy, decisions = noDecisions, ownerOf = (id) => id }: Counting = {},
): SessionAttendance => {
  const recorded = standing(session, evidence);
  const items = attributed(recorded, decisions, ownerOf);
  const timesOf = (kind: AttendanceEvent['kind']): readonly Instant[] =>
    items.filter(({ event }) => event.kind === kind).map(happenedAt);
  const closings = timesOf('session-closed');
  const openings = timesOf('session-opened');
  const lastClosing = closings.length === 0 ? undefined : instant(Math.max(...closings));
  const closedAt = lastClosing ?? decisions.ended?.endedAt;
  const setting: Setting = { session, rules, closedAt };
  const shared = sharedPhones(items);
  const added = new Set(
    recorded.flatMap(({ event }) =>
      event.kind === 'walk-in' && !decisions.matches.has(event.participant)
        ? [ownerOf(event.participant)]
        : [],
    ),
  );
  const claimed = new Set([...decisions.claims.values()].map(({ participant }) => ownerOf(participant)));
  const matched = new Set([...decisions.matches.values()].map(({ participant }) => ownerOf(participant)));
  const passagesByPerson = passagesOf(items);
  const byParticipant = new Map<ParticipantId, Attendance>();
  const walkIns = new Map<ParticipantId, Attendance>();
  const named = new Set([...passagesByPerson.keys(), ...decisions.people.keys()]);
  for (const participant of [...named].sort()) {
    const passages = passagesByPerson.get(participant) ?? [];
    const isWalkIn = added.has(participant);
    const attendance = attendanceOf(setting, passages, {
      isGuest: !isWalkIn && !isExpected(participant),
      isPhoneShared: passages.some(
        ({ event }) => event.kind === 'checked-in' && event.phone !== undefined && shared.has(event.phone),
      ),
      isMatched: matched.has(participant),
      isClaimed: claimed.has(participant),
    });
    const counted = isWalkIn ? attendance : corrected(setting, participant, attendance, decisions);
    if (counted !== undefined) (isWalkIn ? walkIns : byParticipant).set(participant, counted);
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
    certificates: certificatesIn(items),
  };
};
