/** Logs that lie in this browser and belong to no identity it still has (STORE-5). */
import { DeviceId } from '../../domain/ids.ts';

const prefix = 'narvaro-log-';

/** The devices of such logs; none where the browser cannot list its databases. */
export const orphanLogs = async (known: readonly string[]): Promise<readonly DeviceId[]> => {
  const { databases } = indexedDB as { databases?: () => Promise<readonly IDBDatabaseInfo[]> };
  if (databases === undefined) return [];
  const names = await databases.call(indexedDB);
  return names.flatMap(({ name }) => {
    if (name?.startsWith(prefix) !== true) return [];
    const device = DeviceId.safeParse(name.slice(prefix.length)).data;
    return device === undefined || known.includes(device) ? [] : [device];
  });
};
