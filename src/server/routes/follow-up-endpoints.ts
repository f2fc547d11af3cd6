/** Addresses of the follow-up: goals and groups, the steering group's report, units' feedback, the evaluator's file. */
import type { Endpoint } from '../http/endpoint.ts';
import { exportForEvaluation } from './evaluation-export.ts';
import { followUp } from './follow-up.ts';
import { showSteeringReport } from './steering-report.ts';
import { sendUnitFeedback, showUnitFeedback } from './unit-feedback.ts';

export const followUpEndpoints: readonly Endpoint[] = [
  followUp,
  showSteeringReport,
  showUnitFeedback,
  sendUnitFeedback,
  exportForEvaluation,
];
