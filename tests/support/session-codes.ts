/** The code that the screen of a session shows at a given moment, worked out with the office's own secret. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeStepAt, sessionCodeUrl, typedCodeOf } from '../../src/domain/session-code.ts';
import type { SessionId } from '../../src/domain/ids.ts';
import { macOfStep, sessionKeyOf } from '../../src/signing/session-code.ts';
import type { RealServer } from './real-server.ts';

/** As the QR says it, and the six characters beside it. `at` in ms. */
export const sessionCodeAt = async (
  server: RealServer,
  session: SessionId,
  at: number,
): Promise<{ readonly scanned: string; readonly typed: string }> => {
  const secret = new Uint8Array(readFileSync(join(server.folder, 'secrets', 'codes.key')));
  const step = codeStepAt(at);
  const mac = await macOfStep(await sessionKeyOf(secret, session), session, step);
  return { scanned: sessionCodeUrl(server.origin, session, step, mac), typed: typedCodeOf(mac) };
};
