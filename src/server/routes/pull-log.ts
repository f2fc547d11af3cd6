import type { DeviceId } from '../../domain/ids.ts';
import type { Session } from '../../domain/programme.ts';
import { ok } from '../../domain/result.ts';
import { instant } from '../../domain/time.ts';
import { PullLogReply } from '../../protocol/pull-log.ts';
import { base64UrlToBytes, sha256 } from '../../signing/hash.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { ownSessions } from './plan-of-device.ts';

const eventsPerPull = 500;
const markSize = 2 ** 24;

/** What a device's place depends on besides the last event: who asks, about which sessions, and what does not count. */
type Asked = {
  readonly device: DeviceId;
  readonly sessions: readonly Session[];
  /** The arrivals of what was set aside in these sessions. */
  readonly aside: readonly number[];
  /** The arrivals of what others have noted about their clocks: each may judge anew what was given before it. */
  readonly notes: readonly number[];
  /** The office's life: put back twice from one backup it gives the same arrivals to other events. */
  readonly epoch: string | undefined;
};

/**
 * Where a device has read to, as one whole number: the last event's arrival, and a mark of which event that was, which
 * sessions were asked about and by whom, and what of it was left out. When the mark no longer fits, because a backup was
 * put back, what was set aside has been let count, another's clock has been noted, or the device has been given other
 * sessions or has been enrolled anew, there may be events behind the arrival that it has never seen, or seen otherwise,
 * and it reads from the beginning.
 */
const cursorAt = async (
  logs: Context['logs'],
  { device, sessions, aside, notes, epoch }: Asked,
  arrival: number,
): Promise<number> => {
  const event = arrival === 0 ? '' : await logs.hashOfArrival(arrival);
  const named = sessions.map(({ id }) => id).sort();
  const leftOut = aside.filter((one) => one <= arrival);
  const judged = notes.length === 0 ? [] : [notes];
  const said = JSON.stringify([event ?? null, named, device, leftOut, epoch ?? null, ...judged]);
  const [a = 0, b = 0, c = 0] = base64UrlToBytes(await sha256(said)) ?? new Uint8Array();
  return arrival * markSize + a * 65_536 + b * 256 + c;
};

/** GET /api/log?after=cursor: what other devices have recorded in this device's sessions (SYNC-5). */
export const pullLog = endpoint({
  method: 'get',
  path: '/api/log',
  caller: 'device',
  reply: PullLogReply,
  handle: async ({ caller, query }, { logs, programme, planning, services }) => {
    const after = Number(query['after'] ?? 0);
    const cursor = Number.isSafeInteger(after) && after >= 0 ? after : 0;
    const now = services.clock();
    const sessions = await ownSessions({ programme, planning }, caller, now);
    const ids = sessions.map(({ id }) => id);
    /* Looked at first: what begins to count between this and the next line is then read again, not passed over. */
    const aside = await logs.asideOfOthers(caller.device, ids);
    const notes = await logs.clockNotesOfOthers(caller.device, ids);
    const asked: Asked = { device: caller.device, sessions, aside, notes, epoch: services.epoch?.epoch };
    const claimed = Math.floor(cursor / markSize);
    const arrival = cursor === (await cursorAt(logs, asked, claimed)) ? claimed : 0;
    const rows = await logs.ofOthers(caller.device, ids, arrival, eventsPerPull);
    return ok({
      events: rows.map(({ text, clock_offset_ms }) => ({ text, clockOffsetMs: clock_offset_ms })),
      cursor: await cursorAt(logs, asked, Number(rows.at(-1)?.arrival ?? arrival)),
      more: rows.length === eventsPerPull,
      serverTime: instant(now),
    });
  },
});
