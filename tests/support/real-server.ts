/** The server as it is started for real: a process of its own on a data folder of its own, that can be killed and started again. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export type RealServer = {
  readonly origin: string;
  /** Where it keeps its data, its keys among them. */
  readonly folder: string;
  /** The links the last start printed. */
  readonly links: () => {
    readonly admin: string;
    readonly tablet: string;
    readonly badges: string;
    /** The code of the trainer whose session goes on now. */
    readonly trainerCode: string;
  };
  /** The process that serves now. */
  readonly pid: () => number;
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
  readonly start: () => Promise<void>;
  /** Stops it and removes its folder. */
  readonly end: () => Promise<void>;
};

const main = resolve(import.meta.dirname, '../../src/server/main.ts');

const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') failed(new Error('no port'));
        else found(address.port);
      });
    });
  });

const linkIn = (output: string, path: string): string =>
  output
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line.startsWith('http') && line.includes(path)) ?? '';

/** Starts the demo on a free port and waits until it answers. */
export const startRealServer = async (): Promise<RealServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-e2e-'));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  let server: ChildProcess | undefined;
  let output = '';

  const isUp = async (): Promise<boolean> => {
    try {
      return (await fetch(`${origin}/healthz`)).ok;
    } catch {
      return false;
    }
  };

  const start = async (): Promise<void> => {
    output = '';
    const started = spawn(process.execPath, [main, '--demo'], {
      env: {
        ...process.env,
        PORT: String(port),
        NARVARO_DATA_DIR: folder,
        DATABASE_URL: '',
        NARVARO_URL: '',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    started.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    started.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    server = started;
    for (let tries = 0; tries < 600; tries += 1) {
      if (started.exitCode !== null) throw new Error(`the server did not start:\n${output}`);
      if (output.includes('Ctrl+C') && (await isUp())) return;
      await new Promise((wait) => setTimeout(wait, 100));
    }
    throw new Error(`the server did not answer:\n${output}`);
  };

  const stop = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    const running = server;
    server = undefined;
    if (running === undefined || running.exitCode !== null) return;
    const gone = new Promise((exited) => running.once('exit', exited));
    running.kill(signal);
    await gone;
  };

  await start();
  return {
    origin,
    folder,
    links: () => ({
      admin: linkIn(output, '/admin/start#'),
      tablet: linkIn(output, '/anslut#'),
      badges: linkIn(output, '/admin/kort'),
      trainerCode: /Kursledarens kod: (\d{6})/.exec(output)?.[1] ?? '',
    }),
    start,
    stop,
    pid: () => {
      if (server?.pid === undefined) throw new Error('the server does not run');
      return server.pid;
    },
    end: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
