/** What the file and the papers are made by: columns, the project, the employer, SCB's code (SCB-5). */
import * as z from 'zod/mini';
import { ReportColumn } from '../../domain/reporting.ts';
import { ReportSettings } from '../../protocol/report.ts';
import type { Services } from '../http/services.ts';
import type { Stores } from '../store/stores.ts';

const key = 'report-settings';

/** Until SCB's template has been entered: what SCB is known to ask for. */
const firstColumns: readonly ReportColumn[] = [
  { key: 'identity-number', heading: 'Personnummer' },
  { key: 'hours', heading: 'Antal timmar' },
  { key: 'start-date', heading: 'Startdatum' },
  { key: 'end-date', heading: 'Slutdatum' },
];

/** The programme's own facts; an office's are empty until somebody has entered them. */
const projectOfDemo = {
  projectId: '25-021-S02',
  employer: 'Stockholms stad',
  organisationNumber: '212000-0142',
} as const;

const firstSettings = ({ programme, isDemo, office }: Services): ReportSettings => ({
  columns: [...firstColumns],
  project: programme,
  projectId: '',
  employer: '',
  organisationNumber: '',
  protectedManCode: null,
  contact: [office.name, office.phone].filter((part) => part !== '').join(', '),
  ...(isDemo ? projectOfDemo : {}),
});

export const readReportSettings = async (
  { settings }: Pick<Stores, 'settings'>,
  services: Services,
): Promise<ReportSettings> => {
  const kept = await settings.get(key);
  return kept === undefined ? firstSettings(services) : ReportSettings.parse(JSON.parse(kept));
};

const layoutsKey = 'report-layouts';
const Layouts = z.array(z.array(ReportColumn));
const layoutsKept = 12;

/** The columns of earlier files: whoever chooses new ones has not changed what an earlier file said (SCB-6). */
export const earlierLayouts = async ({
  settings,
}: Pick<Stores, 'settings'>): Promise<readonly (readonly ReportColumn[])[]> => {
  const kept = await settings.get(layoutsKey);
  return kept === undefined ? [] : Layouts.parse(JSON.parse(kept));
};

/** Keeps the settings, and writes in the office's log what decides how a file is made. */
export const keepReportSettings = async (
  chosen: ReportSettings,
  actor: string,
  { settings, officeLog }: Pick<Stores, 'settings' | 'officeLog'>,
  services: Services,
): Promise<void> => {
  const { columns, contact, ...rest } = chosen;
  const before = await readReportSettings({ settings }, services);
  if (JSON.stringify(before.columns) !== JSON.stringify(columns)) {
    const layouts = [...(await earlierLayouts({ settings })), before.columns].slice(-layoutsKept);
    await settings.put(layoutsKey, JSON.stringify(layouts));
  }
  await settings.put(key, JSON.stringify(chosen));
  await officeLog.append({
    kind: 'report-settings-changed',
    actor,
    at: services.clock(),
    ...rest,
    columns: columns.map((column) => [column.key, column.heading]),
    hasContact: contact !== '',
  });
};
