/**
 * Moves an office from the embedded database to PostgreSQL: walked through first, copied row by row from one snapshot,
 * walked through again where it has come to, and compared. Nobody who has a tablet notices anything (MOVE-1).
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Services } from '../http/services.ts';
import { inTransaction, type Database } from '../store/database.ts';
import {
  arrivalsHandedOut,
  clearUnfinished,
  inSnapshot,
  isEmptyDatabase,
  isMarkedUnfinished,
  leapArrivals,
  markUnfinished,
  migrateUpTo,
  openScratch,
  takeMarkAway,
} from '../store/whole-database.ts';
import { checkCopy } from './check-copy.ts';
import { copyLines, loadCopy, type Manifest } from './copy-lines.ts';
import type { Finding } from './findings.ts';

/** Says in the data folder that its database is no longer the office's. */
export const movedMark = 'moved-to-postgres.txt';

export const isMoved = (dataFolder: string): boolean => existsSync(join(dataFolder, movedMark));

export type MoveProblem =
  | { readonly kind: 'target-not-empty' }
  /** The database that was to be moved does not hold; nothing has been copied. */
  | { readonly kind: 'unsound'; readonly findings: readonly Finding[] }
  /** What came to PostgreSQL is not what was sent; the office stays where it is. */
  | { readonly kind: 'differs'; readonly tables: readonly string[]; readonly findings: readonly Finding[] };

export type Moved = {
  readonly tables: number;
  readonly rows: number;
  readonly events: number;
  readonly logs: number;
};

/** What a database holds, whatever order its rows come in. */
type Walked = {
  readonly manifest: Manifest;
  readonly findings: readonly Finding[];
  /** For each table the sum of its rows' hashes. */
  readonly digests: ReadonlyMap<string, string>;
};

const sumBytes = 32;

/** Adds the row's hash to the sum, so that the same rows in another order give the same sum. */
const addRow = (sum: Uint8Array, row: string): void => {
  const hash = createHash('sha256').update(row).digest();
  let carry = 0;
  for (let i = sumBytes - 1; i >= 0; i -= 1) {
    const both = (sum[i] ?? 0) + (hash[i] ?? 0) + carry;
    sum[i] = both & 0xff;
    carry = both >> 8;
  }
};

async function* digesting(
  lines: AsyncIterable<string>,
  sums: Map<string, Uint8Array>,
): AsyncGenerator<string> {
  let sum: Uint8Array | undefined;
  for await (const line of lines) {
    yield line;
    if (line.startsWith('[')) {
      if (sum !== undefined) addRow(sum, line);
      continue;
    }
    const { table } = JSON.parse(line) as { readonly table?: string };
    sum = table === undefined ? undefined : new Uint8Array(sumBytes);
    if (table !== undefined && sum !== undefined) sums.set(table, sum);
  }
}

/** Copies the database into memory and walks through every chain, month, text and figure of it. */
const walk = async (database: Database, services: Services): Promise<Walked> => {
  const scratch = await openScratch();
  try {
    const sums = new Map<string, Uint8Array>();
    const { manifest } = await inSnapshot(database, (tx) =>
      loadCopy(digesting(copyLines(tx, aboutOf(services)), sums), scratch),
    );
    const digests = new Map([...sums].map(([table, sum]) => [table, Buffer.from(sum).toString('hex')]));
    return { manifest, digests, findings: await checkCopy(scratch, services) };
  } finally {
    await scratch.db.destroy();
  }
};

const aboutOf = ({ clock, version, isDemo }: Services) => ({
  madeAt: clock(),
  app: version,
  isDemo,
  secretsFolder: undefined,
});

/** The tables that are not the same in both, by their rows and by how every log ends. */
const differing = (before: Walked, after: Walked): readonly string[] => {
  const tables = [...new Set([...before.digests.keys(), ...after.digests.keys()])].filter(
    (table) =>
      before.digests.get(table) !== after.digests.get(table) ||
      before.manifest.counts[table] !== after.manifest.counts[table],
  );
  const isSameEnds = JSON.stringify(before.manifest.heads) === JSON.stringify(after.manifest.heads);
  return isSameEnds || tables.length > 0 ? tables : ['heads'];
};

const copyInto = async (source: Database, target: Database, services: Services): Promise<void> => {
  await inSnapshot(source, (tx) => loadCopy(copyLines(tx, aboutOf(services)), target));
  await migrateUpTo(target);
  const handedOut = await inTransaction(source, arrivalsHandedOut);
  await inTransaction(target, async (tx) => {
    const held = await arrivalsHandedOut(tx);
    if (handedOut > held) await leapArrivals(tx, handedOut - held);
  });
};

/** Written to the disk before the other database may be used: at no time are there two offices. */
const leaveMark = async (dataFolder: string, now: number): Promise<void> => {
  const file = await open(join(dataFolder, movedMark), 'w', 0o600);
  try {
    await file.writeFile(`${new Date(now).toISOString()}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
};

export type Move = {
  readonly source: Database;
  readonly target: Database;
  readonly services: Services;
  readonly dataFolder: string;
};

/**
 * Moves everything. Nobody may serve the source meanwhile. The source is left as it was, to the byte; a move that stops
 * half-way can be made again, and no office starts on what it has left behind.
 */
export const moveOffice = async ({
  source,
  target,
  services,
  dataFolder,
}: Move): Promise<Result<Moved, MoveProblem>> => {
  const isUnfinished = await isMarkedUnfinished(target);
  if (!isUnfinished && !(await isEmptyDatabase(target))) return err({ kind: 'target-not-empty' });
  const before = await walk(source, services);
  if (before.findings.length > 0) return err({ kind: 'unsound', findings: before.findings });
  if (isUnfinished) await clearUnfinished(target);
  await markUnfinished(target);
  await copyInto(source, target, services);
  const after = await walk(target, services);
  const tables = differing(before, after);
  if (tables.length > 0 || after.findings.length > 0)
    return err({ kind: 'differs', tables, findings: after.findings });
  await leaveMark(dataFolder, services.clock());
  await takeMarkAway(target);
  const { counts, heads } = after.manifest;
  return ok({
    tables: Object.keys(counts).length,
    rows: Object.values(counts).reduce((sum, count) => sum + count, 0),
    events: counts['log_events'] ?? 0,
    logs: Object.keys(heads.devices).length,
  });
};
