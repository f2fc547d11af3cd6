/**
 * The two pages our start is compared with: one that does nothing, kept by a worker of three lines (the floor: what the
 * browser alone costs), and a plain page of Vite and React, built here from `plain-page/`.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

/** A page on an address of its own, that can be taken away. */
export type ServedPage = {
  readonly origin: string;
  /** Its files and their bytes as they travel. */
  readonly bytes: number;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

type Files = ReadonlyMap<string, { readonly type: string; readonly body: Buffer }>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

const packed = (
  path: string,
  text: string | Buffer,
): readonly [string, Files extends ReadonlyMap<string, infer F> ? F : never] => [
  path,
  { type: types[path === '/' ? '.html' : extname(path)] ?? 'text/plain', body: brotliCompressSync(text) },
];

const reply = (files: Files, path: string, to: ServerResponse): void => {
  const file = files.get(path);
  if (file === undefined) {
    to.writeHead(404).end();
    return;
  }
  to.writeHead(200, { 'Content-Type': file.type, 'Content-Encoding': 'br', 'Cache-Control': 'no-cache' });
  to.end(file.body);
};

const serve = async (files: Files): Promise<ServedPage> => {
  let port = 0;
  let running: ReturnType<typeof createServer> | undefined;
  const start = async (): Promise<void> => {
    const server = createServer((request, answer) => reply(files, request.url ?? '/', answer));
    running = server;
    await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  };
  await start();
  return {
    origin: `http://localhost:${port}`,
    bytes: [...files.values()].reduce((sum, { body }) => sum + body.length, 0),
    start,
    stop: async () => {
      const server = running;
      running = undefined;
      if (server === undefined) return;
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
};

/** Keeps what is listed, and answers from it. */
const workerOf = (paths: readonly string[]): string =>
  [
    `addEventListener('install',e=>e.waitUntil(caches.open('f').then(c=>c.addAll(${JSON.stringify(paths)}))));`,
    "addEventListener('activate',e=>e.waitUntil(clients.claim()));",
    "addEventListener('fetch',e=>e.respondWith(caches.match(e.request).then(r=>r??fetch(e.request))));",
  ].join('\n');

/** A page that does nothing. */
export const serveFloor = (): Promise<ServedPage> =>
  serve(
    new Map([
      packed(
        '/',
        '<!doctype html><html lang="sv"><title>Golv</title><h1 id="ready">Klar</h1><script src="/page.js"></script></html>',
      ),
      packed('/page.js', "navigator.serviceWorker.register('/sw.js')"),
      packed('/sw.js', workerOf(['/', '/page.js'])),
    ]),
  );

/** Builds the plain page and serves it. */
export const servePlainPage = async (): Promise<ServedPage> => {
  const outDir = mkdtempSync(join(tmpdir(), 'narvaro-plain-'));
  try {
    await build({
      root: resolve(import.meta.dirname, 'plain-page'),
      configFile: false,
      logLevel: 'error',
      plugins: [react()],
      build: { outDir, emptyOutDir: true },
    });
    const built = readdirSync(outDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(outDir.length).replaceAll('\\', '/'));
    const files = new Map(
      built.map((path) => packed(path === '/index.html' ? '/' : path, readFileSync(join(outDir, path)))),
    );
    return await serve(new Map([...files, packed('/sw.js', workerOf([...files.keys()]))]));
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
};
