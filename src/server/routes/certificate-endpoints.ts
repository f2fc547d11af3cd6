/** Addresses about certificates: the participants' own, and the office's. */
import type { Endpoint } from '../http/endpoint.ts';
import { answerObjection } from './answer-objection.ts';
import { certifyHours } from './certify-hours.ts';
import { listCertificates } from './list-certificates.ts';
import { objectToHours } from './object-to-hours.ts';
import { remindToCertify } from './remind-to-certify.ts';
import { recordPaperCertificate } from './record-paper-certificate.ts';

export const certificateEndpoints: readonly Endpoint[] = [
  certifyHours,
  objectToHours,
  listCertificates,
  remindToCertify,
  recordPaperCertificate,
  answerObjection,
];
