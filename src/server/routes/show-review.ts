import { certificateState } from '../../domain/certification.ts';
import { type Decision } from '../../domain/decision-entries.ts';
import { basisOf, standingDecisions } from '../../domain/decisions.ts';
import type { Participant } from '../../domain/office.ts';
import { err, ok } from '../../domain/result.ts';
import { mattersOf } from '../../domain/review.ts';
import { dayOf, instant, monthOf } from '../../domain/time.ts';
import {
  ShowReviewReply,
  type Matter,
  type Person,
  type PersonReview,
  type TakenDecision,
} from '../../protocol/review.ts';
import { Remark, type ShowSessionReply } from '../../protocol/show-session.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { dueDay } from '../../domain/month.ts';
import { suggestionsFor } from '../review/name-suggestions.ts';
import { sessionsLeft } from '../review/queue.ts';
import { sessionPage } from './session-page.ts';

type Review = NonNullable<Awaited<ReturnType<Context['attendance']['review']>>>;
type People = ReadonlyMap<string, Participant>;

const personIn = (people: People, id: string | undefined): Person | null => {
  const person = people.get(id ?? '');
  if (person === undefined) return null;
  const { given, family, unit } = person;
  return { id: person.id, given, family, unit };
};

const mattersFrom = async (
  review: Review,
  page: ShowSessionReply,
  { badges, programme, reviews, writtenTexts }: Context,
): Promise<readonly Matter[]> => {
  const found = mattersOf(review);
  const objections = new Map((await reviews.objectionsAt([page.session.id])).map((row) => [row.id, row]));
  const texts = await writtenTexts.read([...objections.values()].map(({ text }) => text));
  const scans = new Map(review.folded.refusedScans.map((scan) => [scan.event, scan]));
  const waiting = found.flatMap((one) => (one.kind === 'scan' ? [scans.get(one.event)?.token ?? ''] : []));
  const owners = await badges.ownersOf(waiting);
  const people: People = new Map(
    (await programme.participantsWith([...new Set(owners.values())])).map((one) => [one.id, one]),
  );
  /* A name may have been written in many ways: only then everybody is looked through. */
  const everybody = found.some(({ kind }) => kind === 'walk-in') ? await programme.participants() : [];
  return found.map((matter): Matter => {
    switch (matter.kind) {
      case 'remarks': {
        const attendance = review.attendances.find(({ participant }) => participant === matter.participant);
        return { ...matter, remarks: [...matter.remarks], basis: basisOf(attendance) };
      }
      case 'walk-in': {
        const written = page.walkIns.find(({ id }) => id === matter.walkIn)?.written;
        const suggestions = written == null ? [] : suggestionsFor(written, everybody, page.session.unit);
        return { ...matter, suggestions: [...suggestions] };
      }
      case 'scan':
        return { ...matter, owner: personIn(people, owners.get(scans.get(matter.event)?.token ?? '')) };
      case 'objection': {
        const row = objections.get(matter.objection);
        return {
          ...matter,
          madeAt: instant(Number(row?.made_at ?? 0)),
          text: texts.get(row?.text ?? '') ?? null,
        };
      }
      case 'set-aside':
      case 'not-attested':
      case 'not-closed':
      case 'nothing-recorded':
        return matter;
    }
  });
};

const textIn = (decision: Decision): string | undefined => ('text' in decision ? decision.text : undefined);

const takenFrom = async (
  session: string,
  { decisions, reports, writtenTexts }: Context,
): Promise<readonly TakenDecision[]> => {
  const history = (await decisions.history([session])).filter(({ kind }) => kind !== 'decision-taken-back');
  const standing = new Set(standingDecisions(await decisions.history([session])).map(({ seq }) => seq));
  const names = await reports.namesOf([...new Set(history.map(({ actor }) => actor))]);
  const texts = await writtenTexts.read(history.flatMap((decision) => textIn(decision) ?? []));
  return history.map((decision) => ({
    seq: decision.seq,
    at: decision.at,
    by: names.get(decision.actor) ?? decision.actor,
    kind: decision.kind,
    participant: 'participant' in decision ? decision.participant : null,
    remarks:
      decision.kind === 'remarks-accepted'
        ? decision.remarks.flatMap((remark) => Remark.safeParse(remark).data ?? [])
        : [],
    reason: decision.kind === 'attendance-corrected' ? decision.reason : null,
    text: texts.get(textIn(decision) ?? '') ?? null,
    minutesBefore: decision.kind === 'attendance-corrected' ? decision.minutesBefore : null,
    minutesAfter: decision.kind === 'attendance-corrected' ? decision.minutesAfter : null,
    isTakenBack: !standing.has(decision.seq),
  }));
};

const peopleFrom = async (
  { attendances }: Review,
  page: ShowSessionReply,
  { reviews }: Context,
): Promise<readonly PersonReview[]> => {
  const certificates = await reviews.certificates([page.session.id]);
  const known = new Map(attendances.map((attendance) => [attendance.participant, attendance]));
  return page.people.map(({ participant }) => {
    const attendance = known.get(participant);
    const minutes = attendance?.minutes ?? 0;
    return {
      participant,
      minutes,
      counted: [...(attendance?.counted ?? [])],
      recorded:
        attendance?.recorded === undefined
          ? null
          : { minutes: attendance.recorded.minutes, counted: [...attendance.recorded.counted] },
      basis: basisOf(attendance),
      certificate: certificateState(minutes, certificates.get(`${page.session.id}/${participant}`)),
    };
  });
};

/** GET /api/admin/review/:id: one session with everything that is to be decided about it (REV-2). */
export const showReview = endpoint({
  method: 'get',
  path: '/api/admin/review/:id',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'reader'],
  reply: ShowReviewReply,
  hasEtag: true,
  handle: async ({ params }, context) => {
    const page = await sessionPage(params['id'] ?? '', context);
    const review = page === undefined ? undefined : await context.attendance.review(page.session.id);
    if (page === undefined || review === undefined) return err({ code: 'session/unknown' });
    const month = monthOf(page.session.startsAt);
    const left = (await sessionsLeft(context)).map(({ session }) => session.id);
    const next = left[left.indexOf(page.session.id) + 1] ?? left.find((id) => id !== page.session.id) ?? null;
    const one = await context.attendance.fold(page.session.id);
    const rules = await context.decisions.policyOn(dayOf(page.session.startsAt));
    return ok({
      page,
      breaks: rules.deductsBreaks ? [...(one?.session.breaks ?? [])] : [],
      month: { month, isLocked: await context.months.isLocked(month), due: dueDay(month) },
      matters: [...(await mattersFrom(review, page, context))],
      people: [...(await peopleFrom(review, page, context))],
      decisions: [...(await takenFrom(page.session.id, context))],
      basis: review.basis,
      broken: page.chains.filter(({ state }) => state === 'broken').map(({ device }) => device),
      isReviewed: review.decisions.reviewed?.basis === review.basis && mattersOf(review).length === 0,
      next,
    });
  },
});
