/**
 * The built app, read into memory once at start: no path of a request ever reaches the file system. Unknown pages get
 * the app's shell; unknown assets are 404, never the shell, or a stale page would run HTML as script.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { inPieces } from './reply.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type StaticFile = {
  readonly bytes: Bytes;
  readonly type: string;
  readonly etag: string;
  readonly isHashed: boolean;
  readonly encoded: Map<string, Promise<Bytes>>;
};
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};
const compressible = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.txt', '.wasm']);

const workerAddress = '/service-worker.js';

const edited = (bytes: Uint8Array, from: string, to: string): Bytes =>
  new TextEncoder().encode(new TextDecoder().decode(bytes).replace(from, () => to));

const integrityOf = (bytes: Uint8Array): string =>
  `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

/**
 * The page says itself that it is a demo's, so that also those who are not enrolled or signed in are told; and the
 * service worker, which keeps no other page than it knows of (ATK-8), is told of this one.
 */
const markAsDemo = (read: Map<string, Bytes>): void => {
  const page = read.get('/index.html');
  const worker = read.get(workerAddress);
  if (page === undefined) return;
  const marked = edited(page, '<html ', '<html data-demo="true" ');
  read.set('/index.html', marked);
  if (worker !== undefined) read.set(workerAddress, edited(worker, integrityOf(page), integrityOf(marked)));
};

/** Reads a folder of built files; source maps, and the verifier that goes with bundles (BUNDLE-5), are no pages. */
export const readStaticFiles = async (folder: string, isDemo: boolean): Promise<StaticFiles> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(
    (entry) =>
      entry.isFile() && extname(entry.name) !== '.map' && entry.parentPath !== join(folder, 'verifier'),
  );
  const read = new Map(
    await Promise.all(
      files.map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const url = `/${path.slice(folder.length).replace(/\\/g, '/').replace(/^\/+/, '')}`;
        return [url, new Uint8Array(await readFile(path))] as const;
      }),
    ),
  );
  if (isDemo) markAsDemo(read);
  return new Map(
    [...read].map(([url, bytes]) => [
      url,
      {
        bytes,
        type: types[extname(url)] ?? 'application/octet-stream',
        etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`,
        isHashed: url.startsWith('/assets/'),
        encoded: new Map(),
      },
    ]),
  );
};

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const encodedAs = (file: StaticFile, encoding: 'br' | 'gzip'): Promise<Bytes> => {
  const held = file.encoded.get(encoding);
  if (held !== undefined) return held;
  const made =
    encoding === 'br'
      ? brotli(file.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
      : zip(file.bytes, { level: 9 });
  const bytes = made.then((buffer) => new Uint8Array(buffer));
  file.encoded.set(encoding, bytes);
  return bytes;
};

/** Compresses everything once, in the background, so that nobody's first visit waits for it. */
export const compressAll = async (files: StaticFiles): Promise<void> => {
  for (const [url, file] of files)
    if (compressible.has(extname(url)))
      for (const encoding of ['br', 'gzip'] as const) await encodedAs(file, encoding);
};

/** An address that a page of ours may have: short, and nothing in it that climbs, hides or doubles a slash (ATK-3). */
const pageAddress = /^(?:\/(?:[\w~-]|%20|%(?:c[2-9a-f]|[d-f][0-9a-f]|[89ab][0-9a-f]))*)*$/i;
const isPage = (pathname: string): boolean =>
  pathname.length <= 300 &&
  !pathname.includes('//') &&
  !pathname.startsWith('/assets/') &&
  pageAddress.test(pathname);

/** The reply to a GET for anything that is not under /api. Only the app's own service worker is given as one (ATK-5). */
export const staticReply = async (files: StaticFiles, request: Request): Promise<Response | undefined> => {
  const { pathname } = new URL(request.url);
  if (request.headers.has('service-worker') && pathname !== workerAddress) return undefined;
  const file = files.get(pathname) ?? (isPage(pathname) ? files.get('/index.html') : undefined);
  if (file === undefined) return undefined;
  const headers: Record<string, string> = {
    'Content-Type': file.type,
    'Cache-Control': file.isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: file.etag,
    Vary: 'Accept-Encoding',
  };
  if (request.headers.get('if-none-match') === file.etag) return new Response(null, { status: 304, headers });
  const accepted = request.headers.get('accept-encoding') ?? '';
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
  const isWorthIt = encoding !== undefined && file.bytes.length > 500 && compressible.has(fileEnding(file));
  const bytes = isWorthIt ? await encodedAs(file, encoding) : file.bytes;
  return new Response(inPieces(bytes), {
    headers: {
      ...headers,
      'Content-Length': String(bytes.length),
      ...(isWorthIt ? { 'Content-Encoding': encoding } : {}),
    },
  });
};

const fileEnding = (file: StaticFile): string =>
  Object.entries(types).find(([, type]) => type === file.type)?.[0] ?? '';
