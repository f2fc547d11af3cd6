/** What a unit's manager is told of their own staff: attendance and what is left, nobody else's and never why (DASH-9). */
import { trackMinutes, type Session } from '../../domain/programme.ts';
import type { Participant } from '../../domain/office.ts';
import { sumOf } from '../../domain/sums.ts';
import { dayOf, instant } from '../../domain/time.ts';
import type { FeedbackPerson } from '../../protocol/unit-feedback.ts';
import type { Stores } from '../store/stores.ts';
import { groupRows } from '../store/many-rows.ts';
import { isHeldOn } from '../store/membership-rows.ts';
import { roleOf } from './groups.ts';

const swedish = new Intl.Collator('sv');

const byName = (a: Participant, b: Participant): number =>
  swedish.compare(a.workplace, b.workplace) ||
  swedish.compare(a.given, b.given) ||
  swedish.compare(a.family, b.family) ||
  (a.id < b.id ? -1 : 1);

const shown = (session: Session) => ({ title: session.title, startsAt: instant(session.startsAt) });

const byStart = (a: Session, b: Session): number => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1);

type Had = { readonly session: Session; readonly minutes: number };

/** What these people have attended, and the sessions they were or are expected at, each in order. */
const recordsOf = async (
  people: readonly Participant[],
  { figures, programme }: Pick<Stores, 'figures' | 'programme'>,
): Promise<(person: string) => { readonly had: readonly Had[]; readonly expected: readonly Session[] }> => {
  const ids = people.map(({ id }) => id);
  const lines = (await figures.attendedBy(ids)).filter(({ minutes }) => minutes > 0);
  const places = await figures.placesOf(ids);
  const links = await figures.sessionsOf([...new Set(places.map(({ cohort }) => cohort))]);
  const named = new Set([...lines, ...links].map(({ session }) => session));
  const sessions = new Map<string, Session>(
    (await programme.sessionsWith([...named])).map(({ session }) => [session.id, session]),
  );
  const ofCohort = groupRows(links, ({ cohort }) => cohort);
  const linesOf = groupRows(lines, ({ participant }) => participant);
  const placesOf = groupRows(places, ({ participant }) => participant);
  return (person) => {
    const had = (linesOf.get(person) ?? []).flatMap(({ session, minutes }) => {
      const at = sessions.get(session);
      return at === undefined ? [] : [{ session: at, minutes }];
    });
    const expected = new Set(
      (placesOf.get(person) ?? []).flatMap((place) =>
        (ofCohort.get(place.cohort) ?? []).flatMap(({ session }) => {
          const at = sessions.get(session);
          return at !== undefined && !at.cancelled && isHeldOn(place, dayOf(at.startsAt)) ? [at] : [];
        }),
      ),
    );
    return {
      had: had.toSorted((a, b) => byStart(a.session, b.session)),
      expected: [...expected].toSorted(byStart),
    };
  };
};

/** Everybody of a unit, or of one workplace in it, who holds a place or has attended anything, by workplace and name. */
export const feedbackFor = async (
  stores: Pick<Stores, 'figures' | 'programme'>,
  unit: string,
  workplace: string | null,
  now: number,
): Promise<readonly FeedbackPerson[]> => {
  const own = (await stores.programme.participantsIn(unit)).filter(
    (person) => workplace === null || person.workplace === workplace,
  );
  const recordsFor = await recordsOf(own, stores);
  return own.toSorted(byName).flatMap((person): readonly FeedbackPerson[] => {
    const { had, expected } = recordsFor(person.id);
    if (person.cohort === null && had.length === 0) return [];
    const next = expected.find(({ startsAt }) => startsAt > now);
    const minutes = sumOf(had, (line) => line.minutes);
    return [
      {
        participant: person.id,
        given: person.given,
        family: person.family,
        workplace: person.workplace,
        role: roleOf(person),
        attended: had.map((line) => ({ ...shown(line.session), minutes: line.minutes })),
        offeredSessions: expected.filter(({ endsAt }) => endsAt <= now).length,
        minutes,
        leftMinutes: Math.max(0, trackMinutes[person.track] - minutes),
        next: next === undefined ? null : shown(next),
      },
    ];
  });
};
