/**
 * Every device's log: the chain over the bytes as they came, the device's own signature under it, the office's receipt,
 * and whose key it is (LOG-2, SYNC-3, SYNC-4).
 */
import { DeviceId, type Hash } from '../domain/ids.ts';
import { emptyHead, type LogHead } from '../domain/log.ts';
import { followChain } from '../signing/chain.ts';
import { sha256 } from '../signing/hash.ts';
import { isHeadSignedBy, isReceiptSignedBy } from '../signing/heads.ts';
import type { BundleDevice } from './bundle-format.ts';
import type { Entry } from './check-office-log.ts';
import type { Findings } from './findings.ts';

type Hashes = readonly Hash[];

/** The hash of every event, where the chain holds; where it does not, what each text hashes to by itself. */
const hashesOf = async (device: string, texts: readonly string[], findings: Findings): Promise<Hashes> => {
  const links = await followChain(DeviceId.parse(device), emptyHead, texts);
  if (links.ok) return links.value.map(({ hash }) => hash);
  findings.broken({ code: 'chain-broken', device, seq: links.error.seq });
  const hashes: Hash[] = [];
  for (const text of texts) hashes.push(await sha256(text));
  return hashes;
};

/** What the device's own signature says about the log that is here (SYNC-4). */
const checkHead = async (
  { id, publicKey, signedHead }: BundleDevice,
  hashes: Hashes,
  findings: Findings,
): Promise<void> => {
  const device = id;
  if (signedHead === null) {
    if (hashes.length > 0) findings.broken({ code: 'head-missing', device });
    return;
  }
  const { seq, hash } = signedHead;
  if (signedHead.device !== id || !(await isHeadSignedBy(publicKey, signedHead)))
    findings.broken({ code: 'head-signature', device });
  if (seq > hashes.length) findings.broken({ code: 'rolled-back', device, seq: hashes.length, signed: seq });
  else if (seq > 0 && hashes[seq - 1] !== hash) findings.broken({ code: 'head-other', device, seq });
  if (seq < hashes.length) findings.broken({ code: 'unsigned-tail', device, seq: seq + 1 });
};

const checkReceipt = async (
  { id, receipt }: BundleDevice,
  end: LogHead,
  officeKey: string,
  findings: Findings,
): Promise<void> => {
  const isRight =
    receipt.device === id &&
    receipt.seq === end.seq &&
    receipt.hash === end.hash &&
    (await isReceiptSignedBy(officeKey, receipt));
  if (!isRight) findings.broken({ code: 'receipt-wrong', device: id });
};

/**
 * Whether the key, and the day it was shut out, are what the office's log says of the device. Answers whether the log
 * names its key at all.
 */
const checkOwnership = async (
  { id: device, publicKey, isOffices, revokedAt }: BundleDevice,
  officeKey: string,
  entries: readonly Entry[],
  findings: Findings,
): Promise<boolean> => {
  if (isOffices) {
    if (publicKey !== officeKey) findings.broken({ code: 'device-key-other', device });
    return true;
  }
  const enrolled = entries.find((entry) => entry.kind === 'device-enrolled' && entry['device'] === device);
  const key = enrolled?.['key'];
  if (key !== undefined && key !== (await sha256(publicKey)))
    findings.broken({ code: 'device-key-other', device });
  const revoked = entries.find((entry) => entry.kind === 'device-revoked' && entry['device'] === device);
  if (revoked !== undefined && revoked.at !== revokedAt)
    findings.broken({ code: 'revocation-other', device });
  return key !== undefined;
};

/** Checks each device's log against its key, the office's receipt and the office's log. */
export const checkDevices = async (
  devices: readonly BundleDevice[],
  logs: ReadonlyMap<string, readonly string[]>,
  office: { readonly key: string; readonly entries: readonly Entry[] },
  findings: Findings,
): Promise<void> => {
  const notLogged: string[] = [];
  for (const device of devices) {
    const hashes = await hashesOf(device.id, logs.get(device.id) ?? [], findings);
    const last = hashes.at(-1);
    const end: LogHead = last === undefined ? emptyHead : { seq: hashes.length, hash: last };
    await checkHead(device, hashes, findings);
    await checkReceipt(device, end, office.key, findings);
    const isLogged = await checkOwnership(device, office.key, office.entries, findings);
    if (!isLogged) notLogged.push(device.id);
  }
  if (notLogged.length > 0) findings.note({ code: 'keys-not-logged', devices: notLogged });
};
