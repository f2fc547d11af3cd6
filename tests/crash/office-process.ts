/** The server as an office starts it, as a process of its own on a folder of its own, that can be killed at any moment. */
import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { freePort } from '../support/free-port.ts';

const main = resolve(import.meta.dirname, '../../src/server/main.ts');

export type OfficeProcess = {
  readonly origin: string;
  readonly folder: string;
  /** Starts it and waits until it answers; answers what it said. */
  readonly start: () => Promise<string>;
  /** SIGKILL: nothing gets a chance to finish. */
  readonly kill: () => Promise<void>;
  /** SIGTERM: it ends tidily. */
  readonly stop: () => Promise<void>;
  /** True while the process that was started last is there. */
  readonly isRunning: () => boolean;
  /** What it has said on standard error, over all its lives. */
  readonly complaints: () => string;
};

/** How a start ended that was not to serve: the words and the exit code. */
export type RefusedStart = { readonly code: number | null; readonly words: string };

const environmentOf = (folder: string, port: number, databaseUrl: string): NodeJS.ProcessEnv => ({
  ...process.env,
  PORT: String(port),
  NARVARO_DATA_DIR: folder,
  DATABASE_URL: databaseUrl,
  NARVARO_URL: '',
  NARVARO_TRUST_PROXY: '1',
});

/** Runs the server until it ends by itself, which it does when it is refused. */
export const refusedStart = async (
  folder: string,
  { flags = [] }: { flags?: readonly string[] } = {},
): Promise<RefusedStart> => {
  const port = await freePort();
  const server = spawn(process.execPath, [main, ...flags], { env: environmentOf(folder, port, '') });
  let words = '';
  return new Promise((answer) => {
    const listen = (chunk: Buffer): void => {
      words += chunk.toString();
      if (words.includes('Ctrl+C')) server.kill('SIGKILL');
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.once('exit', (code) => answer({ code, words }));
  });
};

/** A server that is not started yet. */
export const createOfficeProcess = async (folder: string, databaseUrl = ''): Promise<OfficeProcess> => {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  let running: ChildProcess | undefined;
  let complaints = '';
  const answers = async (): Promise<boolean> => {
    try {
      return (await fetch(`${origin}/healthz`)).ok;
    } catch {
      return false;
    }
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const server = running;
    running = undefined;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((exited) => server.once('exit', exited));
    server.kill(signal);
    await gone;
  };
  return {
    origin,
    folder,
    isRunning: () => running !== undefined && running.exitCode === null && running.signalCode === null,
    complaints: () => complaints,
    start: async () => {
      let said = '';
      const started = spawn(process.execPath, [main], {
        env: environmentOf(folder, port, databaseUrl),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      started.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
      started.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
      running = started;
      for (let tries = 0; tries < 7200; tries += 1) {
        if (started.exitCode !== null || started.signalCode !== null)
          throw new Error(`the server did not start:\n${said}\n${complaints}`);
        if (said.includes('Ctrl+C') && (await answers())) return said;
        await new Promise((wait) => setTimeout(wait, 25));
      }
      throw new Error(`the server did not answer:\n${said}\n${complaints}`);
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
};
