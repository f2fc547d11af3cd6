/**
 * The city's own sign-in service as a test has it: a real OpenID Connect provider on a port of its own, whose people sign
 * in without being asked, and whose answers a test can falsify on their way.
 */
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Provider, type Adapter, type AdapterPayload } from 'oidc-provider';
import { freePort } from './free-port.ts';

type Claims = Record<string, unknown>;

/** A browser's cookies of the service. */
export type Jar = Map<string, string>;

const cookiesIn = (jar: Jar): { cookie: string } => ({
  cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
});

const keepCookies = (answer: Response, jar: Jar): void => {
  for (const line of answer.headers.getSetCookie()) {
    const [pair = ''] = line.split(';');
    jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
  }
};

export type SignInService = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who is at the keyboard there from now on. */
  readonly beSomebody: (subject: string) => void;
  /** What stands in the token that is given out from now on, signed as the service signs; nothing for as it is. */
  readonly falsify: (change: ((claims: Claims) => Claims) | undefined, header?: Claims) => void;
  /** Goes to an address as a browser does and answers the one it is sent back to; with a jar it stays signed in there. */
  readonly visit: (address: string, jar?: Jar) => Promise<URL>;
  /** Opens the service's own page for signing out, says yes, and answers where one is sent. */
  readonly leave: (address: string, jar: Jar) => Promise<URL>;
  readonly isUp: (answers: boolean) => void;
  readonly end: () => Promise<void>;
};

/** What a provider keeps, in memory. */
const memory = (): new (kind: string) => Adapter => {
  const kept = new Map<string, AdapterPayload>();
  return class {
    readonly #kind: string;
    constructor(kind: string) {
      this.#kind = kind;
    }
    readonly #key = (id: string): string => `${this.#kind}/${id}`;
    upsert(id: string, payload: AdapterPayload): Promise<void> {
      kept.set(this.#key(id), payload);
      return Promise.resolve();
    }
    find(id: string): Promise<AdapterPayload | undefined> {
      return Promise.resolve(kept.get(this.#key(id)));
    }
    findByUserCode(): Promise<undefined> {
      return Promise.resolve(undefined);
    }
    findByUid(uid: string): Promise<AdapterPayload | undefined> {
      return Promise.resolve([...kept.values()].find((one) => one.uid === uid));
    }
    consume(id: string): Promise<void> {
      const held = kept.get(this.#key(id));
      if (held !== undefined) held.consumed = 1;
      return Promise.resolve();
    }
    destroy(id: string): Promise<void> {
      kept.delete(this.#key(id));
      return Promise.resolve();
    }
    revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, { grantId: of }] of kept) if (of === grantId) kept.delete(key);
      return Promise.resolve();
    }
  };
};

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const clientId = 'narvaro';
const clientSecret = 'en hemlighet som bara ett test har';

/**
 * Starts one; `redirect` is where it may send people back to. At 127.0.0.1 it is another site than localhost to a
 * browser.
 */
export const startSignInService = async (
  redirect: string,
  host: 'localhost' | '127.0.0.1' = 'localhost',
): Promise<SignInService> => {
  const port = await freePort();
  const issuer = `http://${host}:${port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' };
  const minutes = 600;
  let somebody = 'nobody';
  let change: ((claims: Claims) => Claims) | undefined;
  let headerChange: Claims | undefined;
  let answers = true;
  const provider = new Provider(issuer, {
    adapter: memory(),
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirect],
        post_logout_redirect_uris: [new URL('/admin', redirect).href],
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: ['only for tests'] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource: (ctx, form) => {
          ctx.body = form;
        },
      },
    },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    interactions: { url: (_, { uid }) => `/here/${uid}` },
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({
        clientId: client?.clientId ?? '',
        accountId: session?.accountId ?? '',
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    renderError: (ctx) => {
      ctx.body = 'refused';
    },
    ttl: {
      AccessToken: minutes,
      AuthorizationCode: minutes,
      Grant: minutes,
      IdToken: minutes,
      Interaction: minutes,
      Session: minutes,
    },
  });
  const falsified = (token: string): string => {
    const [head = '', body = ''] = token.split('.');
    const read = (part: string): Claims => JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims;
    const header = { ...read(head), ...headerChange };
    const signed = `${base64(header)}.${base64((change ?? ((claims) => claims))(read(body)))}`;
    if (header['alg'] === 'none') return `${signed}.`;
    const key = createPrivateKey({ key: jwk, format: 'jwk' });
    return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
  };
  const callback = provider.callback();
  /** What the token address answers, with the token changed. */
  const falsify = (request: IncomingMessage, response: ServerResponse): void => {
    const end = response.end.bind(response);
    response.end = ((chunk: Buffer | string) => {
      const answer = JSON.parse(chunk.toString()) as { id_token?: string };
      const text =
        answer.id_token === undefined
          ? chunk.toString()
          : JSON.stringify({ ...answer, id_token: falsified(answer.id_token) });
      response.setHeader('Content-Length', Buffer.byteLength(text));
      return end(text);
    }) as typeof response.end;
    void callback(request, response);
  };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    if (!answers) return void request.socket.destroy();
    if (path.startsWith('/here/'))
      return void provider.interactionFinished(request, response, { login: { accountId: somebody } });
    if (path === '/token' && (change !== undefined || headerChange !== undefined))
      return falsify(request, response);
    return void callback(request, response);
  });
  await new Promise<void>((listening) => {
    server.listen(port, host, () => listening());
  });
  return {
    issuer,
    clientId,
    clientSecret,
    beSomebody: (subject) => {
      somebody = subject;
    },
    falsify: (to, header) => {
      change = to;
      headerChange = header;
    },
    visit: async (from, jar = new Map()) => {
      let address = new URL(from);
      for (let steps = 0; steps < 10; steps += 1) {
        const answer = await fetch(address, { redirect: 'manual', headers: cookiesIn(jar) });
        keepCookies(answer, jar);
        const next = answer.headers.get('location');
        if (next === null) throw new Error(`${address.href}: ${answer.status} ${await answer.text()}`);
        address = new URL(next, address);
        if (address.href.startsWith(redirect)) return address;
      }
      throw new Error('sent round in a circle');
    },
    leave: async (from, jar) => {
      const page = await fetch(from, { headers: cookiesIn(jar) });
      keepCookies(page, jar);
      const text = await page.text();
      const action = /action="([^"]+)"/.exec(text)?.[1];
      const xsrf = /name="xsrf" value="([^"]+)"/.exec(text)?.[1];
      if (action === undefined || xsrf === undefined) throw new Error(`no page for signing out: ${text}`);
      const answer = await fetch(action, {
        method: 'POST',
        redirect: 'manual',
        headers: cookiesIn(jar),
        body: new URLSearchParams({ xsrf, logout: 'yes' }),
      });
      keepCookies(answer, jar);
      return new URL(answer.headers.get('location') ?? '', from);
    },
    isUp: (now) => {
      answers = now;
    },
    end: async () => {
      server.closeAllConnections();
      await new Promise<void>((closed) => {
        server.close(() => closed());
      });
    },
  };
};
