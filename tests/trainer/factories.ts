/** People, sessions and outcomes that name only what matters to a test. */
import type { Outcome } from '../../src/app/trainer/door.ts';
import { CohortId, DeviceId, Hash, ParticipantId, SessionId, UnitId } from '../../src/domain/ids.ts';
import type { Plan, PlanPerson, Session } from '../../src/domain/programme.ts';
import { Day, hourMs, instant, instantAt } from '../../src/domain/time.ts';

/** A moment of the day the tests live in, Thursday 12 November 2026. */
export const at = (time: string, day = '2026-11-12'): number => instantAt(Day.parse(day), time);

let people = 0;

/** `aPerson('Amina Berg')`; one word is an agreed alias. */
export const aPerson = (name: string, parts: Partial<PlanPerson> = {}): PlanPerson => {
  people += 1;
  const [given = '', ...family] = name.split(' ');
  return { id: ParticipantId.parse(`p${people}`), given, family: family.join(' '), code: '', ...parts };
};

/** A morning session on site today. */
export const aSession = (id: string, parts: Partial<Session> = {}): Session => ({
  id: SessionId.parse(id),
  kind: 'on-site',
  title: `Tillfälle ${id}`,
  cohorts: [CohortId.parse('grupp-1')],
  startsAt: instant(at('08:30')),
  endsAt: instant(at('12:30')),
  breaks: [],
  place: 'Farsta, sal Eken',
  trainer: 'Kim Alm',
  number: 3,
  of: 6,
  cancelled: false,
  ...parts,
});

/** A plan for today and the days around it, with one group of one person. */
export const aPlan = (parts: Partial<Plan> = {}): Plan => ({
  issuedAt: instant(at('07:00')),
  window: { from: instant(at('00:00') - 24 * hourMs), to: instant(at('00:00') + 72 * hourMs) },
  demo: false,
  programme: 'Programmet',
  office: { name: 'Projektkontoret', phone: '08-123 45 67' },
  device: { id: DeviceId.parse('farsta-07'), name: 'Farsta 07' },
  sessions: [aSession('a')],
  cohorts: [
    {
      id: CohortId.parse('grupp-1'),
      name: 'Grupp 1',
      unit: UnitId.parse('farsta'),
      people: [aPerson('Amina Berg')],
    },
  ],
  cohortNames: [[CohortId.parse('grupp-1'), 'Grupp 1']],
  badges: [],
  officeKey: '',
  sessionCodes: [],
  trainerCodes: { salt: 'salt', iterations: 1, trainers: [] },
  ...parts,
});

/** A token hash that is the same for the same card. */
export const aToken = (card: string): Hash => Hash.parse(card.padEnd(43, 'x'));

export const outcomes = {
  checkedIn: (person: PlanPerson): Outcome => ({
    kind: 'checked-in',
    participant: person.id,
    person,
    at: at('08:24'),
  }),
  otherSession: (person: PlanPerson): Outcome => ({
    kind: 'other-session',
    participant: person.id,
    person,
    cohort: CohortId.parse('grupp-2'),
    expected: undefined,
    token: aToken(person.id),
  }),
  unknown: (card: string): Outcome => ({ kind: 'unknown', token: aToken(card) }),
  blocked: (card: string): Outcome => ({ kind: 'blocked', token: aToken(card) }),
  notOurs: { kind: 'not-ours' },
  closed: { kind: 'closed' },
  notSaved: { kind: 'not-saved', reason: 'not-saved' },
} as const satisfies Record<string, Outcome | ((...of: never[]) => Outcome)>;
