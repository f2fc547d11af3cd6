/**
 * How every log ended, once a day and at every backup, written outside the database: whoever cuts a log or writes it
 * anew, with the server's keys in hand, would have to do it here too, and in the server's own log (A23, BACKUP-7).
 */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { canonical } from '../../domain/log.ts';
import { dayOf } from '../../domain/time.ts';
import type { Services } from '../http/services.ts';
import { hashAt, Heads, headsIn } from '../store/heads-store.ts';
import { inTransaction, type Database } from '../store/database.ts';
import type { Finding, Missing } from './findings.ts';
import { addToJournal, readJournal, type JournalLine } from './journal.ts';

const DayLine = z.looseObject({ kind: z.literal('day'), at: z.int(), day: z.string(), heads: Heads });
/** From here on the database is what a backup held: what was lost is told, and not taken for tampering (BACKUP-4). */
const RestoredLine = z.looseObject({
  kind: z.literal('restored'),
  at: z.int(),
  from: z.int(),
  epoch: z.string(),
  heads: Heads,
});

type Needed = { readonly folder: string; readonly database: Database; readonly services: Services };

/** What the server's own log says of a day's heads: enough to prove them, and nothing else. */
export const headsDigest = (heads: Heads): string =>
  createHash('sha256').update(canonical(heads)).digest('base64url');

/** Writes today's heads where they are not written yet; answers them if they were. */
export const noteDay = async (needed: Needed, always = false): Promise<Heads | undefined> => {
  const { folder, database, services } = needed;
  const day = dayOf(services.clock());
  const { lines } = await readJournal(folder, 'heads', services);
  const isNoted = lines.some((line) => DayLine.safeParse(line).data?.day === day);
  if (isNoted && !always) return undefined;
  const heads = await inTransaction(database, headsIn);
  await addToJournal(folder, 'heads', [{ kind: 'day', day, heads }], needed);
  return heads;
};

export const noteRestored = (
  needed: Needed,
  { from, epoch, heads }: { readonly from: number; readonly epoch: string; readonly heads: Heads },
): Promise<void> => addToJournal(needed.folder, 'heads', [{ kind: 'restored', from, epoch, heads }], needed);

type Said = { readonly day: string; readonly at: number; readonly heads: Heads };
type Restored = { readonly at: number; readonly heads: Heads };

const saidIn = (lines: readonly JournalLine[]) => {
  const said: (Said & { readonly restores: Restored[] })[] = [];
  for (const line of lines) {
    const day = DayLine.safeParse(line).data;
    if (day !== undefined) said.push({ day: day.day, at: day.at, heads: day.heads, restores: [] });
    const restored = RestoredLine.safeParse(line).data;
    if (restored !== undefined)
      for (const earlier of said) earlier.restores.push({ at: restored.at, heads: restored.heads });
  }
  return said;
};

type Ends = readonly (readonly [log: string, seq: number, hash: string])[];
const endsIn = ({ devices, office }: Heads): Ends => [
  ...Object.entries(devices).map(([log, [seq, hash]]) => [log, seq, hash] as const),
  ['office', office[0], office[1]] as const,
];

const endOf = (heads: Heads, log: string): number =>
  log === 'office' ? heads.office[0] : (heads.devices[log]?.[0] ?? 0);

export type AgainstHeads = {
  readonly findings: readonly Finding[];
  /** What a restore has left out, and tablets have not yet filled in. */
  readonly missing: readonly Missing[];
  /** How many days' heads were compared. */
  readonly days: number;
};

/** Compares the database with every day's heads: nothing that was there may be gone or have become something else. */
export const checkAgainstHeads = async (
  database: Database,
  folder: string,
  services: Services,
): Promise<AgainstHeads> => {
  const { lines, brokenAt } = await readJournal(folder, 'heads', services);
  const findings: Finding[] = [];
  if (brokenAt !== undefined) findings.push({ kind: 'journal-line', file: 'heads.jsonl', line: brokenAt });
  const now = await inTransaction(database, headsIn);
  const told = new Set<string>();
  const missing = new Map<string, Missing>();
  const said = saidIn(lines);
  for (const { day, heads, restores } of said)
    for (const [log, seq, hash] of endsIn(heads)) {
      if (seq === 0 || told.has(log)) continue;
      const found = await inTransaction(database, (tx) => hashAt(tx, log, seq));
      if (found === hash) continue;
      /* What a backup did not hold yet when it was put back may be gone, or begun anew after it. */
      const lost = restores.find((restored) => endOf(restored.heads, log) < seq);
      if (lost !== undefined) {
        const from = log === 'office' ? endOf(lost.heads, log) + 1 : endOf(now, log) + 1;
        if (log === 'office' || from <= seq) missing.set(log, { log, from, to: seq, restoredAt: lost.at });
        else findings.push({ kind: 'head-rewritten', log, seq, day });
        continue;
      }
      told.add(log);
      findings.push({ kind: found === undefined ? 'head-cut' : 'head-rewritten', log, seq, day });
    }
  return { findings, missing: [...missing.values()], days: said.length };
};
