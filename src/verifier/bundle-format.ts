/**
 * What a bundle for an audit is made of: the files' names and forms. The server writes them, the verifier reads them,
 * and nothing else knows the bundle. It holds ids and hashes; no participant's name and no identity number (BUNDLE-1).
 */
import * as z from 'zod/mini';
import { CohortId, DeviceId, Hash, ParticipantId, SessionId } from '../domain/ids.ts';
import { Track } from '../domain/programme.ts';
import { Day, Instant } from '../domain/time.ts';
import { Receipt, SignedHead } from '../signing/heads.ts';

/** The form this version writes and reads. */
export const bundleFormat = 'narvaro-bundle/1';

export const fileNames = {
  readme: 'README.txt',
  page: 'verify.html',
  command: 'verify.mjs',
  manifest: 'manifest.json',
  devices: 'devices.json',
  arrivals: 'arrivals.jsonl',
  officeLog: 'office-log.jsonl',
  sessionVersions: 'plan/session-versions.jsonl',
  members: 'plan/members.json',
} as const;

export const logFileOf = (device: string): string => `logs/${device}.jsonl`;
export const monthFileOf = (month: string, version: number): string => `months/${month}-v${version}.json`;
export const forkFileOf = (delivery: number): string => `forks/${delivery}.json`;

const count = z.int().check(z.minimum(0));
const MonthKey = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));

/** What the bundle is, and the hash of every other file in it, under the office's signature. */
export const Manifest = z.strictObject({
  format: z.literal(bundleFormat),
  madeAt: Instant,
  programme: z.string(),
  isDemo: z.boolean(),
  /** The version of the app that made it. */
  madeBy: z.string(),
  /** The last month it is about; null for all of them. */
  month: z.nullable(MonthKey),
  /** The office's public key: the one receipts and heads of the phones' log are signed with. */
  officeKey: z.string(),
  /** The end of the office's log when the bundle was made. */
  officeHead: z.strictObject({ seq: count, hash: Hash }),
  /** SHA-256 of every other file, by name. */
  files: z.record(z.string(), Hash),
  signature: z.string(),
});
export type Manifest = z.infer<typeof Manifest>;

export const BundleDevice = z.strictObject({
  id: DeviceId,
  publicKey: z.string(),
  /** The office's own log of what phones send (CODE-7). */
  isOffices: z.boolean(),
  enrolledAt: Instant,
  revokedAt: z.nullable(Instant),
  /** The device's last word for its whole log; none if it never sent anything. */
  signedHead: z.nullable(SignedHead),
  /** The office's word, when the bundle was made, for what it holds of the device. */
  receipt: Receipt,
});
export type BundleDevice = z.infer<typeof BundleDevice>;
export const Devices = z.strictObject({ devices: z.array(BundleDevice) });

/** How an event came in: in which order, when by the office's clock, how far from it the device's clock was. */
export const Arrival = z.strictObject({
  arrival: z.int().check(z.minimum(1)),
  device: DeviceId,
  seq: z.int().check(z.minimum(1)),
  receivedAt: Instant,
  clockOffsetMs: z.int(),
  /** Why it does not count; null if it does. */
  setAside: z.nullable(z.string()),
});
export type Arrival = z.infer<typeof Arrival>;

/** A session as it was once planned: the bytes that were hashed, as text (SER-5). */
export const SessionVersionLine = z.strictObject({
  session: SessionId,
  version: z.int().check(z.minimum(1)),
  at: Instant,
  /** The hash it was kept under. */
  hash: Hash,
  text: z.string(),
});
export type SessionVersionLine = z.infer<typeof SessionVersionLine>;

export const Members = z.strictObject({
  participants: z.array(z.strictObject({ id: ParticipantId, track: Track })),
  /** Who held a place in which cohort, from a day to and including another. */
  places: z.array(
    z.strictObject({ participant: ParticipantId, cohort: CohortId, from: Day, to: z.nullable(Day) }),
  ),
});
export type Members = z.infer<typeof Members>;

/** A locked month as the office has kept it. */
export const KeptMonth = z.strictObject({
  month: MonthKey,
  version: z.int().check(z.minimum(1)),
  /** The number of its entry in the office's log. */
  seq: z.int().check(z.minimum(1)),
  hash: Hash,
  minutes: count,
  reportedMinutes: count,
  people: count,
  lines: z.array(z.strictObject({ participant: ParticipantId, session: SessionId, minutes: count })),
  rows: z.array(
    z.strictObject({
      participant: ParticipantId,
      minutes: count,
      overMinutes: count,
      reportedMinutes: count,
    }),
  ),
});
export type KeptMonth = z.infer<typeof KeptMonth>;

/** A delivery that did not fit the log it claimed to belong to, kept whole (LOG-5). */
export const Fork = z.strictObject({
  delivery: z.int(),
  device: DeviceId,
  seq: z.int(),
  reason: z.string(),
  receivedAt: Instant,
  head: z.unknown(),
  texts: z.array(z.string()),
});
export type Fork = z.infer<typeof Fork>;

/**
 * Texts one a line, byte for byte. A text that holds a line break itself is written as a JSON string instead: no event
 * begins with a quotation mark, so the two cannot be taken for each other.
 */
export const linesOf = (texts: readonly string[]): string =>
  texts.map((text) => `${/[\n\r]|^"/.test(text) ? JSON.stringify(text) : text}\n`).join('');

/** The texts of a file that `linesOf` wrote. */
export const textsOf = (file: string): readonly string[] => {
  const lines = file.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => {
    if (!line.startsWith('"')) return line;
    try {
      const read: unknown = JSON.parse(line);
      return typeof read === 'string' ? read : line;
    } catch {
      return line;
    }
  });
};
