/** The report to SCB and the papers. */
import type { Endpoint } from '../http/endpoint.ts';
import { makeAttendanceReports, showMonthSummary, showSessionList } from './papers.ts';
import { makeReportFile, showReport } from './report-file.ts';
import { setReportSettings, showReportSettings } from './report-settings.ts';

export const reportEndpoints: readonly Endpoint[] = [
  showReport,
  makeReportFile,
  showReportSettings,
  setReportSettings,
  showMonthSummary,
  makeAttendanceReports,
  showSessionList,
];
