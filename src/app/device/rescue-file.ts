/**
 * The rescue file: what is not sent, whole, for a tablet that cannot be connected. It is sealed to the office, so that
 * whoever finds the file reads nothing in it (RESCUE-1).
 */
import { instant } from '../../domain/time.ts';
import { sealToOffice } from '../../signing/envelope.ts';
import { signHead } from '../../signing/heads.ts';
import type { DeviceIdentity } from './identity.ts';
import type { OwnLogStore } from './own-log.ts';

export type RescueFile = { readonly name: string; readonly text: string; readonly events: number };

type RescueDeps = {
  readonly identity: Pick<DeviceIdentity, 'device' | 'privateKey' | 'publicKey'>;
  readonly log: Pick<OwnLogStore, 'head' | 'from' | 'receipt'>;
  readonly officeKey: string;
  readonly clock: () => number;
};

/** What the envelope is for: it opens as this device's rescue file and as nothing else. */
export const rescuePurpose = (device: string): string => `rescue/${device}`;

const pageSize = 500;

const textsFrom = async (log: RescueDeps['log'], from: number, to: number): Promise<readonly string[]> => {
  const texts: string[] = [];
  for (let seq = from; seq <= to;) {
    // oxlint-disable-next-line no-await-in-loop -- one page after the other keeps little in memory
    const page = (await log.from(seq, pageSize)).filter((event) => event.seq <= to);
    if (page.length === 0) break;
    texts.push(...page.map(({ text }) => text));
    seq += page.length;
  }
  return texts;
};

/**
 * The exact texts of the events the office has not acknowledged, or of all, under a head signed with the device's key
 * (RESCUE-1). The file's name says which device and nothing about people.
 */
export const rescueFileOf = async (
  { identity, log, officeKey, clock }: RescueDeps,
  which: 'unsent' | 'all',
): Promise<RescueFile> => {
  const { device, privateKey, publicKey } = identity;
  const head = await log.head();
  const from = which === 'all' ? 1 : ((await log.receipt())?.seq ?? 0) + 1;
  const events = await textsFrom(log, from, head.seq);
  const signed = await signHead(privateKey, { device, ...head, at: instant(clock()) });
  const inside = JSON.stringify({ v: 1, device, publicKey, from, events, head: signed });
  const sealed = await sealToOffice(officeKey, rescuePurpose(device), inside);
  return {
    name: `narvaro-${device}-${head.seq}.json`,
    text: JSON.stringify({ v: 1, kind: 'narvaro-rescue', device, sealed }),
    events: events.length,
  };
};
