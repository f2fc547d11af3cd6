/** A zip file as its files. What is in them is checked by the hashes the office signed, not by the zip's own sums. */
import { unzipSync } from 'fflate';
import type { Files } from './read-bundle.ts';

/** The files of a zip, without folders; nothing if it is no zip. A folder around everything is left out. */
export const filesOfZip = (zip: Uint8Array): Files | undefined => {
  try {
    const entries = Object.entries(unzipSync(zip)).filter(([name]) => !name.endsWith('/'));
    const roots = new Set(entries.map(([name]) => name.split('/')[0] ?? ''));
    const [root] = roots;
    const hasFolder = roots.size === 1 && entries.every(([name]) => name.includes('/'));
    return new Map(
      entries.map(([name, bytes]) => [
        hasFolder ? name.slice((root ?? '').length + 1) : name,
        new Uint8Array(bytes),
      ]),
    );
  } catch {
    return undefined;
  }
};
