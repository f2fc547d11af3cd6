/** Everything a bundle for an audit holds, read as it is kept. Reads; never writes (BUNDLE-1). */
import { ParticipantId, SessionId } from '../../domain/ids.ts';
import { Day } from '../../domain/time.ts';
import { KeptMonth, Members, SessionVersionLine } from '../../verifier/bundle-format.ts';
import type { Selectable } from 'kysely';
import type { Tx } from './database.ts';
import type { DeviceRow } from './device-store.ts';
import type { LogRow } from './log-store.ts';
import type { Schema } from './schema.ts';

export type BundleEvent = Pick<
  LogRow,
  'arrival' | 'device' | 'seq' | 'text' | 'received_at' | 'clock_offset_ms' | 'set_aside'
>;

export type BundleStore = {
  /** The last event and the last entry there are: what is read later is read up to here. */
  readonly ends: () => Promise<{ readonly arrival: number; readonly entry: number }>;
  readonly eventCount: () => Promise<number>;
  readonly devices: () => Promise<readonly DeviceRow[]>;
  /** Events after an arrival, in the order they came. */
  readonly events: (after: number, upTo: number, count: number) => Promise<readonly BundleEvent[]>;
  readonly sessionVersions: () => Promise<readonly SessionVersionLine[]>;
  readonly members: () => Promise<Members>;
  /** Every version of every locked month, to a month and including it. */
  readonly months: (last: string | null) => Promise<readonly KeptMonth[]>;
  readonly forks: () => Promise<readonly Selectable<Schema['log_forks']>[]>;
};

type Tables = Pick<BundleStore, 'members' | 'months'>;

const inOrder = (a: KeptMonth['lines'][number], b: KeptMonth['lines'][number]): number =>
  a.participant < b.participant ? -1 : a.participant > b.participant ? 1 : a.session < b.session ? -1 : 1;

const tablesOf = ({ trx }: Tx): Tables => ({
  members: async () => {
    const participants = await trx.selectFrom('participants').select(['id', 'track']).orderBy('id').execute();
    const places = await trx
      .selectFrom('memberships')
      .selectAll()
      .orderBy('participant')
      .orderBy('from_day')
      .execute();
    return Members.parse({
      participants,
      places: places.map(({ participant, cohort, from_day, to_day }) => ({
        participant,
        cohort,
        from: Day.parse(from_day),
        to: to_day,
      })),
    });
  },
  months: async (last) => {
    const kept = await trx.selectFrom('month_versions').selectAll().orderBy('seq').execute();
    const months: KeptMonth[] = [];
    for (const { month, version, seq, hash, minutes, reported_minutes, people } of kept) {
      if (last !== null && month > last) continue;
      const lines = await trx
        .selectFrom('month_lines')
        .select(['participant', 'session', 'minutes'])
        .where('month', '=', month)
        .where('version', '=', version)
        .execute();
      const rows = await trx
        .selectFrom('month_rows')
        .selectAll()
        .where('month', '=', month)
        .where('version', '=', version)
        .orderBy('participant')
        .execute();
      const ids = lines.map((line) => ({
        participant: ParticipantId.parse(line.participant),
        session: SessionId.parse(line.session),
        minutes: line.minutes,
      }));
      months.push(
        KeptMonth.parse({
          month,
          version,
          seq,
          hash,
          minutes,
          reportedMinutes: reported_minutes,
          people,
          lines: ids.sort(inOrder),
          rows: rows.map((row) => ({
            participant: row.participant,
            minutes: row.minutes,
            overMinutes: row.over_minutes,
            reportedMinutes: row.reported_minutes,
          })),
        }),
      );
    }
    return months;
  },
});

export const createBundleStore = (tx: Tx): BundleStore => {
  const { trx } = tx;
  return {
    ...tablesOf(tx),
    ends: async () => {
      const event = await trx
        .selectFrom('log_events')
        .select((e) => e.fn.max('arrival').as('last'))
        .executeTakeFirst();
      const entry = await trx
        .selectFrom('office_log')
        .select((e) => e.fn.max('seq').as('last'))
        .executeTakeFirst();
      return { arrival: Number(event?.last ?? 0), entry: Number(entry?.last ?? 0) };
    },
    eventCount: async () => {
      const { n } = await trx
        .selectFrom('log_events')
        .select((e) => e.fn.countAll().as('n'))
        .executeTakeFirstOrThrow();
      return Number(n);
    },
    devices: () => trx.selectFrom('devices').selectAll().orderBy('enrolled_at').orderBy('id').execute(),
    events: (after, upTo, count) =>
      trx
        .selectFrom('log_events')
        .select(['arrival', 'device', 'seq', 'text', 'received_at', 'clock_offset_ms', 'set_aside'])
        .where('arrival', '>', after)
        .where('arrival', '<=', upTo)
        .orderBy('arrival')
        .limit(count)
        .execute(),
    sessionVersions: async () =>
      (
        await trx
          .selectFrom('session_versions')
          .select(['session', 'version', 'at', 'hash', 'text'])
          .orderBy('at')
          .orderBy('session')
          .orderBy('version')
          .execute()
      ).map((row) => SessionVersionLine.parse({ ...row, at: Number(row.at) })),
    forks: () => trx.selectFrom('log_forks').selectAll().orderBy('id').execute(),
  };
};
