import { ok } from '../../domain/result.ts';
import { instant } from '../../domain/time.ts';
import { PullLogReply } from '../../protocol/pull-log.ts';
import { endpoint } from '../http/endpoint.ts';
import { ownSessions } from './plan-of-device.ts';

const eventsPerPull = 500;

/** GET /api/log?after=cursor: what other devices have recorded in this device's sessions (SYNC-5). */
export const pullLog = endpoint({
  method: 'get',
  path: '/api/log',
  caller: 'device',
  reply: PullLogReply,
  handle: async ({ caller, query }, { logs, programme, services }) => {
    const after = Number(query['after'] ?? 0);
    const cursor = Number.isSafeInteger(after) && after >= 0 ? after : 0;
    const now = services.clock();
    const sessions = await ownSessions(programme, caller.unit, now);
    const rows = await logs.ofOthers(
      caller.device,
      sessions.map(({ id }) => id),
      cursor,
      eventsPerPull,
    );
    return ok({
      events: rows.map(({ text, clock_offset_ms }) => ({ text, clockOffsetMs: clock_offset_ms })),
      cursor: rows.at(-1)?.arrival ?? cursor,
      more: rows.length === eventsPerPull,
      serverTime: instant(now),
    });
  },
});
