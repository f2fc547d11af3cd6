import type { Endpoint } from '../http/endpoint.ts';
import { changeSession, checkChange, showPlannedSession } from './change-session.ts';
import { putVenue, putWave, removeWave, setSurvey } from './plan-places.ts';
import { checkSeries, planSeries } from './plan-series.ts';
import { planningChoices, showPlanning } from './show-planning.ts';

/** The addresses of the planning. */
export const planningEndpoints: readonly Endpoint[] = [
  showPlanning,
  planningChoices,
  checkSeries,
  planSeries,
  showPlannedSession,
  checkChange,
  changeSession,
  putVenue,
  putWave,
  removeWave,
  setSurvey,
];
