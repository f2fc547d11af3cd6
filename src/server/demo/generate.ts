/** The demo programme, whole: pure, so that the same seed and moment always give the same demo (DEMO-2). */
import type { Cohort, OfficeSession, Participant } from '../../domain/office.ts';
import { dayOf, type Day, type Instant } from '../../domain/time.ts';
import { demoCertificates, inOneLog } from './certificates.ts';
import { demoDevices, type DemoDevice } from './devices.ts';
import { generateHistory, type DemoHistory } from './history.ts';
import { generatePeople, type DemoIdentity } from './people.ts';
import { createRandom } from './random.ts';
import { generateSchedule } from './schedule.ts';

export type DemoProgramme = DemoHistory & {
  readonly programme: string;
  readonly office: { readonly name: string; readonly phone: string };
  readonly cohorts: readonly Cohort[];
  readonly participants: readonly Participant[];
  readonly identities: readonly DemoIdentity[];
  readonly sessions: readonly OfficeSession[];
  readonly devices: readonly DemoDevice[];
};

export type DemoMoment = {
  readonly seed: number;
  /** The Stockholm day of `now`; another day is a defect. */
  readonly today: Day;
  readonly now: Instant;
};

/**
 * A programme of full size as it stands at a moment: 1 140 people, 57 cohorts, 352 sessions over 36 months, what
 * the tablets recorded before today, and sessions today and tomorrow, one of them going on right now in Farsta.
 * Badges are not part of it. The telephone number is from the series kept for fiction.
 */
export const generateDemo = ({ seed, today, now }: DemoMoment): DemoProgramme => {
  if (dayOf(now) !== today) throw new Error('today is not the Stockholm day of now');
  const random = createRandom(seed);
  const { cohorts, participants, identities } = generatePeople(random.fork('people'), today);
  const sessions = generateSchedule(random.fork('schedule'), cohorts, { today, now });
  const devices = demoDevices({ today, now });
  const history = generateHistory(random.fork('history'), today, sessions, participants, devices);
  return {
    programme: 'Kompetensutveckling för framtidens socialtjänst',
    office: { name: 'Projektkontoret', phone: '08-465 004 00' },
    cohorts,
    participants,
    identities,
    sessions,
    devices,
    logs: history.logs,
    phones: inOneLog(history.phones, demoCertificates(random.fork('certificates'), history, sessions, now)),
  };
};
