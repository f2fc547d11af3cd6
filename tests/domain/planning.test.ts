import { describe, expect, test } from 'vitest';
import { holidayOn } from '../../src/domain/holidays.ts';
import { CohortId, DeviceId, SessionId, UnitId, VenueId, WaveId } from '../../src/domain/ids.ts';
import type { Cohort } from '../../src/domain/office.ts';
import {
  clashesIn,
  dayConcerns,
  hoursByCohort,
  isSurveyLink,
  missingIn,
  mustConfirm,
  orderConcerns,
  plannedMinutes,
  seriesDays,
  sessionAt,
  timesProblem,
  type OrderFacts,
  type PlanBook,
  type PlanDevice,
  type PlannedSession,
  type Venue,
} from '../../src/domain/planning.ts';
import { Day, hourMs, instant } from '../../src/domain/time.ts';
import { aSession, clockTime, monday } from '../support/factories.ts';

const day = (text: string): Day => Day.parse(text);
const farsta = UnitId.parse('farsta');
const jarva = UnitId.parse('jarva');
const employees: Cohort = { id: CohortId.parse('g1'), name: 'Grupp 1', track: 'employee', unit: farsta };
const managers: Cohort = { id: CohortId.parse('c1'), name: 'Chefer 1', track: 'manager', unit: farsta };
const eken: Venue = {
  id: VenueId.parse('eken'),
  name: 'Farsta, sal Eken',
  unit: farsta,
  address: '',
  accessibility: 'Stegfri entré.',
  seats: 20,
};
const aTablet = (id: string, more: Partial<PlanDevice> = {}): PlanDevice => ({
  id: DeviceId.parse(id),
  unit: farsta,
  isRevoked: false,
  ...more,
});

type Changes = Partial<Omit<PlannedSession, 'session'>> & { readonly id?: string };

/** A session in Farsta with everything it needs, unless told otherwise. */
const planned = (session: Partial<PlannedSession['session']> = {}, more: Changes = {}): PlannedSession => {
  const { id = 's1', ...rest } = more;
  return {
    session: aSession({ id: SessionId.parse(id), trainer: 'Kim Alm', place: eken.name, ...session }),
    unit: farsta,
    venue: eken.id,
    device: null,
    series: null,
    ...rest,
  };
};
const book = (sessions: readonly PlannedSession[], more: Partial<PlanBook> = {}): PlanBook => ({
  sessions,
  venues: [eken],
  devices: [aTablet('p1')],
  ...more,
});

describe('the days of a series', () => {
  const rhythm = { firstDay: day('2026-11-24'), weekdays: [], everyWeeks: 1, count: 3, skipsHolidays: true };

  test('[SER-1] four Tuesdays every other week begin on the day the planner chose', () => {
    expect(seriesDays({ ...rhythm, everyWeeks: 2, count: 4 })).toEqual([
      '2026-11-24',
      '2026-12-08',
      '2026-12-22',
      '2027-01-05',
    ]);
  });

  test('[SER-1] Mondays and Thursdays from a Tuesday on begin with the Thursday', () => {
    expect(seriesDays({ ...rhythm, weekdays: [4, 1] })).toEqual(['2026-11-26', '2026-11-30', '2026-12-03']);
  });

  test('[SER-1] Thursdays before Christmas go past Christmas Eve and New Year’s Eve, or stay there when told to', () => {
    const thursdays = { ...rhythm, firstDay: day('2026-12-17') };
    expect(seriesDays(thursdays)).toEqual(['2026-12-17', '2027-01-07', '2027-01-14']);
    expect(seriesDays({ ...thursdays, skipsHolidays: false })).toEqual([
      '2026-12-17',
      '2026-12-24',
      '2026-12-31',
    ]);
  });

  test('[SER-1] the same hours of the day stand on both sides of the night the clock changes', () => {
    const times = { start: '08:30', end: '12:30', breaks: [{ from: '10:00', to: '10:15' }] };
    const before = sessionAt(day('2026-10-23'), times);
    const after = sessionAt(day('2026-10-30'), times);
    expect(before.startsAt).toBe(clockTime('2026-10-23', '08:30'));
    expect(after.startsAt).toBe(clockTime('2026-10-30', '08:30'));
    expect(after.startsAt - before.startsAt).toBe(7 * 24 * hourMs + hourMs);
    expect([plannedMinutes(before), plannedMinutes(after)]).toEqual([225, 225]);
  });

  test.each([
    ['end-before-start', { start: '12:00', end: '12:00', breaks: [] }],
    ['break-outside', { start: '08:30', end: '12:30', breaks: [{ from: '12:00', to: '12:45' }] }],
    [
      'breaks-overlap',
      {
        start: '08:30',
        end: '12:30',
        breaks: [
          { from: '10:00', to: '10:30' },
          { from: '10:15', to: '10:45' },
        ],
      },
    ],
    ['nothing-left', { start: '08:30', end: '09:00', breaks: [{ from: '08:30', to: '09:00' }] }],
    [undefined, { start: '08:30', end: '12:30', breaks: [{ from: '10:00', to: '10:15' }] }],
  ])('[SER-1] times that cannot be held are told as %s', (problem, times) => {
    expect(timesProblem(times)).toBe(problem);
  });

  test('[SER-1] good Friday, midsummer and national day are known in any year', () => {
    expect(holidayOn(day('2027-03-26'))).toBe('good-friday');
    expect(holidayOn(day('2028-06-23'))).toBe('midsummer-eve');
    expect(holidayOn(day('2027-06-06'))).toBe('national-day');
    expect(holidayOn(day('2027-06-07'))).toBeUndefined();
  });
});

describe('what a session lacks', () => {
  const missing = (one: PlannedSession, more: Partial<PlanBook> = {}) => missingIn(one, book([one], more));

  test('[SER-2] a session with trainer, described room and a tablet in the unit lacks nothing', () => {
    expect(missing(planned())).toEqual([]);
  });

  test('[SER-2] without anything, the planner is told of the trainer, the venue and the tablet', () => {
    expect(missing(planned({ trainer: '', place: '' }, { venue: null }), { devices: [] })).toEqual([
      'trainer',
      'venue',
      'device',
    ]);
  });

  test('[SER-2] a room that nobody has described is told, also one that is only a name', () => {
    expect(missing(planned(), { venues: [{ ...eken, accessibility: '' }] })).toEqual(['accessibility']);
    expect(missing(planned({ place: 'Farsta, sal X' }, { venue: null }))).toEqual(['accessibility']);
  });

  test('[SER-2] a cancelled session lacks nothing, and a digital lecture needs a trainer alone', () => {
    expect(missing(planned({ cancelled: true, trainer: '' }), { devices: [] })).toEqual([]);
    const lecture = planned({ kind: 'digital', place: '', trainer: '' }, { venue: null, unit: null });
    expect(missing(lecture, { devices: [] })).toEqual(['trainer']);
  });

  test('[SER-2] of two sessions at once in a unit with one tablet, the later one has none', () => {
    const first = planned();
    const second = planned({ startsAt: monday('09:00'), endsAt: monday('11:00'), breaks: [] }, { id: 's2' });
    const both = book([first, second]);
    expect(missingIn(first, both)).toEqual([]);
    expect(missingIn(second, both)).toEqual(['device']);
    const two = book([first, second], { devices: [aTablet('p1'), aTablet('p2')] });
    expect(missingIn(second, two)).toEqual([]);
    const lent = { ...second, device: DeviceId.parse('j1') };
    const withLent = book([first, lent], { devices: [aTablet('p1'), aTablet('j1', { unit: jarva })] });
    expect([missingIn(first, withLent), missingIn(lent, withLent)]).toEqual([[], []]);
  });

  test('[SER-2] a tablet that was turned off, or is lent to another unit at that time, is no tablet', () => {
    expect(missing(planned(), { devices: [aTablet('p1', { isRevoked: true })] })).toEqual(['device']);
    const away = planned({}, { id: 's2', unit: jarva, device: DeviceId.parse('p1') });
    expect(missingIn(planned(), book([planned(), away]))).toEqual(['device']);
    const gone = planned({}, { device: DeviceId.parse('p9') });
    expect(missing(gone, { devices: [aTablet('p9', { isRevoked: true }), aTablet('p1')] })).toEqual([
      'device',
    ]);
  });

  test('[SER-2] a cohort’s hours are those of its sessions without breaks, and a cancelled one gives none', () => {
    const sessions = [planned(), planned({ cancelled: true }, { id: 's2' })];
    expect(hoursByCohort([employees, managers], sessions)).toEqual([
      { cohort: 'g1', sessions: 1, minutes: 195, target: 26 * 60 },
      { cohort: 'c1', sessions: 0, minutes: 0, target: 18 * 60 },
    ]);
  });
});

describe('what stands in the way', () => {
  const kindsOf = (one: PlannedSession, other: PlannedSession) =>
    clashesIn(one, book([one, other])).map(({ kind }) => kind);

  test('[SER-3] people, trainer, room and tablet wanted twice at once are told one by one', () => {
    const lent = { device: DeviceId.parse('p1') };
    expect(kindsOf(planned({}, lent), planned({}, { id: 's2', ...lent }))).toEqual([
      'cohort-clash',
      'trainer-clash',
      'venue-clash',
      'device-clash',
    ]);
  });

  test('[SER-3] a session that begins when the other ends, or is cancelled, is in nobody’s way', () => {
    const after = planned({ startsAt: monday('12:00'), endsAt: monday('14:00'), breaks: [] }, { id: 's2' });
    expect(kindsOf(planned(), after)).toEqual([]);
    expect(kindsOf(planned(), planned({ cancelled: true }, { id: 's2' }))).toEqual([]);
    expect(kindsOf(planned({ cancelled: true }), planned({}, { id: 's2' }))).toEqual([]);
  });

  test('[SER-3] two sessions that nobody has given a trainer or a room do not clash over it', () => {
    const open = { trainer: '', cohorts: [] };
    expect(kindsOf(planned(open, { venue: null }), planned(open, { id: 's2', venue: null }))).toEqual([]);
  });

  test('[SER-3] a Saturday, Christmas Eve, yesterday and a room too small are told', () => {
    const on = (text: string) =>
      planned({ startsAt: clockTime(text, '09:00'), endsAt: clockTime(text, '10:00'), breaks: [] });
    const told = (one: PlannedSession, expected = 20) =>
      dayConcerns(one, { venues: [eken] }, { today: day('2026-11-23'), expected }).map(({ kind, about }) =>
        `${kind} ${about}`.trim(),
      );
    expect(told(on('2026-11-28'))).toEqual(['weekend']);
    expect(told(on('2026-12-24'))).toEqual(['holiday christmas-eve']);
    expect(told(on('2026-11-20'))).toEqual(['past']);
    expect(told(on('2026-11-24'), 21)).toEqual(['few-seats 20']);
    expect(told(on('2026-11-24'))).toEqual([]);
  });
});

describe('whose turn it is', () => {
  const wave = { id: WaveId.parse('w1'), name: 'Våg 1', startsOn: day('2026-11-23'), units: [farsta] };
  const managersStart = planned(
    { cohorts: [managers.id], startsAt: instant(monday('08:00') - hourMs) },
    { id: 'm1' },
  );
  const facts = (more: Partial<OrderFacts> = {}): OrderFacts => ({
    cohorts: [employees, managers],
    waves: [wave],
    unitsOfManagers: new Map(),
    sessions: [managersStart],
    ...more,
  });
  const told = (one: PlannedSession, more: Partial<OrderFacts> = {}) =>
    orderConcerns(one, facts(more)).map(({ kind, about, at }) => [kind, about, at]);

  test('[SER-4] employees whose wave and managers have begun are planned without a word', () => {
    expect(told(planned())).toEqual([]);
  });

  test('[SER-4] employees before their wave are told when it begins, and those of no wave that none has', () => {
    const later = { ...wave, startsOn: day('2026-11-24') };
    expect(told(planned(), { waves: [later] })).toEqual([
      ['before-wave', 'farsta', clockTime('2026-11-24', '00:00')],
    ]);
    expect(told(planned(), { waves: [{ ...wave, units: [jarva] }] })).toEqual([
      ['before-wave', 'farsta', undefined],
    ]);
    expect(told(planned(), { waves: [] })).toEqual([]);
  });

  test('[SER-4] employees before their managers are told when those begin, or that nobody has planned them', () => {
    const later = planned({ cohorts: [managers.id], startsAt: monday('08:30') }, { id: 'm1' });
    expect(told(planned(), { sessions: [later] })).toEqual([
      ['managers-not-begun', 'farsta', monday('08:30')],
    ]);
    expect(told(planned(), { sessions: [] })).toEqual([['managers-not-begun', 'farsta', undefined]]);
    const called = { ...managersStart, session: { ...managersStart.session, cancelled: true } };
    expect(told(planned(), { sessions: [called] })).toHaveLength(1);
  });

  test('[SER-4] a managers’ cohort of several units has begun for each unit its people lead', () => {
    const elsewhere = { ...managers, unit: jarva };
    expect(told(planned(), { cohorts: [employees, elsewhere] })).toHaveLength(1);
    const led = new Map([[managers.id, new Set(['jarva', 'farsta'])]]);
    expect(told(planned(), { cohorts: [employees, elsewhere], unitsOfManagers: led })).toEqual([]);
  });

  test('[SER-4] managers wait for nobody, and both words must be said yes to', () => {
    expect(told(managersStart, { waves: [{ ...wave, startsOn: day('2027-01-01') }] })).toEqual([]);
    expect(mustConfirm.has('before-wave') && mustConfirm.has('managers-not-begun')).toBe(true);
    expect(mustConfirm.has('weekend')).toBe(false);
  });
});

describe('the address of a survey', () => {
  test.each(['https://enkat.example.se/s/1?q=a', 'https://enkat.example.se', 'https://a.se:8443/x#y'])(
    '[SER-7] a planner may give an encrypted address (%s)',
    (link) => {
      expect(isSurveyLink(link)).toBe(true);
    },
  );

  test.each([
    'http://enkat.example.se',
    'javascript:alert(1)',
    'https://kim:ord@enkat.example.se/',
    'https://enkat.example.se/ x',
    'https://enkat',
    'https://enkat.example.se\\@ond.se',
    `https://enkat.example.se/${'x'.repeat(500)}`,
    '',
  ])('[SER-7] no other address is taken (%s)', (link) => {
    expect(isSurveyLink(link)).toBe(false);
  });
});
