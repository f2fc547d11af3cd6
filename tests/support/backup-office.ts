/**
 * An office on a machine of its own that can be lost: a data folder, a folder of backups elsewhere, the real server over
 * whichever database, and the recovery key on a piece of paper.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/server/http/app.ts';
import type { Services } from '../../src/server/http/services.ts';
import { backUp, type BackedUp, type BackupWork } from '../../src/server/backup/backup-job.ts';
import { epochIn } from '../../src/server/backup/epoch.ts';
import { usualKeepRule } from '../../src/server/backup/keep.ts';
import { createRecoveryKey, keepPublicKey, type RecoveryKey } from '../../src/server/backup/recovery-key.ts';
import { restore, type Restored, type RestoreProblem } from '../../src/server/backup/restore.ts';
import { loadSecrets } from '../../src/server/secrets.ts';
import { inTransaction, migrate, type Database } from '../../src/server/store/database.ts';
import { openPostgres } from '../../src/server/store/postgres.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { createStores, type Stores } from '../../src/server/store/stores.ts';
import type { Result } from '../../src/domain/result.ts';
import { codesIn } from './enrolment-codes.ts';
import type { Postgres } from './postgres.ts';
import { pathOf } from './simulated-network.ts';

export type BackupOffice = {
  readonly services: () => Services;
  readonly database: () => Database;
  readonly stores: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;
  readonly fetching: typeof fetch;
  readonly now: () => number;
  readonly advance: (ms: number) => void;
  /** Where backups go. */
  readonly folder: string;
  readonly dataFolder: () => string;
  readonly key: RecoveryKey;
  readonly work: () => BackupWork;
  /** What the server's log has been told, newest last. */
  readonly told: () => readonly string[];
  readonly backUp: () => Promise<BackedUp>;
  /** One that went well; its file. */
  readonly backUpWell: () => Promise<string>;
  /** The machine is lost, and the file put back on a new one; the server goes on from there. */
  readonly restoreOnNew: (
    file: string,
    onto?: 'sqlite' | 'postgres',
  ) => Promise<Result<Restored, RestoreProblem>>;
  /** Tries a restore without anything being lost first. */
  readonly tryRestore: (
    file: string,
    place: { readonly dataFolder: string; readonly recoveryKey?: RecoveryKey; readonly isDemo?: boolean },
  ) => Promise<Result<Restored, RestoreProblem>>;
  readonly enrolmentCode: (unit: string | null) => Promise<string>;
  readonly close: () => Promise<void>;
};

const random = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(length));

export const openBackupOffice = async (
  start: number,
  kind: 'sqlite' | 'postgres' = 'sqlite',
  postgres?: Postgres,
): Promise<BackupOffice> => {
  const root = await mkdtemp(join(tmpdir(), 'narvaro-backup-'));
  const folder = join(root, 'elsewhere');
  let now = start;
  let machines = 1;
  const told: string[] = [];
  const machine = (): string => join(root, `machine-${machines}`);
  const secretsFolder = (): string => join(machine(), 'secrets');
  const clock = (): number => now;
  const servicesWith = (secrets: Services['secrets']): Services => ({
    clock,
    randomBytes: random,
    secrets,
    origin: 'http://localhost:8080',
    isDemo: false,
    version: '0.0.0-test',
    office: { name: 'Projektkontoret', phone: '08-000 00 00' },
    programme: 'Framtidens socialtjänst',
  });
  const addressFor = async (which: 'sqlite' | 'postgres'): Promise<string | undefined> => {
    if (which === 'sqlite') return undefined;
    if (postgres === undefined) throw new Error('no PostgreSQL was started');
    return (await postgres.createOwnDatabase()).url;
  };
  const openAt = (address: string | undefined): Database =>
    address === undefined
      ? { db: openSqlite(join(machine(), 'narvaro.sqlite')), dialect: 'sqlite' }
      : { db: openPostgres(address), dialect: 'postgres' };

  const key = createRecoveryKey({ randomBytes: random });
  await mkdir(machine(), { recursive: true });
  await keepPublicKey(machine(), key.publicKey);
  let services = servicesWith(await loadSecrets(secretsFolder()));
  let database = openAt(await addressFor(kind));
  await migrate(database);
  const build = () => createApp({ database, services, trustsProxy: false }, new Map());
  services = { ...services, epoch: await inTransaction(database, epochIn) };
  let app = build();

  const work = (): BackupWork => ({
    database,
    services,
    dataFolder: machine(),
    secretsFolder: secretsFolder(),
    log: (_level, event) => void told.push(event),
    plan: { folder, isChosen: true, hour: 2, keep: usualKeepRule },
  });
  const stores: BackupOffice['stores'] = (doing) =>
    inTransaction(database, (tx) => doing(createStores(tx, services)));
  return {
    services: () => services,
    database: () => database,
    stores,
    fetching: async (input, init) => app.request(pathOf(input), init),
    now: clock,
    advance: (ms) => {
      now += ms;
    },
    folder,
    dataFolder: machine,
    key,
    work,
    told: () => told,
    backUp: () => backUp(work()),
    backUpWell: async () => {
      const done = await backUp(work());
      if (done.kind !== 'made') throw new Error(JSON.stringify(done));
      if (done.made.findings.length > 0) throw new Error(JSON.stringify(done.made.findings));
      return done.made.file;
    },
    restoreOnNew: async (file, onto = kind) => {
      await database.db.destroy();
      await rm(machine(), { recursive: true, force: true });
      machines += 1;
      const databaseUrl = await addressFor(onto);
      const restored = await restore({
        file,
        recoveryKey: key,
        dataFolder: machine(),
        databaseUrl,
        isDemo: false,
        servicesWith,
      });
      database = openAt(databaseUrl);
      services = servicesWith(await loadSecrets(secretsFolder()));
      services = { ...services, epoch: await inTransaction(database, epochIn) };
      app = build();
      return restored;
    },
    tryRestore: (file, { dataFolder, recoveryKey = key, isDemo = false }) =>
      restore({ file, recoveryKey, dataFolder, databaseUrl: undefined, isDemo, servicesWith }),
    enrolmentCode: codesIn(stores, clock),
    close: async () => {
      await database.db.destroy();
      await rm(root, { recursive: true, force: true });
    },
  };
};
