/**
 * Several processes of the demo on one PostgreSQL database, with the same keys, behind one address: Debian's nginx in
 * front, each process in turn, so that hardly two requests of a page go to the same one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoProcess, type DemoProcess } from './demo-process.ts';
import { freePort } from './free-port.ts';
import { startNginx, type Nginx } from './nginx.ts';
import { startPostgres } from './postgres.ts';
import type { RealServer } from './real-server.ts';

export type ManyServers = RealServer & {
  /** Each process's own address, past the proxy. */
  readonly ownOrigins: readonly string[];
  /** Ends one of them; the others go on. */
  readonly stopOne: (index: number, signal: NodeJS.Signals) => Promise<void>;
  readonly startOne: (index: number) => Promise<void>;
};

/** Two pools of ten for each process, and some for whoever looks at the database beside them. */
const connectionsFor = (processes: number): number => processes * 20 + 20;

/** Starts them all at once, on an empty database, and waits until each answers. Whoever starts them ends them. */
export const startManyServers = async (count = 3): Promise<ManyServers> => {
  const postgres = await startPostgres({ connections: connectionsFor(count) });
  const database = await postgres.createOwnDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-many-'));
  const own = await freePort();
  const ports: number[] = [];
  for (let i = 0; i < count; i += 1) ports.push(await freePort());
  const origin = `http://localhost:${own}`;
  const settings = { DATABASE_URL: database.url, NARVARO_URL: origin, NARVARO_TRUST_PROXY: '1' };
  const processes: (DemoProcess | undefined)[] = ports.map(() => undefined);
  let nginx: Nginx | undefined;

  const startOne = async (index: number): Promise<void> => {
    processes[index] = await startDemoProcess(ports[index] ?? 0, folder, settings);
  };
  const stopOne = async (index: number, signal: NodeJS.Signals): Promise<void> => {
    const one = processes[index];
    processes[index] = undefined;
    await one?.stop(signal);
  };
  const start = async (): Promise<void> => {
    await Promise.all(ports.map((_, index) => startOne(index)));
    nginx = await startNginx({ own, behind: ports, isPlain: true });
  };
  const stop = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    await (signal === 'SIGKILL' ? nginx?.cut() : nginx?.end());
    nginx = undefined;
    await Promise.all(ports.map((_, index) => stopOne(index, signal)));
  };
  const running = (): DemoProcess => {
    const one = processes.find((each) => each !== undefined);
    if (one === undefined) throw new Error('no server runs');
    return one;
  };
  const end = async (): Promise<void> => {
    await stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };

  await start().catch(async (error: unknown) => {
    await end();
    throw error;
  });
  return {
    origin,
    ownOrigins: ports.map((port) => `http://localhost:${port}`),
    folder,
    openDatabase: () => database.open(),
    links: () => running().links(),
    pid: () => running().pid,
    start,
    stop,
    startOne,
    stopOne,
    end,
  };
};
