/**
 * The rescue file: what is not sent, whole, for a tablet that cannot be connected. It is sealed to the office, so that
 * whoever finds the file reads nothing in it (RESCUE-1).
 */
import { instant } from '../../domain/time.ts';
import { officeMarkOf, rescuePurpose } from '../../protocol/rescue-file.ts';
import { sealToOffice } from '../../signing/envelope.ts';
import { sha256 } from '../../signing/hash.ts';
import { signHead } from '../../signing/heads.ts';
import type { DeviceIdentity } from './identity.ts';
import type { OwnLogStore } from './own-log.ts';

export type RescueFile = { readonly name: string; readonly text: string; readonly events: number };

type RescueDeps = {
  /** The key is gone where the browser has cleared it: then nothing vouches for the file, and a person decides. */
  readonly identity: Pick<DeviceIdentity, 'device' | 'publicKey'> & {
    readonly privateKey: CryptoKey | undefined;
  };
  readonly log: Pick<OwnLogStore, 'head' | 'from' | 'receipt' | 'journal'>;
  readonly officeKey: string;
  readonly clock: () => number;
};

const pageSize = 500;

type Texts = { readonly from: number; readonly texts: readonly string[] };

/**
 * What is kept of the numbers `from`…`to`. What is cleared while it is read, always from the first on, is left out: the
 * file begins where the log does then.
 */
const textsFrom = async (log: RescueDeps['log'], from: number, to: number): Promise<Texts> => {
  let start = from;
  let texts: string[] = [];
  for (let seq = from; seq <= to;) {
    // oxlint-disable-next-line no-await-in-loop -- one page after the other keeps little in memory
    const page = (await log.from(seq, pageSize)).filter((event) => event.seq <= to);
    const [first] = page;
    if (first === undefined) break;
    if (first.seq !== seq) {
      start = first.seq;
      texts = [];
    }
    texts.push(...page.map(({ text }) => text));
    seq = first.seq + page.length;
  }
  return { from: start, texts };
};

/**
 * The exact texts of the events the office has not acknowledged, or of all that is kept, under a head signed with the
 * device's key (RESCUE-1). The file's name says which device and nothing about people.
 */
export const rescueFileOf = async (
  { identity, log, officeKey, clock }: RescueDeps,
  which: 'unsent' | 'all',
): Promise<RescueFile> => {
  const { device, privateKey, publicKey } = identity;
  const end = await log.head();
  const cleared = (await log.journal?.anchor())?.seq ?? 0;
  const sent = which === 'all' ? 0 : ((await log.receipt())?.seq ?? 0);
  const { from, texts: events } = await textsFrom(log, Math.max(cleared, sent) + 1, end.seq);
  const head =
    privateKey === undefined ? null : await signHead(privateKey, { device, ...end, at: instant(clock()) });
  const inside = JSON.stringify({ v: 2, device, publicKey, from, events, head });
  const sealed = await sealToOffice(officeKey, rescuePurpose(device), inside);
  const office = officeMarkOf(await sha256(officeKey));
  return {
    name: `narvaro-${device}-${end.seq}.json`,
    text: JSON.stringify({ v: 2, kind: 'narvaro-rescue', device, office, sealed }),
    events: events.length,
  };
};
