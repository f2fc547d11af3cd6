/** Reads everything there is, for a walk through the whole database (BACKUP-6). Made for copies that are looked at alone. */
import type { Selectable } from 'kysely';
import type { Tx } from './database.ts';
import type { LogRow } from './log-store.ts';
import type { Schema } from './schema.ts';

export type OfficeRow = Selectable<Schema['office_log']>;
type Table = keyof Schema;

export type VerifyStore = {
  readonly eventsOf: (device: string) => Promise<readonly LogRow[]>;
  readonly devicesWithEvents: () => Promise<readonly string[]>;
  readonly officeLog: () => Promise<readonly OfficeRow[]>;
  readonly decisions: () => Promise<readonly Selectable<Schema['decisions']>[]>;
  readonly writtenTexts: () => Promise<readonly Selectable<Schema['written_texts']>[]>;
  readonly sessionVersions: () => Promise<readonly Selectable<Schema['session_versions']>[]>;
  /** When the first event came in, or the first entry was written; nothing for an office that has neither. */
  readonly oldestAt: () => Promise<number | undefined>;
  /** Sessions that anything is computed for. */
  readonly sessions: () => Promise<readonly string[]>;
  /** A computed table's rows of one session, as text that is the same for the same rows. */
  readonly projected: (
    table: 'attendance' | 'certificates' | 'session_states' | 'review_states',
    session: string,
  ) => Promise<readonly { readonly participant: string | null; readonly text: string }[]>;
};

/** When it was computed says nothing about what was computed. */
const untimed = (row: Record<string, unknown>): string => {
  const { changed_at: _changedAt, ...rest } = row;
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
};

const momentIn = (text: string): number | undefined => {
  try {
    const { at } = JSON.parse(text) as { at?: unknown };
    return typeof at === 'number' ? at : undefined;
  } catch {
    return undefined;
  }
};

export const createVerifyStore = ({ trx }: Tx): VerifyStore => {
  const sessionsIn = async (table: Extract<Table, 'log_events' | 'attendance' | 'session_states'>) =>
    (
      await trx.selectFrom(table).select('session').distinct().where('session', 'is not', null).execute()
    ).flatMap(({ session }) => session ?? []);
  return {
    eventsOf: (device) =>
      trx.selectFrom('log_events').selectAll().where('device', '=', device).orderBy('seq').execute(),
    devicesWithEvents: async () =>
      (await trx.selectFrom('log_events').select('device').distinct().execute()).map(({ device }) => device),
    officeLog: () => trx.selectFrom('office_log').selectAll().orderBy('seq').execute(),
    decisions: () => trx.selectFrom('decisions').selectAll().orderBy('seq').execute(),
    writtenTexts: () => trx.selectFrom('written_texts').selectAll().execute(),
    sessionVersions: () =>
      trx.selectFrom('session_versions').selectAll().orderBy('session').orderBy('version').execute(),
    oldestAt: async () => {
      const event = await trx
        .selectFrom('log_events')
        .select('received_at')
        .orderBy('arrival')
        .limit(1)
        .execute();
      const entry = await trx.selectFrom('office_log').select('text').orderBy('seq').limit(1).execute();
      const found = [
        ...event.map(({ received_at }) => Number(received_at)),
        ...entry.flatMap(({ text }) => momentIn(text) ?? []),
      ];
      return found.length === 0 ? undefined : Math.min(...found);
    },
    sessions: async () =>
      [
        ...new Set([
          ...(await sessionsIn('log_events')),
          ...(await sessionsIn('attendance')),
          ...(await sessionsIn('session_states')),
        ]),
      ].sort(),
    projected: async (table, session) => {
      const rows = await trx.selectFrom(table).selectAll().where('session', '=', session).execute();
      return rows
        .map((row) => ({
          participant: 'participant' in row ? row.participant : null,
          text: untimed(row),
        }))
        .toSorted((a, b) => (a.text < b.text ? -1 : 1));
    },
  };
};
