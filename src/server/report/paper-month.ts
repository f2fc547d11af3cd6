/** What every paper of a locked month says about itself, and its rows. */
import type { KeptLine, MonthRow } from '../../domain/month.ts';
import { instant } from '../../domain/time.ts';
import type { PaperMonth } from '../../protocol/papers.ts';
import type { Context } from '../http/endpoint.ts';
import type { MonthVersion } from '../store/month-store.ts';
import { readReportSettings } from './report-settings.ts';

export type LockedPaper = {
  readonly paper: PaperMonth;
  readonly version: MonthVersion;
  readonly rows: readonly MonthRow[];
  readonly lines: readonly KeptLine[];
};

/** The latest version of a locked month; `undefined` while it is open. */
export const lockedPaper = async (month: string, context: Context): Promise<LockedPaper | undefined> => {
  const { months, reports, services } = context;
  const version = await months.latest(month);
  if (version === undefined) return undefined;
  const {
    columns: _columns,
    protectedManCode: _code,
    ...facts
  } = await readReportSettings(context, services);
  const names = await reports.namesOf([version.actor]);
  return {
    version,
    rows: await months.rows(month, version.version),
    lines: await months.kept(month, version.version),
    paper: {
      ...facts,
      month,
      version: version.version,
      lockedAt: instant(Number(version.at)),
      lockedBy: names.get(version.actor) ?? '',
      programme: services.programme,
      demo: services.isDemo,
    },
  };
};
