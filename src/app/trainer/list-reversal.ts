/** How the latest press is undone: always by adding, back to what stood before it (ATT-4, ATT-7). */
import type { Attendance, SessionAttendance } from '../../domain/attendance.ts';
import type { ParticipantId } from '../../domain/ids.ts';
import { minuteMs, type Instant } from '../../domain/time.ts';
import type { Outcome } from './door-outcome.ts';

export type Reversal =
  /** The check-in is withdrawn. */
  | { readonly kind: 'undo'; readonly participant: ParticipantId }
  /** In again, from when the person came. */
  | { readonly kind: 'check-in'; readonly participant: ParticipantId; readonly time: Instant | undefined }
  /** Not come back after all, of somebody who had left before. */
  | { readonly kind: 'undo-return'; readonly participant: ParticipantId }
  | { readonly kind: 'undo-leaving'; readonly participants: readonly ParticipantId[] }
  /** The time that stood before is told again. */
  | { readonly kind: 'came-at'; readonly participant: ParticipantId; readonly time: Instant }
  | { readonly kind: 'left-at'; readonly participant: ParticipantId; readonly time: Instant };

const reversedCheckIn = (participant: ParticipantId, at: number, held: Attendance | undefined): Reversal => {
  if (held === undefined) return { kind: 'undo', participant };
  const leftAt = held.presence.at(-1)?.to;
  return leftAt !== undefined && at >= leftAt
    ? { kind: 'undo-return', participant }
    : { kind: 'came-at', participant, time: held.checkedInAt };
};

/**
 * What takes back `outcome`, where it can be. `before` is the attendance before the press, `now` when it was made. Who
 * was added without a badge cannot be added again: the tablet no longer has the name (WALK-1).
 */
export const reversalOf = (
  outcome: Outcome,
  before: SessionAttendance,
  now: number,
): Reversal | undefined => {
  switch (outcome.kind) {
    case 'checked-in': {
      const { participant, at } = outcome;
      const held = before.byParticipant.get(participant) ?? before.walkIns.get(participant);
      return reversedCheckIn(participant, at, held);
    }
    case 'checked-out': {
      const { participant } = outcome;
      const held = before.byParticipant.get(participant) ?? before.walkIns.get(participant);
      const leftAt = held?.presence.at(-1)?.to;
      return leftAt === undefined
        ? { kind: 'undo-leaving', participants: [participant] }
        : { kind: 'left-at', participant, time: leftAt };
    }
    case 'all-out':
      return outcome.participants.length === 0
        ? undefined
        : { kind: 'undo-leaving', participants: outcome.participants };
    case 'undone': {
      const { participant } = outcome;
      const held = before.byParticipant.get(participant);
      if (held === undefined) return undefined;
      const isOld = now - held.checkedInAt >= minuteMs;
      return { kind: 'check-in', participant, time: isOld ? held.checkedInAt : undefined };
    }
    case 'added':
      return { kind: 'undo', participant: outcome.participant };
    case 'already':
    case 'back':
    case 'not-here':
    case 'too-early':
    case 'other-session':
    case 'unknown':
    case 'unknown-code':
    case 'blocked':
    case 'not-ours':
    case 'closed':
    case 'not-saved':
      return undefined;
  }
};
