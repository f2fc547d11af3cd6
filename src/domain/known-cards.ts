/**
 * Every card of the programme, as one text that a tablet can look things up in without taking it apart: 100 000 cards are
 * neither parsed, nor checked one by one, nor copied into a map when a tablet starts (PLAN-7).
 *
 * Each row is as wide as the next: the beginning of the token's hash, whether the card is blocked, the cohort's place in
 * the plan's list of names, and the participant. Rows stand in the order of their hashes.
 */
import * as z from 'zod/mini';
import { ParticipantId, type CohortId, type Hash } from './ids.ts';
import type { PlanBadge } from './programme.ts';

/** 132 of the hash's 256 bits: as hard to meet by chance as the token itself. */
const hashWidth = 22;
const cohortWidth = 4;
const idAt = hashWidth + 1 + cohortWidth;
const cohortBase = 36;
const mostCohorts = cohortBase ** cohortWidth;
const widestId = 64;

export const CardTable = z.strictObject({
  /** How many characters a participant's id takes in a row. */
  idWidth: z.int().check(z.minimum(0), z.maximum(widestId)),
  rows: z.string(),
});
export type CardTable = z.infer<typeof CardTable>;

export type KnownBadge = {
  readonly participant: ParticipantId;
  readonly cohort: CohortId;
  readonly isBlocked: boolean;
};

/** The cards of the programme as the door asks for them. */
export type KnownCards = {
  readonly byHash: (hash: Hash) => KnownBadge | undefined;
  /** The cohort of whoever has a card, for those whom the tablet has no name for. */
  readonly cohortOf: (participant: ParticipantId) => CohortId | undefined;
};

type Named = readonly (readonly [CohortId, string])[];

/** The cards as one table; a card whose cohort is not among the names is left out. */
export const tableOfCards = (badges: readonly PlanBadge[], names: Named): CardTable => {
  const placeOf = new Map(names.slice(0, mostCohorts).map(([id], i) => [id, i]));
  const idWidth = badges.reduce((widest, [, { length }]) => Math.max(widest, length), 0);
  const rows = badges.flatMap(([hash, participant, cohort, blocked]) => {
    const place = placeOf.get(cohort);
    if (place === undefined) return [];
    const cohortText = place.toString(cohortBase).padStart(cohortWidth, '0');
    return [`${hash.slice(0, hashWidth)}${blocked}${cohortText}${participant.padEnd(idWidth)}`];
  });
  return { idWidth, rows: rows.sort().join('') };
};

/** Looks up in a table as it came. One that is cut off, or names a cohort that is not there, knows nobody there. */
export const cardsInTable = ({ idWidth, rows }: CardTable, names: Named): KnownCards => {
  const width = idAt + idWidth;
  const count = Math.floor(rows.length / width);
  const badgeAt = (row: number): KnownBadge | undefined => {
    const from = row * width;
    const place = Number.parseInt(rows.slice(from + hashWidth + 1, from + idAt), cohortBase);
    const participant = ParticipantId.safeParse(rows.slice(from + idAt, from + width).trimEnd());
    const cohort = names[place]?.[0];
    if (cohort === undefined || !participant.success) return undefined;
    return { participant: participant.data, cohort, isBlocked: rows[from + hashWidth] === '1' };
  };
  return {
    byHash: (hash) => {
      const wanted = hash.slice(0, hashWidth);
      let low = 0;
      let high = count;
      while (low < high) {
        const middle = (low + high) >> 1;
        const here = rows.slice(middle * width, middle * width + hashWidth);
        if (here === wanted) return badgeAt(middle);
        if (here < wanted) low = middle + 1;
        else high = middle;
      }
      return undefined;
    },
    cohortOf: (participant) => {
      const text = participant.padEnd(idWidth);
      if (text.length !== idWidth) return undefined;
      for (let at = rows.indexOf(text); at >= 0; at = rows.indexOf(text, at + 1))
        if (at % width === idAt) return badgeAt((at - idAt) / width)?.cohort;
      return undefined;
    },
  };
};

/** The same from a plain list: a plan as earlier versions of the app were given, and kept, it. */
export const cardsInList = (badges: readonly PlanBadge[]): KnownCards => {
  const byHash = new Map(
    badges.map(([hash, participant, cohort, blocked]) => [
      hash,
      { participant, cohort, isBlocked: blocked === 1 },
    ]),
  );
  return {
    byHash: (hash) => byHash.get(hash),
    cohortOf: (participant) => badges.find(([, owner]) => owner === participant)?.[2],
  };
};

/** A tablet without a plan knows no card. */
export const noCards: KnownCards = { byHash: () => undefined, cohortOf: () => undefined };
