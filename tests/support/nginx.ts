/** Debian's nginx with the project's own example of how it stands in front, on a port and with a certificate of a test's. */
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeCertificate } from './certificate.ts';

const example = resolve(import.meta.dirname, '../../src/server/operation/nginx.conf');

export type NginxPorts = {
  readonly own: number;
  /** The servers' own; each in turn. */
  readonly behind: readonly number[];
  /** Without TLS, as browsers take it from `localhost`. */
  readonly isPlain?: boolean;
};

export type Nginx = {
  readonly certificate: string;
  /** What it has written about requests. */
  readonly accessLog: () => string;
  /** What it has written about what went wrong. */
  readonly errorLog: () => string;
  /** Lets running requests finish, and removes what it wrote. */
  readonly end: () => Promise<void>;
  /** The same, and lets nothing finish. */
  readonly cut: () => Promise<void>;
};

/** Replaces a line's content of the example, which has to be there as often as told. */
const changed = (text: string, from: string, to: string, times = 1): string => {
  const parts = text.split(from);
  if (parts.length !== times + 1) throw new Error(`the example has “${from}” ${parts.length - 1} times`);
  return parts.join(to);
};

const siteOf = (
  folder: string,
  { own, behind, isPlain = false }: NginxPorts,
  certificate: { readonly certificate: string; readonly key: string },
): string => {
  const servers = behind.map((port) => `server 127.0.0.1:${port};`).join(' ');
  let site = readFileSync(example, 'utf8');
  site = changed(site, 'server 127.0.0.1:8080;', servers);
  site = changed(site, 'listen 443 ssl http2;', `listen 127.0.0.1:${own}${isPlain ? '' : ' ssl http2'};`);
  site = changed(site, '    listen [::]:443 ssl http2;\n', '');
  site = changed(site, 'server_name narvaro.example;', 'server_name localhost;');
  site = changed(site, '/etc/ssl/narvaro/fullchain.pem', certificate.certificate);
  site = changed(site, '/etc/ssl/narvaro/privkey.pem', certificate.key);
  if (isPlain) site = site.replaceAll(/^ +ssl_.*\n/gm, '');
  return changed(site, '/var/log/nginx/narvaro.log', join(folder, 'access.log'));
};

/** Starts it; whoever does ends it. */
export const startNginx = async (ports: NginxPorts): Promise<Nginx> => {
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-nginx-'));
  const made = makeCertificate(folder, 'proxy');
  writeFileSync(join(folder, 'site.conf'), siteOf(folder, ports, made));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${join(folder, kind)};`,
  );
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; ${user} worker_processes 1; pid ${join(folder, 'nginx.pid')};\n` +
      `events { worker_connections 2048; }\nhttp { ${temporary.join(' ')}\ninclude ${join(folder, 'site.conf')};\n}\n`,
  );
  const errors = join(folder, 'error.log');
  const nginx = spawn('/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', errors], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  nginx.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((gone) => nginx.once('close', () => gone()));
  const isUp = (): Promise<boolean> =>
    new Promise((answer) => {
      const socket = connect(ports.own, '127.0.0.1', () => {
        socket.destroy();
        answer(true);
      });
      socket.once('error', () => answer(false));
    });
  while (!(await isUp())) {
    if (nginx.exitCode !== null) throw new Error(`nginx did not start: ${said}`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
  return {
    certificate: made.certificate,
    accessLog: () => readFileSync(join(folder, 'access.log'), 'utf8'),
    errorLog: () => readFileSync(errors, 'utf8'),
    cut: async () => {
      nginx.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
    end: async () => {
      nginx.kill('SIGQUIT');
      const forced = setTimeout(() => nginx.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(forced);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
