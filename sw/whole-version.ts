/**
 * A version of the app is on a tablet whole or not at all (ATK-8): each of its files is the one that was built, or is
 * fetched anew, or is not used. One that is gone, or is another, can come of a disk, of a clearing that was broken off,
 * or of whoever has had the tablet in hand.
 */
import { cacheNames } from 'workbox-core';
import { addPlugins, createHandlerBoundToURL, getCacheKeyForURL } from 'workbox-precaching';
import { sha256OfBytes } from '../src/signing/hash.ts';

/** A file of this version, as the build lists it. */
export type BuiltFile = {
  readonly url: string;
  readonly revision: string | null;
  readonly integrity: string;
};

type Options = Parameters<ReturnType<typeof createHandlerBoundToURL>>[0];

const keyOf = ({ url }: BuiltFile): string => getCacheKeyForURL(url) ?? '';

const hashIn = (integrity: string): string =>
  integrity.slice('sha256-'.length).replace(/\+/g, '-').replace(/\//g, '_').replaceAll('=', '');

/** Lets a kept file be used only as it was built; another is thrown away, and fetched by whoever asks for it. */
export const checkWhatIsKept = (files: readonly BuiltFile[]): void => {
  let hashes: ReadonlyMap<string, string> | undefined;
  addPlugins([
    {
      /* What a network on the way has given as one of our files lies in the browser's own cache for a year. */
      requestWillFetch: async ({ request, event }) =>
        event?.type === 'install' ? new Request(request, { cache: 'no-cache' }) : request,
      cachedResponseWillBeUsed: async ({ cacheName, request, cachedResponse }) => {
        if (cachedResponse === undefined) return undefined;
        hashes ??= new Map(files.map((file) => [keyOf(file), hashIn(file.integrity)]));
        const bytes = new Uint8Array(await cachedResponse.clone().arrayBuffer());
        if ((await sha256OfBytes(bytes)) === hashes.get(request.url)) return cachedResponse;
        await (await caches.open(cacheName)).delete(request);
        return undefined;
      },
    },
  ]);
};

/** The files of this version that are not kept any more. */
const missingOf = async (files: readonly BuiltFile[]): Promise<readonly BuiltFile[]> => {
  const kept = await (await caches.open(cacheNames.precache)).keys();
  const held = new Set(kept.map(({ url }) => url));
  return files.filter((file) => !held.has(keyOf(file)));
};

/** Fetches what is missing, as long as the server has this very version. */
const bringBack = async (missing: readonly BuiltFile[]): Promise<void> => {
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

/**
 * The page that every address begins with: the kept one as long as all of its version is there. Otherwise the server's,
 * which brings all of its own with it; the kept one again where there is no server, for what still works; or words.
 */
export const wholeShell = (files: readonly BuiltFile[]): ((options: Options) => Promise<Response>) => {
  const kept = createHandlerBoundToURL('/index.html');
  const ofServer = async (request: Request): Promise<Response | undefined> => {
    const reply = await fetch(request).catch(() => undefined);
    return reply?.ok === true || reply?.type === 'opaqueredirect' ? reply : undefined;
  };
  return async (options) => {
    const missing = await missingOf(files);
    if (missing.length === 0) {
      const shell = await kept(options).catch(() => undefined);
      if (shell !== undefined) return shell;
    }
    options.event.waitUntil(bringBack(missing));
    return (await ofServer(options.request)) ?? (await kept(options).catch(wordsAlone));
  };
};
