/** The reviewer's decisions about one session, each a new entry of the office's log (REV-1). */
import { basisOf } from '../../domain/decisions.ts';
import { minutesOf } from '../../domain/counted-minutes.ts';
import { err, ok } from '../../domain/result.ts';
import { mattersOf, waitingRemarks } from '../../domain/review.ts';
import { dayOf, hourMs } from '../../domain/time.ts';
import {
  AcceptRemarksRequest,
  CorrectRequest,
  DecidedReply,
  DecideListRequest,
  DecideScanRequest,
  DecideWalkInRequest,
  ReviewDoneRequest,
  TakeBackRequest,
} from '../../protocol/review.ts';
import { endpoint } from '../http/endpoint.ts';
import { decide, keepText } from '../review/decide.ts';
import { chainStateOf } from './chain-state.ts';

const reviewers = {
  method: 'post',
  caller: 'administrator',
  roles: ['reviewer'],
  reply: DecidedReply,
} as const;

/** POST /api/admin/review/accept: a person's remarks are in order as they stand (REV-3). */
export const acceptRemarks = endpoint({
  ...reviewers,
  path: '/api/admin/review/accept',
  body: AcceptRemarksRequest,
  handle: async ({ body, caller }, context) => {
    const { session, participant, basis } = body;
    const review = await context.attendance.review(session);
    if (review === undefined) return err({ code: 'session/unknown' });
    const attendance = review.attendances.find((one) => one.participant === participant);
    if (attendance === undefined || basisOf(attendance) !== basis) return err({ code: 'review/changed' });
    const isAttested = review.folded.attested !== undefined || review.decisions.listAccepted !== undefined;
    const remarks = waitingRemarks(attendance, review.decisions, isAttested);
    if (remarks.length === 0) return ok({ toDecide: mattersOf(review).length });
    return ok(
      await decide({ kind: 'remarks-accepted', session, participant, remarks, basis }, caller.id, context),
    );
  },
});

/** POST /api/admin/review/correct: other times than what was recorded, beside it and with a reason (REV-1). */
export const correctAttendance = endpoint({
  ...reviewers,
  path: '/api/admin/review/correct',
  body: CorrectRequest,
  handle: async ({ body, caller }, context) => {
    const { session: id, participant, spans, reason, basis } = body;
    const review = await context.attendance.review(id);
    const alone = await context.attendance.foldWithoutCorrection(id, participant);
    if (review === undefined || alone === undefined) return err({ code: 'session/unknown' });
    if (!(await context.programme.participantIds([participant])).has(participant))
      return err({ code: 'request/not-found' });
    const { session } = alone;
    if (session.startsAt > context.services.clock()) return err({ code: 'review/not-ready' });
    const before = review.attendances.find((one) => one.participant === participant);
    if (basisOf(before) !== basis) return err({ code: 'review/changed' });
    const isInOrder = spans.every(
      ({ from, to }, i) =>
        from < to &&
        from >= session.startsAt - 12 * hourMs &&
        to <= session.endsAt + 12 * hourMs &&
        (i === 0 || from >= (spans[i - 1]?.to ?? 0)),
    );
    if (!isInOrder) return err({ code: 'review/times' });
    const text = await keepText(body.text, context);
    if (!text.ok) return text;
    const rules = await context.decisions.policyOn(dayOf(session.startsAt));
    return ok(
      await decide(
        {
          kind: 'attendance-corrected',
          session: id,
          participant,
          spans: spans.map(({ from, to }) => [from, to]),
          reason,
          text: text.value,
          basis: basisOf(alone.folded.byParticipant.get(participant)),
          minutesBefore: before?.minutes ?? 0,
          minutesAfter: minutesOf(spans, session, rules),
        },
        caller.id,
        context,
      ),
    );
  },
});

/** POST /api/admin/review/scan: a refused scan was somebody's arrival, or nobody's (DOOR-7). */
export const decideScan = endpoint({
  ...reviewers,
  path: '/api/admin/review/scan',
  body: DecideScanRequest,
  handle: async ({ body, caller }, context) => {
    const { session, event, participant } = body;
    const one = await context.attendance.foldWithoutClaim(session, event);
    if (one === undefined) return err({ code: 'session/unknown' });
    if (!one.folded.refusedScans.some((scan) => scan.event === event)) return err({ code: 'review/changed' });
    if (participant !== null && !(await context.programme.participantIds([participant])).has(participant))
      return err({ code: 'request/not-found' });
    const entry =
      participant === null
        ? { kind: 'scan-dismissed', session, event }
        : { kind: 'scan-claimed', session, event, participant };
    return ok(await decide(entry, caller.id, context));
  },
});

/** POST /api/admin/review/walk-in: who somebody without a badge was (WALK-3). */
export const decideWalkIn = endpoint({
  ...reviewers,
  path: '/api/admin/review/walk-in',
  body: DecideWalkInRequest,
  handle: async ({ body, caller }, context) => {
    const { session, walkIn, participant } = body;
    const one = await context.attendance.fold(session);
    if (one === undefined) return err({ code: 'session/unknown' });
    const isKnown = one.folded.walkIns.has(walkIn) || one.decisions.matches.has(walkIn);
    if (!isKnown) return err({ code: 'review/changed' });
    if (participant !== null && !(await context.programme.participantIds([participant])).has(participant))
      return err({ code: 'request/not-found' });
    const entry =
      participant === null
        ? { kind: 'walk-in-dismissed', session, walkIn }
        : { kind: 'walk-in-matched', session, walkIn, participant };
    return ok(await decide(entry, caller.id, context));
  },
});

/** POST /api/admin/review/list: when a list nobody closed ended, or that it is taken as it is without attestation. */
export const decideList = endpoint({
  ...reviewers,
  path: '/api/admin/review/list',
  body: DecideListRequest,
  handle: async ({ body, caller }, context) => {
    const { session: id, endedAt } = body;
    const one = await context.attendance.fold(id);
    if (one === undefined) return err({ code: 'session/unknown' });
    const { session } = one;
    if (session.endsAt > context.services.clock()) return err({ code: 'review/not-ready' });
    if (endedAt !== null && (endedAt <= session.startsAt || endedAt > session.endsAt + 6 * hourMs))
      return err({ code: 'review/times' });
    const text = await keepText(body.text, context);
    if (!text.ok) return text;
    const now = context.services.clock();
    if (endedAt !== null)
      await context.officeLog.append({
        kind: 'session-ended',
        session: id,
        endedAt,
        text: text.value,
        actor: caller.id,
        at: now,
      });
    return ok(await decide({ kind: 'list-accepted', session: id, text: text.value }, caller.id, context));
  },
});

/** POST /api/admin/review/done: everything has been looked at, exactly as it was shown (REV-3, REV-5). */
export const reviewDone = endpoint({
  ...reviewers,
  path: '/api/admin/review/done',
  body: ReviewDoneRequest,
  handle: async ({ body, caller }, context) => {
    const { session, basis } = body;
    const review = await context.attendance.review(session);
    const one = await context.attendance.fold(session);
    if (review === undefined || one === undefined) return err({ code: 'session/unknown' });
    if (one.session.endsAt > context.services.clock()) return err({ code: 'review/not-ready' });
    if (review.basis !== basis) return err({ code: 'review/changed' });
    if (mattersOf(review).length > 0) return err({ code: 'review/not-ready' });
    const involved = new Set(one.rows.map(({ device }) => device));
    for (const device of await context.devices.all())
      if (involved.has(device.id) && (await chainStateOf(device, context)).state === 'broken')
        return err({ code: 'review/not-ready', reason: 'broken-chain' });
    return ok(await decide({ kind: 'session-reviewed', session, basis }, caller.id, context));
  },
});

/** POST /api/admin/review/take-back: an earlier decision about the session no longer stands; it stays readable (REV-1). */
export const takeBackDecision = endpoint({
  ...reviewers,
  path: '/api/admin/review/take-back',
  body: TakeBackRequest,
  handle: async ({ body, caller }, context) => {
    const taken = await context.decisions.bySeq(body.decision);
    if (taken === undefined || !('session' in taken) || taken.session !== body.session)
      return err({ code: 'request/not-found' });
    /* What was set aside is let in or left out in the log's own rows: decided once. */
    if (taken.kind === 'set-aside-accepted' || taken.kind === 'set-aside-dismissed')
      return err({ code: 'review/not-ready' });
    return ok(
      await decide(
        { kind: 'decision-taken-back', session: body.session, decision: body.decision },
        caller.id,
        context,
      ),
    );
  },
});
