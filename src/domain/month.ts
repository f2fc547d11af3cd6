/**
 * A reporting month: which minutes are reported, how they become hours, and what a lock keeps. A session belongs to the
 * Stockholm month it begins in. What a lock has kept changes only by a recorded decision (MONTH-3).
 */
import type { ParticipantId, SessionId } from './ids.ts';
import { roundDown, type HoursPolicy } from './policy.ts';
import { trackMinutes, type Track } from './programme.ts';
import { addDays, firstDayAfter, type Day, type Month } from './time.ts';

/** One person's minutes at one session of the month, as they stand now. */
export type MonthLine = {
  readonly participant: ParticipantId;
  readonly session: SessionId;
  readonly minutes: number;
  /** The session has been reviewed as it now stands. */
  readonly isReviewed: boolean;
  /** The person has certified exactly these minutes, and no objection of theirs waits for an answer. */
  readonly isCertified: boolean;
};

/** Minutes a lock has kept, or would keep. */
export type KeptLine = Pick<MonthLine, 'participant' | 'session' | 'minutes'>;

/** Only what is reviewed and certified is reported; nothing is said of zero minutes (MONTH-1). */
export const linesToKeep = (lines: readonly MonthLine[]): readonly KeptLine[] =>
  lines
    .filter(({ minutes, isReviewed, isCertified }) => minutes > 0 && isReviewed && isCertified)
    .map(({ participant, session, minutes }) => ({ participant, session, minutes }))
    .sort(inLineOrder);

/** The order lines are hashed in: by ids, not by any language's alphabet. */
export const inLineOrder = (a: KeptLine, b: KeptLine): number =>
  a.participant < b.participant ? -1 : a.participant > b.participant ? 1 : a.session < b.session ? -1 : 1;

/** One person's month as it is reported. */
export type MonthRow = {
  readonly participant: ParticipantId;
  /** Minutes reviewed and certified. */
  readonly minutes: number;
  /** Of those, minutes over the track's limit that are left out (HRS-3). */
  readonly overMinutes: number;
  /** Whole steps of the policy's rounding, never more than `minutes` (HRS-5). */
  readonly reportedMinutes: number;
};

type Person = { readonly track: Track };

/**
 * The month's rows from its kept lines. `before` is what each person has been reported in earlier months, for the
 * track's limit. Every person with minutes has a row here; whose reported minutes are zero is in no report (SCB-2).
 */
export const monthRows = (
  lines: readonly KeptLine[],
  policy: HoursPolicy,
  personOf: (participant: ParticipantId) => Person | undefined,
  before: ReadonlyMap<string, number>,
): readonly MonthRow[] => {
  const byPerson = new Map<ParticipantId, number[]>();
  for (const { participant, minutes } of lines)
    byPerson.set(participant, [...(byPerson.get(participant) ?? []), minutes]);
  return [...byPerson]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([participant, sessions]) => {
      const minutes = sessions.reduce((sum, n) => sum + n, 0);
      const track = personOf(participant)?.track;
      const left =
        policy.countsOverLimit || track === undefined
          ? Number.POSITIVE_INFINITY
          : Math.max(0, trackMinutes[track] - (before.get(participant) ?? 0));
      const rounded =
        policy.roundPer === 'session'
          ? sessions.reduce((sum, n) => sum + roundDown(n, policy), 0)
          : roundDown(minutes, policy);
      const overMinutes = Math.max(0, minutes - left);
      return {
        participant,
        minutes,
        overMinutes,
        reportedMinutes: Math.min(rounded, roundDown(left, policy)),
      };
    });
};

/** Sums of rows: people with something to report, minutes, and what rounding and the limit leave out (HRS-5). */
export const monthTotals = (
  rows: readonly MonthRow[],
): {
  readonly people: number;
  readonly minutes: number;
  readonly reportedMinutes: number;
  readonly lostToRounding: number;
  readonly overMinutes: number;
} => {
  const sum = (of: (row: MonthRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const minutes = sum((row) => row.minutes);
  const reportedMinutes = sum((row) => row.reportedMinutes);
  const overMinutes = sum((row) => row.overMinutes);
  return {
    people: rows.filter((row) => row.reportedMinutes > 0).length,
    minutes,
    reportedMinutes,
    overMinutes,
    lostToRounding: minutes - overMinutes - reportedMinutes,
  };
};

/** A difference between what a lock kept and what stands now: a late event, a correction, a late certificate (MONTH-4). */
export type LateChange = {
  readonly participant: ParticipantId;
  readonly session: SessionId;
  readonly before: number;
  readonly after: number;
};

/** A person's decision about a late change: taken in, or left out as it then was. */
export type LateDecision = LateChange & { readonly isTakenIn: boolean };

const keyOf = ({ participant, session }: Pick<KeptLine, 'participant' | 'session'>): string =>
  `${participant}/${session}`;

/**
 * What could be kept now. Fewer minutes than the lock kept need no new certificate, because the person has certified
 * more: what was reported too high can be put right at once.
 */
export const couldBeKept = (
  kept: ReadonlyMap<string, KeptLine>,
  now: readonly MonthLine[],
): readonly KeptLine[] => [
  ...linesToKeep(now),
  ...now.filter(
    (line) =>
      line.minutes > 0 &&
      line.isReviewed &&
      !line.isCertified &&
      line.minutes < (kept.get(keyOf(line))?.minutes ?? 0),
  ),
];

/**
 * What has changed since the lock and nobody has decided on. A change that was left out stays decided for as long as
 * it is the same change (MONTH-4).
 */
export const lateChanges = (
  kept: readonly KeptLine[],
  now: readonly MonthLine[],
  decided: readonly LateDecision[],
): readonly LateChange[] => {
  const before = new Map(kept.map((line) => [keyOf(line), line]));
  const after = new Map(couldBeKept(before, now).map((line) => [keyOf(line), line]));
  /* Minutes that are only waiting (for a review or a certificate) are not a change yet. */
  const waiting = new Set(
    now
      .filter(({ minutes, isReviewed, isCertified }) => minutes > 0 && !(isReviewed && isCertified))
      /* The very minutes that were kept, reviewed, and no longer certified: the certificate was taken back. */
      .filter((line) => !(line.isReviewed && line.minutes === before.get(keyOf(line))?.minutes))
      .map(keyOf),
  );
  const leftOut = new Map(decided.filter((d) => !d.isTakenIn).map((d) => [keyOf(d), d]));
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key): LateChange[] => {
    const was = before.get(key);
    const is = after.get(key);
    const line = is ?? was;
    if (line === undefined || was?.minutes === is?.minutes) return [];
    if (is === undefined && waiting.has(key)) return [];
    const change = {
      participant: line.participant,
      session: line.session,
      before: was?.minutes ?? 0,
      after: is?.minutes ?? 0,
    };
    const earlier = leftOut.get(key);
    return earlier?.before === change.before && earlier.after === change.after ? [] : [change];
  });
};

/** The kept lines with a change taken in. */
export const withChange = (
  kept: readonly KeptLine[],
  { participant, session, after }: LateChange,
): readonly KeptLine[] =>
  [
    ...kept.filter((line) => line.participant !== participant || line.session !== session),
    ...(after === 0 ? [] : [{ participant, session, minutes: after }]),
  ].sort(inLineOrder);

/** The last day to hand a month in to SCB: within four weeks of its end (SCB). */
export const dueDay = (month: Month): Day => addDays(firstDayAfter(month), 27);

/** How far a month has come: `again` must be sent to SCB once more, because it or an earlier month has changed (MONTH-5). */
export type MonthState = 'empty' | 'open' | 'locked' | 'sent' | 'again' | 'sent-again';

/** What has been done with a month, by numbers in the office's log, which only grow. */
export type MonthDeeds = {
  readonly month: string;
  /** The lock and every later version. */
  readonly versions: readonly number[];
  readonly sent: readonly number[];
};

/**
 * The state of every month that has been locked. A month is to be sent again when it, or any earlier month, has got a
 * new version since it was last sent (SCB: a corrected month means that all later months are sent again).
 */
export const monthStates = (deeds: readonly MonthDeeds[]): ReadonlyMap<string, MonthState> => {
  const states = new Map<string, MonthState>();
  let latestVersion = 0;
  for (const { month, versions, sent } of [...deeds].sort((a, b) => (a.month < b.month ? -1 : 1))) {
    const lastVersion = Math.max(0, ...versions.slice(1));
    latestVersion = Math.max(latestVersion, lastVersion);
    const lastSent = Math.max(0, ...sent);
    if (versions.length === 0) states.set(month, 'open');
    else if (sent.length === 0) states.set(month, 'locked');
    else if (latestVersion > lastSent) states.set(month, 'again');
    else states.set(month, sent.length > 1 ? 'sent-again' : 'sent');
  }
  return states;
};
