/**
 * The table of every card, for tablets. It is the same for all of them, and is made again only when the database says
 * that somebody's card or cohort has changed: a tablet that asks every quarter of a minute costs one row (PLAN-7).
 */
import type { Cohort } from '../../domain/office.ts';
import type { CohortId, Hash, ParticipantId } from '../../domain/ids.ts';
import { tableOfCards, type CardTable } from '../../domain/known-cards.ts';
import type { Context } from '../http/endpoint.ts';
import type { Services } from '../http/services.ts';

type Made = { readonly of: string; readonly table: CardTable };

/** The last one this process has made, for each office it serves. */
const made = new WeakMap<Services, Made>();

/** Every card as one table; cohorts go by their place in `cohorts`, the list the plan has their names in. */
export const cardTable = async (
  { badges, services }: Pick<Context, 'badges' | 'services'>,
  cohorts: readonly Cohort[],
): Promise<CardTable> => {
  const of = [await badges.mark(), ...cohorts.map(({ id }) => id)].join(' ');
  const held = made.get(services);
  if (held?.of === of) return held.table;
  const rows = await badges.withCohorts();
  const table = tableOfCards(
    rows.map(({ token_hash, participant, cohort, blocked_at }) => [
      token_hash as Hash,
      participant as ParticipantId,
      cohort as CohortId,
      blocked_at === null ? 0 : 1,
    ]),
    cohorts.map(({ id, name }) => [id, name]),
  );
  made.set(services, { of, table });
  return table;
};
