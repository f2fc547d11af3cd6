/** Takes the good rows of a checked file into the office's records, in the caller's transaction (IMP-14). */
import type { Cohort, OfficeSession, Participant } from '../../domain/office.ts';
import { CohortId, ParticipantId, SessionId } from '../../domain/ids.ts';
import type { CommitImportReply } from '../../protocol/import.ts';
import type { Context } from '../http/endpoint.ts';
import { createId } from '../http/services.ts';
import type { ImportAnswers } from './import-jobs.ts';

const putNewCohorts = async (
  { programme, services }: Context,
  { rows, cohorts }: ImportAnswers['check-participants'],
): Promise<{ readonly idByKey: ReadonlyMap<string, CohortId>; readonly made: number }> => {
  const used = new Set(rows.flatMap(({ draft }) => draft?.cohortKey ?? []));
  const idByKey = new Map<string, CohortId>();
  const made: Cohort[] = [];
  for (const { id, key, name, track, unit } of cohorts.filter((cohort) => used.has(cohort.key))) {
    const cohort = { id: id ?? CohortId.parse(createId(services)), name, track, unit };
    idByKey.set(key, cohort.id);
    if (id === null) made.push(cohort);
  }
  await programme.putCohorts(made);
  return { idByKey, made: made.length };
};

/** New and known participants with their numbers, and the cohorts that the file names. */
export const takeInParticipants = async (
  context: Context,
  answer: ImportAnswers['check-participants'],
): Promise<CommitImportReply> => {
  const { programme, identities, services } = context;
  const { idByKey, made } = await putNewCohorts(context, answer);
  const numbers = new Map(answer.numbers);
  const participants: Participant[] = [];
  const kept: (readonly [ParticipantId, string, boolean])[] = [];
  for (const { row, draft, existing, isMarkedProtected } of answer.rows) {
    const number = numbers.get(row);
    if (draft === null || number === undefined) continue;
    const { cohortKey, ...person } = draft;
    const id = existing ?? ParticipantId.parse(createId(services));
    participants.push({
      ...person,
      id,
      cohort: cohortKey === null ? null : (idByKey.get(cohortKey) ?? null),
    });
    if (existing === null || isMarkedProtected) kept.push([id, number, isMarkedProtected]);
  }
  await programme.putParticipants(participants);
  for (const [id, number, isProtected] of kept) await identities.keep(id, number, isProtected);
  const updated = answer.rows.filter(({ draft, existing }) => draft !== null && existing !== null).length;
  return { added: participants.length - updated, updated, cohorts: made };
};

/** New and changed sessions. A changed session keeps its id, and what was recorded at it is counted again. */
export const takeInSessions = async (
  context: Context,
  answer: ImportAnswers['check-sessions'],
): Promise<CommitImportReply> => {
  const { programme, attendance, services } = context;
  const known = await programme.sessionsBetween(0, Number.MAX_SAFE_INTEGER);
  const cancelled = new Set<string>(
    known.filter(({ session }) => session.cancelled).map(({ session }) => session.id),
  );
  const changed: SessionId[] = [];
  const sessions: (OfficeSession & { readonly reference?: string })[] = [];
  for (const { draft, existing } of answer.rows) {
    if (draft === null) continue;
    const { unit, reference, ...planned } = draft;
    const id = existing ?? SessionId.parse(createId(services));
    if (existing !== null) changed.push(id);
    const session = { ...planned, id, cancelled: cancelled.has(id) };
    sessions.push(reference === null ? { session, unit } : { session, unit, reference });
  }
  await programme.putSessions(sessions);
  await attendance.recompute(changed, services.clock());
  return { added: sessions.length - changed.length, updated: changed.length, cohorts: 0 };
};
