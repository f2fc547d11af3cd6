import { describe, expect, test } from 'vitest';
import { foldAttendance } from '../../src/domain/attendance.ts';
import { cardsInList } from '../../src/domain/known-cards.ts';
import { expectedPeople, peopleById, verdictOn } from '../../src/domain/door.ts';
import type { AttendanceEvent } from '../../src/domain/events.ts';
import { CohortId, Hash, SessionId, UnitId } from '../../src/domain/ids.ts';
import { Plan, type Session } from '../../src/domain/programme.ts';
import {
  aCheckIn,
  aCheckOut,
  aClosing,
  aSession,
  evidence,
  minutes,
  monday,
  person,
  tablet,
} from '../support/factories.ts';

const g1 = CohortId.parse('g1');
const g2 = CohortId.parse('g2');
const hash = (letter: string): Hash => Hash.parse(letter.repeat(43));
const here = aSession();
const another = (id: string, more: Partial<Session>): Session =>
  aSession({ id: SessionId.parse(id), cohorts: [g2], ...more });

const plan = (sessions: readonly Session[] = [here]): Plan =>
  Plan.parse({
    issuedAt: monday('00:00'),
    window: { from: monday('00:00'), to: monday('23:00') },
    demo: false,
    programme: 'Programmet',
    office: { name: 'Projektkontoret', phone: '08-000 00 00' },
    device: { id: tablet('a'), name: 'Farsta 07' },
    sessions: [...sessions],
    cohorts: [
      {
        id: g1,
        name: 'Grupp 1',
        unit: UnitId.parse('farsta'),
        people: [
          { id: person('amina'), given: 'Amina', family: 'Björkljus', code: '7Q2MK4TX' },
          { id: person('olof'), given: 'Olof', family: 'Granmoln', code: '' },
        ],
      },
    ],
    cohortNames: [
      [g1, 'Grupp 1'],
      [g2, 'Grupp 2'],
    ],
    officeKey: '',
    sessionCodes: [],
    trainerCodes: { salt: 'salt', iterations: 1, trainers: [] },
    badges: [
      [hash('a'), person('amina'), g1, 0],
      [hash('b'), person('amina'), g1, 1],
      [hash('g'), person('guest'), g2, 0],
    ],
  });

const attendance = (...events: readonly AttendanceEvent[]) =>
  foldAttendance(here, evidence(events), () => true);
const scan = (letter: string, events: readonly AttendanceEvent[] = [], held: Plan = plan()) =>
  verdictOn(
    cardsInList(held.badges).byHash(hash(letter)),
    held,
    here,
    attendance(...events),
    monday('08:40'),
  );

describe('a badge at the door', () => {
  test('[DOOR-1] of the session’s own participant checks in', () => {
    expect(scan('a')).toEqual({ kind: 'check-in', participant: 'amina' });
    expect(scan('a')).toEqual(scan('a'));
  });

  test('[ATT-2] of somebody who is in says since when, and is no new event', () => {
    expect(scan('a', [aCheckIn({ seq: 1, at: monday('08:30') })])).toEqual({
      kind: 'already',
      participant: 'amina',
      since: monday('08:30'),
    });
  });

  test('[DOOR-1] of somebody who has gone out again checks in again', () => {
    const events = [aCheckIn({ seq: 1, at: monday('08:30') }), aCheckOut({ seq: 2, at: monday('08:35') })];
    expect(scan('a', events).kind).toBe('check-in');
  });

  test('[DOOR-4] that is blocked is blocked, though its owner has a new one', () => {
    expect(scan('b')).toEqual({ kind: 'blocked' });
    expect(scan('b', [aCheckIn({ seq: 1, at: monday('08:30') })])).toEqual({ kind: 'blocked' });
  });

  test('[DOOR-1] that nobody knows is unknown', () => {
    expect(scan('x')).toEqual({ kind: 'unknown' });
  });

  test('[DOOR-1] checks nobody in when the session is closed', () => {
    const closed = [aClosing({ seq: 1, at: monday('08:39') })];
    expect(scan('a', closed)).toEqual({ kind: 'closed' });
    expect(scan('x', closed)).toEqual({ kind: 'closed' });
  });
});

describe('a guest', () => {
  test('[DOOR-3] is recognised by group without a name, and told where to go', () => {
    const next = another('next', { startsAt: monday('13:00'), endsAt: monday('16:00') });
    const verdict = scan('g', [], plan([here, next]));
    expect(verdict).toEqual({ kind: 'other-session', participant: 'guest', cohort: g2, expected: next });
    expect(peopleById(plan()).get(person('guest'))).toBeUndefined();
  });

  test('[DOOR-3] is told the nearest session that is neither over nor cancelled', () => {
    const over = another('over', { startsAt: monday('07:00'), endsAt: monday('08:40') });
    const cancelled = another('cancelled', { startsAt: monday('09:00'), cancelled: true });
    const later = another('later', { startsAt: monday('15:00'), endsAt: monday('16:00') });
    const next = another('next', { startsAt: monday('13:00'), endsAt: monday('16:00') });
    const verdict = scan('g', [], plan([here, later, cancelled, over, next]));
    expect(verdict).toMatchObject({ kind: 'other-session', expected: { id: 'next' } });
  });

  test('[DOOR-3] whose session this tablet does not know is told nothing that is not true', () => {
    expect(scan('g')).toMatchObject({ kind: 'other-session', expected: undefined });
  });

  test('[ATT-2] who was let in is already in at the next scan', () => {
    expect(scan('g', [aCheckIn({ seq: 1, at: monday('08:30') }, 'guest')]).kind).toBe('already');
  });
});

test('[PLAN-2] the list at the door holds the session’s own cohorts, in the order of the plan', () => {
  expect(expectedPeople(plan(), here).map(({ id }) => id)).toEqual(['amina', 'olof']);
  expect(expectedPeople(plan(), another('other', {}))).toEqual([]);
  expect(minutes(1)).toBe(60_000);
});
