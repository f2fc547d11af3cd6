/** One process of a demo as it is started for real; several may share a database. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

const main = resolve(import.meta.dirname, '../../src/server/main.ts');

/** The links and the code that a start prints. */
export type DemoLinks = {
  readonly admin: string;
  readonly tablet: string;
  readonly badges: string;
  /** The code of the trainer whose session goes on now. */
  readonly trainerCode: string;
};

export type DemoProcess = {
  readonly pid: number;
  readonly links: () => DemoLinks;
  /** Everything it has said. */
  readonly said: () => string;
  readonly stop: (signal: NodeJS.Signals) => Promise<void>;
};

/** The demo takes some fifteen seconds of a processor to make, and three of them may start on a machine that does much else. */
const longestStartMs = 200_000;

const linkIn = (output: string, path: string): string =>
  output
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line.startsWith('http') && line.includes(path)) ?? '';

const isUp = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://localhost:${port}/healthz`)).ok;
  } catch {
    return false;
  }
};

/** Starts the demo on this port and folder and waits until it answers. */
export const startDemoProcess = async (
  port: number,
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<DemoProcess> => {
  let output = '';
  const started = spawn(process.execPath, [main, '--demo'], {
    env: {
      ...process.env,
      PORT: String(port),
      NARVARO_DATA_DIR: folder,
      DATABASE_URL: '',
      NARVARO_URL: '',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  started.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const gone = new Promise<void>((exited) => started.once('exit', () => exited()));
  const isGone = (): boolean => started.exitCode !== null || started.signalCode !== null;
  const made: DemoProcess = {
    pid: started.pid ?? 0,
    links: () => ({
      admin: linkIn(output, '/admin/start#'),
      tablet: linkIn(output, '/anslut#'),
      badges: linkIn(output, '/admin/kort'),
      trainerCode: /Kursledarens kod: (\d{6})/.exec(output)?.[1] ?? '',
    }),
    said: () => output,
    stop: async (signal) => {
      if (!isGone()) started.kill(signal);
      await gone;
    },
  };
  const began = performance.now();
  while (performance.now() - began < longestStartMs) {
    if (isGone()) throw new Error(`the server did not start:\n${output}`);
    if (output.includes('Ctrl+C') && (await isUp(port))) return made;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  await made.stop('SIGKILL');
  throw new Error(`the server did not answer:\n${output}`);
};
