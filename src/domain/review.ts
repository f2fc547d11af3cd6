/**
 * What is left to decide before a session is reviewed, and what the reviewer then has said yes to (REV-2, REV-3). Pure:
 * the queue, the session's page and the lock of a month all ask here.
 */
import type { Attendance, RefusedScan, SessionAttendance } from './attendance.ts';
import { basisOf, type SessionDecisions } from './decisions.ts';
import type { EventId, ParticipantId } from './ids.ts';
import { toDecide, type Remark } from './remarks.ts';
import type { Instant } from './time.ts';

/** One thing somebody has to decide. */
export type Matter =
  | { readonly kind: 'remarks'; readonly participant: ParticipantId; readonly remarks: readonly Remark[] }
  | { readonly kind: 'walk-in'; readonly walkIn: ParticipantId }
  | { readonly kind: 'scan'; readonly event: EventId }
  | { readonly kind: 'objection'; readonly participant: ParticipantId; readonly objection: string }
  /** Events that came set aside and name this session. */
  | { readonly kind: 'set-aside'; readonly events: number }
  | { readonly kind: 'not-attested' }
  | { readonly kind: 'not-closed' }
  | { readonly kind: 'nothing-recorded' };

export type ReviewOf = {
  readonly session: { readonly endsAt: Instant; readonly cancelled: boolean };
  readonly folded: SessionAttendance;
  /** Everybody's attendance with what overlapping sessions add (ATT-3). */
  readonly attendances: readonly Attendance[];
  readonly decisions: SessionDecisions;
  /** Events of this session that are set aside and undecided. */
  readonly setAside: number;
  readonly objections: readonly { readonly id: string; readonly participant: ParticipantId }[];
};

/** A scan that says nothing of a person (another kind of code) is nothing to decide on. */
const isClaimable = ({ token, reason }: RefusedScan): boolean => token !== undefined && reason !== 'not-ours';

/** A correction answers what was odd about what it corrected; not what other sessions or later events add. */
const answeredByCorrection = ({ remarks }: Attendance): readonly Remark[] =>
  remarks.includes('corrected') && !remarks.includes('changed-after-correction')
    ? remarks.filter((remark) => remark === 'overlapping-sessions')
    : remarks;

/** The remarks of one attendance that still wait: those accepted for exactly this are decided (REV-3). */
export const waitingRemarks = (
  attendance: Attendance,
  decisions: SessionDecisions,
  isAttested: boolean,
): readonly Remark[] => {
  const accepted = decisions.people.get(attendance.participant)?.accepted;
  if (accepted !== undefined && accepted.basis === basisOf(attendance)) return [];
  return toDecide(answeredByCorrection(attendance), isAttested);
};

/** The refused scans nobody has claimed or dismissed (DOOR-7). */
export const waitingScans = (
  folded: SessionAttendance,
  { dismissedScans }: SessionDecisions,
): readonly RefusedScan[] =>
  folded.refusedScans.filter((scan) => isClaimable(scan) && !dismissedScans.has(scan.event));

/** People added without a badge whom nobody has matched or dismissed (WALK-3). */
export const waitingWalkIns = (
  folded: SessionAttendance,
  { dismissedWalkIns }: SessionDecisions,
): readonly ParticipantId[] => [...folded.walkIns.keys()].filter((id) => !dismissedWalkIns.has(id));

const matterOfList = ({ session, folded, attendances, decisions }: ReviewOf): readonly Matter[] => {
  if (session.cancelled || decisions.listAccepted !== undefined) return [];
  if (folded.openedAt === undefined && attendances.length === 0) return [{ kind: 'nothing-recorded' }];
  if (folded.closedAt === undefined) return [{ kind: 'not-closed' }];
  return folded.attested === undefined ? [{ kind: 'not-attested' }] : [];
};

/** Everything that waits for a decision, the session's own matters first (REV-2). */
export const mattersOf = (review: ReviewOf): readonly Matter[] => {
  const { folded, attendances, decisions, setAside, objections } = review;
  const isAttested = folded.attested !== undefined || decisions.listAccepted !== undefined;
  return [
    ...matterOfList(review),
    ...(setAside === 0 ? [] : [{ kind: 'set-aside' as const, events: setAside }]),
    ...objections.map(({ id, participant }) => ({ kind: 'objection' as const, participant, objection: id })),
    ...waitingWalkIns(folded, decisions).map((walkIn) => ({ kind: 'walk-in' as const, walkIn })),
    ...waitingScans(folded, decisions).map(({ event }) => ({ kind: 'scan' as const, event })),
    ...attendances.flatMap((attendance): Matter[] => {
      const remarks = waitingRemarks(attendance, decisions, isAttested);
      return remarks.length === 0 ? [] : [{ kind: 'remarks', participant: attendance.participant, remarks }];
    }),
  ];
};

/**
 * What a reviewer says yes to with "Klart": everybody's minutes and remarks, and how the list ended. When any of it
 * changes, the session is to be reviewed again (REV-3).
 */
export const sessionBasis = ({ folded, attendances, decisions }: ReviewOf): string =>
  [
    folded.closedAt ?? '-',
    folded.attested === undefined ? '-' : folded.attested.trainer,
    decisions.listAccepted?.seq ?? '-',
    [...folded.walkIns.keys()].sort().join('+'),
    ...attendances.map((attendance) => `${attendance.participant}=${basisOf(attendance)}`).sort(),
  ].join('\n');
