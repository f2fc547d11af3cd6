/** What came set aside, told so that a person can decide, and the decision (REV-4, LOG-5). */
import { EventPlace } from '../../domain/events.ts';
import { DeviceId, SessionId } from '../../domain/ids.ts';
import { err, ok } from '../../domain/result.ts';
import { instant } from '../../domain/time.ts';
import { writtenEvent } from '../../domain/written-event.ts';
import {
  DecideDeliveryRequest,
  DecidedReply,
  DecideSetAsideRequest,
  SetAsideReply,
  type SetAsideDelivery,
  DecideFileReply,
  DecideFileRequest,
  type SetAsideEvents,
  type SetAsideFile,
} from '../../protocol/review.ts';
import { HandInReason } from '../../protocol/hand-in.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { handInFile, knowDeviceOf, lookAt, openRescueFile } from '../rescue-intake.ts';
import { keepText } from '../review/decide.ts';
import { tooMuch } from './too-much.ts';
import type { AsideGroup, AsideKey, WaitingDelivery, WaitingFile } from '../store/aside-store.ts';
import { dismissedPrefix, type LogRow } from '../store/log-store.ts';

type Names = { readonly names: ReadonlyMap<string, string>; readonly known: ReadonlySet<string> };

const namesAtMost = 5;

/** Accepting counts something only where the session, and everybody the events are about, is known by now. */
const canCount = (rows: readonly LogRow[], session: unknown, { known }: Names): boolean =>
  session !== null &&
  rows.every(({ text, participant }) => {
    const event = writtenEvent(text);
    return (
      event !== undefined && (participant === null || event.kind === 'walk-in' || known.has(participant))
    );
  });

/** What is looked into for the list; a decision looks into all of it. */
const readAtMost = 200;

const eventsFrom = async (group: AsideGroup, context: Context): Promise<SetAsideEvents> => {
  const rows = await context.aside.eventsOf(group, 0, readAtMost);
  const participants = [...new Set(rows.flatMap(({ participant }) => participant ?? []))];
  const names: Names = {
    names: await context.reports.namesOf([...participants, group.device]),
    known: await context.programme.participantIds(participants),
  };
  const planned = group.session === null ? undefined : await context.programme.session(group.session);
  const session =
    planned === undefined
      ? null
      : { id: planned.session.id, title: planned.session.title, startsAt: planned.session.startsAt };
  const people = participants.flatMap((participant) => names.names.get(participant) ?? []);
  const { device, reason, from, to, events, receivedAt } = group;
  return {
    device: DeviceId.parse(device),
    deviceName: names.names.get(device) ?? device,
    reason,
    session,
    from,
    to,
    events,
    people: people.slice(0, namesAtMost),
    receivedAt: instant(receivedAt),
    canAccept: canCount(rows, session, names),
  };
};

const rowsAtATime = 500;

/** The check-ins of a delivery that are not, byte for byte, in the log we hold, nor looked at and left out before. */
const newCheckIns = async (
  device: string,
  from: number,
  texts: readonly string[],
  { aside, logs }: Context,
): Promise<readonly string[]> => {
  const left = new Set(texts.filter((text) => writtenEvent(text)?.kind === 'checked-in'));
  for (let next = from; next < from + texts.length && left.size > 0; next += rowsAtATime)
    for (const row of await logs.ofDevice(device, next, Math.min(rowsAtATime, from + texts.length - next)))
      left.delete(row.text);
  for (const delivery of left.size === 0 ? [] : await aside.leftOut(device))
    for (const text of await aside.textsOfDelivery(delivery)) left.delete(text);
  return [...left];
};

const checkInsAtMost = 50;

/** Check-ins that are nowhere else, told so that a person can add those that are true (REV-4). */
const onlyHere = async (device: string, from: number, texts: readonly string[], context: Context) => {
  const left = (await newCheckIns(device, from, texts, context)).slice(0, checkInsAtMost);
  const events = left.flatMap((text) => {
    const event = writtenEvent(text);
    return event?.kind === 'checked-in' ? [event] : [];
  });
  const names = await context.reports.namesOf([
    ...new Set([device, ...events.flatMap(({ participant, session }) => [participant, session])]),
  ]);
  const checkIns = events.map(({ at, participant, session }) => ({
    at,
    name: names.get(participant) ?? '',
    session: names.has(session) ? { id: SessionId.parse(session), title: names.get(session) ?? '' } : null,
  }));
  return { names, checkIns };
};

/** Where the texts of a delivery begin in their log: before its number, which is where the two logs part. */
const beginningOf = (seq: number, [first]: readonly string[]): number => {
  try {
    return EventPlace.safeParse(JSON.parse(first ?? '')).data?.seq ?? seq;
  } catch {
    return seq;
  }
};

const deliveryFrom = async (fork: WaitingDelivery, context: Context): Promise<SetAsideDelivery> => {
  const texts = await context.aside.textsOfDelivery(Number(fork.id));
  const { names, checkIns } = await onlyHere(fork.device, beginningOf(fork.seq, texts), texts, context);
  return {
    delivery: Number(fork.id),
    device: DeviceId.parse(fork.device),
    deviceName: names.get(fork.device) ?? fork.device,
    reason: fork.reason === 'fork' ? 'fork' : 'broken-chain',
    seq: fork.seq,
    events: texts.length,
    checkIns,
    receivedAt: instant(Number(fork.received_at)),
  };
};

const fileFrom = async (kept: WaitingFile, context: Context): Promise<SetAsideFile> => {
  const whole = await context.aside.file(Number(kept.id));
  const opened = await openRescueFile(whole?.file ?? '', context.services);
  const inside = opened.ok ? opened.value.inside : undefined;
  const row = await context.devices.get(kept.device);
  const { checkIns } = await onlyHere(kept.device, inside?.from ?? 1, inside?.events ?? [], context);
  return {
    file: Number(kept.id),
    device: kept.device,
    deviceName: row?.name ?? null,
    reason: HandInReason.parse(kept.reason),
    from: kept.from_seq,
    events: kept.events,
    held: row?.head_seq ?? 0,
    checkIns,
    receivedAt: instant(Number(kept.received_at)),
  };
};

/** More is shown when these have been decided on. */
const groupsAtMost = 200;
const bytesAtMost = 16 * 1024 * 1024;

/** The first of what waits, as many as hold no more bytes than may be looked into for one list; at least one. */
const firstOf = <T extends { readonly bytes: number }>(waiting: readonly T[]): readonly T[] => {
  let sum = 0;
  return waiting.filter(({ bytes }, at) => {
    sum += bytes;
    return at === 0 || sum <= bytesAtMost;
  });
};

/**
 * GET /api/admin/set-aside: what nobody has decided on yet, the oldest first and no more than can be looked into at once
 * (PG-4); the rest follows when that is decided.
 */
export const listSetAside = endpoint({
  method: 'get',
  path: '/api/admin/set-aside',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'reader'],
  reply: SetAsideReply,
  hasEtag: true,
  handle: async (_asked, context) => {
    const { aside } = context;
    await aside.alone();
    const events: SetAsideEvents[] = [];
    for (const group of await aside.groups(groupsAtMost)) events.push(await eventsFrom(group, context));
    const deliveries: SetAsideDelivery[] = [];
    for (const fork of firstOf(await aside.deliveries())) deliveries.push(await deliveryFrom(fork, context));
    const files: SetAsideFile[] = [];
    for (const file of firstOf(await aside.files())) files.push(await fileFrom(file, context));
    return ok({ events, deliveries, files });
  },
});

const reviewers = {
  method: 'post',
  caller: 'administrator',
  roles: ['reviewer'],
  reply: DecidedReply,
} as const;

/** Every event of a group, and whether accepting them would count all of them. */
const wholeGroup = async (key: AsideKey, planned: unknown, context: Context) => {
  const seqs: number[] = [];
  let isCountable = true;
  for (;;) {
    const rows = await context.aside.eventsOf(key, seqs.at(-1) ?? 0, rowsAtATime);
    if (rows.length === 0) return { seqs, isCountable };
    const participants = [...new Set(rows.flatMap(({ participant }) => participant ?? []))];
    const known = await context.programme.participantIds(participants);
    isCountable &&= canCount(rows, planned ?? null, { names: new Map(), known });
    seqs.push(...rows.map(({ seq }) => seq));
  }
};

/** POST /api/admin/set-aside/decide: events set aside for one reason count from now on, or are left out for good. */
export const decideSetAside = endpoint({
  ...reviewers,
  path: '/api/admin/set-aside/decide',
  body: DecideSetAsideRequest,
  handle: async ({ body, caller }, context) => {
    const { device, reason, session, isAccepted } = body;
    await context.logs.lock();
    const planned = session === null ? undefined : await context.programme.session(session);
    const { seqs, isCountable } = await wholeGroup({ device, reason, session }, planned, context);
    if (seqs.length === 0) return err({ code: 'review/changed' });
    if (isAccepted && !isCountable) return err({ code: 'review/not-ready' });
    const text = await keepText(body.text, context);
    if (!text.ok) return text;
    const now = context.services.clock();
    await context.officeLog.append({
      kind: isAccepted ? 'set-aside-accepted' : 'set-aside-dismissed',
      actor: caller.id,
      at: now,
      device,
      session,
      reason,
      events: seqs,
      text: text.value,
    });
    await context.logs.decideAside(device, seqs, isAccepted ? null : `${dismissedPrefix}${reason}`);
    const noted = isAccepted ? await context.logs.noted(device, seqs[0] ?? 0) : [];
    await context.attendance.recompute([...(session === null ? [] : [session]), ...noted], now);
    const state = session === null ? undefined : (await context.reviews.states([session])).get(session);
    return ok({ toDecide: state?.to_decide ?? 0 });
  },
});

/** POST /api/admin/set-aside/delivery: a delivery that does not fit has been looked at; its bytes are kept for ever. */
export const decideDelivery = endpoint({
  ...reviewers,
  path: '/api/admin/set-aside/delivery',
  body: DecideDeliveryRequest,
  handle: async ({ body, caller }, context) => {
    const fork = (await context.aside.deliveries()).find(({ id }) => Number(id) === body.delivery);
    if (fork === undefined) return err({ code: 'review/changed' });
    const text = await keepText(body.text, context);
    if (!text.ok) return text;
    const now = context.services.clock();
    await context.officeLog.append({
      kind: 'delivery-left-out',
      actor: caller.id,
      at: now,
      device: fork.device,
      delivery: body.delivery,
      reason: fork.reason,
      text: text.value,
    });
    await context.logs.decideDelivery(body.delivery, 'left-out', caller.id, now);
    return ok({ toDecide: (await context.aside.deliveries()).length });
  },
});

/** What a tablet is called that is known by its file alone. */
const unknownName = (device: string): string => `Okänd platta ${device.slice(0, 6)}`;

/**
 * POST /api/admin/set-aside/file: a rescue file is tried again, for what was missing may have come since, or is left
 * out. An unknown tablet becomes known, turned off: its events are set aside one session at a time (RESCUE-4).
 */
export const decideFile = endpoint({
  ...reviewers,
  path: '/api/admin/set-aside/file',
  body: DecideFileRequest,
  reply: DecideFileReply,
  handle: async ({ body, caller }, context) => {
    const kept = await context.aside.file(body.file);
    if (kept === undefined) return err({ code: 'review/changed' });
    const text = await keepText(body.text, context);
    if (!text.ok) return text;
    const opened = await openRescueFile(kept.file, context.services);
    if (!opened.ok) return err({ code: 'rescue/refused', reason: opened.error });
    const now = context.services.clock();
    const isTaking = body.decision === 'take';
    if (isTaking && kept.reason === 'unknown-device')
      await knowDeviceOf(opened.value, unknownName(kept.device), context);
    const handedIn = isTaking
      ? await handInFile(opened.value, { by: caller.id, isTablet: false }, context)
      : ok(await lookAt(opened.value, context));
    if (!handedIn.ok) return tooMuch(handedIn.error);
    const result = handedIn.value;
    if (isTaking && result.outcome === 'set-aside' && result.reason === kept.reason)
      return err({ code: 'review/not-ready' });
    await context.officeLog.append({
      kind: isTaking ? 'rescue-taken' : 'rescue-left-out',
      actor: caller.id,
      at: now,
      device: kept.device,
      file: body.file,
      reason: kept.reason,
      events: result.events,
      text: text.value,
    });
    await context.handIns.decide(body.file, body.decision, caller.id, now);
    return ok({ result });
  },
});
