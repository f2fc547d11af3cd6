/** Performs a reversal. Apart from its rules, so that a test can take back what it pressed. */
import type { ParticipantId } from '../../domain/ids.ts';
import type { Door, Outcome } from './door.ts';
import type { Reversal } from './list-reversal.ts';

/** Undoes the leaving of several; answers the first that could not be saved, otherwise the last. */
export const undoAllLeaving = async (
  door: Door,
  participants: readonly ParticipantId[],
): Promise<Outcome> => {
  let last: Outcome = { kind: 'all-out', participants: [], at: 0 };
  for (const participant of participants) {
    last = await door.undoLeaving(participant);
    if (last.kind === 'not-saved' || last.kind === 'closed') return last;
  }
  return last;
};

/** Takes it back through the door, like everything else. */
export const performReversal = (door: Door, reversal: Reversal): Promise<Outcome> => {
  switch (reversal.kind) {
    case 'undo':
      return door.undo(reversal.participant);
    case 'check-in':
      return door.checkIn(
        reversal.participant,
        'hand',
        reversal.time === undefined ? {} : { time: reversal.time },
      );
    case 'undo-return':
      return door.undoReturn(reversal.participant);
    case 'undo-leaving':
      return undoAllLeaving(door, reversal.participants);
    case 'came-at':
      return door.cameAt(reversal.participant, reversal.time);
    case 'left-at':
      return door.leftAt(reversal.participant, reversal.time);
  }
};
