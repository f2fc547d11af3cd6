/** An administrator who talks to a running server without a page: to look up what a browser test needs to know. */
import type { BadgeCard } from '../../src/protocol/print-badges.ts';
import { cookieOf, registerTotp } from './second-factor.ts';

export type OfficeClient = {
  readonly login: string;
  readonly password: string;
  /** One of the codes that stand in for the code app, each good once; none in the demo, which asks for none. */
  readonly takeRecoveryCode: () => string | undefined;
  readonly get: <T>(path: string) => Promise<T>;
  /** The same, asked of another address of the same office. */
  readonly getAt: <T>(other: string, path: string) => Promise<T>;
  readonly post: <T>(path: string, body: unknown) => Promise<T>;
  readonly badges: (cohort: string) => Promise<readonly BadgeCard[]>;
};

/**
 * Uses up the server's one-time administrator link; where a second factor is asked for, a code app is chosen. `now` is
 * the server's clock.
 */
export const signInToOffice = async (
  origin: string,
  adminLink: string,
  now: () => number = Date.now,
): Promise<OfficeClient> => {
  const login = 'prov';
  const password = 'stigen under tallarna 26';
  const token = new URL(adminLink).hash.slice(1);
  const headers = { 'Content-Type': 'application/json' };
  const reply = await fetch(`${origin}/api/admin/set-up`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ token, name: 'Prov Administratör', login, password }),
  });
  if (!reply.ok) throw new Error(`set-up refused: ${await reply.text()}`);
  const half = cookieOf(reply);
  const isWhole = (await fetch(`${origin}/api/admin/me`, { headers: { cookie: half } })).ok;
  const post = (path: string, body: unknown, cookie: string): Promise<Response> =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { ...headers, cookie },
      body: JSON.stringify(body),
    });
  const registered = isWhole ? undefined : await registerTotp(post, half, now());
  const cookie = registered?.cookie ?? half;
  const codes = [...(registered?.recoveryCodes ?? [])];
  const read = async <T>(response: Response): Promise<T> => {
    if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const client: OfficeClient = {
    login,
    password,
    takeRecoveryCode: () => codes.pop(),
    getAt: async (other, path) => read(await fetch(`${other}${path}`, { headers: { cookie } })),
    get: async (path) => read(await fetch(`${origin}${path}`, { headers: { cookie } })),
    post: async (path, body) => read(await post(path, body, cookie)),
    badges: async (cohort) =>
      (await client.get<{ cards: readonly BadgeCard[] }>(`/api/admin/badges?cohort=${cohort}`)).cards,
  };
  return client;
};
