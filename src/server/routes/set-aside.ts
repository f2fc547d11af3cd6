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
import type { HandedInFile } from '../store/hand-in-store.ts';
import { dismissedPrefix, type LogRow } from '../store/log-store.ts';

const groupsOf = (rows: readonly LogRow[]): readonly (readonly LogRow[])[] => {
  const groups = new Map<string, LogRow[]>();
  for (const row of rows) {
    const key = `${row.device}/${row.set_aside ?? ''}/${row.session ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
};

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

const eventsFrom = async (
  rows: readonly LogRow[],
  names: Names,
  context: Context,
): Promise<SetAsideEvents> => {
  const [first] = rows;
  const last = rows.at(-1);
  if (first === undefined || last === undefined) throw new Error('a group of events has at least one');
  const planned = first.session === null ? undefined : await context.programme.session(first.session);
  const session =
    planned === undefined
      ? null
      : { id: planned.session.id, title: planned.session.title, startsAt: planned.session.startsAt };
  const people = [...new Set(rows.flatMap(({ participant }) => names.names.get(participant ?? '') ?? []))];
  return {
    device: DeviceId.parse(first.device),
    deviceName: names.names.get(first.device) ?? first.device,
    reason: first.set_aside ?? '',
    session,
    from: first.seq,
    to: last.seq,
    events: rows.length,
    people: people.slice(0, namesAtMost),
    receivedAt: instant(Number(last.received_at)),
    canAccept: canCount(rows, session, names),
  };
};

type Fork = Awaited<ReturnType<Context['logs']['waitingDeliveries']>>[number];

/** The check-ins of a delivery that are not, byte for byte, in the log we hold, nor looked at and left out before. */
const newCheckIns = async (device: string, from: number, texts: readonly string[], { logs }: Context) => {
  const events = texts.flatMap((text) => {
    const event = writtenEvent(text);
    return event?.kind === 'checked-in' ? [{ event, text }] : [];
  });
  const held = new Set(await logs.leftOutTexts(device));
  for (const row of await logs.ofDevice(device, from, texts.length)) held.add(row.text);
  return events.filter(({ text }) => !held.has(text)).map(({ event }) => event);
};

const checkInsAtMost = 50;

/** Check-ins that are nowhere else, told so that a person can add those that are true (REV-4). */
const onlyHere = async (device: string, from: number, texts: readonly string[], context: Context) => {
  const events = await newCheckIns(device, from, texts, context);
  const names = await context.reports.namesOf([
    ...new Set([device, ...events.flatMap(({ participant, session }) => [participant, session])]),
  ]);
  const checkIns = events.slice(0, checkInsAtMost).map(({ at, participant, session }) => ({
    at,
    name: names.get(participant) ?? '',
    session: names.has(session) ? { id: SessionId.parse(session), title: names.get(session) ?? '' } : null,
  }));
  return { names, checkIns };
};

/** Where the texts of a delivery begin in their log: before its number, which is where the two logs part. */
const beginningOf = ({ seq }: Fork, [first]: readonly string[]): number => {
  try {
    return EventPlace.safeParse(JSON.parse(first ?? '')).data?.seq ?? seq;
  } catch {
    return seq;
  }
};

const deliveryFrom = async (fork: Fork, context: Context): Promise<SetAsideDelivery> => {
  const texts = JSON.parse(fork.texts) as readonly string[];
  const { names, checkIns } = await onlyHere(fork.device, beginningOf(fork, texts), texts, context);
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

const fileFrom = async (kept: HandedInFile, context: Context): Promise<SetAsideFile> => {
  const opened = await openRescueFile(kept.file, context.services);
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

/** GET /api/admin/set-aside: everything nobody has decided on yet. */
export const listSetAside = endpoint({
  method: 'get',
  path: '/api/admin/set-aside',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'reader'],
  reply: SetAsideReply,
  hasEtag: true,
  handle: async (_asked, context) => {
    const rows = await context.logs.waitingAside();
    const participants = [...new Set(rows.flatMap(({ participant }) => participant ?? []))];
    const names: Names = {
      names: await context.reports.namesOf([...participants, ...new Set(rows.map(({ device }) => device))]),
      known: await context.programme.participantIds(participants),
    };
    const events: SetAsideEvents[] = [];
    for (const group of groupsOf(rows)) events.push(await eventsFrom(group, names, context));
    const deliveries: SetAsideDelivery[] = [];
    for (const fork of await context.logs.waitingDeliveries())
      deliveries.push(await deliveryFrom(fork, context));
    const files: SetAsideFile[] = [];
    for (const file of await context.handIns.waiting()) files.push(await fileFrom(file, context));
    return ok({ events, deliveries, files });
  },
});

const reviewers = {
  method: 'post',
  caller: 'administrator',
  roles: ['reviewer'],
  reply: DecidedReply,
} as const;

/** POST /api/admin/set-aside/decide: events set aside for one reason count from now on, or are left out for good. */
export const decideSetAside = endpoint({
  ...reviewers,
  path: '/api/admin/set-aside/decide',
  body: DecideSetAsideRequest,
  handle: async ({ body, caller }, context) => {
    const { device, reason, session, isAccepted } = body;
    await context.logs.lock();
    const rows = (await context.logs.waitingAside()).filter(
      (row) => row.device === device && row.set_aside === reason && row.session === session,
    );
    if (rows.length === 0) return err({ code: 'review/changed' });
    const planned = session === null ? undefined : await context.programme.session(session);
    const known = await context.programme.participantIds([
      ...new Set(rows.flatMap(({ participant }) => participant ?? [])),
    ]);
    if (isAccepted && !canCount(rows, planned ?? null, { names: new Map(), known }))
      return err({ code: 'review/not-ready' });
    const text = await keepText(body.text, context);
    if (!text.ok) return text;
    const now = context.services.clock();
    const seqs = rows.map(({ seq }) => seq);
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
    const noted = isAccepted ? await context.logs.noted(device, Math.min(...seqs)) : [];
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
    const fork = (await context.logs.waitingDeliveries()).find(({ id }) => Number(id) === body.delivery);
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
    return ok({ toDecide: (await context.logs.waitingDeliveries()).length });
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
    const kept = (await context.handIns.waiting()).find(({ id }) => Number(id) === body.file);
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
