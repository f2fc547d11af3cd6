/** Keeps the demo's timetable free of clashes: one room, one trainer and one cohort are in one place at a time. */
import type { CohortId, SessionId, UnitId } from '../../domain/ids.ts';
import type { OfficeSession } from '../../domain/office.ts';
import { unitName, type SessionKind } from '../../domain/programme.ts';
import { dayOf, type Day } from '../../domain/time.ts';
import { trainerNames } from './name-parts.ts';
import { unitPlans } from './programme-plan.ts';
import type { Slot } from './timetable.ts';

export type Booking = {
  readonly kind: SessionKind;
  readonly title: string;
  readonly cohorts: readonly CohortId[];
  readonly unit: UnitId | null;
  readonly slot: Slot;
  readonly place: string;
  readonly trainer: string;
  readonly number: number;
  readonly of: number;
};

/** What is to be booked, before it has a room and a trainer. */
export type Request = Omit<Booking, 'place' | 'trainer'> & {
  /** Where in the list of trainers to begin, so that a cohort often meets the same one. */
  readonly trainerIndex: number;
};

export type Bookings = {
  /** Books if there is a room and a trainer, and says whether it did. */
  readonly tryBook: (request: Request, maxAtOnce?: number) => boolean;
  readonly isBusyOn: (cohort: CohortId, day: Day) => boolean;
  readonly all: () => readonly Booking[];
};

const overlaps = (a: Slot, b: Slot): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;

/** A timetable with what is booked already. */
export const createBookings = (initial: readonly Booking[] = []): Bookings => {
  const booked: Booking[] = [...initial];
  const daysByCohort = new Map<CohortId, Set<Day>>();
  const markBusy = ({ cohorts, slot }: Pick<Booking, 'cohorts' | 'slot'>): void => {
    for (const cohort of cohorts) {
      const days = daysByCohort.get(cohort) ?? new Set();
      daysByCohort.set(cohort, days.add(dayOf(slot.startsAt)));
    }
  };
  initial.forEach(markBusy);

  const freeRoom = ({ unit, slot }: Request, maxAtOnce: number): string | undefined => {
    const atOnce = booked.filter((other) => other.unit === unit && overlaps(other.slot, slot));
    const rooms = unitPlans.find((plan) => plan.unit === unit)?.rooms ?? [];
    if (unit === null || atOnce.length >= Math.min(maxAtOnce, rooms.length)) return undefined;
    const taken = new Set(atOnce.map(({ place }) => place));
    return rooms.map((room) => `${unitName(unit)}, ${room}`).find((place) => !taken.has(place));
  };

  const freeTrainer = ({ slot, trainerIndex }: Request): string | undefined => {
    const taken = new Set(booked.filter((other) => overlaps(other.slot, slot)).map(({ trainer }) => trainer));
    const turn = trainerIndex % trainerNames.length;
    return [...trainerNames.slice(turn), ...trainerNames.slice(0, turn)].find((name) => !taken.has(name));
  };

  return {
    tryBook: (request, maxAtOnce = Infinity) => {
      const place = request.unit === null ? '' : freeRoom(request, maxAtOnce);
      const trainer = freeTrainer(request);
      if (place === undefined || trainer === undefined) return false;
      const { trainerIndex: _turn, ...rest } = request;
      booked.push({ ...rest, place, trainer });
      markBusy(request);
      return true;
    },
    isBusyOn: (cohort, day) => daysByCohort.get(cohort)?.has(day) ?? false,
    all: () => booked,
  };
};

/** A booking as the office keeps it. */
export const bookingToSession = (
  { slot, unit, cohorts, ...rest }: Booking,
  id: SessionId,
): OfficeSession => ({
  session: { ...rest, ...slot, breaks: [...slot.breaks], cohorts: [...cohorts], id, cancelled: false },
  unit,
});

/** The booking behind a session. */
export const sessionToBooking = ({ session, unit }: OfficeSession): Booking => {
  const { kind, title, cohorts, place, trainer, number, of, startsAt, endsAt, breaks } = session;
  return { kind, title, cohorts, unit, place, trainer, number, of, slot: { startsAt, endsAt, breaks } };
};
