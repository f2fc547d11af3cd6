/**
 * The thread that writes a bundle's files and packs them. Events come in page by page, so that neither the server nor
 * anybody's request waits while a hundred thousand of them are made into a file.
 */
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { deflateSync, zipSync, type Zippable } from 'fflate';
import { mostPacked, smallBytes } from '../../verifier/unzip.ts';
import { fileNames, linesOf, logFileOf, type Arrival } from '../../verifier/bundle-format.ts';
import type { ThreadAnswer, ThreadOrder } from './bundle-jobs.ts';

const files = new Map<string, Uint8Array>();
const logs = new Map<string, string[]>();
const arrivals: string[] = [];
const officeLog: string[] = [];

const encoder = new TextEncoder();
const tell = (answer: ThreadAnswer): void => parentPort?.postMessage(answer);

const hashes = (): Record<string, string> => {
  for (const [device, texts] of logs) files.set(logFileOf(device), encoder.encode(linesOf(texts)));
  files.set(fileNames.arrivals, encoder.encode(linesOf(arrivals)));
  files.set(fileNames.officeLog, encoder.encode(linesOf(officeLog)));
  return Object.fromEntries(
    [...files]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('base64url')]),
  );
};

/**
 * True for what would pack so hard that whoever opens the zip must take it for a bomb: a tablet can write the same
 * letter four thousand times, and what it wrote is kept for ever. It goes in as it is.
 */
const packsTooHard = (bytes: Uint8Array): boolean =>
  bytes.length > smallBytes && deflateSync(bytes, { level: 6 }).length * mostPacked < bytes.length * 2;

const pack = (madeAt: number, manifest: string): Uint8Array<ArrayBuffer> => {
  files.set(fileNames.manifest, encoder.encode(manifest));
  const entries: Zippable = {};
  for (const [name, bytes] of files) entries[name] = [bytes, { level: packsTooHard(bytes) ? 0 : 6 }];
  return new Uint8Array(zipSync(entries, { mtime: madeAt }));
};

const carryOut = (order: ThreadOrder): void => {
  switch (order.kind) {
    case 'devices':
      for (const device of order.devices) logs.set(device, []);
      return;
    case 'events':
      for (const { arrival, device, seq, text, received_at, clock_offset_ms, set_aside } of order.rows) {
        logs.get(device)?.push(text);
        const line: Record<keyof Arrival, unknown> = {
          arrival,
          device,
          seq,
          receivedAt: Number(received_at),
          clockOffsetMs: Number(clock_offset_ms),
          setAside: set_aside,
        };
        arrivals.push(JSON.stringify(line));
      }
      return;
    case 'entries':
      officeLog.push(...order.texts);
      return;
    case 'file':
      files.set(
        order.name,
        typeof order.content === 'string' ? encoder.encode(order.content) : order.content,
      );
      return;
    case 'hash':
      tell({ kind: 'hashed', hashes: hashes() });
      return;
    case 'pack':
      tell({ kind: 'packed', zip: pack(order.madeAt, order.manifest) });
  }
};

parentPort?.on('message', carryOut);
