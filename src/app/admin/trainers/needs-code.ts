import type { ListedTrainer } from '../../../protocol/list-trainers.ts';

const soonMs = 7 * 24 * 60 * 60 * 1000;

/** True for a trainer without a code who has a session within seven days: they could not attest it (ATTEST-1). */
export const needsCodeSoon = ({ issuedAt, nextAt }: ListedTrainer, now: number): boolean =>
  issuedAt === null && nextAt !== null && nextAt - now <= soonMs;
