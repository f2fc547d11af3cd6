/**
 * What is done with a rescue file, whoever hands it in. It is opened with the office's key and taken exactly as a push
 * of its tablet's would be (RESCUE-2); what cannot be is kept whole, sealed as it came, until a person has decided
 * (RESCUE-4). Nothing counts that the tablet's own key does not vouch for.
 */
import { AttendanceEvent } from '../domain/events.ts';
import { DeviceId } from '../domain/ids.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import type { HandInReason, HandInRefusal, HandInReply } from '../protocol/hand-in.ts';
import {
  officeMarkOf,
  readRescueFile,
  RescueInside,
  rescuePurpose,
  type RescueFile,
} from '../protocol/rescue-file.ts';
import { openEnvelope } from '../signing/envelope.ts';
import { sha256 } from '../signing/hash.ts';
import { isHeadSignedBy, SignedHead } from '../signing/heads.ts';
import type { Context } from './http/endpoint.ts';
import { isOffices } from './phones-log.ts';
import type { DeviceRow } from './store/device-store.ts';
import { asideBytesOf, isTooMuchAside, takeRoom } from './intake-limits.ts';
import { headOf, reasonIfTaken, takeIn, type Delivery, type TooMuch } from './take-in.ts';

type Inside = Pick<RescueInside, 'device' | 'publicKey' | 'from' | 'events'> & {
  readonly head: SignedHead | undefined;
};

/** A file as far as it could be read, before anything is known of its tablet. */
export type OpenedFile = {
  readonly text: string;
  readonly device: string;
  /** Undefined where the office can hold the file but not read it. */
  readonly inside: Inside | undefined;
  readonly unread: 'unreadable' | 'unopened' | undefined;
};

const insideOf = (text: string): Inside | undefined => {
  try {
    const parsed = RescueInside.safeParse(JSON.parse(text));
    if (!parsed.success) return undefined;
    const head = parsed.data.head === null ? undefined : SignedHead.safeParse(parsed.data.head).data;
    if (parsed.data.head !== null && head === undefined) return undefined;
    return { ...parsed.data, head };
  } catch {
    return undefined;
  }
};

/**
 * Opens a file, or says why it is not one of ours (RESCUE-5). A file that names this office and does not open is
 * damaged and kept; an old one that names none may be another office's and is not.
 */
export const openRescueFile = async (
  text: string,
  { secrets }: Context['services'],
): Promise<Result<OpenedFile, HandInRefusal>> => {
  const read = readRescueFile(text);
  if (!read.ok) return err(read.why);
  const { file } = read;
  const mark = officeMarkOf(await sha256(secrets.officePublicKey));
  if (file.v === 2 && file.office !== mark) return err('other-office');
  return openedFrom(
    text,
    file,
    await openEnvelope(secrets.officeKey, rescuePurpose(file.device), file.sealed),
  );
};

const openedFrom = (
  text: string,
  { v, device }: RescueFile,
  plain: string | undefined,
): Result<OpenedFile, HandInRefusal> => {
  if (plain === undefined)
    return v === 1 ? err('not-opened') : ok({ text, device, inside: undefined, unread: 'unopened' });
  const inside = insideOf(plain);
  return inside === undefined || inside.device !== device
    ? ok({ text, device, inside: undefined, unread: 'unreadable' })
    : ok({ text, device, inside, unread: undefined });
};

const timesOf = (texts: readonly string[]): { firstAt: Instant | null; lastAt: Instant | null } => {
  const at = (text: string | undefined): Instant | null => {
    try {
      return AttendanceEvent.safeParse(JSON.parse(text ?? '')).data?.at ?? null;
    } catch {
      return null;
    }
  };
  return { firstAt: at(texts[0]), lastAt: at(texts.at(-1)) };
};

type Ready = { readonly row: DeviceRow; readonly delivery: Delivery };

/** What stands in the way of taking the file as a push, or the tablet and the delivery. */
const readyToTake = async (
  { inside, unread }: OpenedFile,
  { devices, services }: Pick<Context, 'devices' | 'services'>,
): Promise<Result<Ready, HandInReason>> => {
  if (inside === undefined) return err(unread ?? 'unreadable');
  const { head, publicKey, from, events, device } = inside;
  const row = await devices.get(device);
  const isSigned = head !== undefined && head.device === device && (await isHeadSignedBy(publicKey, head));
  if (!isSigned) return err('no-signature');
  if (row === undefined || isOffices(row, services)) return err('unknown-device');
  if (row.public_key !== publicKey) return err('wrong-key');
  if (from > row.head_seq + 1) return err('gap');
  if (head.seq !== from + events.length - 1) return err('broken-chain');
  return ok({ row, delivery: { from, events, head } });
};

/** How many of the events the office holds already, byte for byte. */
const knownIn = async (
  { device, from, events }: Inside,
  { logs }: Pick<Context, 'logs'>,
): Promise<number> => {
  const held = await logs.hashes(device, from, from + events.length - 1);
  let known = 0;
  for (const [i, text] of events.entries()) if (held.get(from + i) === (await sha256(text))) known += 1;
  return known;
};

/** Whether the office holds every event already, byte for byte: then nobody has anything to decide, signed or not. */
const isHeldWhole = (events: readonly string[], known: number): boolean =>
  events.length > 0 && known === events.length;

/** What the file holds and would do, in figures; nothing is changed. */
export const lookAt = async (
  opened: OpenedFile,
  context: Pick<Context, 'devices' | 'logs' | 'programme' | 'planning' | 'services'>,
): Promise<HandInReply> => {
  const ready = await readyToTake(opened, context);
  const row = await context.devices.get(opened.device);
  const events = opened.inside?.events ?? [];
  const known = opened.inside === undefined ? 0 : await knownIn(opened.inside, context);
  const last = headOf(row);
  const isHeld = isHeldWhole(events, known);
  const isForked = ready.ok && known < Math.min(last.seq - ready.value.delivery.from + 1, events.length);
  const ifTaken = ({ row, delivery }: Ready) => (isForked ? 'fork' : reasonIfTaken(row, delivery, context));
  const ifNotHeld = async () => (ready.ok ? ifTaken(ready.value) : ready.error);
  const reason = isHeld ? null : await ifNotHeld();
  const isTaken = isHeld || (ready.ok && reason !== 'fork' && reason !== 'broken-chain');
  return {
    device: opened.device,
    deviceName: row?.name ?? null,
    outcome: isTaken ? 'taken' : 'set-aside',
    reason,
    events: events.length,
    fresh: events.length - known,
    known,
    ...timesOf(events),
    held: last.seq,
  };
};

/** The same events for the same reason are the same file, however often they were sealed anew. */
const contentOf = ({ inside, text }: OpenedFile, reason: HandInReason): Promise<string> =>
  inside === undefined
    ? sha256(text)
    : sha256(JSON.stringify([reason, inside.device, inside.publicKey, inside.from, inside.events]));

type Outcome = Pick<HandInReply, 'outcome' | 'reason' | 'fresh'>;

/** Who hands a file in: a tablet, within its bounds (LIM-1, LIM-2), or somebody at the office. */
export type HandingIn = { readonly by: string; readonly isTablet: boolean };

const setAside = async (
  opened: OpenedFile,
  reason: HandInReason,
  { by, isTablet }: HandingIn,
  { handIns, intake, services }: Pick<Context, 'handIns' | 'intake' | 'services'>,
): Promise<Result<Outcome, TooMuch>> => {
  const isNew = await handIns.keep({
    content: await contentOf(opened, reason),
    device: opened.device,
    reason,
    from_seq: opened.inside?.from ?? 0,
    events: opened.inside?.events.length ?? 0,
    file: opened.text,
    handed_in_by: by,
    received_at: services.clock(),
  });
  if (isNew && isTablet) {
    if (isTooMuchAside(await asideBytesOf(intake, by))) return err({ kind: 'aside-full' });
    const seconds = await takeRoom(intake, by, Buffer.byteLength(opened.text), services.clock());
    if (seconds !== undefined) return err({ kind: 'too-much', seconds });
  }
  return ok({ outcome: 'set-aside', reason, fresh: 0 });
};

/** Takes the file into its tablet's log; `undefined` with the reason where it does not fit there. */
const intoLog = async (
  { row, delivery }: Ready,
  { by, isTablet }: HandingIn,
  context: Context,
): Promise<Result<Outcome, HandInReason | TooMuch>> => {
  /** A file measures no clock: what was last measured is the best there is. */
  const clockOffsetMs = Number(row.clock_offset_ms ?? 0);
  const how = { clockOffsetMs, contact: {}, payer: isTablet ? by : undefined };
  const taken = await takeIn(row, delivery, how, context);
  if (!taken.ok) {
    const { error } = taken;
    if (error.kind === 'too-much' || error.kind === 'aside-full') return err(error);
    return err(error.kind === 'gap' ? 'gap' : 'broken-chain');
  }
  const { reason, fresh } = taken.value;
  const isWhole = reason === 'fork' || reason === 'broken-chain';
  return ok({ outcome: isWhole ? 'set-aside' : 'taken', reason, fresh });
};

/** Into the log, or where it does not fit there aside; refused whole where the tablet's room is used up. */
const keep = async (
  opened: OpenedFile,
  from: HandingIn,
  context: Context,
): Promise<Result<Outcome, TooMuch>> => {
  const ready = await readyToTake(opened, context);
  const taken = ready.ok ? await intoLog(ready.value, from, context) : ready;
  if (taken.ok) return taken;
  const { error } = taken;
  return typeof error === 'object' ? err(error) : setAside(opened, error, from, context);
};

/**
 * Hands the file in: into the log, or aside with the reason. Done again it changes nothing (RESCUE-3). Whoever asks
 * keeps nothing of what is refused.
 */
export const handInFile = async (
  opened: OpenedFile,
  from: HandingIn,
  context: Context,
): Promise<Result<HandInReply, TooMuch>> => {
  await context.logs.lock();
  const before = await lookAt(opened, context);
  if (isHeldWhole(opened.inside?.events ?? [], before.known)) return ok(before);
  const outcome = await keep(opened, from, context);
  if (!outcome.ok) return outcome;
  const row = await context.devices.get(opened.device);
  return ok({ ...before, ...outcome.value, held: row?.head_seq ?? 0 });
};

/**
 * Makes an unknown tablet known by its file, turned off from the start: what it recorded goes into a log of its own and
 * is set aside there until a person has decided on it (RESCUE-4).
 */
export const knowDeviceOf = async (
  { inside, device }: OpenedFile,
  name: string,
  { devices, services }: Pick<Context, 'devices' | 'services'>,
): Promise<boolean> => {
  const id = DeviceId.safeParse(device).data;
  if (inside === undefined || id === undefined || (await devices.get(id)) !== undefined) return false;
  const now = services.clock();
  await devices.add({ id, name, unit: null, publicKey: inside.publicKey }, now);
  await devices.revoke(id, now);
  return true;
};
