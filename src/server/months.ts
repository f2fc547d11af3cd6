/**
 * The lock of a month and what comes after it. A lock keeps exactly the lines the approver was shown; a later change is
 * taken in only by a person's decision, as a new version, and the versions of later months follow (MONTH-2 to MONTH-5).
 */
import { createHash } from 'node:crypto';
import { Hash, type ParticipantId } from '../domain/ids.ts';
import { canonical } from '../domain/log.ts';
import {
  lateChanges,
  linesToKeep,
  monthRows,
  monthStates,
  monthTotals,
  withChange,
  type KeptLine,
  type LateChange,
  type MonthRow,
  type MonthState,
} from '../domain/month.ts';
import type { HoursPolicy } from '../domain/policy.ts';
import { err, ok, type Result } from '../domain/result.ts';
import { firstDayOf } from '../domain/time.ts';
import type { Refusal } from '../protocol/problems.ts';
import type { Services } from './http/services.ts';
import type { Stores } from './store/stores.ts';

type Needed = Pick<Stores, 'months' | 'decisions' | 'officeLog' | 'logs'> & {
  readonly services: Services;
};

/** The hash an entry of the office's log names a month's lines by. */
export const hashOfLines = (lines: readonly KeptLine[]): Hash =>
  Hash.parse(
    createHash('sha256')
      .update(canonical(lines.map(({ participant, session, minutes }) => [participant, session, minutes])))
      .digest('base64url'),
  );

export type Figures = {
  readonly lines: readonly KeptLine[];
  readonly rows: readonly MonthRow[];
  readonly policy: HoursPolicy;
};

/** The rows that lines give in a month, by the month's policy and what was reported before (HRS-5, HRS-3). */
export const figuresOf = async (
  month: string,
  lines: readonly KeptLine[],
  needed: Pick<Needed, 'months' | 'decisions'>,
): Promise<Figures> => {
  const policy = await needed.decisions.policyOn(firstDayOf(month));
  const people = [...new Set(lines.map(({ participant }) => participant))];
  const tracks = await needed.months.tracks(people);
  const before = await needed.months.reportedBefore(month, people);
  const personOf = (id: ParticipantId) => {
    const track = tracks.get(id);
    return track === undefined ? undefined : { track };
  };
  return { lines, policy, rows: monthRows(lines, policy, personOf, before) };
};

/** What would be locked if the month were locked now. */
export const figuresNow = async (
  month: string,
  needed: Pick<Needed, 'months' | 'decisions'>,
): Promise<Figures> => figuresOf(month, linesToKeep(await needed.months.linesNow(month)), needed);

/** The figures a month was locked with, by its latest version; `undefined` while it is open. */
export const figuresKept = async (
  month: string,
  { months, decisions }: Pick<Needed, 'months' | 'decisions'>,
): Promise<(Figures & { readonly version: number }) | undefined> => {
  const latest = await months.latest(month);
  if (latest === undefined) return undefined;
  const { version } = latest;
  return {
    version,
    lines: await months.kept(month, version),
    rows: await months.rows(month, version),
    policy: await decisions.policyOn(firstDayOf(month)),
  };
};

type Deed = {
  readonly kind: 'month-locked' | 'month-changed';
  readonly actor: string;
  readonly changes: readonly LateChange[];
};

const keepVersion = async (
  month: string,
  version: number,
  { lines, rows }: Figures,
  { kind, actor, changes }: Deed,
  { months, officeLog, logs, services }: Needed,
): Promise<number> => {
  const at = services.clock();
  const { people, minutes, reportedMinutes } = monthTotals(rows);
  const hash = hashOfLines(lines);
  const arrivals = await logs.lastArrival();
  const seq = await officeLog.append({
    kind,
    actor,
    at,
    month,
    version,
    arrivals,
    arrivalsHash: await logs.arrivalsHash(arrivals),
    lines: hash,
    people,
    minutes,
    reportedMinutes,
    ...(kind === 'month-locked'
      ? {}
      : {
          changes: changes.map(({ participant, session, before, after }) => [
            participant,
            session,
            before,
            after,
          ]),
        }),
  });
  await months.putVersion(
    { month, version, seq, at, actor, hash, people, minutes, reported_minutes: reportedMinutes },
    lines,
    rows,
  );
  return seq;
};

/** Approves and locks: keeps what `basis` says was shown. Hard checks are the caller's to have made (MONTH-2). */
export const lockMonth = async (
  month: string,
  actor: string,
  basis: string,
  needed: Needed,
): Promise<Result<{ version: number }, Refusal>> => {
  if (await needed.months.isLocked(month)) return err({ code: 'month/changed' });
  const figures = await figuresNow(month, needed);
  if (hashOfLines(figures.lines) !== basis) return err({ code: 'month/changed' });
  await keepVersion(month, 1, figures, { kind: 'month-locked', actor, changes: [] }, needed);
  return ok({ version: 1 });
};

/** What has changed since the lock and waits for a decision (MONTH-4). */
export const changesSinceLock = async (
  month: string,
  { months }: Pick<Needed, 'months'>,
): Promise<readonly LateChange[]> => {
  const latest = await months.latest(month);
  if (latest === undefined) return [];
  return lateChanges(
    await months.kept(month, latest.version),
    await months.linesNow(month),
    await months.lateDecisions(month),
  );
};

/**
 * Counts the changes that wait in one locked month of those in which something has been counted or decided since, or
 * that were never counted; true if there was one. What was locked long ago is not gone through again (BIG-2).
 */
export const countNextMonth = async (needed: Pick<Needed, 'months'>): Promise<boolean> => {
  const { months } = needed;
  await months.forgetChanges(await months.takeChangedMonths());
  const kept = await months.keptChanges();
  for (const [month, { version }] of new Map((await months.versions()).map((one) => [one.month, one]))) {
    const decisions = await months.countLateDecisions(month);
    const known = kept.get(month);
    if (known?.version === version && known.decisions === decisions) continue;
    const changes = (await changesSinceLock(month, needed)).length;
    await months.keepChanges({ month, version, decisions, changes });
    return true;
  }
  return false;
};

/** How many changes of each locked month wait for a decision (MONTH-4). */
export const changesWaiting = async (
  needed: Pick<Needed, 'months'>,
): Promise<ReadonlyMap<string, number>> => {
  while (await countNextMonth(needed));
  return new Map([...(await needed.months.keptChanges())].map(([month, { changes }]) => [month, changes]));
};

/** Later locked months by what an earlier one now leaves of the track's limit; a version only where a row changes. */
const followLater = async (month: string, actor: string, needed: Needed): Promise<void> => {
  const later = [...(await needed.months.lockedMonths())].filter((other) => other > month).sort();
  for (const other of later) {
    const kept = await figuresKept(other, needed);
    if (kept === undefined) continue;
    const figures = await figuresOf(other, kept.lines, needed);
    if (canonical(figures.rows) === canonical(kept.rows)) continue;
    await keepVersion(
      other,
      kept.version + 1,
      figures,
      { kind: 'month-changed', actor, changes: [] },
      needed,
    );
  }
};

/** A person's decision about one change after the lock: a new version that takes it in, or that it is left out (MONTH-4). */
export const decideLate = async (
  asked: LateChange & { readonly month: string; readonly isTakenIn: boolean; readonly text: string },
  actor: string,
  needed: Needed,
): Promise<Result<{ version: number }, Refusal>> => {
  const { month, isTakenIn, text } = asked;
  const kept = await figuresKept(month, needed);
  if (kept === undefined) return err({ code: 'month/not-locked' });
  const change = (await changesSinceLock(month, needed)).find(
    ({ participant, session, before, after }) =>
      participant === asked.participant &&
      session === asked.session &&
      before === asked.before &&
      after === asked.after,
  );
  if (change === undefined) return err({ code: 'month/changed' });
  const at = needed.services.clock();
  const { participant, session, before, after } = change;
  const seq = await needed.officeLog.append({
    kind: 'late-change-decided',
    actor,
    at,
    month,
    participant,
    session,
    before,
    after,
    isTakenIn,
    text,
  });
  await needed.months.addLateDecision(month, { ...change, isTakenIn }, { seq, at, actor });
  if (!isTakenIn) return ok({ version: kept.version });
  const figures = await figuresOf(month, withChange(kept.lines, change), needed);
  const version = kept.version + 1;
  await keepVersion(month, version, figures, { kind: 'month-changed', actor, changes: [change] }, needed);
  await followLater(month, actor, needed);
  return ok({ version });
};

/** A locked month whose report says something else now, with the same hours: a new version, to be sent again (MONTH-5). */
export const remakeMonth = async (month: string, actor: string, needed: Needed): Promise<void> => {
  const kept = await figuresKept(month, needed);
  if (kept === undefined) return;
  await keepVersion(month, kept.version + 1, kept, { kind: 'month-changed', actor, changes: [] }, needed);
};

/** Every month's state, in order: those with sessions, and those that are locked (MONTH-5). */
export const statesOfMonths = async ({
  months,
}: Pick<Needed, 'months'>): Promise<ReadonlyMap<string, MonthState>> => {
  const states = monthStates(await months.deeds());
  const all = new Set([...(await months.monthsWithSessions()), ...states.keys()]);
  return new Map([...all].sort().map((month) => [month, states.get(month) ?? 'open']));
};

/** The months to send again, in the order they must be sent: an earlier month always first (MONTH-5). */
export const monthsToSendAgain = (states: ReadonlyMap<string, MonthState>): readonly string[] =>
  [...states].filter(([, state]) => state === 'again').map(([month]) => month);

/** SCB has been given the month. Months are handed in in order: none while an earlier one waits (MONTH-5). */
export const markSent = async (
  { month, version, checksum }: { month: string; version: number; checksum: string | null },
  actor: string,
  needed: Needed,
): Promise<Result<undefined, Refusal>> => {
  const latest = await needed.months.latest(month);
  if (latest === undefined) return err({ code: 'month/not-locked' });
  if (latest.version !== version) return err({ code: 'month/changed' });
  const states = await statesOfMonths(needed);
  const earlier = [...states].find(
    ([other, state]) => other < month && (state === 'locked' || state === 'again'),
  );
  if (earlier !== undefined) return err({ code: 'month/order', reason: earlier[0] });
  if (states.get(month) !== 'locked' && states.get(month) !== 'again') return err({ code: 'month/changed' });
  const at = needed.services.clock();
  const seq = await needed.officeLog.append({ kind: 'month-sent', actor, at, month, version, checksum });
  await needed.months.addSent({ month, version, seq, at, actor, checksum });
  return ok(undefined);
};
