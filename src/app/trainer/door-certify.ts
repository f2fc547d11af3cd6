/** Certifying at the door, and taking it back: events of the tablet's own log like everything else (CERT-6, ATT-4). */
import type { EventDraft } from '../../domain/events.ts';
import type { ParticipantId } from '../../domain/ids.ts';
import type { Session } from '../../domain/programme.ts';
import type { NotSaved } from '../device/own-log.ts';
import type { Tablet } from '../device/tablet.ts';
import { offerFor, type CertifyOffer } from './certify-offer.ts';

/** `changed`: other minutes count than those that were shown, or there is nothing to certify any more. */
export type CertifyAnswer =
  | { readonly kind: 'certified'; readonly minutes: number }
  | { readonly kind: 'changed' }
  | { readonly kind: 'not-saved'; readonly reason: NotSaved['kind'] };

export type DoorCertify = {
  readonly certify: (offer: CertifyOffer) => Promise<CertifyAnswer>;
  /** Withdraws the certificate that stands, where it was given on a tablet; nothing to withdraw is no failure. */
  readonly undoCertificate: (participant: ParticipantId) => Promise<CertifyAnswer>;
};

export const createDoorCertify = (
  tablet: Pick<Tablet, 'record' | 'attendance'>,
  session: Session,
): DoorCertify => ({
  certify: async ({ participant, minutes }) => {
    if (offerFor(tablet.attendance(session), participant)?.minutes !== minutes) return { kind: 'changed' };
    const draft: EventDraft = {
      kind: 'hours-certified',
      session: session.id,
      participant,
      minutes,
      on: 'tablet',
    };
    const recorded = await tablet.record(draft);
    return recorded.ok ? { kind: 'certified', minutes } : { kind: 'not-saved', reason: recorded.error.kind };
  },
  undoCertificate: async (participant) => {
    const held = tablet.attendance(session).certificates.get(participant);
    if (held?.via !== 'tablet') return { kind: 'changed' };
    const recorded = await tablet.record({
      kind: 'withdrawn',
      session: session.id,
      withdraws: held.event,
    });
    return recorded.ok ? { kind: 'changed' } : { kind: 'not-saved', reason: recorded.error.kind };
  },
});
