/**
 * What a participant has certified, session by session, and whether it still is what counts. A certificate is bound to
 * the exact minutes that were shown: when they change it is no longer one, and the person is told why (CERT-2).
 */
import type { EventId } from './ids.ts';
import type { Instant } from './time.ts';

export type CertificateVia = 'phone' | 'tablet' | 'paper';

export type Certificate = {
  readonly minutes: number;
  readonly at: Instant;
  readonly via: CertificateVia;
  /** The event, or the office's entry for a signed paper, as `device:seq`. */
  readonly event: EventId;
};

/** Which of two certificates counts: the later, and of the same moment the one with the greater id (ATT-1). */
export const isLaterCertificate = (a: Certificate, b: Certificate): boolean =>
  a.at > b.at || (a.at === b.at && a.event > b.event);

/** `nothing`: no minutes, so nothing to certify. `reopened`: certified, but the minutes have changed since. */
export type CertificateState = 'nothing' | 'missing' | 'certified' | 'reopened';

/** How it stands between the minutes that count and what was last certified (CERT-1, CERT-2). */
export const certificateState = (minutes: number, certificate: Certificate | undefined): CertificateState => {
  if (certificate === undefined) return minutes === 0 ? 'nothing' : 'missing';
  return certificate.minutes === minutes ? (minutes === 0 ? 'nothing' : 'certified') : 'reopened';
};
