/** Participants' own phones against a test server: cookies kept as a browser keeps them, and a clock that may be wrong. */
import type { SessionId } from '../../src/domain/ids.ts';
import { codeStepAt, sessionCodeUrl, typedCodeOf } from '../../src/domain/session-code.ts';
import { hashOf } from '../../src/server/http/services.ts';
import { macOfStep, sessionKeyOf } from '../../src/signing/session-code.ts';
import type { TestServer } from './test-server.ts';

/** Issues badges to these participants where they have none. */
export const issueBadges = (server: TestServer, participants: readonly string[]): Promise<number> =>
  server.stores(({ badges }) => badges.issue(participants, server.services.clock()));

/** What stands on somebody's card: the secret in the QR and the readable code. */
export const cardOf = async (
  server: TestServer,
  participant: string,
): Promise<{ readonly token: string; readonly code: string }> => {
  const card = (await server.stores(({ badges }) => badges.tokens([participant]))).get(participant);
  if (card === undefined) throw new Error(`${participant} has no card`);
  return card;
};

/** The code on the screen of a tablet whose clock says `at`: as the QR says it, and the six characters beside it. */
export const codeShownAt = async (
  server: Pick<TestServer, 'services'>,
  session: string,
  at: number,
): Promise<{ readonly scanned: string; readonly typed: string }> => {
  const step = codeStepAt(at);
  const key = await sessionKeyOf(server.services.secrets.codesKey, session);
  const mac = await macOfStep(key, session, step);
  return {
    scanned: sessionCodeUrl(server.services.origin, session as SessionId, step, mac),
    typed: typedCodeOf(mac),
  };
};

type Seen = {
  /** How long ago the phone saw the code, in ms. */
  readonly agoMs?: number;
  readonly anyway?: boolean;
};

export type TestPhone = {
  /** The phone's own hash, as it stands in the log. */
  readonly phone: string;
  readonly open: (token: string) => Promise<Response>;
  readonly identify: (code: string) => Promise<Response>;
  readonly leave: () => Promise<Response>;
  readonly page: (etag?: string) => Promise<Response>;
  readonly notice: (version: string) => Promise<Response>;
  readonly checkIn: (code: string, seen?: Seen) => Promise<Response>;
  /** The cookie it sends, as it stands in the header. */
  readonly cookie: () => string | undefined;
};

/** A phone of somebody's own, with its clock `fastMs` ahead of the office's. */
export const aPhone = (server: TestServer, name = 'phone', fastMs = 0): TestPhone => {
  let cookie: string | undefined;
  const phone = hashOf(name);
  const caller = () => (cookie === undefined ? {} : { cookie });
  const keep = (reply: Response): Response => {
    const line = reply.headers.getSetCookie()[0];
    if (line !== undefined) cookie = line.includes('Max-Age=0') ? undefined : line.split(';')[0];
    return reply;
  };
  const post = async (path: string, body: unknown): Promise<Response> =>
    keep(await server.post(path, body, caller()));
  return {
    phone,
    open: (token) => post('/api/me/open', { token }),
    identify: (code) => post('/api/me/identify', { code }),
    leave: () => post('/api/me/leave', {}),
    notice: (version) => post('/api/me/notice', { version }),
    page: (etag) =>
      server.get('/api/me', {
        ...caller(),
        headers: etag === undefined ? {} : { 'If-None-Match': etag },
      }),
    checkIn: (code, { agoMs = 0, anyway = false } = {}) => {
      const sentAt = server.services.clock() + fastMs;
      return post('/api/me/check-in', { code, phone, seenAt: sentAt - agoMs, sentAt, anyway });
    },
    cookie: () => cookie,
  };
};
