/** Questions that only the office's screens ask, over several tables at once. Reads; never writes. */
import { sql } from 'kysely';
import { inBatches } from './batches.ts';
import type { Tx } from './database.ts';
import { dismissedPrefix } from './log-store.ts';

export type ReportStore = {
  /** How many participants each cohort has; each of these, where some are named. */
  readonly peopleByCohort: (cohorts?: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** People present at a session who belonged to none of its cohorts that day, by session. */
  readonly guests: (sessions: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Minutes recorded in the whole programme, for these participants. */
  readonly minutesOf: (participants: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Events and whole deliveries that wait for a person's decision. */
  readonly setAside: () => Promise<number>;
  /** What a log entry was about, by id: names of participants, cohorts, sessions, devices, administrators and trainers. */
  readonly namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly officeLog: (query: {
    readonly before: number | undefined;
    readonly kind: string | undefined;
    readonly count: number;
  }) => Promise<readonly { readonly seq: number; readonly text: string }[]>;
  /** The office's log from a number on, for following its chain. */
  readonly officeLogFrom: (
    seq: number,
    count: number,
  ) => Promise<readonly { readonly seq: number; readonly hash: string; readonly text: string }[]>;
  readonly officeLogKinds: () => Promise<readonly string[]>;
};

type Counted = { readonly key: string | null; readonly n: number | string | bigint | null };

const byKey = (rows: readonly Counted[]): ReadonlyMap<string, number> =>
  new Map(rows.flatMap(({ key, n }) => (key === null ? [] : [[key, Number(n ?? 0)] as const])));

type People = Pick<ReportStore, 'peopleByCohort' | 'guests' | 'minutesOf' | 'setAside'>;

const peopleOf = ({ trx }: Tx): People => ({
  peopleByCohort: async (cohorts) => {
    const counted = trx
      .selectFrom('participants')
      .select((e) => ['cohort as key', e.fn.countAll().as('n')])
      .groupBy('cohort');
    return byKey(
      cohorts === undefined
        ? await counted.execute()
        : await inBatches(cohorts, (batch) => counted.where('cohort', 'in', batch).execute()),
    );
  },
  guests: async (sessions) =>
    byKey(
      await inBatches(sessions, (batch) =>
        trx
          .selectFrom('attendance')
          .select((e) => ['attendance.session as key', e.fn.countAll().as('n')])
          .where('attendance.session', 'in', batch)
          .where('remarks', 'like', '%"guest"%')
          .groupBy('attendance.session')
          .execute(),
      ),
    ),
  minutesOf: async (participants) =>
    byKey(
      await inBatches(participants, (batch) =>
        trx
          .selectFrom('attendance')
          .select((e) => ['participant as key', e.fn.sum('minutes').as('n')])
          .where('participant', 'in', batch)
          .groupBy('participant')
          .execute(),
      ),
    ),
  setAside: async () => {
    const count = (e: { readonly n: number | string | bigint }): number => Number(e.n);
    const events = await trx
      .selectFrom('log_events')
      .select((e) => e.fn.countAll().as('n'))
      .where('set_aside', 'is not', null)
      .where('set_aside', 'not like', `${dismissedPrefix}%`)
      .executeTakeFirstOrThrow();
    const deliveries = await trx
      .selectFrom('log_forks')
      .leftJoin('delivery_decisions', 'delivery_decisions.delivery', 'log_forks.id')
      .select((e) => e.fn.countAll().as('n'))
      .where('delivery_decisions.delivery', 'is', null)
      .executeTakeFirstOrThrow();
    const files = await trx
      .selectFrom('handed_in_files')
      .leftJoin('handed_in_decisions', 'handed_in_decisions.file', 'handed_in_files.id')
      .select((e) => e.fn.countAll().as('n'))
      .where('handed_in_decisions.file', 'is', null)
      .executeTakeFirstOrThrow();
    return count(events) + count(deliveries) + count(files);
  },
});

const namesFrom = async ({ trx }: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const people = await trx
    .selectFrom('participants')
    .select(['id', 'given', 'family'])
    .where('id', 'in', ids)
    .execute();
  const cohorts = await trx.selectFrom('cohorts').select(['id', 'name']).where('id', 'in', ids).execute();
  const sessions = await trx.selectFrom('sessions').select(['id', 'title']).where('id', 'in', ids).execute();
  const devices = await trx.selectFrom('devices').select(['id', 'name']).where('id', 'in', ids).execute();
  const administrators = await trx
    .selectFrom('administrators')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .execute();
  const trainers = await trx.selectFrom('trainers').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map([
    ...people.map(({ id, given, family }) => [id, `${given} ${family}`.trim()] as const),
    ...sessions.map(({ id, title }) => [id, title] as const),
    ...[...cohorts, ...devices, ...administrators, ...trainers].map(({ id, name }) => [id, name] as const),
  ]);
};

/** The kind as it stands in an entry's canonical text. */
const kindInText = (kind: string): string => `%"kind":${JSON.stringify(kind)}%`;

export const createReportStore = (tx: Tx): ReportStore => {
  const { trx } = tx;
  return {
    ...peopleOf(tx),
    namesOf: (ids) => namesFrom(tx, ids),
    officeLog: ({ before, kind, count }) => {
      const every = trx.selectFrom('office_log').select(['seq', 'text']);
      const all = before === undefined ? every : every.where('seq', '<', before);
      const wanted = kind === undefined ? all : all.where('text', 'like', kindInText(kind));
      return wanted.orderBy('seq', 'desc').limit(count).execute();
    },
    officeLogFrom: (seq, count) =>
      trx.selectFrom('office_log').selectAll().where('seq', '>=', seq).orderBy('seq').limit(count).execute(),
    officeLogKinds: async () => {
      const kind =
        tx.dialect === 'postgres'
          ? sql<string | null>`substring(text from '"kind":"([a-z-]+)"')`
          : sql<string | null>`case when json_valid(text) then json_extract(text, '$.kind') end`;
      const rows = await trx.selectFrom('office_log').select(kind.as('kind')).distinct().execute();
      return rows.flatMap((row) => (row.kind === null ? [] : [row.kind])).sort();
    },
  };
};
