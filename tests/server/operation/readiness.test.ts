/** Whether the server should be given requests: each thing that has to hold, alone, and what is answered of it. */
import { afterEach, describe, expect, test } from 'vitest';
import {
  freeBytesOf,
  readReadiness,
  restingReadiness,
  type ReadinessSources,
} from '../../../src/server/operation/readiness.ts';
import {
  areMigrationsDone,
  databaseAnswers,
  newestArrivalAt,
} from '../../../src/server/store/operation-store.ts';
import { aTablet, morning, opened, plant } from '../../support/session-world.ts';
import { createTestServer, type TestServer } from '../../support/test-server.ts';
import { createWatchedServer } from '../../support/watched-server.ts';

const hour = 3_600_000;

const sources = (more: Partial<ReadinessSources> = {}): ReadinessSources => ({
  isStopping: () => false,
  clock: () => morning,
  answers: async () => true,
  areMigrationsDone: async () => true,
  newestArrivalAt: async () => morning - hour,
  freeBytes: async () => 1000,
  diskFloorBytes: 1000,
  backup: async () => ({ lastGoodAt: morning - 24 * hour, lastTriedAt: morning - hour }),
  isBackupFolderThere: async () => true,
  backupMaxMs: 24 * hour,
  startedAt: morning - hour,
  ...more,
});

describe('readiness', () => {
  test('[OPS-1] a server that has all it needs says that it is ready', async () => {
    expect(await readReadiness(sources())).toEqual({
      failing: [],
      checked: ['stopping', 'database', 'migrations', 'disk', 'backup', 'backup-folder', 'clock'],
    });
  });

  const never = (): Promise<never> => Promise.reject(new Error('broken'));
  test.each<readonly [string, Partial<ReadinessSources>, string]>([
    ['is stopping', { isStopping: () => true }, 'stopping'],
    ['has a database that does not answer', { answers: async () => false }, 'database'],
    ['has a database that breaks', { answers: never }, 'database'],
    ['has migrations left', { areMigrationsDone: async () => false }, 'migrations'],
    ['has a disk nearly full', { freeBytes: async () => 999 }, 'disk'],
    ['has a disk that cannot be asked', { freeBytes: async () => undefined }, 'disk'],
    ['has too old a backup', { backupMaxMs: 24 * hour - 1 }, 'backup'],
    [
      'has run long without a backup',
      { backup: async () => undefined, startedAt: morning - 25 * hour },
      'backup',
    ],
    ['has lost the disk of its backups', { isBackupFolderThere: async () => false }, 'backup-folder'],
    [
      'has a clock from before it was made',
      { clock: () => Date.parse('2020-01-01T00:00:00Z'), backup: async () => undefined },
      'clock',
    ],
    [
      'has a clock that has gone back since the last delivery',
      { newestArrivalAt: async () => morning + hour },
      'clock',
    ],
  ])('[OPS-1] a server that %s says that it is not ready, and which it is', async (_, more, check) => {
    expect((await readReadiness(sources(more))).failing).toEqual([check]);
  });

  test('[PG-2] a server whose database and disks hang says so all the same, and names them all', async () => {
    const hangs = (): Promise<never> => new Promise(() => undefined);
    const stuck = sources({ answers: hangs, areMigrationsDone: hangs, isBackupFolderThere: hangs });
    expect((await readReadiness(stuck, 20)).failing).toEqual(['database', 'migrations', 'backup-folder']);
  });

  test('[OPS-1] nobody is told of backups where none are wanted, and a new server has time to make its first', async () => {
    const unwanted = await readReadiness(sources({ backupMaxMs: undefined, backup: never }));
    expect(unwanted).toMatchObject({
      failing: [],
      checked: expect.not.arrayContaining(['backup']) as unknown,
    });
    expect((await readReadiness(sources({ backup: async () => undefined }))).failing).toEqual([]);
  });

  test('[OPS-1] whoever asks all the time does not load the database, and is told of a stop at once', async () => {
    let [now, isStopping, asked] = [morning, false, 0];
    const readiness = restingReadiness(
      sources({
        backupMaxMs: undefined,
        clock: () => now,
        isStopping: () => isStopping,
        answers: async () => {
          asked += 1;
          return true;
        },
      }),
      2000,
    );
    for (let i = 0; i < 50; i += 1) await readiness();
    expect(asked).toBe(1);
    now += 2001;
    await readiness();
    expect(asked).toBe(2);
    isStopping = true;
    expect((await readiness()).failing).toEqual(['stopping']);
  });

  let server: TestServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  test.each(['sqlite', 'postgres'] as const)(
    '[OPS-1] on %s it is found out whether the database answers, is of this version, and when something last came',
    async (database) => {
      server = await createTestServer({ database });
      expect(await databaseAnswers(server.database)).toBe(true);
      expect(await areMigrationsDone(server.database)).toBe(true);
      expect(await newestArrivalAt(server.database)).toBeUndefined();
      await plant(server);
      const tablet = await aTablet(server);
      await tablet.record([morning, opened]);
      await tablet.deliver();
      expect(await newestArrivalAt(server.database)).toBe(morning);
      await server.database.db.deleteFrom('kysely_migration' as never).execute();
      expect(await areMigrationsDone(server.database)).toBe(false);
    },
  );

  test('[OPS-1] whoever asks is answered in few words, alive also when not ready', async () => {
    server = await createWatchedServer({
      readiness: async () => ({ failing: ['disk', 'clock'], checked: ['disk', 'clock'] }),
    });
    const ready = await server.get('/readyz');
    expect(ready.status).toBe(503);
    expect(ready.headers.get('cache-control')).toBe('no-store');
    expect(await ready.json()).toEqual({ status: 'not-ready', failing: ['disk', 'clock'] });
    const alive = await server.get('/healthz');
    expect(alive.status).toBe(200);
    expect(await alive.json()).toEqual({ status: 'ok', version: '0.0.0-test', demo: false });
    expect(await freeBytesOf('/tmp')).toBeGreaterThan(0);
    expect(await freeBytesOf('/no/such/folder')).toBeUndefined();
  });
});
