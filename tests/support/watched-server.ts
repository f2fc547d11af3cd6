/** A test server that is counted and logged as a real one is: its figures, and every line it has written. */
import { createLog, type LogLevel } from '../../src/server/operation/log-line.ts';
import { createMetrics, type Metrics } from '../../src/server/operation/metrics.ts';
import type { Operation } from '../../src/server/operation/operation-routes.ts';
import type { Readiness } from '../../src/server/operation/readiness.ts';
import { createWatch } from '../../src/server/operation/watch.ts';
import { readHeldFigures } from '../../src/server/store/operation-store.ts';
import { morning } from './session-world.ts';
import { createTestServer, type TestServer, type TestServerOptions } from './test-server.ts';

export type WatchedServer = TestServer & {
  readonly metrics: Metrics;
  /** What has been written, a line each: to either stream. */
  readonly lines: () => readonly string[];
  readonly parsed: () => readonly Readonly<Record<string, unknown>>[];
};

type WatchedOptions = TestServerOptions & {
  readonly level?: LogLevel;
  readonly hasOwnPort?: boolean;
  readonly metricsToken?: string;
  readonly readiness?: () => Promise<Readiness>;
};

const idBytes = (): ((length: number) => Uint8Array) => {
  let count = 0;
  return (length) => {
    count += 1;
    return Uint8Array.from({ length }, (_, i) => (i === length - 1 ? count : i));
  };
};

/** Builds one; whoever asks for it closes it. */
export const createWatchedServer = async (options: WatchedOptions = {}): Promise<WatchedServer> => {
  const lines: string[] = [];
  let now = (): number => options.clock ?? morning;
  const clock = (): number => now();
  const write = (line: string): void => void lines.push(line);
  const log = createLog(options.level ?? 'debug', { clock, sink: { out: write, err: write } });
  const metrics = createMetrics(clock, { version: '0.0.0-test' });
  const watch = createWatch(metrics, { log, randomBytes: idBytes() });
  const readiness = options.readiness ?? (async () => ({ failing: [], checked: ['database'] as const }));
  const operation: Operation = {
    isStopping: () => false,
    readiness,
    metrics,
    metricsToken: options.metricsToken,
    hasOwnPort: options.hasOwnPort ?? false,
  };
  const server = await createTestServer({ ...options, watch, operation });
  now = server.services.clock;
  metrics.addFigures({
    clock,
    held: () => readHeldFigures(server.database, server.services.secrets.receiptPublicKey, clock()),
    freeBytes: async () => 12_345,
    backup: async () => ({ lastGoodAt: clock() - 3_600_000, lastTriedAt: clock() - 60_000 }),
    isBackupFolderThere: async () => true,
    readiness,
    certificateExpiresAt: () => clock() + 86_400_000,
  });
  return {
    ...server,
    metrics,
    lines: () => [...lines],
    parsed: () => lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>),
  };
};
