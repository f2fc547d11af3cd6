/** A browser that has cleared the tablet's key and kept its log (STORE-5), on the real database and the real server. */
import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { openDeviceDatabase } from '../../src/app/device/database.ts';
import { createOwnLog } from '../../src/app/device/own-log.ts';
import { openTablet } from '../../src/app/device/tablet.ts';
import { startUpkeep } from '../../src/app/device/upkeep.ts';
import { DeviceId } from '../../src/domain/ids.ts';
import { amina, checkedIn, opened } from '../support/session-world.ts';
import { askingOver, createQueue } from '../support/simulated-tablet.ts';
import { useVenue } from '../support/simulated-venue.ts';

describe('a key that is gone', () => {
  const { office, present } = useVenue('sqlite');

  test('[STORE-5] a log whose key is gone is handed in once the tablet is connected again, and a person decides on it', async () => {
    const stranded = DeviceId.parse('key-is-gone');
    const database = openDeviceDatabase();
    const own = createOwnLog({
      device: stranded,
      store: database.logOf(stranded),
      clock: () => office().now(),
      lock: createQueue(),
    });
    for (const draft of [opened, checkedIn(amina)]) await own.record(draft);
    const asking = askingOver((input, init) => office().fetching(input, init));
    const clock = (): number => office().now();
    const tablet = await openTablet({
      database,
      asking,
      clock,
      random: () => 0.5,
      logLock: createQueue(),
      syncLock: createQueue(),
      health: () => Promise.resolve({ appVersion: 'test', storage: 'persistent' }),
      isOnline: () => true,
      later: () => () => undefined,
      askForBackgroundPush: () => undefined,
    });
    await tablet.enrol(await office().enrolmentCode('farsta'));
    const waiting = () => office().stores(({ handIns }) => handIns.waiting());
    const stop = startUpkeep({ database, tablet, asking, clock });
    await expect.poll(async () => (await waiting()).length, { timeout: 20_000 }).toBe(1);
    stop();
    expect(await waiting()).toMatchObject([
      { device: stranded, reason: 'no-signature', from_seq: 1, events: 2 },
    ]);
    expect(await present()).toEqual([]);
    startUpkeep({ database, tablet, asking, clock })();
    expect(await waiting()).toHaveLength(1);
    tablet.close();
    database.close();
  });
});
