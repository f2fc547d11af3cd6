/**
 * What somebody who has left may certify on the tablet: a closed stretch of their own, as this tablet counts it (CERT-6).
 * Nobody added without a badge, and nothing that is certified already.
 */
import type { SessionAttendance } from '../../domain/attendance.ts';
import { certificateState } from '../../domain/certification.ts';
import type { ParticipantId } from '../../domain/ids.ts';
import type { Span } from '../../domain/programme.ts';

export type CertifyOffer = {
  readonly participant: ParticipantId;
  readonly minutes: number;
  /** The stretches those minutes are. */
  readonly counted: readonly Span[];
};

export const offerFor = (
  { byParticipant, certificates, closedAt }: SessionAttendance,
  participant: ParticipantId,
): CertifyOffer | undefined => {
  const held = byParticipant.get(participant);
  if (held === undefined || closedAt !== undefined || held.isOpen) return undefined;
  const { minutes, counted } = held;
  if (minutes === 0 || certificateState(minutes, certificates.get(participant)) === 'certified')
    return undefined;
  return { participant, minutes, counted };
};

/** What the person has certified on a tablet of exactly what now counts. */
export const certifiedHere = (
  { byParticipant, certificates }: SessionAttendance,
  participant: ParticipantId,
): number | undefined => {
  const minutes = byParticipant.get(participant)?.minutes ?? 0;
  const certificate = certificates.get(participant);
  return certificate?.via === 'tablet' && certificate.minutes === minutes ? minutes : undefined;
};

/** 195 minutes as 3 hours and 15 minutes. */
export const hoursOf = (minutes: number): { readonly hours: number; readonly minutes: number } => ({
  hours: Math.floor(minutes / 60),
  minutes: minutes % 60,
});
