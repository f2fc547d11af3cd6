/** An office with one administrator who has set up an account by the link, as far as a test wants it. */
import type { PasskeyQuestion } from '../../src/protocol/passkeys.ts';
import { createAdminLink } from '../../src/server/start-links.ts';
import { createAuthenticator, type Authenticator } from './authenticator.ts';
import { codeAt, cookieOf, registerOn, type Registered } from './second-factor.ts';
import { createTestServer, type TestServer, type TestServerOptions } from './test-server.ts';

export const password = 'en lugn kväll vid sjön';
export const login = 'sol.granhimmel';

/** `done`, or the code of the refusal. */
export const codeIn = async (answer: Response): Promise<string> =>
  answer.ok ? 'done' : ((await answer.json()) as { code: string }).code;

export type SignInWorld = TestServer & {
  /** The sign-in of the set-up link, which waits for a second factor. */
  readonly half: string;
  /** Chooses a code app; answers the whole sign-in. */
  readonly register: () => Promise<Registered>;
  /** Chooses a passkey by a sign-in; answers the device and the whole sign-in. */
  readonly addPasskey: (cookie: string) => Promise<{ device: Authenticator; cookie: string }>;
  /** The first step, from a browser with these cookies. */
  readonly givePassword: (given?: string, cookie?: string) => Promise<Response>;
  /** Both steps with the code app's code of now. */
  readonly signIn: (secret: string) => Promise<string>;
  readonly ask: (path: string, cookie?: string) => Promise<PasskeyQuestion>;
  /** What /me answers this sign-in: a code, or `done`. */
  readonly me: (cookie: string) => Promise<string>;
  readonly news: (cookie: string) => Promise<readonly { kind: string; count: number }[]>;
};

export const createSignInWorld = async (options: TestServerOptions = {}): Promise<SignInWorld> => {
  const server = await createTestServer(options);
  const token = (await createAdminLink(server.database, server.services)).split('#')[1] ?? '';
  const made = { token, name: 'Sol Granhimmel', login, password };
  const half = cookieOf(await server.post('/api/admin/set-up', made));
  const givePassword: SignInWorld['givePassword'] = (given = password, cookie) =>
    server.post('/api/admin/sign-in', { login, password: given }, cookie === undefined ? {} : { cookie });
  const ask: SignInWorld['ask'] = async (path, cookie) => {
    const answer = await server.post(path, {}, cookie === undefined ? {} : { cookie });
    if (!answer.ok) throw new Error(await answer.text());
    const body = (await answer.json()) as PasskeyQuestion & { passkey?: PasskeyQuestion };
    return body.passkey ?? body;
  };
  return {
    ...server,
    half,
    register: () => registerOn(server, half),
    addPasskey: async (cookie) => {
      const device = createAuthenticator(server.services.origin);
      const { challenge } = await ask('/api/admin/factors/passkey/begin', cookie);
      const body = { name: 'Jobbdatorn', response: device.make(challenge) };
      const added = await server.post('/api/admin/factors/passkey', body, { cookie });
      if (!added.ok) throw new Error(await added.text());
      return { device, cookie: cookieOf(added) === '' ? cookie : cookieOf(added) };
    },
    givePassword,
    signIn: async (secret) => {
      const first = cookieOf(await givePassword());
      const shown = { kind: 'totp', code: codeAt(secret, server.services.clock()) };
      const answer = await server.post('/api/admin/factor', shown, { cookie: first });
      if (!answer.ok) throw new Error(await answer.text());
      return cookieOf(answer);
    },
    ask,
    me: async (cookie) => codeIn(await server.get('/api/admin/me', { cookie })),
    news: async (cookie) => {
      const me = await server.get('/api/admin/me', { cookie });
      return ((await me.json()) as { news: { kind: string; count: number }[] }).news;
    },
  };
};
