/** A tablet's list without a browser: the real log, the real fold and the real door, at a clock the test moves. */
import type { NotSaved } from '../../src/app/device/own-log.ts';
import { createOwnLog } from '../../src/app/device/own-log.ts';
import { openDoor, type Door, type Outcome } from '../../src/app/trainer/door.ts';
import { rowsOf, type ListRow } from '../../src/app/trainer/list-rows.ts';
import { doorSv } from '../../src/app/text/door-sv.ts';
import { foldAttendance, type SessionAttendance } from '../../src/domain/attendance.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { expectedPeople } from '../../src/domain/door.ts';
import { AttendanceEvent } from '../../src/domain/events.ts';
import { noCards } from '../../src/domain/known-cards.ts';
import type { CohortId, ParticipantId } from '../../src/domain/ids.ts';
import type { Plan, PlanPerson, Session } from '../../src/domain/programme.ts';
import { createMemoryLog } from '../support/memory-own-log.ts';
import { createQueue } from '../support/simulated-tablet.ts';
import { aPlan, at } from './factories.ts';

export type ListDesk = {
  readonly plan: Plan;
  readonly session: Session;
  readonly door: Door;
  readonly attendance: () => SessionAttendance;
  readonly rows: () => readonly ListRow[];
  readonly row: (name: string) => ListRow;
  /** Minutes that would count if the list were closed at the session's end. */
  readonly minutes: (person: PlanPerson) => number | undefined;
  /** Everything the tablet has written. */
  readonly written: () => readonly string[];
  /** It is this time of day now. */
  readonly clockIs: (time: string) => void;
  /** While true the disk is full. */
  readonly fill: (isFull: boolean) => void;
};

const cohortOf = (plan: Plan, participant: ParticipantId): CohortId | undefined =>
  plan.cohorts.find(({ people }) => people.some(({ id }) => id === participant))?.id;

/** The list of the plan's first session. */
export const aListDesk = (parts: Partial<Plan> = {}): ListDesk => {
  const plan = aPlan(parts);
  const [session] = plan.sessions;
  if (session === undefined) throw new Error('a list needs a session');
  const store = createMemoryLog();
  let now = at('08:20');
  const log = createOwnLog({ device: plan.device.id, store, clock: () => now, lock: createQueue() });
  const expected = expectedPeople(plan, session);
  const isExpected = (id: ParticipantId): boolean => expected.some((person) => person.id === id);
  const written = (): readonly string[] => store.events().map(({ text }) => text);
  const evidence = (): readonly Evidence[] =>
    written().map((text) => ({ event: AttendanceEvent.parse(JSON.parse(text)), clockOffsetMs: 0 }));
  const attendance = (): SessionAttendance => foldAttendance(session, evidence(), isExpected);
  const person = (id: ParticipantId): PlanPerson | undefined =>
    plan.cohorts.flatMap(({ people }) => people).find((one) => one.id === id);
  const door = openDoor(
    { record: log.record, attendance, person, cards: () => noCards },
    plan,
    session,
    () => now,
  );
  const rows = (): readonly ListRow[] => {
    const held = attendance();
    const guests = [...held.byParticipant.keys()]
      .filter((id) => !isExpected(id))
      .map((id) => {
        const cohort = cohortOf(plan, id);
        const cohortName = plan.cohortNames.find(([known]) => known === cohort)?.[1];
        return { id, person: person(id), cohortName };
      });
    return rowsOf({ expected, guests, attendance: held }, doorSv.row);
  };
  return {
    plan,
    session,
    door,
    attendance,
    rows,
    row: (name) => {
      const found = rows().find((row) => row.name === name);
      if (found === undefined) throw new Error(`nobody in the list is called ${name}`);
      return found;
    },
    minutes: ({ id }) => {
      const closing: Evidence = {
        event: AttendanceEvent.parse({
          kind: 'session-closed',
          session: session.id,
          v: 1,
          device: plan.device.id,
          seq: 999_999,
          prev: 'x'.repeat(43),
          at: session.endsAt,
        }),
        clockOffsetMs: 0,
      };
      return foldAttendance(session, [...evidence(), closing], isExpected).byParticipant.get(id)?.minutes;
    },
    written,
    clockIs: (time) => {
      now = at(time);
    },
    fill: store.fill,
  };
};

/** What the disk answers when it is full. */
export const full: NotSaved['kind'] = 'no-space';

/** The participant of somebody who was added without a badge. */
export const addedIn = (outcome: Outcome): ParticipantId => {
  if (outcome.kind !== 'added') throw new Error(`nobody was added: ${outcome.kind}`);
  return outcome.participant;
};
