import { base32 } from '../../domain/badge.ts';
import { units } from '../../domain/programme.ts';
import { err, ok } from '../../domain/result.ts';
import { instant, minuteMs } from '../../domain/time.ts';
import { CreateEnrolmentReply, CreateEnrolmentRequest } from '../../protocol/create-enrolment.ts';
import { endpoint } from '../http/endpoint.ts';
import { hashOf } from '../http/services.ts';
import { cleanText } from '../import/clean-text.ts';

const codeMs = 30 * minuteMs;
/** 40 random bits are the code's eight characters. */
const codeBytes = 5;

/** POST /api/admin/enrolments: a code for one tablet, good once and for half an hour; only its hash is kept (DEV-1). The name is kept clean (IMP-9). */
export const createEnrolment = endpoint({
  method: 'post',
  path: '/api/admin/enrolments',
  caller: 'administrator',
  roles: ['system', 'planner'],
  body: CreateEnrolmentRequest,
  reply: CreateEnrolmentReply,
  handle: async ({ body, caller }, { devices, officeLog, services }) => {
    if (body.unit !== null && !units.some(([key]) => key === body.unit))
      return err({ code: 'request/malformed' });
    const name = cleanText(body.name);
    if (name === '') return err({ code: 'request/malformed' });
    const code = base32(services.randomBytes(codeBytes));
    const id = hashOf(code);
    const now = services.clock();
    const expiresAt = instant(now + codeMs);
    await devices.addEnrolmentCode({
      code_hash: id,
      name,
      unit: body.unit,
      expires_at: expiresAt,
      created_at: now,
    });
    await officeLog.append({ kind: 'enrolment-created', actor: caller.id, at: now, unit: body.unit });
    return ok({ id, code, link: `${services.origin}/anslut#${code}`, expiresAt, serverTime: instant(now) });
  },
});
