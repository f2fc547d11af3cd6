/** Figures against what they rest on: months against what was decided, and what is kept for reading against the logs. */
import * as z from 'zod/mini';
import { monthTotals } from '../../domain/month.ts';
import { hashOfLines } from '../months.ts';
import { inTransaction, type Database } from '../store/database.ts';
import { createStores, type Stores } from '../store/stores.ts';
import type { Services } from '../http/services.ts';
import type { Findings, ProjectionTable } from './findings.ts';

const Entry = z.looseObject({
  kind: z.string(),
  month: z.string(),
  version: z.int(),
  lines: z.string(),
  people: z.int(),
  minutes: z.int(),
  reportedMinutes: z.int(),
  arrivals: z.int(),
  arrivalsHash: z.string(),
});

const entryIn = (text: string | undefined): z.infer<typeof Entry> | undefined => {
  try {
    return Entry.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
};

/** Every locked month: its lines, its rows, the entry that locked it, and how events had come in by then (BUNDLE-8). */
export const checkMonths = async (
  { months, logs, verify }: Pick<Stores, 'months' | 'logs' | 'verify'>,
  findings: Findings,
): Promise<void> => {
  const entries = new Map((await verify.officeLog()).map(({ seq, text }) => [seq, text]));
  for (const held of await months.versions()) {
    const { month, version } = held;
    const at = { month, version };
    const entry = entryIn(entries.get(held.seq));
    if (entry?.month !== month || entry.version !== version) {
      findings.add({ kind: 'month-entry', ...at });
      continue;
    }
    const lines = hashOfLines(await months.kept(month, version));
    if (lines !== entry.lines || lines !== held.hash) findings.add({ kind: 'month-lines', ...at });
    const { people, minutes, reportedMinutes } = monthTotals(await months.rows(month, version));
    const isSum =
      people === entry.people && minutes === entry.minutes && reportedMinutes === entry.reportedMinutes;
    const isHeld =
      people === held.people && minutes === held.minutes && reportedMinutes === held.reported_minutes;
    if (!isSum || !isHeld) findings.add({ kind: 'month-rows', ...at });
    if ((await logs.arrivalsHash(entry.arrivals)) !== entry.arrivalsHash)
      findings.add({ kind: 'month-arrivals', ...at });
  }
};

const tables: readonly ProjectionTable[] = ['attendance', 'certificates', 'session_states', 'review_states'];

type Rows = Awaited<ReturnType<Stores['verify']['projected']>>;

/** Whose row differs; `null` where it is nobody's in particular. */
const differing = (before: Rows, after: Rows): { readonly participant: string | null } | undefined => {
  const had = new Set(before.map(({ text }) => text));
  const has = new Set(after.map(({ text }) => text));
  return before.find(({ text }) => !has.has(text)) ?? after.find(({ text }) => !had.has(text));
};

const heldOf = async ({ verify }: Stores, session: string): Promise<ReadonlyMap<ProjectionTable, Rows>> => {
  const held = new Map<ProjectionTable, Rows>();
  for (const table of tables) held.set(table, await verify.projected(table, session));
  return held;
};

/**
 * Computes these sessions anew from the logs and tells what was kept otherwise. Changes the copy it looks at, so that it
 * is never given the office's own database.
 */
export const checkProjections = async (
  scratch: Database,
  services: Services,
  sessions: readonly string[],
  findings: Findings,
): Promise<void> => {
  const before = new Map<string, ReadonlyMap<ProjectionTable, Rows>>();
  const withStores = <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
    inTransaction(scratch, (tx) => work(createStores(tx, services)));
  for (const session of sessions) before.set(session, await withStores((stores) => heldOf(stores, session)));
  for (const session of sessions) {
    try {
      await withStores(({ attendance }) => attendance.recompute([session], services.clock()));
    } catch {
      findings.add({ kind: 'uncomputable', what: session });
    }
    await new Promise((turn) => setImmediate(turn));
  }
  for (const session of sessions) {
    const after = await withStores((stores) => heldOf(stores, session));
    for (const table of tables) {
      const found = differing(before.get(session)?.get(table) ?? [], after.get(table) ?? []);
      if (found !== undefined)
        findings.add({ kind: 'projection', table, session, participant: found.participant });
    }
  }
};
