/** Which backups are kept: the latest of each of so many days, weeks and months (BACKUP-3). */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dayMs, dayOf, isoOf } from '../../domain/time.ts';
import { isAhead } from '../store/clock-ahead.ts';

export type KeepRule = { readonly days: number; readonly weeks: number; readonly months: number };
export const usualKeepRule: KeepRule = { days: 14, weeks: 8, months: 36 };

/** `14,8,36` as days, weeks and months; undefined for what is not three numbers, or keeps nothing. */
export const readKeepRule = (text: string): KeepRule | undefined => {
  const [, days, weeks, months] = /^(\d{1,4}),(\d{1,4}),(\d{1,4})$/.exec(text.replaceAll(' ', '')) ?? [];
  return months === undefined || Number(days) === 0
    ? undefined
    : { days: Number(days), weeks: Number(weeks), months: Number(months) };
};

const named = /^narvaro-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.backup$/;

/** The name of a backup's file: it sorts by time, and says nothing else. */
export const backupName = (madeAt: number): string => {
  const [date = '', time = ''] = isoOf(madeAt).split('T');
  return `narvaro-${date.replaceAll('-', '')}T${time.slice(0, 8).replaceAll(':', '')}Z.backup`;
};

/** When a file of that name was made; undefined for what is no backup of ours. */
export const madeAtOf = (name: string): number | undefined => {
  const [, year, month, day, hour, minute, second] = named.exec(name) ?? [];
  if (second === undefined) return undefined;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
};

const wholeDays = 2;

/** Monday of the day's week, as a number. */
const weekOf = (at: number): number => Math.floor((Math.floor(at / dayMs) + 3) / 7);

/**
 * The names to keep among backups' names. Days, weeks and months are those that have a backup, so that an office that
 * was closed for a month does not lose the ones from before it. All of the last two days are kept: the one from an hour
 * before a mistake is worth more than the one from an hour after it. Those that a clock ahead of time has dated are kept
 * until their time has come, and decide nothing about the others (CLK-1).
 */
export const namesToKeep = (names: readonly string[], rule: KeepRule, now: number): ReadonlySet<string> => {
  const dated = names
    .flatMap((name) => {
      const at = madeAtOf(name);
      return at === undefined ? [] : [{ name, at }];
    })
    .toSorted((a, b) => b.at - a.at);
  const kept = new Set(dated.filter(({ at }) => isAhead(at, now)).map(({ name }) => name));
  const newestFirst = dated.filter(({ name }) => !kept.has(name));
  const [newest] = newestFirst;
  for (const { name, at } of newestFirst)
    if (newest !== undefined && newest.at - at < wholeDays * dayMs) kept.add(name);
  const keepFirstOf = (count: number, periodOf: (at: number) => string): void => {
    const seen = new Set<string>();
    for (const { name, at } of newestFirst) {
      const period = periodOf(at);
      if (seen.has(period)) continue;
      seen.add(period);
      if (seen.size <= count) kept.add(name);
    }
  };
  keepFirstOf(rule.days, (at) => dayOf(at));
  keepFirstOf(rule.weeks, (at) => String(weekOf(at)));
  keepFirstOf(rule.months, (at) => dayOf(at).slice(0, 7));
  return kept;
};

/** Backups in a folder, newest first. */
export const backupsIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return (await readdir(folder))
      .filter((name) => madeAtOf(name) !== undefined)
      .toSorted()
      .toReversed();
  } catch {
    return [];
  }
};

/** Removes what the rule does not keep. Called only after a newer backup has been restored and found good. */
export const removeOld = async (folder: string, rule: KeepRule, now: number): Promise<readonly string[]> => {
  const names = await backupsIn(folder);
  const kept = namesToKeep(names, rule, now);
  const old = names.filter((name) => !kept.has(name));
  for (const name of old) await rm(join(folder, name));
  return old;
};

const unfinished = /^(narvaro-[\dTZ]+\.backup)\.[0-9a-f]+\.part$/;
/** No backup takes this long. */
const unfinishedMs = dayMs / 2;

/** Removes what a backup has left that was killed while it was written; one that is being written is let be. */
export const removeUnfinished = async (folder: string, now: number): Promise<void> => {
  for (const name of await readdir(folder)) {
    const begunAt = madeAtOf(unfinished.exec(name)?.[1] ?? '');
    if (begunAt !== undefined && Math.abs(now - begunAt) > unfinishedMs)
      await rm(join(folder, name), { force: true });
  }
};
