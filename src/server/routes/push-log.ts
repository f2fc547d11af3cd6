/**
 * POST /api/log: a tablet hands over the tail of its log.
 *
 * Safe to repeat, because the tablet cannot tell a lost request from a lost reply: events we already hold are
 * acknowledged again and stored once (SYNC-1). A tail with a gap is refused whole, naming the event to resend from
 * (SYNC-2). What does not fit, or may not count, is kept and set aside for a person (LOG-5): it never blocks the rest.
 */
import { err, ok, type Result } from '../../domain/result.ts';
import { instant } from '../../domain/time.ts';
import type { Refusal } from '../../protocol/problems.ts';
import { PushLogReply, PushLogRequest } from '../../protocol/push-log.ts';
import { isHeadSignedBy, signReceipt, SignedHead } from '../../signing/heads.ts';
import type { CallingDevice } from '../http/callers.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { continuesAside, hashBefore } from '../keep-aside.ts';
import { takeIn, type Delivery, type NotTaken } from '../take-in.ts';
import { tooMuch } from './too-much.ts';

/**
 * True for a copy's delivery that begins after the two logs parted. Put back from a backup, the office may no longer have
 * what it once acknowledged of it, so the copy is asked for all of its log, which is then kept aside whole (LOG-5).
 */
const beginsAfterFork = async (
  context: Pick<Context, 'logs'>,
  device: string,
  delivery: Delivery,
): Promise<boolean> => {
  if (delivery.from <= 1) return false;
  const held = await context.logs.hashAt(device, delivery.from - 1);
  const said = hashBefore(delivery);
  const isAfter = held !== undefined && said !== undefined && held !== said;
  return isAfter && !(await continuesAside(context, device, delivery));
};

const refusalOf = (why: NotTaken): Result<never, Refusal> => {
  if (why.kind === 'gap') return err({ code: 'sync/gap', expected: why.expected });
  return why.kind === 'head-other' ? err({ code: 'sync/head-not-signed' }) : tooMuch(why);
};

/** The head, if the device has signed it: the one signature that is looked at in a push (SYNC-4). */
const signedHeadOf = async (
  said: unknown,
  { device, publicKey }: CallingDevice,
): Promise<SignedHead | undefined> => {
  const head = SignedHead.safeParse(said);
  if (!head.success || head.data.device !== device) return undefined;
  return (await isHeadSignedBy(publicKey, head.data)) ? head.data : undefined;
};

export const pushLog = endpoint({
  method: 'post',
  path: '/api/log',
  caller: 'device',
  allowsRevoked: true,
  body: PushLogRequest,
  reply: PushLogReply,
  turn: 'log',
  /* Before the transaction: nobody else's writes wait for it. */
  prepare: ({ body, caller }) => signedHeadOf(body.head, caller),
  handle: async ({ body, caller, prepared: head }, context) => {
    const { devices, logs, services, tell } = context;
    const { device } = caller;
    if (head === undefined) return err({ code: 'sync/head-not-signed' });
    await logs.lock();
    const row = await devices.get(device);
    if (row === undefined) return err({ code: 'sign-in/required' });
    const now = services.clock();
    const clockOffsetMs = now - head.at;
    const contact = {
      last_contact_at: now,
      clock_offset_ms: clockOffsetMs,
      health: JSON.stringify(body.health),
    };
    const delivery = { from: body.from, events: body.events, head };
    const taken = await takeIn(row, delivery, { clockOffsetMs, contact, payer: device }, context);
    const doesNotFit =
      taken.ok && (taken.value.setAside === 'fork' || taken.value.setAside === 'broken-chain');
    if (doesNotFit && (await beginsAfterFork(context, device, delivery)))
      return err({ code: 'sync/gap', expected: 1 });
    if (!taken.ok) return refusalOf(taken.error);
    const { end, setAside, fresh, aside } = taken.value;
    tell({ event: 'pushed', fresh, aside, reason: setAside });
    const receipt = await signReceipt(services.secrets.receiptKey, { device, ...end, at: instant(now) });
    return ok({ receipt, serverTime: instant(now), setAside });
  },
});
