/** What this tablet recorded under earlier enrolments: sent too, and first; the office decides on it (LOG-8). */
import type { DeviceId } from '../../domain/ids.ts';
import type { DeviceIdentity } from './identity.ts';
import type { Sync } from './sync.ts';

/**
 * Answers how to push them. The office is asked once for each page, also when it has acknowledged everything, and again
 * whenever it says that it has been put back from a backup: it may have lost what it had (STORE-3).
 */
export const createFormerLogs = (
  former: () => Promise<readonly DeviceIdentity[]>,
  syncOf: (identity: DeviceIdentity) => Sync,
  restoredAt: () => number | undefined,
): (() => Promise<void>) => {
  const asked = new Map<DeviceId, Sync>();
  let askedSince: number | undefined;
  return async () => {
    const since = restoredAt();
    if (since !== askedSince) asked.clear();
    askedSince = since;
    for (const identity of await former()) {
      const known = asked.get(identity.device);
      const sync = known ?? syncOf(identity);
      if (known !== undefined && !(await sync.hasUnsent())) continue;
      const pushed = await sync.push();
      if (pushed.ok || pushed.error.kind !== 'no-answer') asked.set(identity.device, sync);
    }
  };
};
