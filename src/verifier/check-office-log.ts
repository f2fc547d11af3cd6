/**
 * The office's own log: every entry names the one before, is numbered without gaps, and refers to nothing that is not
 * there (LOG-6). The log is not signed entry by entry, so a head that somebody has on paper is what shows that it has
 * not been written anew from some entry on.
 */
import * as z from 'zod/mini';
import { Decision, isDecisionKind } from '../domain/decision-entries.ts';
import { Hash } from '../domain/ids.ts';
import { noHash } from '../domain/log.ts';
import { Instant } from '../domain/time.ts';
import { sha256 } from '../signing/hash.ts';
import type { Findings } from './findings.ts';

const Entry = z.looseObject({
  v: z.literal(1),
  seq: z.int(),
  prev: Hash,
  kind: z.string(),
  actor: z.string(),
  at: Instant,
});
export type Entry = z.infer<typeof Entry>;

/** A number in the office's log and the hash of the entry there. */
export type OfficeHead = { readonly seq: number; readonly hash: string };

export type OfficeLog = {
  readonly entries: readonly Entry[];
  /** The entries that change what counts, in the order of the log. */
  readonly decisions: readonly Decision[];
};

const entryIn = (text: string): Entry | undefined => {
  try {
    return Entry.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/** The entries by number, up to the first that cannot be read; a broken link is found and the rest is read on. */
const followed = async (
  texts: readonly string[],
  findings: Findings,
): Promise<{ readonly entries: readonly Entry[]; readonly hashes: readonly string[] }> => {
  const entries: Entry[] = [];
  const hashes: string[] = [];
  let prev: string = noHash;
  for (const [i, text] of texts.entries()) {
    const entry = entryIn(text);
    if (entry?.seq !== i + 1 || entry.prev !== prev)
      findings.broken({ code: 'office-chain-broken', seq: i + 1 });
    if (entry !== undefined) entries.push(entry);
    prev = await sha256(text);
    hashes.push(prev);
  }
  return { entries, hashes };
};

const checkHead = (
  hashes: readonly string[],
  said: OfficeHead,
  expected: OfficeHead | undefined,
  findings: Findings,
): void => {
  if (hashes.length !== said.seq || (said.seq > 0 && hashes[said.seq - 1] !== said.hash))
    findings.broken({ code: 'office-head-other', seq: said.seq });
  if (expected === undefined) findings.note({ code: 'head-not-given' });
  else if (expected.seq > hashes.length)
    findings.broken({ code: 'office-log-shorter', seq: hashes.length, expected: expected.seq });
  else if (hashes[expected.seq - 1]?.startsWith(expected.hash) !== true)
    findings.broken({ code: 'office-log-not-expected', seq: expected.seq });
};

/** What a decision names must exist: the events it claims, the decision it takes back (REV-1). */
const checkReferences = (
  decisions: readonly Decision[],
  hasEvent: (event: string) => boolean,
  findings: Findings,
): void => {
  const numbers = new Set(decisions.map(({ seq }) => seq));
  for (const decision of decisions) {
    const { seq } = decision;
    if (decision.kind === 'decision-taken-back' && !numbers.has(decision.decision))
      findings.broken({ code: 'decision-refers-to-nothing', seq, to: String(decision.decision) });
    if ((decision.kind === 'scan-claimed' || decision.kind === 'scan-dismissed') && !hasEvent(decision.event))
      findings.broken({ code: 'decision-refers-to-nothing', seq, to: decision.event });
  }
};

/** Follows the office's log and reads its decisions. `said` is the head the manifest names. */
export const checkOfficeLog = async (
  texts: readonly string[],
  heads: { readonly said: OfficeHead; readonly expected: OfficeHead | undefined },
  hasEvent: (event: string) => boolean,
  findings: Findings,
): Promise<OfficeLog> => {
  const { entries, hashes } = await followed(texts, findings);
  checkHead(hashes, heads.said, heads.expected, findings);
  const decisions = entries
    .filter(({ kind }) => isDecisionKind(kind))
    .flatMap((entry): readonly Decision[] => {
      const decision = Decision.safeParse(entry);
      if (!decision.success) findings.broken({ code: 'decision-unreadable', seq: entry.seq });
      return decision.success ? [decision.data] : [];
    });
  checkReferences(decisions, hasEvent, findings);
  return { entries, decisions };
};
