/**
 * The rescue file's form, as a tablet writes it and the office reads it. Every version that has been out stays readable
 * (RESCUE-2): 1 · the tail of the log under a signed head; 2 · names the office it is sealed to, and may lack the head
 * when the tablet's key is gone.
 */
import * as z from 'zod/mini';
import { PushLogRequest } from './push-log.ts';

/**
 * A longer file is refused, and no tablet writes one. Half a year of a busy tablet, 26 000 events, is two thirds of it
 * (server/intake-limits.ts).
 */
export const maxRescueFileChars = 16 * 1024 * 1024;
export const maxRescueEvents = 60_000;

const sealed = z.string().check(z.maxLength(maxRescueFileChars));
const device = z.string().check(z.minLength(1), z.maxLength(64));
const kind = z.literal('narvaro-rescue');
const SignedHead = PushLogRequest.shape.head;

/** What anybody can read of the file: whose it is, and nothing about people (RESCUE-1). */
export const RescueFile = z.discriminatedUnion('v', [
  z.strictObject({ v: z.literal(1), kind, device, sealed }),
  z.strictObject({ v: z.literal(2), kind, device, office: z.string().check(z.maxLength(64)), sealed }),
]);
export type RescueFile = z.infer<typeof RescueFile>;

const inside = {
  device,
  publicKey: z.string().check(z.maxLength(200)),
  /** The number of the first text. */
  from: z.int().check(z.minimum(1)),
  events: z.array(z.string().check(z.maxLength(4000))).check(z.maxLength(maxRescueEvents)),
};

/** What only the office reads. */
export const RescueInside = z.discriminatedUnion('v', [
  z.strictObject({ v: z.literal(1), ...inside, head: SignedHead }),
  z.strictObject({ v: z.literal(2), ...inside, head: z.nullable(SignedHead) }),
]);
export type RescueInside = z.infer<typeof RescueInside>;

/** What the envelope is for: it opens as this device's rescue file and as nothing else. */
export const rescuePurpose = (of: string): string => `rescue/${of}`;

/** How a file names the office it is sealed to: the first characters of its key's hash. */
export const officeMarkOf = (hashOfKey: string): string => hashOfKey.slice(0, 16);

/** Why a file cannot be taken at all, before anybody has opened it. */
export type UnreadableFile = 'too-large' | 'cut' | 'not-ours';

/** The file's outer form, or what is wrong with it in one word; nothing is opened. */
export const readRescueFile = (
  text: string,
):
  | { readonly ok: true; readonly file: RescueFile }
  | { readonly ok: false; readonly why: UnreadableFile } => {
  if (text.length > maxRescueFileChars) return { ok: false, why: 'too-large' };
  try {
    const file = RescueFile.safeParse(JSON.parse(text));
    return file.success ? { ok: true, file: file.data } : { ok: false, why: 'not-ours' };
  } catch {
    return { ok: false, why: text.includes('"narvaro-rescue"') ? 'cut' : 'not-ours' };
  }
};
