/**
 * Events → who was present → whole minutes. Pure, and the same code on tablet and server. The answer depends on
 * which events there are, never on their order or repetition (ATT-1).
 */
import { isLaterCertificate, type Certificate } from './certification.ts';
import { countedSpans, withGrace } from './counted-minutes.ts';
import { basisOf, noDecisions, type SessionDecisions } from './decisions.ts';
import type { AttendanceEvent, RefusalReason, Via } from './events.ts';
import { happenedAt, type Evidence } from './evidence.ts';
import { DeviceId, eventIdOf, type EventId, type Hash, type ParticipantId, type TrainerId } from './ids.ts';
import {
  passagesOf,
  remarksOf,
  sharedPhones,
  stretchesOf,
  type Circumstances,
  type Passage,
  type Setting,
} from './passages.ts';
import { firstPolicy, type CountingRules } from './policy.ts';
import type { Session, Span } from './programme.ts';
import type { Remark } from './remarks.ts';
import { minutesIn } from './spans.ts';
import { instant, wholeMinute, type Instant } from './time.ts';

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

/**
 * Of two measurements of one event's clock the smaller counts, then the positive one, then one in doubt, whichever came
 * first (ATT-1).
 */
const isBetterMeasured = (a: Evidence, b: Evidence): boolean => {
  const difference = Math.abs(a.clockOffsetMs) - Math.abs(b.clockOffsetMs);
  if (difference !== 0) return difference < 0;
  if (a.clockOffsetMs !== b.clockOffsetMs) return a.clockOffsetMs > b.clockOffsetMs;
  return a.otherOffsetMs !== undefined && b.otherOffsetMs === undefined;
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
