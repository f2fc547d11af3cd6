/** The server as a process: its ports, its jobs, what signals mean to it, and what it says of itself. */
import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { serve } from '@hono/node-server';
import { backupJobs } from '../backup/backup-job.ts';
import { folderState } from '../backup/backup-folder.ts';
import { backupState } from '../backup/backup-state.ts';
import { backupWorkOf } from '../backup/commands.ts';
import type { Config } from '../config.ts';
import { createApp } from '../http/app.ts';
import { keepOrder, usualCrowd, type CrowdLimits } from '../http/crowd.ts';
import type { Services } from '../http/services.ts';
import type { StaticFiles } from '../http/static-files.ts';
import { startJobs, type Jobs } from '../jobs/start-jobs.ts';
import { createMailer } from '../letters/mailer.ts';
import type { Database } from '../store/database.ts';
import {
  areMigrationsDone,
  databaseAnswers,
  newestArrivalAt,
  readHeldFigures,
} from '../store/operation-store.ts';
import { openPostgres } from '../store/postgres.ts';
import { holdServingLock, type FolderLock, type ServingLock } from '../store/serving-lock.ts';
import type { Log } from './log-line.ts';
import type { Metrics } from './metrics.ts';
import { createOperationApp, type Operation } from './operation-routes.ts';
import { freeBytesOf, restingReadiness } from './readiness.ts';
import { createStop, followConnections, type Connections } from './stop.ts';
import { readTls, watchTls, type Tls, type TlsWatch } from './tls.ts';

export type Serving = {
  readonly config: Config;
  readonly database: Database;
  readonly services: Services;
  readonly files: StaticFiles;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly tls: Tls | undefined;
  /** That nobody else serves the data folder. */
  readonly folderLock: FolderLock;
};

/**
 * How long is waited for whoever is slow: a head, a whole request, a handshake. A proxy's idle connections (60 s in
 * ours) are closed by the proxy before we would, so that no request meets a door just closed.
 */
export const patience = {
  headersTimeout: 10_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 2000,
} as const;
export const handshakeTimeout = 10_000;
const readinessRestMs = 2000;
const certificateLookMs = 60_000;

/** The name in an origin, as a certificate says it. */
export const hostOf = (origin: string): string => new URL(origin).hostname.replace(/^\[|\]$/g, '');

type Listening = { readonly server: Server; readonly connections: Connections };

/** Listens on one port, over TLS where there is a certificate, with the patience and the crowd that are usual. */
export const listen = (
  fetch: (request: Request, env: unknown) => Response | Promise<Response>,
  {
    port,
    host,
    tls,
    crowd = usualCrowd,
  }: {
    readonly port: number;
    readonly host: string;
    readonly tls?: Tls | undefined;
    readonly crowd?: CrowdLimits;
  },
): Promise<Listening> =>
  new Promise((listening, failed) => {
    const options =
      tls === undefined
        ? { createServer: createHttp, serverOptions: patience }
        : { createServer: createHttps, serverOptions: { ...patience, handshakeTimeout, ...tls.options } };
    const server = serve({ fetch, port, hostname: host, ...options }, () =>
      listening({ server, connections }),
    ) as Server;
    const connections = followConnections(server);
    keepOrder(server, crowd);
    server.once('error', failed);
  });

type State = { isStopping: boolean; certificateExpiresAt: number | undefined };

const operationOf = ({ config, database, services, metrics }: Serving, state: State): Operation => {
  const { clock } = services;
  const backup = () => backupState(database, clock());
  const isStopping = (): boolean => state.isStopping;
  const isBackupFolderThere = async (): Promise<boolean> => {
    const folder = await folderState(database, config.backups.folder, clock());
    return folder === 'used' || folder === 'new';
  };
  const freeBytes = (): Promise<number | undefined> => freeBytesOf(config.dataFolder);
  const readiness = restingReadiness(
    {
      isStopping,
      clock,
      answers: async () => services.watch?.isDatabaseDamaged() !== true && (await databaseAnswers(database)),
      areMigrationsDone: () => areMigrationsDone(database),
      newestArrivalAt: () => newestArrivalAt(database),
      freeBytes,
      diskFloorBytes: config.diskFloorBytes,
      backup,
      isBackupFolderThere,
      backupMaxMs: config.backupMaxMs,
      startedAt: clock(),
    },
    readinessRestMs,
  );
  metrics.addFigures({
    clock,
    held: () => readHeldFigures(database, services.secrets.receiptPublicKey, services.clock()),
    freeBytes,
    backup,
    isBackupFolderThere: async () => (services.isDemo ? undefined : isBackupFolderThere()),
    readiness,
    certificateExpiresAt: () => state.certificateExpiresAt,
  });
  const hasOwnPort = config.metrics.port !== undefined;
  return { isStopping, readiness, metrics, metricsToken: config.metrics.token, hasOwnPort };
};

const watchCertificate = (
  { config, services, log }: Serving,
  server: Server,
  state: State,
): TlsWatch | undefined => {
  const { tls: files } = config;
  if (files === undefined || !('setSecureContext' in server)) return undefined;
  const secure = server as Server & { setSecureContext: (options: Tls['options']) => void };
  return watchTls(files, {
    everyMs: certificateLookMs,
    read: () => readTls(files, { host: hostOf(config.origin), now: services.clock() }),
    take: ({ options, expiresAt }) => {
      secure.setSecureContext(options);
      state.certificateExpiresAt = expiresAt;
      log('info', 'certificate-renewed');
    },
    refuse: ({ fault }) => log('error', 'certificate-refused', { fault: fault.kind }),
  });
};

/** A backup is not cut off after what is long for a page (PG-2). Where it is another pool, whoever asked closes it. */
export const forLongWork = ({ databaseUrl }: Config, database: Database): Database =>
  databaseUrl === undefined ? database : { db: openPostgres(databaseUrl), dialect: 'postgres' };

const handleSignals = (
  serving: Serving,
  state: State,
  parts: {
    main: Listening;
    own: Listening | undefined;
    jobs: Jobs;
    lock: ServingLock;
    certificate: TlsWatch | undefined;
    patient: Database;
  },
): void => {
  const { config, database, log } = serving;
  const { main, own, jobs, lock, certificate, patient } = parts;
  const stop = createStop({
    begin: () => {
      state.isStopping = true;
    },
    finish: async () => {
      certificate?.stop();
      await Promise.all([main.connections.drain(), jobs.stop()]);
      await lock.release();
      await database.db.destroy();
      if (patient !== database) await patient.db.destroy();
      serving.folderLock.release();
      await own?.connections.drain();
    },
    open: main.connections.open,
    limitMs: config.stopMs,
    say: (event, why, open) => log(event === 'stop-cut' ? 'error' : 'info', event, { why, requests: open }),
    exit: (code) => process.exit(code),
    monotonic: () => performance.now(),
  });
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('SIGHUP', (signal) => {
    if (certificate !== undefined) void certificate.reload();
    else if (process.stdout.isTTY) stop(signal);
    else log('info', 'nothing-to-reload');
  });
};

/** Listens, begins the jobs, and answers once both ports take requests. A port that is taken is the caller's to tell. */
export const startServing = async (serving: Serving): Promise<void> => {
  const { config, database, services, files, tls, log } = serving;
  const state: State = { isStopping: false, certificateExpiresAt: tls?.expiresAt };
  const operation = operationOf(serving, state);
  const app = createApp({ database, services, trustsProxy: config.trustsProxy, operation }, files);
  const { port: ownPort, host: ownHost } = config.metrics;
  const own =
    ownPort === undefined
      ? undefined
      : await listen(createOperationApp(operation).fetch, { port: ownPort, host: ownHost });
  const crowd = config.trustsProxy ? { ...usualCrowd, perNetwork: usualCrowd.total } : usualCrowd;
  const main = await listen(app.fetch, { port: config.port, host: config.host, tls, crowd }).catch(
    (error: unknown) => {
      own?.server.close();
      throw error;
    },
  );
  const mailer = config.mail === undefined ? undefined : createMailer(config.mail.server, config.mail.from);
  const lock = await holdServingLock(database);
  const patient = forLongWork(config, database);
  /* The demo's people are made up: nothing of it is worth a copy, and it must not fill anybody's disk. */
  const backups = services.isDemo ? [] : backupJobs(backupWorkOf(config, { ...serving, database: patient }));
  const jobs = startJobs(database, services, mailer, backups);
  handleSignals(serving, state, {
    main,
    own,
    jobs,
    lock,
    certificate: watchCertificate(serving, main.server, state),
    patient,
  });
  const { version, isDemo } = services;
  log('info', 'started', { version, demo: isDemo, tls: tls !== undefined, database: database.dialect });
};
