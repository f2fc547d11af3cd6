/**
 * Closing in the order in which a kill leaves nothing wrong: those the trainer says were here, then the closing, then
 * the attestation. Stopped after any of them, what is on disk is true and the rest can be done again.
 */
import type { ParticipantId, TrainerId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Door } from './door.ts';

export type Closing = {
  /** Said to have been here by the trainer, from when; nobody is unless said so (CLOSE-1). */
  readonly wereHere: ReadonlyMap<ParticipantId, Instant>;
  /** Whose code was right; undefined closes without an attestation, which the office then sees (ATTEST-1). */
  readonly trainer: TrainerId | undefined;
};

export type Closed = { readonly kind: 'closed' | 'not-closed' | 'not-attested' };

/** Closes, and attests when there is a trainer; says how far it came. */
export const closeSession = async (
  door: Pick<Door, 'checkIn' | 'close' | 'attest'>,
  { wereHere, trainer }: Closing,
): Promise<Closed> => {
  for (const [participant, time] of wereHere) {
    // oxlint-disable-next-line no-await-in-loop -- the log is written in order
    const outcome = await door.checkIn(participant, 'hand', { time });
    if (outcome.kind === 'not-saved') return { kind: 'not-closed' };
  }
  if ((await door.close()).kind === 'not-saved') return { kind: 'not-closed' };
  if (trainer === undefined) return { kind: 'closed' };
  return { kind: (await door.attest(trainer)).kind === 'attested' ? 'closed' : 'not-attested' };
};
