/** Whether a database that was broken off holds everything that was acknowledged, whole, and adds up. */
import { AttendanceEvent } from '../../src/domain/events.ts';
import { Hash, type DeviceId } from '../../src/domain/ids.ts';
import { emptyHead } from '../../src/domain/log.ts';
import type { Stores } from '../../src/server/store/stores.ts';
import { followChain } from '../../src/signing/chain.ts';
import { sha256 } from '../../src/signing/hash.ts';
import type { Acknowledged } from './load.ts';
import type { CrashWorld } from './office-world.ts';

const many = 1_000_000;
/** How much of a log is read again after a kill: more than is written between two. */
const tail = 400;

const checkTablet = async (
  { logs, devices }: Stores,
  device: DeviceId,
  log: {
    events: () => readonly { readonly text: string; readonly hash: string }[];
    receipt: () => Promise<{ seq: number; hash: string } | undefined>;
  },
  isWhole: boolean,
): Promise<readonly string[]> => {
  const wrongs: string[] = [];
  const receipt = await log.receipt();
  const told = receipt?.seq ?? 0;
  const before = isWhole ? 0 : Math.max(0, told - tail);
  const rows = await logs.ofDevice(device, before + 1, many);
  const own = log.events();
  const held = before + rows.length;
  if (held < told) wrongs.push(`lost: ${device} was acknowledged to ${told}, ${held} are there`);
  for (const [i, { seq, text }] of rows.entries())
    if (seq !== before + i + 1 || text !== own[before + i]?.text)
      wrongs.push(`other bytes: ${device} ${seq}`);
  if (receipt !== undefined && told > 0 && rows[told - before - 1]?.hash !== receipt.hash)
    wrongs.push(`the receipt of ${device} is for other bytes`);
  const chain = await followChain(
    device,
    before === 0 ? emptyHead : { seq: before, hash: Hash.parse(own[before - 1]?.hash) },
    rows.map(({ text }) => text),
  );
  if (!chain.ok) wrongs.push(`the chain of ${device} breaks at ${chain.error.seq}`);
  const kept = await devices.get(device);
  if (kept?.head_seq !== held || (rows.length > 0 && kept.head_hash !== rows.at(-1)?.hash))
    wrongs.push(`half a push: ${device} says ${kept?.head_seq}, ${held} are there`);
  if ((await logs.forks(device)).length > 0) wrongs.push(`${device} was set aside`);
  return wrongs;
};

const checkPhones = async ({ logs }: Stores, told: Acknowledged['phones']): Promise<readonly string[]> => {
  const kept = new Map<string, number>();
  for (const session of new Set(told.map((one) => one.session)))
    for (const row of await logs.ofSession(session)) {
      const event = AttendanceEvent.parse(JSON.parse(row.text));
      if (event.kind !== 'checked-in' || event.via !== 'phone') continue;
      const key = `${session}/${event.participant}`;
      kept.set(key, (kept.get(key) ?? 0) + 1);
    }
  const asked = new Map<string, number>();
  for (const { session, participant } of told)
    asked.set(`${session}/${participant}`, (asked.get(`${session}/${participant}`) ?? 0) + 1);
  return [...asked].flatMap(([key, count]) =>
    (kept.get(key) ?? 0) < count
      ? [`lost: phone check-ins of ${key}: ${kept.get(key) ?? 0} of ${count}`]
      : [],
  );
};

const checkOfficeLog = async (
  { officeLog }: Stores,
  told: Acknowledged['corrections'],
): Promise<readonly string[]> => {
  const wrongs: string[] = [];
  const entries = (await officeLog.latest(many)).toSorted((a, b) => a.seq - b.seq);
  let last = emptyHead.hash as string;
  const made = new Set<string>();
  for (const [i, { seq, hash, text }] of entries.entries()) {
    const entry = JSON.parse(text) as {
      prev: string;
      kind: string;
      participant?: string;
      spans?: [number][];
    };
    if (seq !== i + 1 || entry.prev !== last || (await sha256(text)) !== hash)
      wrongs.push(`the office's log breaks at ${seq}`);
    last = hash;
    if (entry.kind === 'attendance-corrected') made.add(`${entry.participant}/${entry.spans?.[0]?.[0]}`);
  }
  for (const { participant, from } of told)
    if (!made.has(`${participant}/${from}`)) wrongs.push(`lost: the correction of ${participant}`);
  return wrongs;
};

/** What is kept about each session, as it stands; `changed_at` says only when it was reckoned. */
const projectionOf = async ({ attendance }: Stores, sessions: readonly string[]): Promise<string> => {
  const states = await attendance.states(sessions);
  const kept = [];
  for (const session of sessions) {
    const { changed_at: _, ...state } = states.get(session) ?? { changed_at: 0 };
    kept.push([session, await attendance.ofSession(session), state]);
  }
  return JSON.stringify(kept);
};

class Undone extends Error {}

/** Whether what is kept about each session that has begun is what its log gives. */
const checkProjections = async (stores: Stores, sessions: readonly string[]): Promise<readonly string[]> => {
  const states = await stores.attendance.states(sessions);
  const begun: string[] = [];
  for (const session of sessions)
    if (states.has(session) || (await stores.logs.ofSession(session)).length > 0) begun.push(session);
  const kept = await projectionOf(stores, begun);
  await stores.attendance.recompute(begun, Date.now());
  return (await projectionOf(stores, begun)) === kept ? [] : ['attendance is not what its log gives'];
};

/**
 * Everything that is wrong, in words; nothing for a database that holds what it must. Not `isWhole` reads the ends of the
 * tablets' logs again, the phones' check-ins and the office's log, and one session's sums: what a kill may have touched.
 */
export const checkOffice = async (
  world: CrashWorld,
  { tablets, phones, corrections }: Acknowledged,
  isWhole = true,
): Promise<readonly string[]> => {
  const wrongs: string[] = [];
  const sessions = [...world.sessions, world.ended].map(({ id }) => id as string);
  try {
    await world.stores(async (stores) => {
      /* Whatever the server still does is done first. */
      await stores.logs.lock();
      for (const [device, log] of tablets) wrongs.push(...(await checkTablet(stores, device, log, isWhole)));
      wrongs.push(...(await checkPhones(stores, isWhole ? phones : phones.slice(-3))));
      wrongs.push(...(await checkOfficeLog(stores, corrections)));
      const some = isWhole ? sessions : sessions.slice(-2);
      wrongs.push(...(await checkProjections(stores, some)));
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return wrongs;
};
