/** A restore that was stopped half-way: how a start and the next restore can tell (BACKUP-4). */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { folderLockName } from '../store/serving-lock.ts';

/** Where it is built; what an interrupted restore has left there is nobody's. */
export const buildingName = '.restoring';
export const databaseName = 'narvaro.sqlite';

/** What a restore moves into its place before the database: until that is there, they are no office's. */
const movedFirst: readonly string[] = ['secrets', 'backup-public.key'];

const namesIn = async (folder: string): Promise<readonly string[]> =>
  existsSync(folder) ? readdir(folder) : [];

/** True for a folder that a restore was stopped in the middle of: it holds no office, and none must begin there. */
export const isHalfRestored = async (folder: string, isEmbedded: boolean): Promise<boolean> => {
  const building = join(folder, buildingName);
  if (!existsSync(building)) return false;
  if (isEmbedded) return !existsSync(join(folder, databaseName));
  return (await readdir(building)).length > 0 || !existsSync(join(folder, 'secrets'));
};

/** What an interrupted restore had already moved into its place. */
export const remainsIn = async (folder: string): Promise<readonly string[]> =>
  existsSync(join(folder, buildingName))
    ? (await namesIn(folder)).filter((name) => movedFirst.includes(name))
    : [];

/** True where there is nothing, or only what an interrupted restore has left. */
export const isFreeFolder = async (folder: string): Promise<boolean> => {
  const remains = await remainsIn(folder);
  return (await namesIn(folder)).every(
    (name) => name === buildingName || name === folderLockName || remains.includes(name),
  );
};
