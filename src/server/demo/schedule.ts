/**
 * The demo's sessions: six on site for each cohort and a shared digital lecture, over 36 months of which about
 * eleven have passed. The districts Farsta and Järva are in the middle of their series, and some of their sessions
 * fall today and tomorrow whatever the date (DEMO-7).
 */
import { SessionId } from '../../domain/ids.ts';
import type { Cohort, OfficeSession } from '../../domain/office.ts';
import type { UnitKey } from '../../domain/programme.ts';
import { addDays, instantAt, type Day } from '../../domain/time.ts';
import { bookingToSession, createBookings, type Booking, type Bookings, type Request } from './bookings.ts';
import { firstOfMonth, isProgrammeDay, outOfJuly } from './calendar.ts';
import { anchorsByUnit, fixedSlot, lectureTime, type Anchor, type Clock } from './anchors.ts';
import * as plan from './programme-plan.ts';
import type { Random } from './random.ts';
import { lectureSlot, onSiteSlot, startTimes, type Slot } from './timetable.ts';

/** The programme's month 1 lies this many months before the month of today. */
const monthsHeld = 11;

/** One cohort's wished-for days, and the session that is fixed to an exact time, if any. */
type Course = {
  readonly cohort: Cohort;
  readonly turn: number;
  readonly titles: readonly string[];
  readonly days: readonly Day[];
  readonly fixed: { readonly index: number; readonly slot: Slot } | undefined;
};

const anchoredDays = (random: Random, today: Day, anchor: Anchor, index: number): readonly Day[] =>
  Array.from({ length: plan.sessionsPerCohort }, (_, other) => {
    const day = addDays(today, anchor.ahead + (other - index) * plan.sessionInterval);
    return other === index && anchor.at !== undefined
      ? day
      : outOfJuly(other === index ? day : addDays(day, random.int(-3, 3)));
  });

const daysFrom = (random: Random, start: Day): readonly Day[] =>
  Array.from({ length: plan.sessionsPerCohort }, (_, index) =>
    outOfJuly(addDays(start, index * plan.sessionInterval + (index === 0 ? 0 : random.int(-3, 3)))),
  );

const employeeCourse = (
  random: Random,
  clock: Clock,
  cohort: Cohort,
  place: number,
  turn: number,
): Course => {
  const unitPlan = plan.unitPlans.find(({ unit }) => unit === cohort.unit);
  const titles = plan.employeeSeries[turn % plan.employeeSeries.length] ?? [];
  const start = unitPlan?.start ?? null;
  if (start !== null) {
    const first = addDays(firstOfMonth(clock.today, -monthsHeld), start + place * (unitPlan?.stagger ?? 0));
    return { cohort, turn, titles, days: daysFrom(random, first), fixed: undefined };
  }
  const anchor = anchorsByUnit[cohort.unit as string as UnitKey]?.[place] ?? { ahead: 0 };
  const index = place % 2 === 0 ? 3 : 4;
  const slot = fixedSlot(clock, cohort.unit, anchor);
  return {
    cohort,
    turn,
    titles,
    days: anchoredDays(random, clock.today, anchor, index),
    fixed: slot === undefined ? undefined : { index, slot },
  };
};

const coursesOf = (random: Random, clock: Clock, cohorts: readonly Cohort[]): readonly Course[] => {
  const placeByUnit = new Map<string, number>();
  let managerCohorts = 0;
  return cohorts.map((cohort, turn) => {
    if (cohort.track === 'manager') {
      const start = plan.managerStarts[managerCohorts] ?? 0;
      managerCohorts += 1;
      const first = addDays(firstOfMonth(clock.today, -monthsHeld), start);
      return { cohort, turn, titles: plan.managerSeries, days: daysFrom(random, first), fixed: undefined };
    }
    const place = placeByUnit.get(cohort.unit) ?? 0;
    placeByUnit.set(cohort.unit, place + 1);
    return employeeCourse(random, clock, cohort, place, turn);
  });
};

const requestFor = (course: Course, index: number, slot: Slot): Request => ({
  kind: 'on-site',
  title: course.titles[index] ?? '',
  cohorts: [course.cohort.id],
  unit: course.cohort.unit,
  slot,
  number: index + 1,
  of: plan.sessionsPerCohort,
  trainerIndex: course.turn * 3 + Math.floor(index / 2),
});

const mustBook = (isBooked: boolean): void => {
  if (!isBooked) throw new Error('the demo timetable has no room or trainer left');
};

/** How far a session may be moved to find a working day with a free room: past July and a busy week. */
const searchDays = 45;

const bookOnSite = (bookings: Bookings, course: Course, index: number): void => {
  const wished = course.days[index];
  if (wished === undefined) return;
  for (let ahead = 0; ahead < searchDays; ahead += 1) {
    const day = addDays(wished, ahead);
    if (!isProgrammeDay(day) || bookings.isBusyOn(course.cohort.id, day)) continue;
    for (const time of startTimes(course.cohort.track, course.turn % 3 !== 0)) {
      const slot = onSiteSlot(course.cohort.track, instantAt(day, time));
      const roomsAtOnce = anchorsByUnit[course.cohort.unit as string as UnitKey] === undefined ? 1 : 2;
      if (bookings.tryBook(requestFor(course, index, slot), roomsAtOnce)) return;
    }
  }
  mustBook(false);
};

type Lecture = { readonly courses: readonly Course[]; readonly wished: Day };

const firstDayOf = ({ days }: Course): Day => days[0] ?? ('9999-12-31' as Day);

/** Lectures for about six cohorts each, while all of them are under way. The second one is today's. */
const lecturesOf = (clock: Clock, courses: readonly Course[]): readonly Lecture[] => {
  const start = firstOfMonth(clock.today, -monthsHeld);
  const of = (unit: UnitKey): readonly Course[] =>
    courses.filter(({ cohort }) => cohort.unit === unit && cohort.track === 'employee');
  const managers = courses.filter(({ cohort }) => cohort.track === 'manager');
  const jarva = of('jarva');
  const arranged: readonly Lecture[] = [
    { courses: [...managers.slice(0, 3), ...of('skarholmen')], wished: addDays(start, 150) },
    { courses: [...of('hasselby-vallingby'), ...jarva.slice(3, 5)], wished: clock.today },
    { courses: [...of('farsta'), ...jarva.slice(0, 1)], wished: addDays(start, 262) },
    {
      courses: [
        ...jarva.slice(1, 3),
        ...jarva.slice(5),
        ...managers.slice(3, 5),
        ...of('kungsholmen').slice(0, 1),
      ],
      wished: addDays(clock.today, 20),
    },
  ];
  const taken = new Set(arranged.flatMap((lecture) => lecture.courses));
  const rest = courses
    .filter((course) => !taken.has(course))
    .sort((a, b) => (firstDayOf(a) < firstDayOf(b) ? -1 : 1));
  const count = plan.lectureTitles.length - arranged.length;
  const shared = Array.from({ length: count }, (_, index): Lecture => {
    const group = rest.slice(
      Math.round((index * rest.length) / count),
      Math.round(((index + 1) * rest.length) / count),
    );
    const last = group.at(-1);
    return { courses: group, wished: addDays(last === undefined ? clock.today : firstDayOf(last), 60) };
  });
  return [...arranged, ...shared];
};

const bookLecture = (bookings: Bookings, clock: Clock, { courses, wished }: Lecture, index: number): void => {
  const isTodays = wished === clock.today;
  const cohorts = courses.map(({ cohort }) => cohort.id);
  const start = outOfJuly(wished);
  for (let ahead = 0; ahead < searchDays; ahead += 1) {
    const day = addDays(isTodays ? wished : start, ahead);
    const isFree = isProgrammeDay(day) && !cohorts.some((cohort) => bookings.isBusyOn(cohort, day));
    if (!isTodays && !isFree) continue;
    const slot = lectureSlot(instantAt(day, isTodays ? lectureTime : index % 2 === 0 ? '09:00' : '13:00'));
    const title = plan.lectureTitles[index] ?? '';
    const request = {
      kind: 'digital',
      title,
      cohorts,
      unit: null,
      slot,
      number: 1,
      of: 1,
      trainerIndex: index,
    } as const;
    if (bookings.tryBook(request)) return;
  }
  mustBook(false);
};

/** An id stays the same on whatever day the demo is made: it is the cohort's session, or the lecture. */
const idOf = ({ kind, cohorts, number, title }: Booking): SessionId =>
  SessionId.parse(
    kind === 'digital'
      ? `forelasning-${plan.lectureTitles.indexOf(title) + 1}`
      : `${cohorts[0] ?? 'ingen'}-tillfalle-${number}`,
  );

const toSessions = (bookings: Bookings): readonly OfficeSession[] =>
  [...bookings.all()]
    .sort((a, b) => a.slot.startsAt - b.slot.startsAt || (a.place < b.place ? -1 : 1))
    .map((booking) => bookingToSession(booking, idOf(booking)));

/**
 * All sessions in time order: 342 on site and 10 lectures, 26 h or 18 h for each cohort (DEMO-3), on working days in
 * working hours except those that today and tomorrow need (DEMO-5, DEMO-7).
 */
export const generateSchedule = (
  random: Random,
  cohorts: readonly Cohort[],
  clock: Clock,
): readonly OfficeSession[] => {
  const courses = coursesOf(random, clock, cohorts);
  const bookings = createBookings();
  for (const course of courses) {
    if (course.fixed === undefined) continue;
    mustBook(bookings.tryBook(requestFor(course, course.fixed.index, course.fixed.slot)));
  }
  lecturesOf(clock, courses).forEach((lecture, index) => bookLecture(bookings, clock, lecture, index));
  const left = courses
    .flatMap((course) => course.days.map((day, index) => ({ course, day, index })))
    .filter(({ course, index }) => course.fixed?.index !== index)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  for (const { course, index } of left) bookOnSite(bookings, course, index);
  return toSessions(bookings);
};
