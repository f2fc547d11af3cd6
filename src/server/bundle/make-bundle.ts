/**
 * Makes a bundle for an audit. Reads in short transactions: logs only grow, so that what is read page by page up to an
 * end seen at the start is as whole as if it had been read at once, and nobody's check-in waits for it (BUNDLE-1).
 */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { DeviceId, Hash } from '../../domain/ids.ts';
import { noHash } from '../../domain/log.ts';
import { instant } from '../../domain/time.ts';
import {
  bundleFormat,
  fileNames,
  forkFileOf,
  monthFileOf,
  type BundleDevice,
  type Fork,
  type Manifest,
} from '../../verifier/bundle-format.ts';
import { signManifest } from '../../signing/bundle.ts';
import { SignedHead, signReceipt } from '../../signing/heads.ts';
import type { Services } from '../http/services.ts';
import { isOffices } from '../phones-log.ts';
import type { DeviceRow } from '../store/device-store.ts';
import type { Stores } from '../store/stores.ts';
import { startPacker, type Packer } from './packer.ts';
import { readmeText } from './readme.ts';
import type { VerifierFiles } from './verifier-files.ts';

/** Runs work in a transaction of its own. */
export type Read = <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;

export type MadeBundle = {
  readonly zip: Uint8Array<ArrayBuffer>;
  /** The hash of the manifest, which the office's log names the bundle by. */
  readonly manifest: Hash;
  readonly events: number;
};

const pageSize = 500;

const signedHeadIn = (stored: string | null): SignedHead | null =>
  stored === null ? null : (SignedHead.safeParse(JSON.parse(stored)).data ?? null);

const describe = async (row: DeviceRow, services: Services): Promise<BundleDevice> => {
  const id = DeviceId.parse(row.id);
  const at = instant(services.clock());
  const hash = Hash.parse(row.head_hash);
  return {
    id,
    publicKey: row.public_key,
    isOffices: isOffices(row, services),
    enrolledAt: instant(Number(row.enrolled_at)),
    revokedAt: row.revoked_at === null ? null : instant(Number(row.revoked_at)),
    signedHead: signedHeadIn(row.signed_head),
    receipt: await signReceipt(services.secrets.receiptKey, { device: id, seq: row.head_seq, hash, at }),
  };
};

/** What is small is read at once, together with where the logs end. */
const readSmall = (read: Read, month: string | null) =>
  read(async ({ bundle }) => ({
    ends: await bundle.ends(),
    devices: await bundle.devices(),
    versions: await bundle.sessionVersions(),
    members: await bundle.members(),
    months: await bundle.months(month),
    forks: await bundle.forks(),
  }));
type Small = Awaited<ReturnType<typeof readSmall>>;

const giveEvents = async (read: Read, upTo: number, packer: Packer): Promise<number> => {
  let after = 0;
  let events = 0;
  while (after < upTo) {
    const rows = await read(({ bundle }) => bundle.events(after, upTo, pageSize));
    const last = rows.at(-1);
    if (last === undefined) break;
    packer.give({ kind: 'events', rows });
    after = last.arrival;
    events += rows.length;
    await setImmediate();
  }
  return events;
};

/** Answers the last entry that was read. */
const giveOfficeLog = async (read: Read, upTo: number, packer: Packer): Promise<Manifest['officeHead']> => {
  let head: Manifest['officeHead'] = { seq: 0, hash: noHash };
  while (head.seq < upTo) {
    const from = head.seq + 1;
    const rows = await read(({ reports }) =>
      reports.officeLogFrom(from, Math.min(pageSize, upTo - from + 1)),
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    packer.give({ kind: 'entries', texts: rows.map(({ text }) => text) });
    head = { seq: last.seq, hash: Hash.parse(last.hash) };
    await setImmediate();
  }
  return head;
};

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

const forkFrom = (row: Small['forks'][number]): Fork => ({
  delivery: Number(row.id),
  device: DeviceId.parse(row.device),
  seq: row.seq,
  reason: row.reason,
  receivedAt: instant(Number(row.received_at)),
  head: JSON.parse(row.head) as unknown,
  texts: JSON.parse(row.texts) as string[],
});

const giveSmall = async (small: Small, services: Services, packer: Packer): Promise<void> => {
  const file = (name: string, content: string): void => packer.give({ kind: 'file', name, content });
  const described: BundleDevice[] = [];
  for (const row of small.devices) described.push(await describe(row, services));
  packer.give({ kind: 'devices', devices: small.devices.map(({ id }) => id) });
  file(fileNames.devices, json({ devices: described }));
  file(fileNames.sessionVersions, small.versions.map((line) => `${JSON.stringify(line)}\n`).join(''));
  file(fileNames.members, json(small.members));
  for (const month of small.months) file(monthFileOf(month.month, month.version), json(month));
  for (const row of small.forks) file(forkFileOf(Number(row.id)), json(forkFrom(row)));
};

/** The bundle of the whole programme, or of what concerns the months to one and including it. */
export const makeBundle = async (
  month: string | null,
  verifier: VerifierFiles,
  read: Read,
  services: Services,
): Promise<MadeBundle> => {
  const { secrets, programme, isDemo, version: madeBy } = services;
  const madeAt = instant(services.clock());
  const about = { programme, isDemo, madeAt, month, officeKey: secrets.receiptPublicKey };
  const packer = startPacker();
  try {
    const small = await readSmall(read, month);
    await giveSmall(small, services, packer);
    packer.give({ kind: 'file', name: fileNames.readme, content: readmeText(about) });
    packer.give({ kind: 'file', name: fileNames.page, content: verifier.page });
    packer.give({ kind: 'file', name: fileNames.command, content: verifier.command });
    const events = await giveEvents(read, small.ends.arrival, packer);
    const officeHead = await giveOfficeLog(read, small.ends.entry, packer);
    const said = { format: bundleFormat, ...about, madeBy, officeHead, files: await packer.hashes() };
    const manifest = json({ ...said, signature: await signManifest(secrets.receiptKey, said) });
    const zip = await packer.pack(madeAt, manifest);
    const hash = Hash.parse(createHash('sha256').update(manifest).digest('base64url'));
    return { zip, manifest: hash, events };
  } finally {
    await packer.end();
  }
};
