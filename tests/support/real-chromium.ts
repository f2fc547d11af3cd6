/** Chromium as a person's own: a process on a profile of its own, that can be killed in the middle of anything. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';

export type RealChromium = {
  /** Starts the browser on the same profile and answers its page. */
  readonly start: (flags?: readonly string[]) => Promise<Page>;
  /** SIGKILL to the whole process group: nothing gets a chance to finish. */
  readonly kill: () => Promise<void>;
  /** Another browser, on a copy of this one's profile as it lies on disk; this one must not be running. */
  readonly copy: () => RealChromium;
  readonly end: () => Promise<void>;
};

const executable = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const baseFlags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=Translate',
  '--lang=sv',
  '--window-size=1180,820',
  '--remote-debugging-port=0',
];

/** A profile in a temporary folder, or in the one given, which is removed at the end; nothing runs until `start`. */
export const createRealChromium = (
  profile = mkdtempSync(join(tmpdir(), 'narvaro-profile-')),
): RealChromium => {
  const portFile = join(profile, 'DevToolsActivePort');
  let running: ChildProcess | undefined;
  let connected: Browser | undefined;

  const portOf = async (): Promise<string> => {
    for (let tries = 0; tries < 300; tries += 1) {
      const lines = existsSync(portFile) ? readFileSync(portFile, 'utf8').split('\n') : [];
      if (lines[0] !== undefined && lines[1] !== undefined && lines[0] !== '')
        return `http://127.0.0.1:${lines[0]}`;
      await new Promise((wait) => setTimeout(wait, 100));
    }
    throw new Error('chromium did not open its debugging port');
  };

  const kill = async (): Promise<void> => {
    const browser = running;
    running = undefined;
    if (browser?.pid === undefined || browser.exitCode !== null) return;
    const gone = new Promise((exited) => browser.once('exit', exited));
    process.kill(-browser.pid, 'SIGKILL');
    await gone;
    await connected?.close().catch(() => undefined);
    await new Promise((wait) => setTimeout(wait, 300));
  };

  return {
    kill,
    copy: () => {
      const other = mkdtempSync(join(tmpdir(), 'narvaro-profile-'));
      cpSync(profile, other, { recursive: true, filter: (path) => !basename(path).startsWith('Singleton') });
      return createRealChromium(other);
    },
    start: async (flags = []) => {
      rmSync(portFile, { force: true });
      for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket'])
        rmSync(join(profile, name), { force: true });
      running = spawn(executable, [...baseFlags, ...flags, `--user-data-dir=${profile}`, 'about:blank'], {
        detached: true,
        stdio: 'ignore',
        env: { ...process.env, TZ: 'Europe/Stockholm' },
      });
      connected = await chromium.connectOverCDP(await portOf());
      const context = connected.contexts()[0];
      const page = context?.pages()[0] ?? (await context?.newPage());
      if (page === undefined) throw new Error('chromium has no page');
      page.setDefaultTimeout(30_000);
      context?.setDefaultNavigationTimeout(60_000);
      return page;
    },
    end: async () => {
      await kill();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
