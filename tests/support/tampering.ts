/** Somebody changes a bundle: with an editor alone, or with the office's own key at hand to sign it anew. */
import { canonical, noHash } from '../../src/domain/log.ts';
import { signManifest } from '../../src/signing/bundle.ts';
import { sha256, sha256OfBytes } from '../../src/signing/hash.ts';
import { signReceipt } from '../../src/signing/heads.ts';
import {
  fileNames,
  linesOf,
  logFileOf,
  textsOf,
  type Arrival,
  type BundleDevice,
  type KeptMonth,
  type Manifest,
} from '../../src/verifier/bundle-format.ts';
import type { Files } from '../../src/verifier/read-bundle.ts';

export type Entry = Record<string, unknown> & { readonly kind: string; readonly seq: number };
type Editable<T> = { -readonly [K in keyof T]: T[K] };

export type Draft = {
  readonly files: Map<string, Uint8Array<ArrayBuffer>>;
  readonly text: (name: string) => string;
  readonly put: (name: string, text: string) => void;
  /** What the manifest says, but for the files' hashes. */
  readonly manifest: (change: (manifest: Editable<Manifest>) => void) => void;
  readonly log: (device: string, change: (texts: string[]) => void) => void;
  readonly arrivals: (change: (arrivals: Editable<Arrival>[]) => Editable<Arrival>[]) => void;
  readonly devices: (change: (devices: Editable<BundleDevice>[]) => void) => void;
  readonly month: (name: string, change: (month: Editable<KeptMonth>) => void) => void;
  /** The office's log written anew: the entries changed, then numbered and chained as if they had always been so. */
  readonly rewriteOfficeLog: (change: (entries: Entry[]) => Entry[]) => Promise<void>;
  /** The office's receipts for what is now in the logs. */
  readonly newReceipts: (key: CryptoKey) => Promise<void>;
};

const decoder = new TextDecoder();
const encoder = new TextEncoder();

const chained = async (entries: readonly Entry[]): Promise<readonly string[]> => {
  const texts: string[] = [];
  let prev: string = noHash;
  for (const [i, entry] of entries.entries()) {
    const text = canonical({ ...entry, seq: i + 1, prev });
    texts.push(text);
    prev = await sha256(text);
  }
  return texts;
};

const draftOf = (files: Map<string, Uint8Array<ArrayBuffer>>): Draft => {
  const text = (name: string): string => decoder.decode(files.get(name));
  const put = (name: string, content: string): void => {
    files.set(name, encoder.encode(content));
  };
  const changed = (name: string, change: (value: never) => void): void => {
    const value: unknown = JSON.parse(text(name));
    change(value as never);
    put(name, JSON.stringify(value));
  };
  const manifest: Draft['manifest'] = (change) => changed(fileNames.manifest, change);
  return {
    files,
    text,
    put,
    manifest,
    log: (device, change) => {
      const texts = [...textsOf(text(logFileOf(device)))];
      change(texts);
      put(logFileOf(device), linesOf(texts));
    },
    arrivals: (change) => {
      const read = textsOf(text(fileNames.arrivals)).map((line) => JSON.parse(line) as Editable<Arrival>);
      put(fileNames.arrivals, linesOf(change(read).map((arrival) => JSON.stringify(arrival))));
    },
    devices: (change) => {
      changed(fileNames.devices, ({ devices }: { devices: Editable<BundleDevice>[] }) => change(devices));
    },
    month: (name, change) => changed(name, change),
    rewriteOfficeLog: async (change) => {
      const entries = textsOf(text(fileNames.officeLog)).map((line) => JSON.parse(line) as Entry);
      const texts = await chained(change(entries));
      put(fileNames.officeLog, linesOf(texts));
      const last = texts.at(-1) ?? '';
      const hash = await sha256(last);
      manifest((said) => {
        said.officeHead = { seq: texts.length, hash };
      });
    },
    newReceipts: async (key) => {
      const { devices } = JSON.parse(text(fileNames.devices)) as { devices: Editable<BundleDevice>[] };
      for (const device of devices) {
        const texts = textsOf(text(logFileOf(device.id)));
        const hash = await sha256(texts.at(-1) ?? '');
        const { at } = device.receipt;
        device.receipt = await signReceipt(key, { device: device.id, seq: texts.length, hash, at });
      }
      put(fileNames.devices, JSON.stringify({ devices }));
    },
  };
};

/** The bundle with changes made by somebody who has an editor and no key. */
export const edited = async (
  bundle: Files,
  change: (draft: Draft) => void | Promise<void>,
): Promise<Files> => {
  const files = new Map(bundle);
  await change(draftOf(files));
  return files;
};

/** Lists every file as it now is, and signs the list with this key. */
const signAnew = async (files: Map<string, Uint8Array<ArrayBuffer>>, key: CryptoKey): Promise<void> => {
  const { signature: _old, ...said } = JSON.parse(decoder.decode(files.get(fileNames.manifest))) as Manifest;
  const hashes: Record<string, string> = {};
  for (const [name, bytes] of files)
    if (name !== fileNames.manifest) hashes[name] = await sha256OfBytes(bytes);
  const listed = { ...said, files: hashes };
  const signature = await signManifest(key, listed);
  files.set(fileNames.manifest, encoder.encode(JSON.stringify({ ...listed, signature })));
};

/** The same by somebody at the office, who signs the bundle anew with the office's own key. */
export const editedAndSigned = async (
  bundle: Files,
  key: CryptoKey,
  change: (draft: Draft) => void | Promise<void>,
): Promise<Files> => {
  const files = new Map(await edited(bundle, change));
  await signAnew(files, key);
  return files;
};
