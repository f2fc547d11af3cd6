/** Sessions as they were planned when: every version is the bytes the office's log names by hash (SER-5). */
import * as z from 'zod/mini';
import { Session } from '../domain/programme.ts';
import { sha256 } from '../signing/hash.ts';
import type { SessionVersionLine } from './bundle-format.ts';
import type { Entry } from './check-office-log.ts';
import type { Findings } from './findings.ts';

/** A session from an entry of the office's log on, until its next version. */
export type PlannedVersion = { readonly seq: number; readonly version: number; readonly session: Session };
/** The versions of every session, the oldest first. */
export type Plan = ReadonlyMap<string, readonly PlannedVersion[]>;

const Planned = z.object({ session: Session });
const One = z.looseObject({ session: z.string(), version: z.int(), hash: z.string() });
const Many = z.looseObject({ sessions: z.int(), hash: z.string() });

const keyOf = ({ session, version }: { session: string; version: number }): string => `${session}/${version}`;

const sessionIn = (text: string): Session | undefined => {
  try {
    return Planned.safeParse(JSON.parse(text)).data?.session;
  } catch {
    return undefined;
  }
};

/** Entries that name one version each: the version must be there, with that hash. */
const namedOneByOne = (
  entries: readonly Entry[],
  byKey: ReadonlyMap<string, SessionVersionLine>,
  findings: Findings,
): ReadonlyMap<string, number> => {
  const seqByKey = new Map<string, number>();
  for (const entry of entries) {
    const said = entry.kind === 'session-planned' ? One.safeParse(entry).data : undefined;
    if (said === undefined) continue;
    const { session, version, hash } = said;
    const line = byKey.get(keyOf(said));
    if (line === undefined) findings.broken({ code: 'plan-version-missing', session, version });
    else if (line.hash !== hash) findings.broken({ code: 'plan-version-changed', session, version });
    seqByKey.set(keyOf(said), entry.seq);
  }
  return seqByKey;
};

const inOrder = (a: SessionVersionLine, b: SessionVersionLine): number =>
  a.at - b.at || a.version - b.version || (a.session < b.session ? -1 : 1);

/**
 * Entries that name many versions by one hash over them all. Which they are is not said, but they are the ones that no
 * other entry names, in the order they were kept.
 */
const namedTogether = async (
  entries: readonly Entry[],
  rest: readonly SessionVersionLine[],
  findings: Findings,
): Promise<ReadonlyMap<string, number>> => {
  const seqByKey = new Map<string, number>();
  const waiting = [...rest].sort(inOrder);
  for (const entry of entries) {
    const said = entry.kind === 'sessions-planned' ? Many.safeParse(entry).data : undefined;
    if (said === undefined) continue;
    const batch = waiting.splice(0, said.sessions).sort((a, b) => (a.session < b.session ? -1 : 1));
    const text = batch.map(({ session, version, hash }) => `${session} ${version} ${hash}\n`).join('');
    if (batch.length !== said.sessions || (await sha256(text)) !== said.hash)
      findings.broken({ code: 'plans-missing', seq: entry.seq });
    for (const line of batch) seqByKey.set(keyOf(line), entry.seq);
  }
  return seqByKey;
};

/** Checks every version against the office's log and answers the plan, by session. */
export const checkPlan = async (
  lines: readonly SessionVersionLine[],
  entries: readonly Entry[],
  findings: Findings,
): Promise<Plan> => {
  for (const { session, version, hash, text } of lines)
    if ((await sha256(text)) !== hash) findings.broken({ code: 'plan-version-changed', session, version });
  const byKey = new Map(lines.map((line) => [keyOf(line), line]));
  const alone = namedOneByOne(entries, byKey, findings);
  const rest = lines.filter((line) => !alone.has(keyOf(line)));
  const seqByKey = new Map([...alone, ...(await namedTogether(entries, rest, findings))]);
  const plan = new Map<string, PlannedVersion[]>();
  for (const line of lines) {
    const { session: id, version } = line;
    const seq = seqByKey.get(keyOf(line));
    const session = sessionIn(line.text);
    if (seq === undefined) findings.broken({ code: 'plan-version-unknown', session: id, version });
    else if (session?.id !== id) findings.broken({ code: 'plan-version-changed', session: id, version });
    else plan.set(id, [...(plan.get(id) ?? []), { seq, version, session }]);
  }
  for (const versions of plan.values()) versions.sort((a, b) => a.seq - b.seq || a.version - b.version);
  return plan;
};
