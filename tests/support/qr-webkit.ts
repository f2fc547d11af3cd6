/** WebKitGTK's own small browser, driven by the WebDriver protocol itself. */
import { execFileSync, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

export type WebKitPage = {
  readonly goTo: (url: string) => Promise<void>;
  /** Runs an expression that makes a promise, and answers what it came to. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

const miniBrowser = (): string => {
  const files = execFileSync('dpkg', ['-L', 'libwebkit2gtk-4.1-0'], { encoding: 'utf8' });
  const path = files.split('\n').find((file) => file.endsWith('/MiniBrowser'));
  if (path === undefined) throw new Error('WebKitGTK has no MiniBrowser here');
  return path;
};

const command = async (url: string, method: 'POST' | 'DELETE', body: object = {}): Promise<unknown> => {
  const init = method === 'POST' ? { method, body: JSON.stringify(body) } : { method };
  const response = await fetch(url, { ...init, headers: { 'content-type': 'application/json' } });
  const reply = (await response.json()) as { readonly value: unknown };
  if (!response.ok) throw new Error(JSON.stringify(reply.value));
  return reply.value;
};

const isUp = (url: string): Promise<boolean> =>
  fetch(`${url}/status`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Starts the browser under a screen of its own. The folder becomes its home; the port is its driver's. */
export const openWebKit = async (home: string, port: number): Promise<WebKitPage> => {
  const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`, '--host=127.0.0.1'], {
    env: {
      ...process.env,
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
      HOME: home,
      XDG_RUNTIME_DIR: home,
    },
    stdio: 'ignore',
    detached: true,
  });
  const stopDriver = (): void => {
    if (driver.pid !== undefined) process.kill(-driver.pid);
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    while (!(await isUp(url))) await wait(100);
    const options = { binary: miniBrowser(), args: ['--automation'] };
    const capabilities = { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options } };
    const opened = (await command(`${url}/session`, 'POST', { capabilities })) as {
      readonly sessionId: string;
    };
    const page = `${url}/session/${opened.sessionId}`;
    return {
      goTo: async (address) => void (await command(`${page}/url`, 'POST', { url: address })),
      evaluate: (expression) => {
        const script = `Promise.resolve(${expression}).then(arguments[0], (e) => arguments[0](String(e)))`;
        return command(`${page}/execute/async`, 'POST', { script, args: [] });
      },
      close: async () => {
        await command(page, 'DELETE').finally(stopDriver);
      },
    };
  } catch (error) {
    stopDriver();
    throw error;
  }
};
