/** Months: what stands now, what each lock and each later version has kept, and what has been sent to SCB. */
import type { Selectable } from 'kysely';
import { certificateState } from '../../domain/certification.ts';
import { ParticipantId, SessionId } from '../../domain/ids.ts';
import {
  inLineOrder,
  type KeptLine,
  type LateDecision,
  type MonthDeeds,
  type MonthLine,
  type MonthRow,
} from '../../domain/month.ts';
import { Track } from '../../domain/programme.ts';
import { firstDayAfter, firstDayOf, instantAt, monthOf } from '../../domain/time.ts';
import { inBatches } from './batches.ts';
import { holdLock, type Tx } from './database.ts';
import { ownersOf } from './merge-rows.ts';
import type { ProgrammeStore } from './programme-store.ts';
import type { ReviewStore } from './review-store.ts';
import type { CountrySchema } from './schema-country.ts';
import type { ReviewSchema } from './schema-review.ts';

export type MonthVersion = ReviewSchema['month_versions'];
export type MonthSent = ReviewSchema['month_sent'];
export type ReportFileRow = Selectable<ReviewSchema['report_files']>;

export type MonthStore = {
  /** Every person's minutes at every session that begins in the month, as they stand now (MONTH-1). */
  readonly linesNow: (month: string) => Promise<readonly MonthLine[]>;
  readonly isLocked: (month: string) => Promise<boolean>;
  readonly lockedMonths: () => Promise<ReadonlySet<string>>;
  /** The devices with events at these sessions. */
  readonly devicesIn: (sessions: readonly string[]) => Promise<ReadonlySet<string>>;
  /** The tracks of these participants, also of records that have been merged since a month was locked. */
  readonly tracks: (participants: readonly string[]) => Promise<ReadonlyMap<string, Track>>;
  /** The months that have sessions, oldest first. */
  readonly monthsWithSessions: () => Promise<readonly string[]>;
  /** Every version of every month, by month and version. */
  readonly versions: () => Promise<readonly MonthVersion[]>;
  readonly latest: (month: string) => Promise<MonthVersion | undefined>;
  readonly kept: (month: string, version: number) => Promise<readonly KeptLine[]>;
  readonly rows: (month: string, version: number) => Promise<readonly MonthRow[]>;
  /** What each of these has been reported in the months before, by the latest version of each. */
  readonly reportedBefore: (
    month: string,
    participants: readonly string[],
  ) => Promise<ReadonlyMap<string, number>>;
  readonly putVersion: (
    version: MonthVersion,
    lines: readonly KeptLine[],
    rows: readonly MonthRow[],
  ) => Promise<void>;
  readonly lateDecisions: (month: string) => Promise<readonly LateDecision[]>;
  readonly addLateDecision: (
    month: string,
    decision: LateDecision,
    by: { readonly seq: number; readonly at: number; readonly actor: string },
  ) => Promise<void>;
  readonly countLateDecisions: (month: string) => Promise<number>;
  /** The months in which sessions have been counted anew since this was last asked. */
  readonly takeChangedMonths: () => Promise<ReadonlySet<string>>;
  /** How many changes of each month waited when they were last counted. */
  readonly keptChanges: () => Promise<ReadonlyMap<string, CountrySchema['month_changes']>>;
  readonly keepChanges: (row: CountrySchema['month_changes']) => Promise<void>;
  readonly forgetChanges: (months: ReadonlySet<string>) => Promise<void>;
  readonly sent: () => Promise<readonly MonthSent[]>;
  readonly addSent: (sent: MonthSent) => Promise<void>;
  readonly deeds: () => Promise<readonly MonthDeeds[]>;
  readonly files: (month: string) => Promise<readonly ReportFileRow[]>;
  readonly addFile: (file: ReportFileRow) => Promise<void>;
  /** In which locked months, by its latest version, a person has which minutes of which sessions. */
  readonly keptOf: (participant: string) => Promise<ReadonlyMap<string, number>>;
};

const linesNow = async (tx: Tx, reviews: ReviewStore, month: string): Promise<readonly MonthLine[]> => {
  const { trx } = tx;
  const rows = await trx
    .selectFrom('attendance')
    .innerJoin('sessions', 'sessions.id', 'attendance.session')
    .leftJoin('review_states', 'review_states.session', 'attendance.session')
    .select([
      'attendance.session',
      'attendance.participant',
      'attendance.minutes',
      'attendance.is_open',
      'review_states.reviewed_at',
    ])
    .where('sessions.starts_at', '>=', instantAt(firstDayOf(month), '00:00'))
    .where('sessions.starts_at', '<', instantAt(firstDayAfter(month), '00:00'))
    .orderBy('attendance.session')
    .orderBy('attendance.participant')
    .execute();
  const sessions = [...new Set(rows.map(({ session }) => session))];
  const certificates = await reviews.certificates(sessions);
  const waiting = (await reviews.objectionsAt(sessions)).filter(({ answered_at }) => answered_at === null);
  /* Whoever objected under a record that was merged objects under the one it now is (PPL-5). */
  const ownerOf = await ownersOf(
    tx,
    waiting.map(({ participant }) => participant),
  );
  const objected = new Set(
    waiting.map(({ session, participant }) => `${session}/${ownerOf.get(participant) ?? participant}`),
  );
  return rows.map(({ session, participant, minutes, is_open, reviewed_at }) => {
    const key = `${session}/${participant}`;
    return {
      session: SessionId.parse(session),
      participant: ParticipantId.parse(participant),
      minutes,
      isReviewed: reviewed_at !== null && is_open === 0,
      isCertified: certificateState(minutes, certificates.get(key)) === 'certified' && !objected.has(key),
    };
  });
};

type Changes = Pick<
  MonthStore,
  'countLateDecisions' | 'takeChangedMonths' | 'keptChanges' | 'keepChanges' | 'forgetChanges'
>;

const changesOf = (tx: Tx): Changes => {
  const { trx } = tx;
  return {
    countLateDecisions: async (month) =>
      Number(
        (
          await trx
            .selectFrom('month_late_decisions')
            .select((e) => e.fn.countAll().as('n'))
            .where('month', '=', month)
            .executeTakeFirstOrThrow()
        ).n,
      ),
    takeChangedMonths: async () => {
      await holdLock(tx, 'kept-figures');
      const changed = await trx.deleteFrom('changed_sessions').returning(['session', 'starts_at']).execute();
      const counted = [...new Set(changed.map(({ session }) => session))];
      const sessions = await inBatches(counted, (batch) =>
        trx.selectFrom('sessions').select('starts_at').where('id', 'in', batch).execute(),
      );
      const starts = [...changed, ...sessions].flatMap(({ starts_at }) => starts_at ?? []);
      return new Set(starts.map((at) => monthOf(Number(at))));
    },
    keptChanges: async () =>
      new Map((await trx.selectFrom('month_changes').selectAll().execute()).map((row) => [row.month, row])),
    keepChanges: async ({ month, ...row }) => {
      await trx
        .insertInto('month_changes')
        .values({ month, ...row })
        .onConflict((c) => c.column('month').doUpdateSet(row))
        .execute();
    },
    forgetChanges: async (months) => {
      if (months.size > 0)
        await trx
          .deleteFrom('month_changes')
          .where('month', 'in', [...months])
          .execute();
    },
  };
};

/** How many rows go into one statement. */
const perInsert = 200;

export const createMonthStore = (
  tx: Tx,
  { reviews, programme }: { reviews: ReviewStore; programme: ProgrammeStore },
): MonthStore => {
  const { trx } = tx;
  const versions = (): Promise<readonly MonthVersion[]> =>
    trx.selectFrom('month_versions').selectAll().orderBy('month').orderBy('version').execute();
  const latestByMonth = async (): Promise<ReadonlyMap<string, MonthVersion>> =>
    new Map((await versions()).map((version) => [version.month, version]));
  const sent = (): Promise<readonly MonthSent[]> =>
    trx.selectFrom('month_sent').selectAll().orderBy('seq').execute();
  return {
    ...changesOf(tx),
    linesNow: (month) => linesNow(tx, reviews, month),
    isLocked: async (month) => (await latestByMonth()).has(month),
    lockedMonths: async () => new Set((await latestByMonth()).keys()),
    devicesIn: async (sessions) =>
      new Set(
        (
          await inBatches(sessions, (batch) =>
            trx.selectFrom('log_events').select('device').distinct().where('session', 'in', batch).execute(),
          )
        ).map(({ device }) => device),
      ),
    tracks: async (participants) =>
      new Map(
        (
          await inBatches(participants, (batch) =>
            trx.selectFrom('participants').select(['id', 'track']).where('id', 'in', batch).execute(),
          )
        ).map(({ id, track }) => [id, Track.parse(track)]),
      ),
    monthsWithSessions: async () => {
      const found: string[] = [];
      let at = await programme.firstStart(0);
      while (at !== undefined) {
        const month = monthOf(at);
        found.push(month);
        at = await programme.firstStart(instantAt(firstDayAfter(month), '00:00'));
      }
      return found;
    },
    versions,
    latest: async (month) => (await latestByMonth()).get(month),
    kept: async (month, version) =>
      (
        await trx
          .selectFrom('month_lines')
          .selectAll()
          .where('month', '=', month)
          .where('version', '=', version)
          .orderBy('participant')
          .orderBy('session')
          .execute()
      )
        .map(({ participant, session, minutes }) => ({
          participant: ParticipantId.parse(participant),
          session: SessionId.parse(session),
          minutes,
        }))
        .sort(inLineOrder),
    rows: async (month, version) =>
      (
        await trx
          .selectFrom('month_rows')
          .selectAll()
          .where('month', '=', month)
          .where('version', '=', version)
          .orderBy('participant')
          .execute()
      )
        .map((row) => ({
          participant: ParticipantId.parse(row.participant),
          minutes: row.minutes,
          overMinutes: row.over_minutes,
          reportedMinutes: row.reported_minutes,
        }))
        .sort((a, b) => (a.participant < b.participant ? -1 : 1)),
    reportedBefore: async (month, participants) => {
      const latest = await latestByMonth();
      const rows = await inBatches(participants, (batch) =>
        trx
          .selectFrom('month_rows')
          .select(['month', 'version', 'participant', 'reported_minutes'])
          .where('participant', 'in', batch)
          .where('month', '<', month)
          .execute(),
      );
      const sums = new Map<string, number>();
      for (const { month: earlier, version, participant, reported_minutes } of rows)
        if (latest.get(earlier)?.version === version)
          sums.set(participant, (sums.get(participant) ?? 0) + reported_minutes);
      return sums;
    },
    putVersion: async (version, lines, rows) => {
      await trx.insertInto('month_versions').values(version).execute();
      const place = { month: version.month, version: version.version };
      for (let at = 0; at < lines.length; at += perInsert)
        await trx
          .insertInto('month_lines')
          .values(lines.slice(at, at + perInsert).map((line) => ({ ...place, ...line })))
          .execute();
      for (let at = 0; at < rows.length; at += perInsert)
        await trx
          .insertInto('month_rows')
          .values(
            rows.slice(at, at + perInsert).map((row) => ({
              ...place,
              participant: row.participant,
              minutes: row.minutes,
              over_minutes: row.overMinutes,
              reported_minutes: row.reportedMinutes,
            })),
          )
          .execute();
    },
    lateDecisions: async (month) =>
      (
        await trx
          .selectFrom('month_late_decisions')
          .selectAll()
          .where('month', '=', month)
          .orderBy('seq')
          .execute()
      ).map((row) => ({
        participant: ParticipantId.parse(row.participant),
        session: SessionId.parse(row.session),
        before: row.before,
        after: row.after,
        isTakenIn: row.is_taken_in === 1,
      })),
    addLateDecision: async (month, { isTakenIn, ...change }, by) => {
      await trx
        .insertInto('month_late_decisions')
        .values({ month, ...change, ...by, is_taken_in: isTakenIn ? 1 : 0 })
        .execute();
    },
    sent,
    addSent: async (row) => {
      await trx.insertInto('month_sent').values(row).execute();
    },
    deeds: async () => {
      const all = await versions();
      const handedIn = await sent();
      return [...new Set(all.map(({ month }) => month))].map((month) => ({
        month,
        versions: all.filter((version) => version.month === month).map(({ seq }) => seq),
        sent: handedIn.filter((one) => one.month === month).map(({ seq }) => seq),
      }));
    },
    files: (month) =>
      trx.selectFrom('report_files').selectAll().where('month', '=', month).orderBy('made_at').execute(),
    addFile: async (file) => {
      await trx.insertInto('report_files').values(file).execute();
    },
    keptOf: async (participant) => {
      const newest = await latestByMonth();
      const rows = await trx
        .selectFrom('month_lines')
        .selectAll()
        .where('participant', '=', participant)
        .execute();
      return new Map(
        rows
          .filter(({ month, version }) => newest.get(month)?.version === version)
          .map(({ session, minutes }) => [session, minutes]),
      );
    },
  };
};
