/**
 * The rescue file: what is not sent, whole, for a tablet that cannot be connected. It is sealed to the office, so that
 * whoever finds the file reads nothing in it (RESCUE-1).
 */
import { instant } from '../../domain/time.ts';
import {
  maxRescueEvents,
  maxRescueFileChars,
  officeMarkOf,
  rescuePurpose,
} from '../../protocol/rescue-file.ts';
import { sealToOffice } from '../../signing/envelope.ts';
import { sha256 } from '../../signing/hash.ts';
import { signHead } from '../../signing/heads.ts';
import type { DeviceIdentity } from './identity.ts';
import type { OwnLogStore } from './own-log.ts';

export type RescueFile = {
  readonly name: string;
  readonly text: string;
  readonly events: number;
  /** How many more there are: they do not fit in a file that can be handed in, and are on the tablet as before. */
  readonly left: number;
};

/** What a file may hold, so that the office takes it (RESCUE-7). */
export type RescueBounds = { readonly chars: number; readonly events: number };
const bounds: RescueBounds = { chars: maxRescueFileChars, events: maxRescueEvents };
/** What is in the file beside the events, inside and outside of the seal. */
const besideChars = 4000;

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

type Texts = {
  readonly from: number;
  readonly texts: readonly string[];
  /** How many more there are, that have not been read. */
  readonly unread: number;
};

/**
 * What is kept of the numbers `from`…`to`, from the first on and as much as `room` characters hold and one page: there may
 * be more on the tablet than a file takes, and it is not to be in memory for nothing. What is cleared while it is read,
 * always from the first on, is left out: the file begins where the log does then.
 */
const textsFrom = async (log: RescueDeps['log'], from: number, to: number, room: number): Promise<Texts> => {
  let start = from;
  let texts: string[] = [];
  let chars = 0;
  let unread = 0;
  for (let seq = from; seq <= to;) {
    // oxlint-disable-next-line no-await-in-loop -- one page after the other keeps little in memory
    const page = (await log.from(seq, pageSize)).filter((event) => event.seq <= to);
    const [first] = page;
    if (first === undefined) break;
    if (first.seq !== seq) {
      start = first.seq;
      texts = [];
      chars = 0;
    }
    for (const { text } of page) {
      texts.push(text);
      chars += text.length;
    }
    seq = first.seq + page.length;
    if (chars <= room) continue;
    unread = Math.max(0, to - seq + 1);
    break;
  }
  return { from: start, texts, unread };
};

/** How many of the texts, from the first on, fit: sealed, three bytes are four characters. */
const fitting = (texts: readonly string[], most: RescueBounds): number => {
  const utf8 = new TextEncoder();
  let room = ((most.chars - besideChars) * 3) / 4;
  const end = texts.findIndex((text) => (room -= utf8.encode(JSON.stringify(text)).length + 1) < 0);
  return Math.min(most.events, end < 0 ? texts.length : end);
};

/**
 * The exact texts of the events the office has not acknowledged, or of all that is kept, under a head signed with the
 * device's key (RESCUE-1); as many as can be handed in (RESCUE-7). The file's name says which device and nothing about
 * people.
 */
export const rescueFileOf = async (
  { identity, log, officeKey, clock }: RescueDeps,
  which: 'unsent' | 'all',
  most: RescueBounds = bounds,
): Promise<RescueFile> => {
  const { device, privateKey, publicKey } = identity;
  const whole = await log.head();
  const cleared = (await log.journal?.anchor())?.seq ?? 0;
  const sent = which === 'all' ? 0 : ((await log.receipt())?.seq ?? 0);
  const first = Math.max(cleared, sent) + 1;
  const { from, texts, unread } = await textsFrom(log, first, whole.seq, most.chars);
  const events = texts.slice(0, fitting(texts, most));
  const last = events.at(-1);
  const end =
    last === undefined || (events.length === texts.length && unread === 0)
      ? whole
      : { seq: from + events.length - 1, hash: await sha256(last) };
  const head =
    privateKey === undefined ? null : await signHead(privateKey, { device, ...end, at: instant(clock()) });
  const inside = JSON.stringify({ v: 2, device, publicKey, from, events, head });
  const sealed = await sealToOffice(officeKey, rescuePurpose(device), inside);
  const office = officeMarkOf(await sha256(officeKey));
  return {
    name: `narvaro-${device}-${end.seq}.json`,
    text: JSON.stringify({ v: 2, kind: 'narvaro-rescue', device, office, sealed }),
    events: events.length,
    left: texts.length - events.length + unread,
  };
};
