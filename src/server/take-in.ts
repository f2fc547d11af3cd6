/**
 * What is done with the tail of a device's log, however it came: pushed by the tablet or handed in as a rescue file.
 *
 * Repeats are known again and stored once (SYNC-1), a tail with a gap is refused whole (SYNC-2), and what does not fit,
 * or may not count, is kept and set aside for a person (LOG-5).
 */
import type { AttendanceEvent } from '../domain/events.ts';
import { DeviceId, Hash } from '../domain/ids.ts';
import { newAfter, noHash, type LogHead } from '../domain/log.ts';
import { keptKind } from '../domain/written-event.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { PushLogReply } from '../protocol/push-log.ts';
import { followChain, type Link } from '../signing/chain.ts';
import type { SignedHead } from '../signing/heads.ts';
import type { Context } from './http/endpoint.ts';
import { hashOf } from './http/services.ts';
import { asideBytesOf, costOf, isTooMuchAside, takeRoom } from './intake-limits.ts';
import { continuesAside, keepAside } from './keep-aside.ts';
import { sessionsOfDevice } from './routes/plan-of-device.ts';
import type { DeviceRow } from './store/device-store.ts';
import type { NewLogRow } from './store/log-store.ts';

/** A stretch of a log, and the signed head that vouches for the whole up to its end. */
export type Delivery = {
  readonly from: number;
  readonly events: readonly string[];
  readonly head: SignedHead;
};

/** Events given again must be the very same bytes; another text under a known number is a fork (LOG-5). */
const firstFork = async (
  logs: Context['logs'],
  device: string,
  body: Delivery,
  lastSeq: number,
): Promise<number | undefined> => {
  const upTo = Math.min(lastSeq, body.from + body.events.length - 1);
  if (upTo < body.from) return undefined;
  const held = await logs.hashes(device, body.from, upTo);
  for (let seq = body.from; seq <= upTo; seq += 1)
    if (held.get(seq) !== hashOf(body.events[seq - body.from] ?? '')) return seq;
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

/** Why an event is in the log and does not count. */
export type EventAside =
  | 'revoked'
  | 'unreadable'
  | 'unknown-session'
  | 'not-own-session'
  | 'unknown-participant';

/**
 * Why an event does not count yet, or null if it does. Who attested is not looked up: a trainer's code may have been
 * made anew since, and the attestation stands all the same (ATTEST-1).
 */
const reasonAside = (
  event: AttendanceEvent | undefined,
  isRevoked: boolean,
  known: Known,
): EventAside | null => {
  if (isRevoked) return 'revoked';
  /* A note is about the device itself, whatever session it was in (CLOCK-2). */
  if (event?.kind === 'clock-noted') return null;
  if (event === undefined || isOfAPhone(event)) return 'unreadable';
  if (!known.sessions.has(event.session)) return 'unknown-session';
  if (!known.own.has(event.session)) return 'not-own-session';
  return isOfNobody(event, known) ? 'unknown-participant' : null;
};

/** The rows of new events, and those that could be read, by the hash of their bytes. */
type Read = {
  readonly rows: readonly (NewLogRow & { readonly set_aside: EventAside | null })[];
  readonly known: ReadonlyMap<string, AttendanceEvent>;
};

const rowsFrom = async (
  links: readonly Link[],
  from: {
    device: DeviceId;
    unit: string | null;
    isRevoked: boolean;
    now: number;
    clockOffsetMs: number;
  },
  { programme, planning, logs }: Pick<Context, 'programme' | 'planning' | 'logs'>,
): Promise<Read> => {
  const events = links.map(({ event }) => event);
  const named = [...new Set(events.flatMap((event) => (event === undefined ? [] : [event.session])))];
  const sessions = await programme.sessionIds(named);
  const own = await sessionsOfDevice({ programme, planning }, from, named);
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
  const known = new Map<string, AttendanceEvent>();
  const rows = links.map(({ text, hash, place, event }) => {
    if (event !== undefined) known.set(hash, event);
    return {
      device: from.device,
      seq: place.seq,
      hash,
      text,
      kind: event?.kind ?? keptKind(place.kind),
      session: event?.session ?? place.session ?? null,
      participant: event !== undefined && 'participant' in event ? event.participant : null,
      at: place.at,
      received_at: from.now,
      clock_offset_ms: from.clockOffsetMs,
      set_aside: reasonAside(event, from.isRevoked, { sessions, own, participants, walkIns }),
    };
  });
  return { rows, known };
};

/** True if the head is one this log has had: the push is an old one that comes late (SYNC-1). */
const isFormerHead = async (logs: Context['logs'], device: string, head: SignedHead): Promise<boolean> =>
  head.hash === (head.seq === 0 ? noHash : await logs.hashAt(device, head.seq));

const endOf = (links: readonly Link[], last: LogHead): LogHead => {
  const link = links.at(-1);
  return link === undefined ? last : { seq: link.place.seq, hash: link.hash };
};

export type Taken = {
  /** Where the log ends now. */
  readonly end: LogHead;
  readonly setAside: PushLogReply['setAside'];
  /** The same in full: what the first event that does not count waits for. */
  readonly reason: 'fork' | 'broken-chain' | EventAside | null;
  /** Events that were new, and how many of them do not count until a person has decided. */
  readonly fresh: number;
  readonly aside: number;
};

export type NotTaken =
  | { readonly kind: 'gap'; readonly expected: number }
  /** The head says less than the events, or more: it vouches for something else. */
  | { readonly kind: 'head-other' }
  | TooMuch;

/** Nothing of it was kept; it can be sent again (LIM-1, LIM-2). */
export type TooMuch =
  | { readonly kind: 'too-much'; readonly seconds: number }
  | { readonly kind: 'aside-full' };

/** Where a device's log ends, as the office holds it. */
export const headOf = (row: Pick<DeviceRow, 'head_seq' | 'head_hash'> | undefined): LogHead => ({
  seq: row?.head_seq ?? 0,
  hash: Hash.parse(row?.head_hash ?? noHash),
});

/** What would wait for a person if a delivery that has no fork were taken now, and why; nothing is changed. */
export const reasonIfTaken = async (
  row: DeviceRow & { readonly id: string },
  { from, events }: Pick<Delivery, 'from' | 'events'>,
  context: Pick<Context, 'programme' | 'planning' | 'logs' | 'services'>,
): Promise<'broken-chain' | EventAside | null> => {
  const device = DeviceId.parse(row.id);
  const last = headOf(row);
  const fresh = newAfter(last.seq, { from, texts: events });
  if (!fresh.ok) return null;
  const links = await followChain(device, last, fresh.value, hashOf);
  if (!links.ok) return 'broken-chain';
  const now = context.services.clock();
  const known = { device, unit: row.unit, isRevoked: row.revoked_at !== null, now, clockOffsetMs: 0 };
  const { rows } = await rowsFrom(links.value, known, context);
  return rows.find(({ set_aside }) => set_aside !== null)?.set_aside ?? null;
};

/** What the rows take of the room of `payer`, the tablet that delivers them; a person at the office has no bounds. */
const payFor = async (
  rows: readonly { readonly device: string; readonly text: string; readonly set_aside: EventAside | null }[],
  payer: string | undefined,
  { intake, services }: Pick<Context, 'intake' | 'services'>,
): Promise<Result<undefined, TooMuch>> => {
  const [first] = rows;
  if (payer === undefined || first === undefined) return ok(undefined);
  const aside = rows.filter(({ set_aside }) => set_aside !== null).map(({ text }) => text);
  if (aside.length > 0 && isTooMuchAside((await asideBytesOf(intake, first.device)) + costOf(aside)))
    return err({ kind: 'aside-full' });
  const texts = rows.map(({ text }) => text);
  const seconds = await takeRoom(intake, payer, costOf(texts), services.clock());
  return seconds === undefined ? ok(undefined) : err({ kind: 'too-much', seconds });
};

type How = {
  readonly clockOffsetMs: number;
  /** Written to the device whenever the delivery says something about it. */
  readonly contact: Partial<Omit<DeviceRow, 'id' | 'public_key'>>;
  /** The tablet that delivers it, whose room it takes; nobody where a person at the office does. */
  readonly payer: string | undefined;
};

/**
 * Takes a delivery whose head is known to be signed with the device's key. The caller holds the lock on logs, and keeps
 * nothing of what is refused.
 */
export const takeIn = async (
  row: DeviceRow & { readonly id: string },
  body: Delivery,
  { clockOffsetMs, contact, payer }: How,
  context: Context,
): Promise<Result<Taken, NotTaken>> => {
  const { devices, logs, attendance, services } = context;
  const device = DeviceId.parse(row.id);
  const last = headOf(row);
  const now = services.clock();
  const touch = async (): Promise<void> => {
    if (Object.keys(contact).length > 0) await devices.update(device, contact);
  };
  const asideWhole = async (
    seq: number,
    reason: 'fork' | 'broken-chain',
  ): Promise<Result<Taken, NotTaken>> => {
    const before = await asideBytesOf(context.intake, device);
    await keepAside(context, device, seq, reason, body);
    const after = await asideBytesOf(context.intake, device);
    if (payer !== undefined && after > before && isTooMuchAside(after)) return err({ kind: 'aside-full' });
    await touch();
    return ok({ end: last, setAside: reason, reason, fresh: 0, aside: 0 });
  };

  const fork = await firstFork(logs, device, body, last.seq);
  if (fork !== undefined) return asideWhole(fork, 'fork');
  const fresh = newAfter(last.seq, { from: body.from, texts: body.events });
  if (!fresh.ok) return (await continuesAside(context, device, body)) ? asideWhole(body.from, 'fork') : fresh;
  const links = await followChain(device, last, fresh.value, hashOf);
  if (!links.ok) return asideWhole(links.error.seq, 'broken-chain');
  const end = endOf(links.value, last);
  const isLate = links.value.length === 0 && body.head.seq < last.seq;
  const isOtherLog = isLate
    ? !(await isFormerHead(logs, device, body.head))
    : body.head.seq === end.seq && body.head.hash !== end.hash;
  if (isOtherLog) return asideWhole(body.head.seq, 'fork');
  if (isLate) return ok({ end: last, setAside: null, reason: null, fresh: 0, aside: 0 });
  /* What is promised and not given: an event that was written while the tablet asked, or a lie. It vouches for nothing. */
  if (links.value.length === 0 && body.head.seq > end.seq) {
    await touch();
    return ok({ end: last, setAside: null, reason: null, fresh: 0, aside: 0 });
  }
  if (body.head.seq !== end.seq) return err({ kind: 'head-other' });

  const isRevoked = row.revoked_at !== null;
  const { rows, known } = await rowsFrom(
    links.value,
    { device, unit: row.unit, isRevoked, now, clockOffsetMs },
    context,
  );
  const paid = await payFor(rows, payer, context);
  if (!paid.ok) return paid;
  await logs.append(rows);
  for (const { kind, session, participant, set_aside } of rows)
    if (kind === 'walk-in' && set_aside === null && session != null && participant != null)
      await logs.acceptWalkIn(session, participant);
  await devices.update(device, {
    ...contact,
    head_seq: end.seq,
    head_hash: end.hash,
    signed_head: JSON.stringify(body.head),
  });
  const noted = rows.find(({ kind }) => kind === 'clock-noted');
  await attendance.recompute(
    [
      ...rows.flatMap(({ session }) => (session == null ? [] : [session])),
      ...(noted === undefined ? [] : await logs.noted(device, noted.seq)),
    ],
    now,
    known,
  );
  const aside = rows.filter(({ set_aside }) => set_aside !== null);
  const reason = aside[0]?.set_aside ?? null;
  return ok({
    end,
    reason,
    setAside: reason === null ? null : reason === 'revoked' ? 'revoked' : 'unreadable',
    fresh: rows.length,
    aside: aside.length,
  });
};
