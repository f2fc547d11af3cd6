/** The addresses of reviewing, of what was set aside, of months and of how hours are counted. */
import type { Endpoint } from '../http/endpoint.ts';
import { decideLateChange, lockMonthNow, monthSent } from './month-decisions.ts';
import { setPolicy, showPolicy } from './policy.ts';
import {
  acceptRemarks,
  correctAttendance,
  decideList,
  decideScan,
  decideWalkIn,
  reviewDone,
  takeBackDecision,
} from './review-decisions.ts';
import { reviewQueue } from './review-queue.ts';
import { decideDelivery, decideFile, decideSetAside, listSetAside } from './set-aside.ts';
import { listMonths, showMonth } from './show-month.ts';
import { showReview } from './show-review.ts';

export const reviewEndpoints: readonly Endpoint[] = [
  reviewQueue,
  showReview,
  acceptRemarks,
  correctAttendance,
  decideScan,
  decideWalkIn,
  decideList,
  reviewDone,
  takeBackDecision,
  listSetAside,
  decideSetAside,
  decideDelivery,
  decideFile,
  listMonths,
  showMonth,
  lockMonthNow,
  decideLateChange,
  monthSent,
  showPolicy,
  setPolicy,
];
