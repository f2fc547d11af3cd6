/**
 * What a trainer does about somebody by name: came later, left earlier, undone. A new time is recorded before the old
 * one is withdrawn, so that a kill between the two never takes a person out of the list (LOG-7, ATT-7).
 */
import type { Attendance, SessionAttendance } from '../../domain/attendance.ts';
import type { EventDraft } from '../../domain/events.ts';
import { eventIdOf, type EventId, type ParticipantId } from '../../domain/ids.ts';
import type { Session } from '../../domain/programme.ts';
import type { Instant } from '../../domain/time.ts';
import type { NotSaved } from '../device/own-log.ts';
import type { Tablet } from '../device/tablet.ts';
import type { Outcome } from './door-outcome.ts';

type NotSavedOutcome = Extract<Outcome, { kind: 'not-saved' }>;

export const notSaved = (error: NotSaved): NotSavedOutcome => ({ kind: 'not-saved', reason: error.kind });

/** The attendance of somebody on the list, a guest, or somebody added without a badge. */
export const heldOf = (attendance: SessionAttendance, participant: ParticipantId): Attendance | undefined =>
  attendance.byParticipant.get(participant) ?? attendance.walkIns.get(participant);

export type DoorActs = {
  readonly cameAt: (participant: ParticipantId, time: Instant) => Promise<Outcome>;
  readonly leftAt: (participant: ParticipantId, time: Instant) => Promise<Outcome>;
  readonly undo: (participant: ParticipantId) => Promise<Outcome>;
  /** They had not come back: what stood before, with its leaving, stands again. */
  readonly undoReturn: (participant: ParticipantId) => Promise<Outcome>;
  readonly undoLeaving: (participant: ParticipantId) => Promise<Outcome>;
};

/** The acts of one open session. */
export const createDoorActs = (
  tablet: Pick<Tablet, 'record' | 'attendance' | 'person'>,
  session: Session,
): DoorActs => {
  const held = (participant: ParticipantId): Attendance | undefined =>
    heldOf(tablet.attendance(session), participant);
  const withdraw = async (event: EventId): Promise<NotSavedOutcome | undefined> => {
    const draft: EventDraft = { kind: 'withdrawn', session: session.id, withdraws: event };
    const recorded = await tablet.record(draft);
    return recorded.ok ? undefined : notSaved(recorded.error);
  };
  const isWalkIn = (participant: ParticipantId): boolean =>
    tablet.attendance(session).walkIns.has(participant);

  /** Every check-in before the one that counts now; whoever was added without a badge stays added (WALK-2). */
  const withdrawOthers = async (
    participant: ParticipantId,
    first: EventId | undefined,
    kept: EventId,
  ): Promise<NotSavedOutcome | undefined> => {
    let next = isWalkIn(participant) ? undefined : first;
    while (next !== undefined) {
      const failed = await withdraw(next);
      if (failed !== undefined) return failed;
      const standing = held(participant)?.checkIn;
      next = standing === kept ? undefined : standing;
    }
    return undefined;
  };

  return {
    cameAt: async (participant, time) => {
      const before = held(participant)?.checkIn;
      const recorded = await tablet.record({
        kind: 'checked-in',
        session: session.id,
        participant,
        via: 'hand',
        time,
      });
      if (!recorded.ok) return notSaved(recorded.error);
      const { event } = recorded.value;
      const failed = await withdrawOthers(participant, before, eventIdOf(event.device, event.seq));
      const at = Math.min(time, event.at);
      return failed ?? { kind: 'checked-in', participant, person: tablet.person(participant), at };
    },
    leftAt: async (participant, time) => {
      const since = held(participant)?.presence.at(-1)?.from;
      if (since !== undefined && time < since)
        return { kind: 'too-early', participant, person: tablet.person(participant), since };
      const before = held(participant)?.checkOut;
      const recorded = await tablet.record({
        kind: 'checked-out',
        session: session.id,
        participant,
        via: 'hand',
        time,
      });
      if (!recorded.ok) return notSaved(recorded.error);
      const { event } = recorded.value;
      const kept = eventIdOf(event.device, event.seq);
      for (let next = before; next !== undefined && next !== kept; next = held(participant)?.checkOut) {
        const failed = await withdraw(next);
        if (failed !== undefined) return failed;
      }
      const at = Math.min(time, event.at);
      return { kind: 'checked-out', participant, person: tablet.person(participant), at };
    },
    undo: async (participant) => {
      const person = tablet.person(participant);
      for (;;) {
        const standing = held(participant);
        if (standing === undefined) return { kind: 'undone', participant, person };
        /* Leavings first: a kill in between leaves a person who is in, never a leaving without a coming. */
        const failed = await withdraw(standing.checkOuts[0] ?? standing.checkIn);
        if (failed !== undefined) return failed;
      }
    },
    undoReturn: async (participant) => {
      const person = tablet.person(participant);
      const standing = held(participant);
      if (standing === undefined) return { kind: 'not-here', participant, person, leftAt: undefined };
      const failed = standing.lastIn === standing.checkIn ? undefined : await withdraw(standing.lastIn);
      if (failed !== undefined) return failed;
      const leftAt = held(participant)?.presence.at(-1)?.to;
      return leftAt === undefined
        ? { kind: 'back', participant, person, since: standing.checkedInAt }
        : { kind: 'checked-out', participant, person, at: leftAt };
    },
    undoLeaving: async (participant) => {
      const person = tablet.person(participant);
      for (;;) {
        const standing = held(participant);
        if (standing === undefined) return { kind: 'not-here', participant, person, leftAt: undefined };
        if (standing.checkOut === undefined)
          return { kind: 'back', participant, person, since: standing.checkedInAt };
        const failed = await withdraw(standing.checkOut);
        if (failed !== undefined) return failed;
      }
    },
  };
};
