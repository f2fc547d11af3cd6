/**
 * What tells that this browser was a tablet of ours when its database no longer does: kept outside IndexedDB, in two
 * places, for a browser may clear one and leave another. Nothing about people (STORE-5).
 */
import * as z from 'zod/mini';

export const Marker = z.strictObject({
  device: z.string(),
  name: z.string(),
  publicKey: z.string(),
  /** How many events it had written, and how many the office had acknowledged, when last asked. */
  recorded: z.int(),
  acknowledged: z.int(),
  acknowledgedAt: z.nullable(z.number()),
  officeKey: z.string(),
});
export type Marker = z.infer<typeof Marker>;

const key = 'narvaro-marker';
const cacheName = 'narvaro-marker';
const path = '/narvaro-marker';

const parsed = (text: string | null | undefined): Marker | undefined => {
  try {
    return Marker.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
};

const stored = (): Marker | undefined => {
  try {
    return parsed(localStorage.getItem(key));
  } catch {
    return undefined;
  }
};

/** The marker, from wherever it is left. */
export const readMarker = async (): Promise<Marker | undefined> => {
  const near = stored();
  if (near !== undefined) return near;
  try {
    return parsed(await (await caches.match(path))?.text());
  } catch {
    return undefined;
  }
};

/** Writes it wherever the browser lets us; a browser that does not has no marker, and works as before. */
export const writeMarker = async (marker: Marker): Promise<void> => {
  const text = JSON.stringify(marker);
  try {
    if (localStorage.getItem(key) === text) return;
    localStorage.setItem(key, text);
  } catch {
    // A browser that keeps nothing here may still keep the other.
  }
  try {
    const cache = await caches.open(cacheName);
    await cache.put('/narvaro-last-seen', new Response(`${marker.device}:${marker.recorded}`));
    await cache.put(path, new Response(text, { headers: { 'Content-Type': 'application/json' } }));
  } catch {
    // See above.
  }
};
