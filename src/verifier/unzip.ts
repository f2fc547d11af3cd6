/** A zip file as its files. What is in them is checked by the hashes the office signed, not by the zip's own sums. */
import { unzipSync, type UnzipFileInfo } from 'fflate';
import type { Files } from './read-bundle.ts';

const mostFiles = 50_000;
const mostBytes = 1_500_000_000;
/** A log packs to a tenth; what packs this much harder was made to exhaust whoever opens it. */
export const mostPacked = 300;
/** Below this nothing is taken for a bomb, however hard it packs. */
export const smallBytes = 1_000_000;

/**
 * Looks through what the files say of themselves before any is unpacked, and throws at what no bundle has: names that
 * climb or stand there twice, and more than a bundle holds (ATK-4). A file that says too little is cut by the reader.
 */
const lookThrough = (zip: Uint8Array): void => {
  const names = new Set<string>();
  let bytes = 0;
  const look = ({ name, size, originalSize }: UnzipFileInfo): boolean => {
    bytes += originalSize;
    const isClimbing = name.split(/[/\\]/).some((part) => part === '..' || part === '__proto__');
    const isBomb = originalSize > smallBytes && originalSize > size * mostPacked;
    if (isClimbing || isBomb || names.has(name) || names.size >= mostFiles || bytes > mostBytes)
      throw new Error('not a bundle');
    names.add(name);
    return false;
  };
  unzipSync(zip, { filter: look });
  if (bytes > smallBytes && bytes > zip.length * mostPacked) throw new Error('not a bundle');
};

/** The files of a zip, without folders; nothing if it is no zip. A folder around everything is left out. */
export const filesOfZip = (zip: Uint8Array): Files | undefined => {
  try {
    lookThrough(zip);
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
