/** Which sessions are somebody's own: those of the groups they held a place in, on the days they held it (PPL-2). */
import type { OfficeSession } from '../domain/office.ts';
import { dayOf } from '../domain/time.ts';
import type { Stores } from './store/stores.ts';
import { isHeldOn } from './store/membership-rows.ts';

/** A participant's own sessions, past and coming, also after a move; in no certain order. */
export const ownSessionsOf = async (
  participant: string,
  { people, programme }: Pick<Stores, 'people' | 'programme'>,
): Promise<readonly OfficeSession[]> => {
  const own = new Map<string, OfficeSession>();
  for (const place of await people.places(participant))
    for (const planned of await programme.sessionsOfCohort(place.cohort))
      if (isHeldOn(place, dayOf(planned.session.startsAt))) own.set(planned.session.id, planned);
  return [...own.values()];
};
