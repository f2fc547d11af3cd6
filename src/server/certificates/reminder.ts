/** The letter that reminds somebody to certify a month: whether it can be sent at all. */
import type { Services } from '../http/services.ts';
import { letterKind } from '../letters/letter-kinds.ts';

export const certifyReminderKind = 'certify-reminder';

/** True where a mail server is set and the letter has words. */
export const canRemind = ({ mailFrom }: Pick<Services, 'mailFrom'>): boolean =>
  mailFrom !== undefined && letterKind(certifyReminderKind)?.isAbout({ month: '2026-01' }) === true;
