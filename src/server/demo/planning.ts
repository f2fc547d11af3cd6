/**
 * The demo's venues, waves and series, and what the plan still lacks: a trainer who has not been found yet, a session
 * whose tablet was lost, and two rooms that nobody has described.
 */
import { DeviceId, SeriesId, UnitId, VenueId, WaveId, type CohortId } from '../../domain/ids.ts';
import type { OfficeSession } from '../../domain/office.ts';
import type { PlannedSession, Venue, Wave } from '../../domain/planning.ts';
import { unitName } from '../../domain/programme.ts';
import { addDays, dayMs, dayOf, weekdayOf, type Instant } from '../../domain/time.ts';
import type { DemoDevice } from './devices.ts';
import { unitPlans } from './programme-plan.ts';

export type DemoPlanning = {
  readonly venues: readonly Venue[];
  readonly waves: readonly Wave[];
  readonly series: readonly { readonly id: SeriesId; readonly cohort: CohortId }[];
  readonly sessions: readonly PlannedSession[];
};

const notes: readonly string[] = [
  'Stegfri entré. Hiss till plan 2. Hörslinga. Toalett för rullstol i korridoren.',
  'Stegfri entré med dörröppnare. Rummet ligger på entréplan. Hörslinga finns att låna.',
  'Hiss från garaget. Höj- och sänkbart bord. Ingen hörslinga: säg till kontoret i tid.',
  'Ramp vid sidoingången, ring på klockan. Toalett för rullstol på plan 1.',
];
const notDescribed: ReadonlySet<string> = new Set(['sal Poppeln', 'sal Öppningen']);

const waveNames = ['Våg 1', 'Våg 2', 'Våg 3', 'Våg 4'] as const;

const venues: readonly Venue[] = unitPlans.flatMap(({ unit, rooms }, place) =>
  rooms.map((room, i) => ({
    id: VenueId.parse(`demo-lokal-${unit}-${i + 1}`),
    name: `${unitName(unit)}, ${room}`,
    unit: UnitId.parse(unit),
    address: '',
    accessibility: notDescribed.has(room) ? '' : (notes[(place + i) % notes.length] ?? ''),
    seats: 26,
  })),
);

const wavesFrom = (sessions: readonly OfficeSession[]): readonly Wave[] =>
  waveNames.flatMap((name, i): readonly Wave[] => {
    const units = unitPlans.filter(({ wave }) => wave === i + 1).map(({ unit }) => UnitId.parse(unit));
    const first = sessions.find(({ unit }) => unit !== null && units.includes(unit));
    if (first === undefined) return [];
    const day = dayOf(first.session.startsAt);
    return [
      { id: WaveId.parse(`demo-vag-${i + 1}`), name, startsOn: addDays(day, 1 - weekdayOf(day)), units },
    ];
  });

const inTimeMs = 8 * dayMs;

/** The first on-site session of a unit that begins later than `after`. */
const openIn = (
  sessions: readonly OfficeSession[],
  unit: string,
  after: number,
): OfficeSession['session']['id'] | undefined =>
  sessions.find((planned) => planned.unit === unit && planned.session.startsAt > after)?.session.id;

/** What the demo plans beyond its sessions. `sessions` are in time order. */
export const demoPlanning = (
  sessions: readonly OfficeSession[],
  devices: readonly DemoDevice[],
  now: Instant,
): DemoPlanning => {
  const venueByName = new Map(venues.map(({ name, id }) => [name, id]));
  const cohorts = [
    ...new Set(sessions.flatMap(({ session, unit }) => (unit === null ? [] : session.cohorts))),
  ];
  const lost = devices.find(({ revokedAt }) => revokedAt !== null);
  const withoutTrainer = openIn(sessions, 'jarva', now + inTimeMs);
  const withLost = lost === undefined ? undefined : openIn(sessions, lost.unit, now);
  return {
    venues,
    waves: wavesFrom(sessions),
    series: cohorts.map((cohort) => ({ id: SeriesId.parse(`serie-${cohort}`), cohort })),
    sessions: sessions.map(({ session, unit }) => ({
      session: session.id === withoutTrainer ? { ...session, trainer: '' } : session,
      unit,
      venue: venueByName.get(session.place) ?? null,
      device: session.id === withLost && lost !== undefined ? DeviceId.parse(lost.id) : null,
      series: unit === null ? null : SeriesId.parse(`serie-${session.cohorts[0] ?? ''}`),
    })),
  };
};
