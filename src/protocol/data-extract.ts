/**
 * POST /api/admin/participants/:id/extract and GET /api/me/extract: everything that is kept about a participant (GDPR
 * article 15). Identity numbers are masked also here, and nothing tells whether the identity is protected (PROT-3).
 */
import * as z from 'zod/mini';
import { ParticipantId } from '../domain/ids.ts';
import { Track } from '../domain/programme.ts';
import { Instant } from '../domain/time.ts';
import { MySession } from './show-my-page.ts';

/** One event in a log, as it was recorded: what, when, on which device. */
export const ExtractedEvent = z.strictObject({
  at: Instant,
  receivedAt: Instant,
  kind: z.string(),
  via: z.nullable(z.string()),
  /** The session's title, where it is one of ours. */
  session: z.nullable(z.string()),
  device: z.string(),
  number: z.int(),
});
export type ExtractedEvent = z.infer<typeof ExtractedEvent>;

export const DataExtract = z.strictObject({
  madeAt: Instant,
  programme: z.string(),
  person: z.strictObject({
    id: ParticipantId,
    given: z.string(),
    family: z.string(),
    email: z.string(),
    letterAddress: z.nullable(z.string()),
    unit: z.string(),
    workplace: z.string(),
    track: Track,
    isKeyPerson: z.boolean(),
    cohort: z.nullable(z.string()),
    /** `ÅÅÅÅMMDD-••••`; null where no number is kept. */
    number: z.nullable(z.string()),
    leftOn: z.nullable(z.string()),
    leftReason: z.nullable(z.string()),
  }),
  places: z.array(z.strictObject({ cohort: z.string(), from: z.string(), to: z.nullable(z.string()) })),
  cards: z.array(z.strictObject({ code: z.string(), issuedAt: Instant, blockedAt: z.nullable(Instant) })),
  phones: z.array(z.strictObject({ since: Instant, until: Instant })),
  notices: z.array(z.strictObject({ version: z.string(), shownAt: Instant })),
  /** Hours, certificates and objections, session by session. */
  sessions: z.array(MySession),
  /** What has been reported of each month, as it was approved. */
  reported: z.array(
    z.strictObject({ month: z.string(), version: z.int(), minutes: z.int(), reportedMinutes: z.int() }),
  ),
  events: z.array(ExtractedEvent),
  letters: z.array(z.strictObject({ kind: z.string(), state: z.string(), at: Instant })),
  /** Who at the office has been shown what of the sensitive parts. */
  seen: z.array(z.strictObject({ at: Instant, kind: z.string(), about: z.string() })),
});
export type DataExtract = z.infer<typeof DataExtract>;

export const MakeExtractRequest = z.strictObject({});
