/**
 * A version of the app is on a tablet whole or not at all (ATK-8): each of its files is the one that was built, or is
 * fetched anew, or is not used. One that is gone, or is another, can come of a disk, of a clearing that was broken off,
 * or of whoever has had the tablet in hand.
 */
import { cacheNames, type WorkboxPlugin } from 'workbox-core';
import { PrecacheController } from 'workbox-precaching';
import { sha256OfBytes } from '../src/signing/hash.ts';
import { audienceAt, audiencesOf, type Audience } from './audience.ts';

declare const self: ServiceWorkerGlobalScope;

/** A file of this version, as the build lists it. */
export type BuiltFile = {
  readonly url: string;
  readonly revision: string | null;
  readonly integrity: string;
  readonly for: readonly ('all' | Audience)[];
};

type Handler = ReturnType<PrecacheController['createHandlerBoundToURL']>;

const hashIn = (integrity: string): string =>
  integrity.slice('sha256-'.length).replace(/\+/g, '-').replace(/\//g, '_').replaceAll('=', '');

/** Lets a kept file be used only as it was built; another is thrown away, and fetched by whoever asks for it. */
const onlyAsBuilt = (hashes: () => ReadonlyMap<string, string>): WorkboxPlugin => ({
  /* What a network on the way has given as one of our files lies in the browser's own cache for a year. */
  requestWillFetch: async ({ request, event }) =>
    event?.type === 'install' ? new Request(request, { cache: 'no-cache' }) : request,
  cachedResponseWillBeUsed: async ({ cacheName, request, cachedResponse }) => {
    if (cachedResponse === undefined) return undefined;
    const cache = await caches.open(cacheName);
    /* A second look at it, as a response that has been copied loses what the browser has compiled of it. */
    const bytes = new Uint8Array((await (await cache.match(request))?.arrayBuffer()) ?? []);
    if ((await sha256OfBytes(bytes)) === hashes().get(request.url)) return cachedResponse;
    await cache.delete(request);
    return undefined;
  },
});

/** Where each file is kept. */
const keyIn =
  (kept: PrecacheController) =>
  ({ url }: BuiltFile): string =>
    kept.getCacheKeyForURL(url) ?? '';
type KeyOf = ReturnType<typeof keyIn>;

/** Those of the files that are not kept, or not any more. */
const missingOf = async (files: readonly BuiltFile[], keyOf: KeyOf): Promise<readonly BuiltFile[]> => {
  const kept = await (await caches.open(cacheNames.precache)).keys();
  const held = new Set(kept.map(({ url }) => url));
  return files.filter((file) => !held.has(keyOf(file)));
};

/** Fetches what is missing, as long as the server has this very version. */
const bringBack = async (missing: readonly BuiltFile[], keyOf: KeyOf): Promise<void> => {
  const cache = await caches.open(cacheNames.precache);
  for (const file of missing) {
    const { url, integrity } = file;
    const reply = await fetch(url, { integrity, cache: 'no-cache' }).catch(() => undefined);
    if (reply?.ok !== true) return;
    await cache.put(keyOf(file), reply);
  }
};

/** For when not even the page is left, and no server answers: without a style, a script or anything else to fetch. */
const words = `<!doctype html>
<html lang="sv">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Närvaro</title>
  <h1>Närvaro har inte startat</h1>
  <p>Anslut till internet och ladda om sidan.</p>
  <p>Det som är sparat finns kvar.</p>
  <p lang="en">Närvaro has not started. Connect to the internet and reload the page. What is saved is still here.</p>
</html>`;

const wordsAlone = (): Response =>
  new Response(words, {
    status: 503,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'Cache-Control': 'no-store',
    },
  });

const ofServer = async (request: Request): Promise<Response | undefined> => {
  const reply = await fetch(request).catch(() => undefined);
  return reply?.ok === true || reply?.type === 'opaqueredirect' ? reply : undefined;
};

/** This version: what is kept of it, for whom it is installed, and the page that every address begins with. */
export type WholeVersion = {
  readonly kept: PrecacheController;
  readonly install: (event: ExtendableEvent) => Promise<void>;
  readonly shell: Handler;
};

export const wholeVersion = (files: readonly BuiltFile[]): WholeVersion => {
  let hashes: ReadonlyMap<string, string> | undefined;
  const plugins = [
    onlyAsBuilt(() => (hashes ??= new Map(files.map((file) => [keyOf(file), hashIn(file.integrity)])))),
  ];
  const kept = new PrecacheController({ plugins });
  kept.addToCacheList([...files]);
  const keyOf = keyIn(kept);
  const keptPage = kept.createHandlerBoundToURL('/index.html');
  const filesFor = (audiences: readonly Audience[]): BuiltFile[] =>
    files.filter(({ for: whom }) => whom.some((one) => one === 'all' || audiences.includes(one)));

  /** A phone has none of the tablet's files, and a tablet none of the phone's, until somebody opens their addresses. */
  const install = async (event: ExtendableEvent): Promise<void> => {
    const cache = await caches.open(cacheNames.precache);
    const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    const addresses = [...open, ...(await cache.keys())].map(({ url }) => new URL(url).pathname);
    const wanted = new PrecacheController({ plugins });
    wanted.addToCacheList(filesFor(audiencesOf(addresses)));
    await wanted.install(event);
  };

  /**
   * The kept page as long as all of its version is there that the address needs. Otherwise the server's, which brings all
   * of its own with it; the kept one again where there is no server, for what still works; or words.
   */
  const shell: Handler = async (options) => {
    const audience = audienceAt(new URL(options.request.url).pathname);
    const [missing, page] = await Promise.all([
      missingOf(filesFor(audience === undefined ? [] : [audience]), keyOf),
      keptPage(options).catch(() => undefined),
    ]);
    if (missing.length === 0 && page !== undefined) return page;
    options.event.waitUntil(bringBack(missing, keyOf));
    return (await ofServer(options.request)) ?? page ?? wordsAlone();
  };
  return { kept, install, shell };
};
