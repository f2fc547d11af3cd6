/** A session's attendance list, to print before it and after it. Names as everywhere; never an identity number (PAPER-4). */
import type { Attendance } from '../../domain/attendance.ts';
import { certificateState } from '../../domain/certification.ts';
import type { Participant } from '../../domain/office.ts';
import { dayOf } from '../../domain/time.ts';
import type { ListedPerson, SessionListReply } from '../../protocol/papers.ts';
import type { Context } from '../http/endpoint.ts';
import { readReportSettings } from './report-settings.ts';

const presenceOf = (attendance: Attendance | undefined): ListedPerson['presence'] => {
  if (attendance === undefined) return null;
  const { counted, checkedInAt, presence, minutes, recorded } = attendance;
  const isCorrected = recorded !== undefined;
  if (isCorrected) {
    const [first] = counted;
    const last = counted.at(-1);
    if (first === undefined || last === undefined) return null;
    return { from: first.from, to: last.to, minutes, isCorrected };
  }
  return { from: checkedInAt, to: presence.at(-1)?.to ?? null, minutes, isCorrected };
};

const byName = (a: ListedPerson, b: ListedPerson): number =>
  a.name.localeCompare(b.name, 'sv') || (a.participant < b.participant ? -1 : 1);

const peopleAt = async (
  session: { readonly id: string; readonly cohorts: readonly string[]; readonly startsAt: number },
  { programme, attendance, reviews }: Context,
): Promise<readonly ListedPerson[]> => {
  const expected = await programme.membersOn(session.cohorts, dayOf(session.startsAt));
  const attended = new Map((await attendance.ofSession(session.id)).map((one) => [one.participant, one]));
  const certificates = await reviews.certificates([session.id]);
  const cohorts = new Map((await programme.cohorts()).map(({ id, name }) => [id as string, name]));
  const people = new Map<string, Participant>(expected.map((person) => [person.id, person]));
  for (const id of attended.keys()) {
    const guest = people.has(id) ? undefined : await programme.participant(id);
    if (guest !== undefined) people.set(id, guest);
  }
  const isExpected = new Set<string>(expected.map(({ id }) => id));
  return [...people.values()]
    .map(({ id, given, family, cohort }) => {
      const one = attended.get(id);
      const certificate = certificates.get(`${session.id}/${id}`);
      const isCertified = certificateState(one?.minutes ?? 0, certificate) === 'certified';
      return {
        participant: id,
        name: `${given} ${family}`.trim(),
        cohort: cohorts.get(cohort ?? '') ?? '',
        isExpected: isExpected.has(id),
        presence: presenceOf(one),
        certified:
          isCertified && certificate !== undefined ? { at: certificate.at, via: certificate.via } : null,
      };
    })
    .sort(byName);
};

/** `undefined` for no session of ours. */
export const sessionList = async (id: string, context: Context): Promise<SessionListReply | undefined> => {
  const { programme, attendance, trainers, services } = context;
  const one = await attendance.fold(id);
  if (one === undefined) return undefined;
  const { session, folded } = one;
  const cohorts = new Map((await programme.cohorts()).map((cohort) => [cohort.id, cohort.name]));
  const names = new Map((await trainers.all()).map((trainer) => [trainer.id, trainer.name]));
  const settings = await readReportSettings(context, services);
  const { attested } = folded;
  return {
    session: session.id,
    title: session.title,
    kind: session.kind,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    breaks: session.breaks.map(({ from, to }) => [from, to]),
    place: session.place,
    trainer: session.trainer,
    cohorts: session.cohorts.map((cohort) => cohorts.get(cohort) ?? ''),
    number: session.number,
    of: session.of,
    cancelled: session.cancelled,
    closedAt: folded.closedAt ?? null,
    attested:
      attested === undefined
        ? null
        : { at: attested.at, trainer: names.get(attested.trainer) ?? attested.trainer },
    walkIns: folded.walkIns.size,
    people: [...(await peopleAt(session, context))],
    project: settings.project,
    projectId: settings.projectId,
    contact: settings.contact,
    demo: services.isDemo,
  };
};
