/** Long lists of ids, a statement's fill at a time: a database takes only so many values in one statement. */
const perStatement = 2000;

/** Everything that `read` answers for these ids. */
export const inBatches = async <T>(
  ids: readonly string[],
  read: (batch: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> => {
  if (ids.length <= perStatement) return ids.length === 0 ? [] : read(ids);
  const found: T[] = [];
  for (let at = 0; at < ids.length; at += perStatement)
    for (const row of await read(ids.slice(at, at + perStatement))) found.push(row);
  return found;
};
