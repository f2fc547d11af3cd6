/** Why a certificate no longer is one, told from what was decided and what came after it (CERT-2). */
import * as z from 'zod/mini';
import type { Certificate } from './certification.ts';
import { CorrectionReason, type Decision } from './decision-entries.ts';
import { eventIdOf, type ParticipantId } from './ids.ts';

/**
 * A correction's own reason · `matched`, `claimed`: the office has said whose a recording was · `ended`: when a list
 * nobody closed was over · `taken-back`: an earlier decision no longer stands · `merged`: two records were one
 * person's · `late-event`: something recorded came in afterwards · `overlap`: the same minutes at two sessions ·
 * `recounted`: the session's times or the rules have changed.
 */
export const ReopenedBy = z.enum([
  ...CorrectionReason.options,
  'matched',
  'claimed',
  'ended',
  'taken-back',
  'merged',
  'late-event',
  'overlap',
  'recounted',
]);
export type ReopenedBy = z.infer<typeof ReopenedBy>;

/** An event about the person at the session, under the id it was recorded with. */
export type KnownEvent = {
  readonly device: string;
  readonly seq: number;
  readonly participant: string | null;
  readonly receivedAt: number;
};

export type Reopened = {
  readonly participant: ParticipantId;
  readonly certificate: Certificate;
  /** Everything decided about the session, also what was taken back, in the order of the log. */
  readonly history: readonly Decision[];
  /** Comings and goings of the person, and the session's closings. */
  readonly events: readonly KnownEvent[];
  readonly isOverlapping: boolean;
  readonly ownerOf: (participant: ParticipantId) => ParticipantId;
};

const byDecision = (
  decision: Decision,
  about: Pick<Reopened, 'history' | 'participant' | 'ownerOf'>,
): ReopenedBy | undefined => {
  const { history, participant, ownerOf } = about;
  const isMine = (named: ParticipantId): boolean => ownerOf(named) === participant;
  switch (decision.kind) {
    case 'attendance-corrected':
      return isMine(decision.participant) ? decision.reason : undefined;
    case 'walk-in-matched':
      return isMine(decision.participant) ? 'matched' : undefined;
    case 'scan-claimed':
      return isMine(decision.participant) ? 'claimed' : undefined;
    case 'session-ended':
      return 'ended';
    case 'decision-taken-back': {
      const taken = history.find(({ seq }) => seq === decision.decision);
      const isKnown =
        taken !== undefined && taken.kind !== 'decision-taken-back' && taken.kind !== 'policy-set';
      return isKnown && byDecision(taken, about) !== undefined ? 'taken-back' : undefined;
    }
    case 'set-aside-accepted':
      return 'late-event';
    case 'remarks-accepted':
    case 'set-aside-dismissed':
    case 'scan-dismissed':
    case 'walk-in-dismissed':
    case 'list-accepted':
    case 'session-reviewed':
    case 'paper-certificate-recorded':
    case 'participants-merged':
    case 'policy-set':
      return undefined;
  }
};

/** True for what whoever certified cannot have known of. */
const cameAfter = ({ device, seq, receivedAt }: KnownEvent, { at, event }: Certificate): boolean => {
  const isSameLog = event.startsWith(`${device}:`);
  return isSameLog ? eventIdOf(device, seq) !== event && seq > Number(event.split(':')[1]) : receivedAt > at;
};

/** The latest thing that can have changed the minutes since the certificate. */
export const reopenedBy = (reopened: Reopened): ReopenedBy => {
  const { certificate, history, events, participant, isOverlapping } = reopened;
  const decided = history
    .filter(({ at }) => at >= certificate.at)
    .flatMap((decision) => byDecision(decision, reopened) ?? []);
  const last = decided.at(-1);
  if (last !== undefined) return last;
  if (events.some((event) => cameAfter(event, certificate))) return 'late-event';
  if (events.some((event) => event.participant !== null && event.participant !== participant))
    return 'merged';
  return isOverlapping ? 'overlap' : 'recounted';
};
