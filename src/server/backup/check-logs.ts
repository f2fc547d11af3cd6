/**
 * Walks every chain over the bytes as they are stored: each device's, and the office's own (A23). Where a row has been
 * changed, what comes after it still names the hash it had, so that the row itself is named and not the one that shows it.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { isDecisionKind } from '../../domain/decision-entries.ts';
import { EventPlace } from '../../domain/events.ts';
import { Hash } from '../../domain/ids.ts';
import { noHash } from '../../domain/log.ts';
import { keptKind, writtenEvent } from '../../domain/written-event.ts';
import { isHeadSignedBy, SignedHead } from '../../signing/heads.ts';
import type { DeviceRow } from '../store/device-store.ts';
import type { LogRow } from '../store/log-store.ts';
import type { OfficeRow } from '../store/verify-store.ts';
import type { Stores } from '../store/stores.ts';
import type { Findings } from './findings.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

type Row = { readonly seq: number; readonly hash: string; readonly text: string };
type Fault = { readonly kind: 'changed' | 'missing'; readonly seq: number };

const Linked = z.looseObject({ seq: z.int(), prev: Hash });

/** Lets whoever else waits have a turn: a log may be years long, and tablets send meanwhile. */
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));
const rowsPerTurn = 250;

const linkIn = (row: Row | undefined) =>
  row === undefined ? undefined : Linked.safeParse(jsonIn(row.text)).data;

/** The first row that is not what the rest of the chain says it was; `end` is the hash of the last, where it is known. */
export const firstFault = async (
  rows: readonly Row[],
  end: { readonly seq: number; readonly hash: string } | undefined,
): Promise<Fault | undefined> => {
  let link = linkIn(rows[0]);
  for (const [i, row] of rows.entries()) {
    if (i % rowsPerTurn === rowsPerTurn - 1) await turn();
    if (row.seq !== i + 1) return { kind: 'missing', seq: i + 1 };
    const found = sha256(row.text);
    const isBegun = i > 0 || link?.prev === noHash;
    if (link?.seq !== row.seq || found !== row.hash || !isBegun) return { kind: 'changed', seq: row.seq };
    const next = rows[i + 1];
    if (next !== undefined && next.seq !== row.seq + 1) return { kind: 'missing', seq: row.seq + 1 };
    link = linkIn(next);
    const expected = next === undefined && end?.seq === row.seq ? end.hash : link?.prev;
    if (expected !== undefined && expected !== found) return { kind: 'changed', seq: row.seq };
  }
  return undefined;
};

const besideFault = (row: LogRow, place: EventPlace): string | undefined => {
  const event = writtenEvent(row.text);
  const participant = event !== undefined && 'participant' in event ? event.participant : null;
  if (place.device !== row.device) return 'device';
  if (row.kind !== keptKind(place.kind)) return 'kind';
  if (row.session !== (event?.session ?? place.session ?? null)) return 'session';
  if (Number(row.at) !== place.at) return 'at';
  return row.participant === participant ? undefined : 'participant';
};

const checkBeside = async (rows: readonly LogRow[], findings: Findings): Promise<void> => {
  for (const [i, row] of rows.entries()) {
    if (i % rowsPerTurn === rowsPerTurn - 1) await turn();
    const place = EventPlace.safeParse(jsonIn(row.text)).data;
    const column = place === undefined ? 'text' : besideFault(row, place);
    if (column === undefined) continue;
    findings.add({ kind: 'event-beside', device: row.device, seq: row.seq, column });
    return;
  }
};

const checkEnd = async (row: DeviceRow, rows: readonly LogRow[], findings: Findings): Promise<void> => {
  const device = row.id;
  const last = rows.at(-1);
  const end = { seq: last?.seq ?? 0, hash: last?.hash ?? noHash };
  if (end.seq < row.head_seq) return findings.add({ kind: 'event-missing', device, seq: end.seq + 1 });
  if (end.seq !== row.head_seq || end.hash !== row.head_hash)
    return findings.add({ kind: 'log-end', device, seq: end.seq });
  if (end.seq === 0) return;
  const head = SignedHead.safeParse(jsonIn(row.signed_head ?? '')).data;
  const isSigned =
    head !== undefined && head.device === device && (await isHeadSignedBy(row.public_key, head));
  if (!isSigned || head.seq !== end.seq || head.hash !== end.hash)
    findings.add({ kind: 'log-unsigned', device, seq: end.seq });
};

const Accepted = z.looseObject({ device: z.string(), events: z.array(z.int()) });
const Revoked = z.looseObject({ device: z.string() });

/** What the office's log says of devices shut out, and of events let in. */
const saidIn = (office: readonly OfficeRow[]) => {
  const accepted = new Set<string>();
  const revoked = new Map<string, number>();
  for (const { seq, text } of office) {
    const json = jsonIn(text) as { kind?: unknown } | undefined;
    const letIn = json?.kind === 'set-aside-accepted' ? Accepted.safeParse(json).data : undefined;
    for (const event of letIn?.events ?? []) accepted.add(`${letIn?.device}:${event}`);
    const out = json?.kind === 'device-revoked' ? Revoked.safeParse(json).data : undefined;
    if (out !== undefined) revoked.set(out.device, seq);
  }
  return { accepted, revoked };
};

const checkRevoked = (
  row: DeviceRow,
  rows: readonly LogRow[],
  { accepted, revoked }: ReturnType<typeof saidIn>,
  findings: Findings,
): void => {
  const entry = revoked.get(row.id);
  if (row.revoked_at === null) {
    if (entry !== undefined) findings.add({ kind: 'revocation-undone', device: row.id, seq: entry });
    return;
  }
  const since = Number(row.revoked_at);
  const counts = rows.find(
    ({ seq, received_at, set_aside }) =>
      set_aside === null && Number(received_at) > since && !accepted.has(`${row.id}:${seq}`),
  );
  if (counts !== undefined) findings.add({ kind: 'revoked-counts', device: row.id, seq: counts.seq });
};

/** Every device's log: whole, in order, signed to its end, and nothing of it counts that was shut out. */
export const checkDevices = async (
  { devices, verify }: Pick<Stores, 'devices' | 'verify'>,
  findings: Findings,
): Promise<void> => {
  const said = saidIn(await verify.officeLog());
  const known = new Set<string>();
  for (const row of await devices.all()) {
    known.add(row.id);
    const rows = await verify.eventsOf(row.id);
    const fault = await firstFault(rows, { seq: row.head_seq, hash: row.head_hash });
    if (fault?.kind === 'missing') findings.add({ kind: 'event-missing', device: row.id, seq: fault.seq });
    else if (fault !== undefined) findings.add({ kind: 'event-changed', device: row.id, seq: fault.seq });
    else {
      await checkBeside(rows, findings);
      await checkEnd(row, rows, findings);
    }
    checkRevoked(row, rows, said, findings);
    await turn();
  }
  for (const device of await verify.devicesWithEvents())
    if (!known.has(device)) findings.add({ kind: 'log-of-nobody', device });
};

const kindOf = (text: string): string => {
  const json = jsonIn(text) as { kind?: unknown } | undefined;
  return typeof json?.kind === 'string' ? json.kind : '';
};

/** The office's own log, and the decisions that are read out of it. */
export const checkOffice = async ({ verify }: Pick<Stores, 'verify'>, findings: Findings): Promise<void> => {
  const rows = await verify.officeLog();
  const fault = await firstFault(rows, undefined);
  if (fault?.kind === 'missing') findings.add({ kind: 'entry-missing', seq: fault.seq });
  else if (fault !== undefined) findings.add({ kind: 'entry-changed', seq: fault.seq });
  const decisions = new Map((await verify.decisions()).map((row) => [row.seq, row]));
  for (const { seq, text } of rows) {
    const held = decisions.get(seq);
    decisions.delete(seq);
    if (isDecisionKind(kindOf(text)) ? held?.text !== text || held.kind !== kindOf(text) : held !== undefined)
      findings.add({ kind: 'decision', seq });
  }
  for (const seq of decisions.keys()) findings.add({ kind: 'decision', seq });
};

/** Words people have written, and sessions as they were planned: each under the hash that the log names it by. */
export const checkTexts = async ({ verify }: Pick<Stores, 'verify'>, findings: Findings): Promise<void> => {
  for (const { hash, salt, text } of await verify.writtenTexts())
    if (sha256(`${salt}.${text}`) !== hash) findings.add({ kind: 'written-text', hash });
  for (const { session, version, hash, text } of await verify.sessionVersions())
    if (sha256(text) !== hash) findings.add({ kind: 'session-version', session, version });
};
