/**
 * The door: scan → decide → record → show. The one way in for camera, list and keyboard, so that they cannot disagree.
 * Answers are values the screen draws; a check-in is durable before its answer exists (DOOR-2).
 */
import type { SessionAttendance } from '../../domain/attendance.ts';
import { tokenInBadge } from '../../domain/badge.ts';
import { verdictOn } from '../../domain/door.ts';
import type { Via } from '../../domain/events.ts';
import { eventIdOf, type CohortId, type EventId, type Hash, type ParticipantId } from '../../domain/ids.ts';
import type { Plan, PlanPerson, Session } from '../../domain/programme.ts';
import { instant } from '../../domain/time.ts';
import { sha256 } from '../../signing/hash.ts';
import type { NotSaved } from '../device/own-log.ts';
import type { Tablet } from '../device/tablet.ts';

export type Outcome =
  | {
      readonly kind: 'checked-in';
      readonly participant: ParticipantId;
      readonly person: PlanPerson | undefined;
      readonly at: number;
    }
  | {
      readonly kind: 'already';
      readonly participant: ParticipantId;
      readonly person: PlanPerson | undefined;
      readonly since: number;
    }
  | {
      readonly kind: 'other-session';
      readonly participant: ParticipantId;
      readonly person: PlanPerson | undefined;
      readonly cohort: CohortId;
      readonly expected: Session | undefined;
      readonly token: Hash;
    }
  | { readonly kind: 'unknown'; readonly token: Hash }
  | { readonly kind: 'blocked'; readonly token: Hash }
  | { readonly kind: 'not-ours' }
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'undone';
      readonly participant: ParticipantId;
      readonly person: PlanPerson | undefined;
    }
  | {
      readonly kind: 'checked-out';
      readonly participant: ParticipantId;
      readonly person: PlanPerson | undefined;
      readonly at: number;
    }
  | { readonly kind: 'not-saved'; readonly reason: NotSaved['kind'] };

export type Door = {
  /** What a scanned or typed text means; a badge of this session is checked in at once (DOOR-1, DOOR-2). */
  readonly scan: (text: string) => Promise<Outcome>;
  /** Checks somebody in by name, or a guest after the trainer's choice. */
  readonly checkIn: (participant: ParticipantId, via: Via, token?: Hash) => Promise<Outcome>;
  /** Undo: every standing check-in of the person is withdrawn; nothing is removed (ATT-4). */
  readonly undo: (participant: ParticipantId) => Promise<Outcome>;
  readonly checkOut: (participant: ParticipantId, via: Via) => Promise<Outcome>;
  /** The trainer decided against; the scan stays kept, so that the office can claim it (DOOR-6). */
  readonly refuse: (outcome: Outcome) => Promise<void>;
  readonly close: () => Promise<Outcome | { readonly kind: 'session-closed' }>;
};

/** The door of one session on this tablet. */
export const openDoor = (tablet: Tablet, plan: Plan, session: Session, clock: () => number): Door => {
  const attendance = (): SessionAttendance => tablet.attendance(session);
  const refusedScans = new Map<Hash, EventId>();

  /** On disk before anybody has decided, so that a card nobody came back to is not lost with the page (DOOR-6). */
  const keepRefused = async (token: Hash, reason: 'unknown' | 'blocked' | 'other-session'): Promise<void> => {
    if (refusedScans.has(token)) return;
    const recorded = await tablet.record({ kind: 'scan-refused', session: session.id, reason, token });
    if (recorded.ok)
      refusedScans.set(token, eventIdOf(recorded.value.event.device, recorded.value.event.seq));
  };

  /** The person was let in after all: the scan is no longer one that gave no check-in. */
  const claimRefused = async (token: Hash): Promise<void> => {
    const refused = refusedScans.get(token);
    if (refused === undefined) return;
    refusedScans.delete(token);
    await tablet.record({ kind: 'withdrawn', session: session.id, withdraws: refused });
  };

  const open = async (): Promise<void> => {
    if (attendance().openedAt === undefined)
      await tablet.record({ kind: 'session-opened', session: session.id });
  };

  const checkIn: Door['checkIn'] = async (participant, via, token) => {
    const person = tablet.person(participant);
    if (attendance().closedAt !== undefined) return { kind: 'closed' };
    const held = attendance().byParticipant.get(participant);
    if (held?.isOpen === true) return { kind: 'already', participant, person, since: held.checkedInAt };
    await open();
    const recorded = await tablet.record({
      kind: 'checked-in',
      session: session.id,
      participant,
      via,
      ...(token === undefined ? {} : { token }),
    });
    if (!recorded.ok) return { kind: 'not-saved', reason: recorded.error.kind };
    if (token !== undefined) await claimRefused(token);
    return { kind: 'checked-in', participant, person, at: recorded.value.event.at };
  };

  return {
    checkIn,
    scan: async (text) => {
      const read = tokenInBadge(text);
      if (!read.ok) return { kind: 'not-ours' };
      const token = await sha256(read.value);
      const verdict = verdictOn(tablet.badge(token), plan, session, attendance(), instant(clock()));
      switch (verdict.kind) {
        case 'check-in':
          return checkIn(verdict.participant, 'badge', token);
        case 'already':
          return { ...verdict, person: tablet.person(verdict.participant) };
        case 'other-session':
          await keepRefused(token, 'other-session');
          return { ...verdict, token, person: tablet.person(verdict.participant) };
        case 'closed':
          return { kind: 'closed' };
        case 'unknown':
        case 'blocked':
          await keepRefused(token, verdict.kind);
          return { kind: verdict.kind, token };
      }
    },
    undo: async (participant) => {
      for (;;) {
        const held = attendance().byParticipant.get(participant);
        if (held === undefined) return { kind: 'undone', participant, person: tablet.person(participant) };
        const recorded = await tablet.record({
          kind: 'withdrawn',
          session: session.id,
          withdraws: held.checkIn,
        });
        if (!recorded.ok) return { kind: 'not-saved', reason: recorded.error.kind };
      }
    },
    checkOut: async (participant, via) => {
      const recorded = await tablet.record({ kind: 'checked-out', session: session.id, participant, via });
      if (!recorded.ok) return { kind: 'not-saved', reason: recorded.error.kind };
      return {
        kind: 'checked-out',
        participant,
        person: tablet.person(participant),
        at: recorded.value.event.at,
      };
    },
    refuse: async (outcome) => {
      if (outcome.kind === 'other-session') await keepRefused(outcome.token, 'other-session');
    },
    close: async () => {
      const recorded = await tablet.record({ kind: 'session-closed', session: session.id });
      return recorded.ok ? { kind: 'session-closed' } : { kind: 'not-saved', reason: recorded.error.kind };
    },
  };
};
