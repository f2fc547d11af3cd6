/**
 * The plan: what the office has decided and a tablet is given. A device only reads it (ARCHITECTURE, "Plan down").
 * It holds names for the device's own sessions alone (PLAN-2), token hashes for everybody (PLAN-3), and nothing
 * that a screen does not need.
 */
import * as z from 'zod/mini';
import { CohortId, DeviceId, Hash, ParticipantId, SessionId, TrainerId, UnitId } from './ids.ts';
import { CardTable } from './known-cards.ts';
import { HoursPolicy } from './policy.ts';
import { Instant } from './time.ts';

export const Track = z.enum(['employee', 'manager']);
export type Track = z.infer<typeof Track>;

/** Minutes a participant is to complete, by track: 26 h and 18 h (PROG-1). */
export const trackMinutes: Readonly<Record<Track, number>> = { employee: 26 * 60, manager: 18 * 60 };

/** The city's units: eleven district administrations and two central administrations (PROG-2). */
export const units = [
  ['bromma', 'Bromma'],
  ['enskede-arsta-vantor', 'Enskede-Årsta-Vantör'],
  ['farsta', 'Farsta'],
  ['hagersten-alvsjo', 'Hägersten-Älvsjö'],
  ['hasselby-vallingby', 'Hässelby-Vällingby'],
  ['jarva', 'Järva'],
  ['kungsholmen', 'Kungsholmen'],
  ['norra-innerstaden', 'Norra innerstaden'],
  ['skarpnack', 'Skarpnäck'],
  ['skarholmen', 'Skärholmen'],
  ['sodermalm', 'Södermalm'],
  ['socialforvaltningen', 'Socialförvaltningen'],
  ['aldreforvaltningen', 'Äldreförvaltningen'],
] as const;
export type UnitKey = (typeof units)[number][0];

/** The name of a unit in Swedish; units have no English name. */
export const unitName = (id: string): string => units.find(([key]) => key === id)?.[1] ?? id;

export const Span = z.strictObject({ from: Instant, to: Instant });
/** A stretch of time, `from` included and `to` not. */
export type Span = z.infer<typeof Span>;

export const SessionKind = z.enum(['on-site', 'digital']);
export type SessionKind = z.infer<typeof SessionKind>;

export const Session = z.strictObject({
  id: SessionId,
  kind: SessionKind,
  title: z.string(),
  cohorts: z.array(CohortId),
  startsAt: Instant,
  endsAt: Instant,
  breaks: z.array(Span),
  /** Where, in words for people: the unit and the room. Empty for a digital lecture. */
  place: z.string(),
  trainer: z.string(),
  /** Which of the cohort's sessions this is: `number` of `of`. */
  number: z.int(),
  of: z.int(),
  cancelled: z.boolean(),
});
export type Session = z.infer<typeof Session>;

/** A participant as a tablet knows one. With protected identity `given` is the agreed alias and `family` empty. */
export const PlanPerson = z.strictObject({
  id: ParticipantId,
  given: z.string(),
  family: z.string(),
  /** The readable code on the badge, or empty when no badge is issued. */
  code: z.string(),
});
export type PlanPerson = z.infer<typeof PlanPerson>;

export const PlanCohort = z.strictObject({
  id: CohortId,
  name: z.string(),
  unit: UnitId,
  people: z.array(PlanPerson),
});
export type PlanCohort = z.infer<typeof PlanCohort>;

/** token hash, participant, cohort, 1 if the badge is blocked. Everybody's, without names (PLAN-3). */
export const PlanBadge = z.tuple([Hash, ParticipantId, CohortId, z.union([z.literal(0), z.literal(1)])]);
export type PlanBadge = z.infer<typeof PlanBadge>;

/**
 * How a tablet knows a trainer's own code without a network: PBKDF2-SHA-256 of the code with the office's one salt, so
 * that one derivation is compared with every trainer (ATTEST-2).
 */
export const TrainerCodes = z.strictObject({
  salt: z.string(),
  iterations: z.int(),
  trainers: z.array(z.strictObject({ id: TrainerId, name: z.string(), hash: Hash })),
});
export type TrainerCodes = z.infer<typeof TrainerCodes>;

export const Plan = z.strictObject({
  issuedAt: Instant,
  /** Names and sessions are for this window (PLAN-2). */
  window: Span,
  demo: z.boolean(),
  programme: z.string(),
  office: z.strictObject({ name: z.string(), phone: z.string() }),
  device: z.strictObject({ id: DeviceId, name: z.string() }),
  sessions: z.array(Session),
  cohorts: z.array(PlanCohort),
  /** Every cohort's name, so that a guest's group can be said without a person's name. */
  cohortNames: z.array(z.tuple([CohortId, z.string()])),
  badges: z.array(PlanBadge),
  /** The same as one table, and the list is empty. Only for tablets that ask for it (PLAN-7). */
  cards: z.optional(CardTable),
  /** The office's public key (P-256, 65 raw bytes in base64url): what is sealed to it no tablet can read (WALK-1). */
  officeKey: z.string(),
  /** Each session's own key for the rotating code, 32 bytes in base64url (CODE-1). */
  sessionCodes: z.array(z.tuple([SessionId, z.string()])),
  trainerCodes: TrainerCodes,
  /** What has been decided about counting, so that a tablet counts as the office does; absent while nothing is (HRS-4). */
  policies: z.optional(z.array(HoursPolicy)),
  /**
   * Every month with sessions before this is locked: what a tablet had delivered by then may be cleared from it (STORE-3).
   * Only for tablets that ask for it.
   */
  lockedUntil: z.optional(Instant),
  /**
   * When the office was last put back from a backup: what it had acknowledged before then it may have lost since, so that
   * nothing is cleared for it (STORE-3). Only for tablets that ask for it.
   */
  restoredAt: z.optional(Instant),
  /** Another tablet has sent another log under this one’s name, and nobody has decided about it yet (STORE-5). */
  copied: z.optional(z.boolean()),
  /** Whether all that this tablet was before it was connected anew has come and waits for nobody (STORE-7). */
  formerSettled: z.optional(z.boolean()),
});
export type Plan = z.infer<typeof Plan>;
