/** What a unit's manager is told of their own staff: attendance and what is left, nobody else's and never why (DASH-9). */
import { trackMinutes } from '../../domain/programme.ts';
import type { Participant } from '../../domain/office.ts';
import { instant } from '../../domain/time.ts';
import type { FeedbackPerson } from '../../protocol/unit-feedback.ts';
import type { Gathered, GatheredSession } from './gather.ts';
import { roleOf } from './groups.ts';

const swedish = new Intl.Collator('sv');

const byName = (a: Participant, b: Participant): number =>
  swedish.compare(a.workplace, b.workplace) ||
  swedish.compare(a.given, b.given) ||
  swedish.compare(a.family, b.family) ||
  (a.id < b.id ? -1 : 1);

const shown = ({ session }: GatheredSession) => ({
  title: session.title,
  startsAt: instant(session.startsAt),
});

/** Everybody of a unit, or of one workplace in it, who holds a place or has attended anything, by workplace and name. */
export const feedbackFor = (
  { participants, sessions, attended }: Gathered,
  unit: string,
  workplace: string | null,
  now: number,
): readonly FeedbackPerson[] => {
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const own = participants.filter(
    (person) => person.unit === unit && (workplace === null || person.workplace === workplace),
  );
  const lines = new Map<string, { readonly session: GatheredSession; readonly minutes: number }[]>(
    own.map(({ id }) => [id, []]),
  );
  for (const { session, participant, minutes } of attended) {
    const at = byId.get(session);
    if (at !== undefined && minutes > 0) lines.get(participant)?.push({ session: at, minutes });
  }
  return own
    .filter(({ id, cohort }) => cohort !== null || (lines.get(id) ?? []).length > 0)
    .toSorted(byName)
    .map((person): FeedbackPerson => {
      const had = (lines.get(person.id) ?? []).toSorted((a, b) => a.session.startsAt - b.session.startsAt);
      const expected = sessions.filter(
        (session) => !session.isCancelled && session.expected.includes(person.id),
      );
      const next = expected.find(({ startsAt }) => startsAt > now);
      const minutes = had.reduce((sum, line) => sum + line.minutes, 0);
      return {
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
      };
    });
};
