/**
 * The door: scan → decide → record → show. The one way in for camera, list and keyboard, so that they cannot disagree.
 * Answers are values the screen draws; a check-in is durable before its answer exists (DOOR-2). A closed list is locked
 * for all of it (CLOSE-2).
 */
import { readTypedCode, tokenInBadge } from '../../domain/badge.ts';
import { verdictOn } from '../../domain/door.ts';
import type { EventDraft, Via } from '../../domain/events.ts';
import { ParticipantId, type EventId, type Hash, type TrainerId } from '../../domain/ids.ts';
import type { Plan, Session } from '../../domain/programme.ts';
import { instant, type Instant } from '../../domain/time.ts';
import { walkInPurpose, walkInText, type WalkInName } from '../../domain/walk-in.ts';
import { sealToOffice } from '../../signing/envelope.ts';
import { bytesToBase64Url, sha256 } from '../../signing/hash.ts';
import type { SettingsStore } from '../device/database.ts';
import type { Tablet } from '../device/tablet.ts';
import { createDoorActs, heldOf, notSaved } from './door-acts.ts';
import { createDoorCertify, type DoorCertify } from './door-certify.ts';
import type { Outcome, OutcomeOf } from './door-outcome.ts';
import { isClosedOn, isOngoing, leftToSort, openSortedOut, type LeftToSort } from './door-sorting.ts';

export type { Outcome } from './door-outcome.ts';

export type CheckInOptions = {
  /** The badge's token hash when a badge was read. */
  readonly token?: Hash;
  /** The time the trainer tells, where it is not now (ATT-7). */
  readonly time?: Instant;
};

export type Door = DoorCertify & {
  /** Whose card it is, without anything being done about it; `undefined` for what is no card of ours. */
  readonly holder: (text: string) => Promise<ParticipantId | undefined>;
  /** What a scanned text means; a badge of this session is checked in at once (DOOR-1, DOOR-2). */
  readonly scan: (text: string, via?: 'badge' | 'kiosk') => Promise<Outcome>;
  /** Leaving by card: checks out who is in (LEAVE-1). */
  readonly scanOut: (text: string) => Promise<Outcome>;
  /** The readable code of a card, typed (BADGE-3); a whole badge text, as a scanner types it, is a scan. */
  readonly typed: (cardCode: string) => Promise<Outcome>;
  /** The same of somebody who leaves. */
  readonly typedOut: (cardCode: string) => Promise<Outcome>;
  /** Checks somebody in by name, or a guest after the trainer's choice. */
  readonly checkIn: (participant: ParticipantId, via: Via, options?: CheckInOptions) => Promise<Outcome>;
  /** Checks somebody in to the other session on this tablet where the person is expected. */
  readonly checkInElsewhere: (
    session: Session,
    participant: ParticipantId,
    token: Hash | undefined,
  ) => Promise<Outcome>;
  readonly undoElsewhere: (session: Session, participant: ParticipantId) => Promise<Outcome>;
  /** "Kom senare": in from the told time, and the standing check-in is withdrawn (ATT-7). */
  readonly cameAt: (participant: ParticipantId, time: Instant) => Promise<Outcome>;
  /** "Gick tidigare": out from the told time, instead of a standing check-out (ATT-7). */
  readonly leftAt: (participant: ParticipantId, time: Instant) => Promise<Outcome>;
  readonly checkOut: (participant: ParticipantId, via: Via) => Promise<Outcome>;
  /** Several at once; whoever is not in is left as they are (LEAVE-1). */
  readonly checkOutAll: (participants: readonly ParticipantId[]) => Promise<Outcome>;
  /** Undo: every standing check-in of the person is withdrawn; nothing is removed (ATT-4). */
  readonly undo: (participant: ParticipantId) => Promise<Outcome>;
  /** Undo of leaving: the person is in again as if they had not left (ATT-4). */
  readonly undoLeaving: (participant: ParticipantId) => Promise<Outcome>;
  /** Takes a coming back away; the leaving before it stands again. */
  readonly undoReturn: (participant: ParticipantId) => Promise<Outcome>;
  /** Adds somebody without a badge, with the name sealed to the office (WALK-1). */
  readonly addWalkIn: (name: WalkInName) => Promise<Outcome>;
  /** The trainer decided against; the scan stays in the log, so that the office can claim it (DOOR-6). */
  readonly refuse: (outcome: Outcome) => Promise<void>;
  /** The trainer has decided about a refused scan: it is not asked about again, also after a reload (STAGE-2). */
  readonly sortOut: (event: EventId) => Promise<void>;
  /** Cards nobody has decided about, newest first, worked out from the log (STAGE-2). */
  readonly leftToSort: () => Promise<readonly LeftToSort[]>;
  /** The trainer attests a closed list: what is attested is what can no longer change on the tablet (ATTEST-1). */
  readonly attest: (trainer: TrainerId) => Promise<Outcome | { readonly kind: 'attested' | 'not-closed' }>;
  readonly close: () => Promise<Outcome | { readonly kind: 'session-closed' }>;
};

export type DoorDeps = {
  /** Where the tablet remembers what has been sorted out. */
  readonly settings?: SettingsStore;
  /** So many random bytes, for the id of somebody without a badge. */
  readonly randomBytes?: (length: number) => Uint8Array<ArrayBuffer>;
};

const walkInIdBytes = 15;

const memorySettings = (): SettingsStore => {
  const kept = new Map<string, unknown>();
  return {
    get: (key) => Promise.resolve(kept.get(key)),
    put: (key, value) => {
      kept.set(key, value);
      return Promise.resolve();
    },
  };
};

const browserBytes = (length: number): Uint8Array<ArrayBuffer> =>
  crypto.getRandomValues(new Uint8Array(length));

type DoorTablet = Pick<Tablet, 'record' | 'attendance' | 'cards' | 'person'>;

/** The door of one session on this tablet. */
export const openDoor = (
  tablet: DoorTablet,
  plan: Plan,
  session: Session,
  clock: () => number,
  { settings = memorySettings(), randomBytes = browserBytes }: DoorDeps = {},
): Door => {
  const attendance = () => tablet.attendance(session);
  const sortedOut = openSortedOut(settings);
  const acts = createDoorActs(tablet, session);
  const certifying = createDoorCertify(tablet, session);
  const record = (draft: EventDraft) => tablet.record(draft);
  const refusedWith = (token: Hash): readonly EventId[] =>
    attendance()
      .refusedScans.filter((scan) => scan.token === token)
      .map(({ event }) => event);

  /** While the list is open: `work`; afterwards it is locked (CLOSE-2). */
  const whileOpen = async <T>(work: () => Promise<T>): Promise<T | OutcomeOf<'closed'>> =>
    attendance().closedAt === undefined ? work() : { kind: 'closed' };

  /**
   * On disk before anybody has decided, so that a card nobody came back to is not lost with the page (DOOR-6). A card
   * that was skipped and is held up again is to be decided about again.
   */
  const keepRefused = async (
    token: Hash,
    reason: 'unknown' | 'blocked' | 'other-session',
    outcome: Outcome,
  ): Promise<Outcome> => {
    const kept = refusedWith(token);
    if (kept.length > 0) {
      await sortedOut.remove(kept);
      return outcome;
    }
    const recorded = await record({ kind: 'scan-refused', session: session.id, reason, token });
    return recorded.ok ? outcome : notSaved(recorded.error);
  };

  /** The person was let in after all: the scan is no longer one that gave no check-in. */
  const claimRefused = async (token: Hash | undefined): Promise<void> => {
    if (token === undefined) return;
    for (const withdraws of refusedWith(token))
      await record({ kind: 'withdrawn', session: session.id, withdraws });
  };

  const open = async (): Promise<void> => {
    if (attendance().openedAt === undefined) await record({ kind: 'session-opened', session: session.id });
  };

  const checkIn: Door['checkIn'] = (participant, via, { token, time } = {}) =>
    whileOpen(async () => {
      const person = tablet.person(participant);
      const held = heldOf(attendance(), participant);
      if (held?.isOpen === true) {
        await claimRefused(token);
        return { kind: 'already', participant, person, since: held.checkedInAt };
      }
      await open();
      const recorded = await record({
        kind: 'checked-in',
        session: session.id,
        participant,
        via,
        ...(token === undefined ? {} : { token }),
        ...(time === undefined ? {} : { time }),
      });
      if (!recorded.ok) return notSaved(recorded.error);
      await claimRefused(token);
      const { at } = recorded.value.event;
      return { kind: 'checked-in', participant, person, at: Math.min(time ?? at, at) };
    });

  const checkOut: Door['checkOut'] = (participant, via) =>
    whileOpen(async () => {
      const recorded = await record({ kind: 'checked-out', session: session.id, participant, via });
      if (!recorded.ok) return notSaved(recorded.error);
      const { at } = recorded.value.event;
      return { kind: 'checked-out', participant, person: tablet.person(participant), at };
    });

  const notHere = (participant: ParticipantId): Outcome => ({
    kind: 'not-here',
    participant,
    person: tablet.person(participant),
    leftAt: heldOf(attendance(), participant)?.presence.at(-1)?.to,
  });

  const decide = async (token: Hash, via: 'badge' | 'kiosk'): Promise<Outcome> => {
    const now = instant(clock());
    const verdict = verdictOn(
      tablet.cards().byHash(token),
      plan,
      session,
      attendance(),
      now,
      isClosedOn(tablet),
    );
    switch (verdict.kind) {
      case 'check-in':
        return checkIn(verdict.participant, via, { token });
      case 'already':
        return { ...verdict, person: tablet.person(verdict.participant) };
      case 'other-session':
        return keepRefused(token, 'other-session', {
          ...verdict,
          token,
          person: tablet.person(verdict.participant),
          isExpectedNow: verdict.expected !== undefined && isOngoing(verdict.expected, now),
        });
      case 'closed':
        return { kind: 'closed' };
      case 'unknown':
      case 'blocked':
        return keepRefused(token, verdict.kind, { kind: verdict.kind, token });
    }
  };

  const decideOut = async (token: Hash): Promise<Outcome> => {
    const badge = tablet.cards().byHash(token);
    if (badge === undefined) return keepRefused(token, 'unknown', { kind: 'unknown', token });
    if (badge.isBlocked) return keepRefused(token, 'blocked', { kind: 'blocked', token });
    return heldOf(attendance(), badge.participant)?.isOpen === true
      ? checkOut(badge.participant, 'badge')
      : notHere(badge.participant);
  };

  const read = async (text: string, answer: (token: Hash) => Promise<Outcome>): Promise<Outcome> => {
    const badge = tokenInBadge(text);
    return badge.ok ? answer(await sha256(badge.value)) : { kind: 'not-ours' };
  };

  const byCode = (text: string) => {
    const code = readTypedCode(text);
    const cohort = plan.cohorts.find(({ people }) => people.some((one) => one.code === code));
    const person = cohort?.people.find((one) => one.code === code);
    return code === undefined || cohort === undefined || person === undefined
      ? undefined
      : { cohort, person };
  };

  const decideTyped = async (text: string): Promise<Outcome> => {
    const known = byCode(text);
    if (known === undefined) return { kind: 'unknown-code' };
    const { cohort, person } = known;
    const now = instant(clock());
    const badge = { participant: person.id, cohort: cohort.id, isBlocked: false };
    const verdict = verdictOn(badge, plan, session, attendance(), now, isClosedOn(tablet));
    if (verdict.kind !== 'other-session') return checkIn(person.id, 'code');
    const isExpectedNow = verdict.expected !== undefined && isOngoing(verdict.expected, now);
    return { ...verdict, token: undefined, person, isExpectedNow };
  };

  const decideTypedOut = async (text: string): Promise<Outcome> => {
    const person = byCode(text)?.person;
    if (person === undefined) return { kind: 'unknown-code' };
    const isIn = heldOf(attendance(), person.id)?.isOpen === true;
    return isIn ? checkOut(person.id, 'code') : notHere(person.id);
  };

  const doorOf = (other: Session): Door => openDoor(tablet, plan, other, clock, { settings, randomBytes });

  return {
    ...certifying,
    holder: async (text) => {
      const badge = tokenInBadge(text);
      return badge.ok ? tablet.cards().byHash(await sha256(badge.value))?.participant : undefined;
    },
    checkIn,
    checkOut,
    scan: (text, via = 'badge') => whileOpen(() => read(text, (token) => decide(token, via))),
    scanOut: (text) => whileOpen(() => read(text, decideOut)),
    typed: (text) =>
      whileOpen(() =>
        tokenInBadge(text).ok ? read(text, (token) => decide(token, 'badge')) : decideTyped(text),
      ),
    typedOut: (text) =>
      whileOpen(() => (tokenInBadge(text).ok ? read(text, decideOut) : decideTypedOut(text))),
    checkInElsewhere: async (other, participant, token) => {
      const via = token === undefined ? 'code' : 'badge';
      const options = token === undefined ? {} : { token };
      const outcome = await doorOf(other).checkIn(participant, via, options);
      if (outcome.kind === 'checked-in' || outcome.kind === 'already') await claimRefused(token);
      return outcome.kind === 'checked-in' ? { ...outcome, elsewhere: other } : outcome;
    },
    undoElsewhere: (other, participant) => doorOf(other).undo(participant),
    cameAt: (participant, time) =>
      whileOpen(async () => {
        await open();
        return acts.cameAt(participant, time);
      }),
    leftAt: (participant, time) => whileOpen(() => acts.leftAt(participant, time)),
    checkOutAll: (participants) =>
      whileOpen(async () => {
        const left: ParticipantId[] = [];
        let at = clock();
        for (const participant of participants) {
          if (heldOf(attendance(), participant)?.isOpen !== true) continue;
          const outcome = await checkOut(participant, 'hand');
          if (outcome.kind !== 'checked-out') return outcome;
          left.push(participant);
          at = outcome.at;
        }
        return { kind: 'all-out', participants: left, at };
      }),
    undo: (participant) =>
      whileOpen(async () => {
        const back = await certifying.undoCertificate(participant);
        return back.kind === 'not-saved' ? back : acts.undo(participant);
      }),
    undoLeaving: (participant) => whileOpen(() => acts.undoLeaving(participant)),
    undoReturn: (participant) => whileOpen(() => acts.undoReturn(participant)),
    addWalkIn: (name) =>
      whileOpen(async () => {
        await open();
        const participant = ParticipantId.parse(bytesToBase64Url(randomBytes(walkInIdBytes)));
        const purpose = walkInPurpose(session.id, participant);
        const sealed = await sealToOffice(plan.officeKey, purpose, walkInText(name));
        const recorded = await record({ kind: 'walk-in', session: session.id, participant, sealed });
        if (!recorded.ok) return notSaved(recorded.error);
        return { kind: 'added', participant, given: name.given, at: recorded.value.event.at };
      }),
    refuse: async (outcome) => {
      if ('token' in outcome && outcome.token !== undefined) await sortedOut.add(refusedWith(outcome.token));
    },
    sortOut: (event) => sortedOut.add([event]),
    leftToSort: async () => {
      const sorted = await sortedOut.has();
      return leftToSort({ tablet, plan, session }, attendance().refusedScans, sorted, instant(clock()));
    },
    attest: async (trainer) => {
      if (attendance().closedAt === undefined) return { kind: 'not-closed' };
      const recorded = await record({ kind: 'session-attested', session: session.id, trainer });
      return recorded.ok ? { kind: 'attested' } : notSaved(recorded.error);
    },
    close: () =>
      whileOpen(async () => {
        const recorded = await record({ kind: 'session-closed', session: session.id });
        return recorded.ok ? { kind: 'session-closed' } : notSaved(recorded.error);
      }),
  };
};
