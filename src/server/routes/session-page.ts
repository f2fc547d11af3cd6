import { minutesToOre } from '../../domain/hours.ts';
import { DeviceId, type ParticipantId } from '../../domain/ids.ts';
import type { Attendance, SessionAttendance } from '../../domain/attendance.ts';
import { trackMinutes, type Session } from '../../domain/programme.ts';
import { readWalkIn, walkInPurpose } from '../../domain/walk-in.ts';
import { AttendanceEvent } from '../../domain/events.ts';
import { openEnvelope } from '../../signing/envelope.ts';
import type { Participant } from '../../domain/office.ts';
import { dayOf, instant } from '../../domain/time.ts';
import type {
  ShowSessionReply,
  ChainState,
  PersonAttendance,
  SessionPerson,
  SessionEvent,
  SessionRefusedScan,
  SessionWalkIn,
} from '../../protocol/show-session.ts';
import type { Context } from '../http/endpoint.ts';
import type { LogRow } from '../store/log-store.ts';
import { chainStateOf } from './chain-state.ts';
import { eventsFrom, inOrder, type SessionEvents } from './session-events.ts';
import { summariesOf } from './session-summaries.ts';

const presenceFrom = (attendance: Attendance): PersonAttendance => ({
  checkedInAt: attendance.checkedInAt,
  leftAt: attendance.presence.at(-1)?.to ?? null,
  via: attendance.via,
  device: attendance.device,
  isOpen: attendance.isOpen,
  minutes: attendance.minutes,
  remarks: [...attendance.remarks],
});

/** Hours over the track's limit are told beside what the session itself shows: they are reported nowhere (HRS-3). */
const presenceOf = (attendance: Attendance | undefined, isOverLimit: boolean): PersonAttendance | null => {
  if (attendance === undefined) return null;
  const presence = presenceFrom(attendance);
  return isOverLimit && presence.minutes > 0
    ? { ...presence, remarks: [...presence.remarks, 'over-limit'] }
    : presence;
};

const byName = (a: Participant, b: Participant): number =>
  a.given.localeCompare(b.given, 'sv') || a.family.localeCompare(b.family, 'sv') || (a.id < b.id ? -1 : 1);

/** Everybody the session expects, and everybody its events name. */
const peopleAt = async (
  { cohorts, startsAt }: Pick<Session, 'cohorts' | 'startsAt'>,
  named: ReadonlySet<ParticipantId>,
  { programme }: Pick<Context, 'programme'>,
): Promise<{ readonly people: readonly Participant[]; readonly expected: ReadonlySet<string> }> => {
  const own = await programme.membersOn(cohorts, dayOf(startsAt));
  const expected = new Set<string>(own.map(({ id }) => id));
  const others = [...named].filter((id) => !expected.has(id));
  const guests = await programme.participantsWith(others);
  return { people: [...own, ...guests].sort(byName), expected };
};

const personsFrom = async (
  session: Pick<Session, 'id' | 'cohorts' | 'startsAt'>,
  events: SessionEvents,
  context: Pick<Context, 'programme' | 'attendance' | 'reports'>,
): Promise<readonly SessionPerson[]> => {
  const { people, expected } = await peopleAt(session, new Set(events.byParticipant.keys()), context);
  const attendances = new Map(
    (await context.attendance.ofSession(session.id)).map((attendance) => [
      attendance.participant,
      attendance,
    ]),
  );
  const minutes = await context.reports.minutesOf(people.map(({ id }) => id));
  const cohorts = [...new Set(people.flatMap(({ cohort }) => cohort ?? []))];
  const cohortNames = new Map(
    (await context.programme.cohortsWith(cohorts)).map(({ id, name }) => [id, name]),
  );
  return people.map(({ id, given, family, unit, cohort, track }) => ({
    participant: id,
    given,
    family,
    unit,
    cohort: cohort === null ? null : (cohortNames.get(cohort) ?? cohort),
    track,
    isGuest: !expected.has(id),
    programmeMinutes: minutes.get(id) ?? 0,
    attendance: presenceOf(attendances.get(id), (minutes.get(id) ?? 0) > trackMinutes[track]),
    events: [...(events.byParticipant.get(id) ?? [])],
  }));
};

const chainsOf = async (
  rows: readonly LogRow[],
  context: Pick<Context, 'devices' | 'logs' | 'services'>,
): Promise<readonly ChainState[]> => {
  const chains: ChainState[] = [];
  for (const device of await context.devices.withIds([...new Set(rows.map((row) => row.device))]))
    chains.push(await chainStateOf(device, context));
  return chains;
};

const receivedIn = (rows: readonly LogRow[]): ShowSessionReply['received'] => {
  const last = rows.reduce<LogRow | undefined>(
    (latest, row) => (latest === undefined || row.received_at >= latest.received_at ? row : latest),
    undefined,
  );
  return last === undefined ? null : { at: instant(last.received_at), device: DeviceId.parse(last.device) };
};

/** Walk-ins, with the names the tablets sealed to this office (WALK-2). */
const walkInsFrom = async (
  session: Session,
  rows: readonly LogRow[],
  folded: SessionAttendance,
  events: SessionEvents,
  { services }: Pick<Context, 'services'>,
): Promise<readonly SessionWalkIn[]> => {
  const sealed = new Map(
    rows.flatMap((row) => {
      const event = row.kind === 'walk-in' ? AttendanceEvent.safeParse(JSON.parse(row.text)).data : undefined;
      return event?.kind === 'walk-in' ? [[event.participant, event.sealed] as const] : [];
    }),
  );
  return Promise.all(
    [...folded.walkIns].map(async ([id, attendance]) => {
      const opened = await openEnvelope(
        services.secrets.officeKey,
        walkInPurpose(session.id, id),
        sealed.get(id) ?? '',
      );
      return {
        id,
        written: opened === undefined ? null : (readWalkIn(opened) ?? null),
        attendance: presenceFrom(attendance),
        events: [...(events.byParticipant.get(id) ?? [])],
      };
    }),
  );
};

const refusedFrom = async (
  folded: SessionAttendance,
  { badges, programme }: Pick<Context, 'badges' | 'programme'>,
): Promise<readonly SessionRefusedScan[]> => {
  if (folded.refusedScans.length === 0) return [];
  const owners = await badges.ownersOf(folded.refusedScans.flatMap(({ token }) => token ?? []));
  const people = new Map(
    (await programme.participantsWith([...new Set(owners.values())])).map((person) => [
      person.id as string,
      person,
    ]),
  );
  return folded.refusedScans.map(({ at, device, reason, token }) => {
    const owner = people.get(owners.get(token ?? '') ?? '');
    return {
      at,
      device,
      reason,
      participant: owner === undefined ? null : { id: owner.id, given: owner.given, family: owner.family },
    };
  });
};

/** Events that stand under nobody on the page: a walk-in that was taken back is nobody's any more (ADM-2). */
const eventsOfNobody = (events: SessionEvents, shown: ReadonlySet<string>): readonly SessionEvent[] =>
  [
    ...events.ofNobody,
    ...[...events.byParticipant].flatMap(([id, list]) => (shown.has(id) ? [] : list)),
  ].sort(inOrder);

/** One session, person by person and event by event, with what proves it (ADM-2, ADM-3); `undefined` for no session of ours. */
export const sessionPage = async (id: string, context: Context): Promise<ShowSessionReply | undefined> => {
  const planned = await context.programme.session(id);
  if (planned === undefined) return undefined;
  const [summary] = await summariesOf([planned], context);
  if (summary === undefined) return undefined;
  const one = await context.attendance.fold(planned.session.id);
  if (one === undefined) return undefined;
  const { rows, folded, decisions, ownerOf } = one;
  const events = eventsFrom(rows, {
    person: (participant) => ownerOf(decisions.matches.get(participant)?.participant ?? participant),
    scan: (event) => {
      const claimed = decisions.claims.get(event)?.participant;
      return claimed === undefined ? undefined : ownerOf(claimed);
    },
  });
  const closing = events.ofNobody
    .filter(
      ({ kind, isWithdrawn, setAside }) => kind === 'session-closed' && !isWithdrawn && setAside === null,
    )
    .reduce<ShowSessionReply['closing']>(
      (last, { happenedAt, receivedAt, device }) =>
        last === null || happenedAt >= last.at ? { at: happenedAt, receivedAt, device } : last,
      null,
    );
  const people = await personsFrom(planned.session, events, context);
  const walkIns = await walkInsFrom(planned.session, rows, folded, events, context);
  const trainers = new Map((await context.trainers.all()).map(({ id, name }) => [id, name]));
  return {
    session: summary,
    attested:
      folded.attested === undefined
        ? null
        : {
            at: folded.attested.at,
            trainer: trainers.get(folded.attested.trainer) ?? folded.attested.trainer,
          },
    walkIns: [...walkIns],
    refusedScans: [...(await refusedFrom(folded, context))],
    ore: minutesToOre(summary.minutes),
    closing,
    received: receivedIn(rows),
    chains: [...(await chainsOf(rows, context))],
    people: [...people],
    events: [
      ...eventsOfNobody(
        events,
        new Set<string>([...people.map(({ participant }) => participant), ...walkIns.map(({ id }) => id)]),
      ),
    ],
  };
};
