/** A rescue file handed in: by any tablet that is enrolled, or by the office, which may look first (RESCUE-2 … RESCUE-5). */
import { hourMs } from '../../domain/time.ts';
import { err, ok } from '../../domain/result.ts';
import { HandInReply, HandInRequest } from '../../protocol/hand-in.ts';
import { maxRescueFileChars } from '../../protocol/rescue-file.ts';
import { endpoint, type Endpoint } from '../http/endpoint.ts';
import { tooMuch } from './too-much.ts';
import { handInFile, lookAt, openRescueFile } from '../rescue-intake.ts';

/** The file as JSON, where every quotation mark takes two characters. */
const maxBytes = maxRescueFileChars + 64 * 1024;
const perHour = 120;

/** POST /api/hand-in: another tablet's file. It learns whose it was and how many events; nothing about people. */
export const handInByTablet = endpoint({
  method: 'post',
  path: '/api/hand-in',
  caller: 'device',
  allowsRevoked: true,
  body: HandInRequest,
  maxBytes,
  reply: HandInReply,
  limits: [{ name: 'hand-in', max: perHour, perMs: hourMs, key: ({ address }) => address }],
  handle: async ({ body, caller }, context) => {
    const opened = await openRescueFile(body.file, context.services);
    if (!opened.ok) return err({ code: 'rescue/refused', reason: opened.error });
    const from = { by: caller.device, isTablet: true };
    const handedIn = await handInFile(opened.value, from, context);
    return handedIn.ok ? handedIn : tooMuch(handedIn.error);
  },
});

const office = {
  method: 'post',
  caller: 'administrator',
  roles: ['system', 'planner', 'reviewer'],
  body: HandInRequest,
  maxBytes,
  reply: HandInReply,
} as const;

/** POST /api/admin/hand-in/look: whose the file is and what is new in it; nothing is changed. */
export const lookAtRescueFile = endpoint({
  ...office,
  path: '/api/admin/hand-in/look',
  handle: async ({ body }, context) => {
    const opened = await openRescueFile(body.file, context.services);
    if (!opened.ok) return err({ code: 'rescue/refused', reason: opened.error });
    return ok(await lookAt(opened.value, context));
  },
});

/** POST /api/admin/hand-in: the file is taken, or kept aside with the reason. */
export const handInByOffice = endpoint({
  ...office,
  path: '/api/admin/hand-in',
  handle: async ({ body, caller }, context) => {
    const opened = await openRescueFile(body.file, context.services);
    if (!opened.ok) return err({ code: 'rescue/refused', reason: opened.error });
    const handedIn = await handInFile(opened.value, { by: caller.id, isTablet: false }, context);
    if (!handedIn.ok) return tooMuch(handedIn.error);
    const reply = handedIn.value;
    await context.officeLog.append({
      kind: 'rescue-handed-in',
      actor: caller.id,
      at: context.services.clock(),
      device: reply.device,
      events: reply.events,
      fresh: reply.fresh,
      outcome: reply.outcome,
      reason: reply.reason,
    });
    return ok(reply);
  },
});

export const handInEndpoints: readonly Endpoint[] = [handInByTablet, lookAtRescueFile, handInByOffice];
