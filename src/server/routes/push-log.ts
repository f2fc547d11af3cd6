/**
 * POST /api/log: a tablet hands over the tail of its log.
 *
 * Safe to repeat, because the tablet cannot tell a lost request from a lost reply: events we already hold are
 * acknowledged again and stored once (SYNC-1). A tail with a gap is refused whole, naming the event to resend from
 * (SYNC-2). What does not fit, or may not count, is kept and set aside for a person (LOG-5): it never blocks the rest.
 */
import { AttendanceEvent } from '../../domain/events.ts';
import { Hash, type DeviceId } from '../../domain/ids.ts';
import { newAfter, noHash, type LogHead } from '../../domain/log.ts';
import { err, ok } from '../../domain/result.ts';
import { instant } from '../../domain/time.ts';
import { PushLogReply, PushLogRequest } from '../../protocol/push-log.ts';
import { followChain, type Link } from '../../signing/chain.ts';
import { isHeadSignedBy, signReceipt, SignedHead } from '../../signing/heads.ts';
import { sha256 } from '../../signing/hash.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { sessionsOfDevice } from './plan-of-device.ts';
import type { NewLogRow } from '../store/log-store.ts';

type SetAside = PushLogReply['setAside'];

/** Events given again must be the very same bytes; another text under a known number is a fork (LOG-5). */
const firstFork = async (
  logs: Context['logs'],
  device: string,
  body: PushLogRequest,
  lastSeq: number,
): Promise<number | undefined> => {
  const upTo = Math.min(lastSeq, body.from + body.events.length - 1);
  if (upTo < body.from) return undefined;
  const held = await logs.hashes(device, body.from, upTo);
  for (let seq = body.from; seq <= upTo; seq += 1)
    if (held.get(seq) !== (await sha256(body.events[seq - body.from] ?? ''))) return seq;
  return undefined;
};

/** What the office knows of that the events name. */
type Known = {
  readonly sessions: ReadonlySet<string>;
  readonly own: ReadonlySet<string>;
  readonly participants: ReadonlySet<string>;
  /** `session/participant` of walk-ins, here or earlier. */
  readonly walkIns: ReadonlySet<string>;
};

/**
 * True if the event is about nobody we know: an id that is neither a participant's nor one a tablet made up for a
 * walk-in of that session, a walk-in under the id of somebody real (WALK-2), or a certificate of somebody made up.
 */
const isOfNobody = (event: AttendanceEvent, { participants, walkIns }: Known): boolean => {
  if (!('participant' in event)) return false;
  if (event.kind === 'walk-in') return participants.has(event.participant);
  if (event.kind === 'hours-certified') return !participants.has(event.participant);
  return !participants.has(event.participant) && !walkIns.has(`${event.session}/${event.participant}`);
};

/** True for a certificate given on a phone: the office alone writes those (CODE-7). */
const isOfAPhone = (event: AttendanceEvent): boolean =>
  event.kind === 'hours-certified' && event.on === 'phone';

/**
 * Why an event does not count yet, or null if it does. Who attested is not looked up: a trainer's code may have been
 * made anew since, and the attestation stands all the same (ATTEST-1).
 */
const reasonAside = (event: AttendanceEvent | undefined, isRevoked: boolean, known: Known): string | null => {
  if (isRevoked) return 'revoked';
  if (event === undefined || isOfAPhone(event)) return 'unreadable';
  if (!known.sessions.has(event.session)) return 'unknown-session';
  if (!known.own.has(event.session)) return 'not-own-session';
  return isOfNobody(event, known) ? 'unknown-participant' : null;
};

const rowsFrom = async (
  links: readonly Link[],
  known: {
    device: DeviceId;
    unit: string | null;
    isRevoked: boolean;
    now: number;
    clockOffsetMs: number;
  },
  { programme, planning, logs }: Pick<Context, 'programme' | 'planning' | 'logs'>,
): Promise<readonly NewLogRow[]> => {
  const events = links.map(({ text }) => AttendanceEvent.safeParse(JSON.parse(text)).data);
  const named = [...new Set(events.flatMap((event) => (event === undefined ? [] : [event.session])))];
  const sessions = await programme.sessionIds(named);
  const own = await sessionsOfDevice({ programme, planning }, known, named);
  const participants = await programme.participantIds([
    ...new Set(
      events.flatMap((event) => (event !== undefined && 'participant' in event ? [event.participant] : [])),
    ),
  ]);
  const added = events.flatMap((event) =>
    event?.kind === 'walk-in' && !participants.has(event.participant)
      ? [`${event.session}/${event.participant}`]
      : [],
  );
  const walkIns = new Set([...(await logs.walkIns(named)), ...added]);
  return links.map(({ text, hash, place }, i) => {
    const event = events[i];
    return {
      device: known.device,
      seq: place.seq,
      hash,
      text,
      kind: place.kind.slice(0, 40),
      session: event?.session ?? place.session ?? null,
      participant: event !== undefined && 'participant' in event ? event.participant : null,
      at: place.at,
      received_at: known.now,
      clock_offset_ms: known.clockOffsetMs,
      set_aside: reasonAside(event, known.isRevoked, { sessions, own, participants, walkIns }),
    };
  });
};

/** Keeps the push whole, once: a tablet that is set aside goes on trying, and must not fill the disk (SYNC-1). */
const keepAside = async (
  { logs, services }: Context,
  device: string,
  seq: number,
  reason: 'fork' | 'broken-chain',
  body: PushLogRequest,
): Promise<void> => {
  const texts = JSON.stringify(body.events);
  const kept = await logs.forks(device);
  if (kept.some((fork) => fork.seq === seq && fork.reason === reason && fork.texts === texts)) return;
  await logs.keepFork({
    device,
    seq,
    reason,
    texts,
    head: JSON.stringify(body.head),
    received_at: services.clock(),
  });
};

/** True if the head is one this log has had: the push is an old one that comes late (SYNC-1). */
const isFormerHead = async (logs: Context['logs'], device: string, head: SignedHead): Promise<boolean> =>
  head.hash === (head.seq === 0 ? noHash : await logs.hashAt(device, head.seq));

export const pushLog = endpoint({
  method: 'post',
  path: '/api/log',
  caller: 'device',
  allowsRevoked: true,
  body: PushLogRequest,
  reply: PushLogReply,
  handle: async ({ body, caller }, context) => {
    const { devices, logs, attendance, services } = context;
    const { device } = caller;
    const head = SignedHead.safeParse(body.head);
    if (!head.success || head.data.device !== device || !(await isHeadSignedBy(caller.publicKey, head.data)))
      return err({ code: 'sync/head-not-signed' });
    await logs.lock();
    const held = await devices.get(device);
    const last: LogHead = { seq: held?.head_seq ?? 0, hash: Hash.parse(held?.head_hash ?? noHash) };
    const now = services.clock();
    const clockOffsetMs = now - head.data.at;
    const contact = {
      last_contact_at: now,
      clock_offset_ms: clockOffsetMs,
      health: JSON.stringify(body.health),
    };

    const reply = async (end: LogHead, setAside: SetAside) => {
      const receipt = await signReceipt(services.secrets.receiptKey, { device, ...end, at: instant(now) });
      return ok({ receipt, serverTime: instant(now), setAside });
    };

    const fork = await firstFork(logs, device, body, last.seq);
    if (fork !== undefined) {
      await keepAside(context, device, fork, 'fork', body);
      await devices.update(device, contact);
      return reply(last, 'fork');
    }
    const fresh = newAfter(last.seq, { from: body.from, texts: body.events });
    if (!fresh.ok) return err({ code: 'sync/gap', expected: fresh.error.expected });
    const links = await followChain(device, last, fresh.value);
    if (!links.ok) {
      await keepAside(context, device, links.error.seq, 'broken-chain', body);
      await devices.update(device, contact);
      return reply(last, 'broken-chain');
    }
    const end = endOf(links.value, last);
    const isLate = links.value.length === 0 && head.data.seq < last.seq;
    const isOtherLog = isLate
      ? !(await isFormerHead(logs, device, head.data))
      : head.data.seq === end.seq && head.data.hash !== end.hash;
    if (isOtherLog) {
      await keepAside(context, device, head.data.seq, 'fork', body);
      await devices.update(device, contact);
      return reply(last, 'fork');
    }
    if (isLate) return reply(last, null);
    if (head.data.seq < end.seq) return err({ code: 'sync/head-not-signed' });

    const rows = await rowsFrom(
      links.value,
      { device, unit: caller.unit, isRevoked: held?.revoked_at != null, now, clockOffsetMs },
      context,
    );
    await logs.append(rows);
    for (const { kind, session, participant, set_aside } of rows)
      if (kind === 'walk-in' && set_aside === null && session != null && participant != null)
        await logs.acceptWalkIn(session, participant);
    await devices.update(device, {
      ...contact,
      head_seq: end.seq,
      head_hash: end.hash,
      signed_head: JSON.stringify(head.data),
    });
    await attendance.recompute(
      rows.flatMap(({ session }) => (session == null ? [] : [session])),
      now,
    );
    const aside = rows.find(({ set_aside }) => set_aside !== null)?.set_aside;
    return reply(end, aside == null ? null : aside === 'revoked' ? 'revoked' : 'unreadable');
  },
});

const endOf = (links: readonly Link[], last: LogHead): LogHead => {
  const link = links.at(-1);
  return link === undefined ? last : { seq: link.place.seq, hash: link.hash };
};
