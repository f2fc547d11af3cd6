/**
 * Names of things. Branded, so that a participant's id can never be passed where a session's is wanted,
 * and parsed where they cross a boundary. An id is opaque and holds nothing personal (PRIV-1).
 */
import * as z from 'zod/mini';

const opaque = () => z.string().check(z.regex(/^[a-zA-Z0-9_-]{1,64}$/));

export const ParticipantId = opaque().brand<'ParticipantId'>();
export type ParticipantId = z.infer<typeof ParticipantId>;
export const CohortId = opaque().brand<'CohortId'>();
export type CohortId = z.infer<typeof CohortId>;
export const SessionId = opaque().brand<'SessionId'>();
export type SessionId = z.infer<typeof SessionId>;
export const UnitId = opaque().brand<'UnitId'>();
export type UnitId = z.infer<typeof UnitId>;
export const VenueId = opaque().brand<'VenueId'>();
export type VenueId = z.infer<typeof VenueId>;
export const SeriesId = opaque().brand<'SeriesId'>();
export type SeriesId = z.infer<typeof SeriesId>;
export const WaveId = opaque().brand<'WaveId'>();
export type WaveId = z.infer<typeof WaveId>;
export const TrainerId = opaque().brand<'TrainerId'>();
export type TrainerId = z.infer<typeof TrainerId>;
export const DeviceId = opaque().brand<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;

/** SHA-256 as 43 characters of base64url. */
export const Hash = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{43}$/))
  .brand<'Hash'>();
export type Hash = z.infer<typeof Hash>;

const eventIdForm = /^[a-zA-Z0-9_-]{1,64}:[1-9][0-9]{0,8}$/;
/** One event in one device's log, for the whole programme: `device:seq`. */
export const EventId = z.string().check(z.regex(eventIdForm)).brand<'EventId'>();
export type EventId = z.infer<typeof EventId>;

/** The id of event `seq` in a device's log. */
export const eventIdOf = (device: string, seq: number): EventId => {
  const id = `${device}:${seq}`;
  return eventIdForm.test(id) ? (id as EventId) : EventId.parse(id);
};
