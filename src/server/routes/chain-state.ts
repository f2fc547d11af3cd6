/** What the server can say about a device's log after following it: whole, not yet signed to the end, or broken. */
import { DeviceId, Hash } from '../../domain/ids.ts';
import type { LogHead } from '../../domain/log.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ChainState } from '../../protocol/show-session.ts';
import { followChain } from '../../signing/chain.ts';
import { sha256 } from '../../signing/hash.ts';
import { isHeadSignedBy, SignedHead } from '../../signing/heads.ts';
import type { Context } from '../http/endpoint.ts';
import type { DeviceRow } from '../store/device-store.ts';
import type { LogRow } from '../store/log-store.ts';
import { followWhole, type Broken } from './followed-chain.ts';

const pageSize = 1000;

/** The first row whose bytes are not those it was stored with: where a change was made, rather than where it shows. */
const firstChanged = async (rows: readonly LogRow[], before: number): Promise<number> => {
  for (const { seq, hash, text } of rows) if (seq < before && (await sha256(text)) !== hash) return seq;
  return before;
};

/** Follows stored rows, and sees to it that what is stored beside the bytes says the same as the bytes. */
const followRows = async (
  device: DeviceId,
  head: LogHead,
  rows: readonly LogRow[],
): Promise<Result<LogHead, Broken>> => {
  const links = await followChain(
    device,
    head,
    rows.map(({ text }) => text),
  );
  if (!links.ok) return err({ kind: 'broken', seq: await firstChanged(rows, links.error.seq) });
  for (const [i, link] of links.value.entries()) {
    const row = rows[i];
    if (row?.hash !== link.hash || row.session !== (link.place.session ?? null))
      return err({ kind: 'broken', seq: link.place.seq });
  }
  const last = links.value.at(-1);
  return ok(last === undefined ? head : { seq: last.place.seq, hash: last.hash });
};

type Verdict = Pick<ChainState, 'state' | 'at'>;
const whole: Verdict = { state: 'whole', at: null };
const brokenAt = (at: number): Verdict => ({ state: 'broken', at });
const unsignedFrom = (at: number): Verdict => ({ state: 'unsigned-tail', at });

const signedHeadIn = (stored: string): SignedHead | undefined => {
  try {
    return SignedHead.safeParse(JSON.parse(stored)).data;
  } catch {
    return undefined;
  }
};

/** What the device's own signature says about a log whose links hold up to `end` (SYNC-4). */
const signatureVerdict = async (
  row: DeviceRow,
  end: LogHead,
  { logs }: Pick<Context, 'logs'>,
): Promise<Verdict> => {
  if (end.seq === 0) return whole;
  if (row.signed_head === null) return unsignedFrom(1);
  const head = signedHeadIn(row.signed_head);
  if (head === undefined || head.device !== row.id || !(await isHeadSignedBy(row.public_key, head)))
    return brokenAt(end.seq);
  if (head.seq > end.seq) return unsignedFrom(1);
  const signed = head.seq === end.seq ? end.hash : await logs.hashAt(row.id, head.seq);
  if (signed !== head.hash) return brokenAt(head.seq);
  return head.seq === end.seq ? whole : unsignedFrom(head.seq + 1);
};

const verdictOn = async (
  row: DeviceRow,
  { logs, services }: Pick<Context, 'logs' | 'services'>,
): Promise<Verdict> => {
  const device = DeviceId.parse(row.id);
  const followed = await followWhole(services, `device/${device}`, row.head_seq, async (head) =>
    followRows(device, head, await logs.ofDevice(device, head.seq + 1, pageSize)),
  );
  if (!followed.ok) return brokenAt(followed.error.seq);
  const end = followed.value;
  if (end.seq !== row.head_seq || end.hash !== Hash.parse(row.head_hash))
    return brokenAt(Math.min(end.seq, row.head_seq) + (end.seq === row.head_seq ? 0 : 1));
  return signatureVerdict(row, end, { logs });
};

/** Follows a device's whole log over the stored bytes and checks the device's signature (ADM-3, LOG-3, SYNC-4). */
export const chainStateOf = async (
  row: DeviceRow,
  context: Pick<Context, 'logs' | 'services'>,
): Promise<ChainState> => ({
  device: DeviceId.parse(row.id),
  name: row.name,
  ...(await verdictOn(row, context)),
  keptAside: (await context.logs.forks(row.id)).length,
});
