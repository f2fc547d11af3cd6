/**
 * The built app as two versions of itself that can be told apart: every script has another name and content in each, and
 * says which version it is of when it runs.
 */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { readStaticFiles, type StaticFiles } from '../../src/server/http/static-files.ts';
import { createTestServer } from './test-server.ts';

export type AppVersion = 'A' | 'B';

const text = new TextDecoder();
const bytesOf = new TextEncoder();
const integrityOf = (bytes: Uint8Array): string =>
  `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

const isScript = (path: string): boolean => /^\/assets\/.*\.js$/.test(path);
const isText = (path: string): boolean => /\.(js|html|css)$/.test(path);

/** What a page of this version has run, `globalThis.parts`, is of this version alone. */
const marked = (path: string, content: string, version: AppVersion): string => {
  if (isScript(path)) return `${content}\n;(globalThis.parts ??= []).push('${version}');\n`;
  return path === '/index.html' ? content.replace('<html ', `<html data-version="${version}" `) : content;
};

/** The whole app, as the build would have made it out of other sources. */
export const asVersion = (built: StaticFiles, version: AppVersion): StaticFiles => {
  const names = [...built.keys()].filter(isScript).map((path) => path.slice('/assets/'.length, -3));
  const renamed = (content: string): string =>
    names.reduce((so, name) => so.replaceAll(`${name}.js`, `${name}${version}.js`), content);
  const changed = [...built].map(([path, file]) => {
    const content = isText(path) ? marked(path, renamed(text.decode(file.bytes)), version) : undefined;
    const bytes = content === undefined ? file.bytes : bytesOf.encode(content);
    return { path: renamed(path), was: integrityOf(file.bytes), file: { ...file, bytes } };
  });
  const listed = (worker: string): string =>
    changed
      .reduce((so, { was, file }) => so.replaceAll(was, integrityOf(file.bytes)), worker)
      .replace(/("?revision"?:")([0-9a-f]{32}")/g, `$1${version}$2`);
  return new Map(
    changed.map(({ path, file }) => {
      const bytes =
        path === '/service-worker.js' ? bytesOf.encode(listed(text.decode(file.bytes))) : file.bytes;
      return [path, { ...file, bytes, etag: `"${integrityOf(bytes)}"`, encoded: new Map() }] as const;
    }),
  );
};

export type ChangingOffice = {
  readonly origin: string;
  readonly versions: Readonly<Record<AppVersion, StaticFiles>>;
  /** From now on these files are served. */
  readonly put: (files: StaticFiles) => void;
  readonly end: () => Promise<void>;
};

/** An empty office on a port, whose app can be changed while it runs. The app must have been built. */
export const startChangingOffice = async (): Promise<ChangingOffice> => {
  const { appWith, close } = await createTestServer();
  const built = await readStaticFiles(resolve(import.meta.dirname, '../../dist'), false);
  const versions = { A: asVersion(built, 'A'), B: asVersion(built, 'B') };
  let app = appWith(versions.A);
  const server = serve({
    fetch: (request, env) => app.fetch(request, env),
    port: 0,
    hostname: '127.0.0.1',
  });
  await new Promise<void>((listening) => {
    server.once('listening', () => listening());
  });
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    versions,
    put: (files) => {
      app = appWith(files);
    },
    end: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      await new Promise<void>((closed) => {
        server.close(() => closed());
      });
      await close();
    },
  };
};
