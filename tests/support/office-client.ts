/** An administrator who talks to a running server without a page: to look up what a browser test needs to know. */
import type { BadgeCard } from '../../src/protocol/print-badges.ts';

export type OfficeClient = {
  readonly login: string;
  readonly password: string;
  readonly get: <T>(path: string) => Promise<T>;
  readonly post: <T>(path: string, body: unknown) => Promise<T>;
  readonly badges: (cohort: string) => Promise<readonly BadgeCard[]>;
};

/** Uses up the server's one-time administrator link. */
export const signInToOffice = async (origin: string, adminLink: string): Promise<OfficeClient> => {
  const login = 'prov';
  const password = 'stigen under tallarna 26';
  const token = new URL(adminLink).hash.slice(1);
  const headers = { 'Content-Type': 'application/json' };
  const reply = await fetch(`${origin}/api/admin/set-up`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ token, name: 'Prov Administratör', login, password }),
  });
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0];
  if (!reply.ok || cookie === undefined) throw new Error(`set-up refused: ${await reply.text()}`);
  const read = async <T>(response: Response): Promise<T> => {
    if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const client: OfficeClient = {
    login,
    password,
    get: async (path) => read(await fetch(`${origin}${path}`, { headers: { cookie } })),
    post: async (path, body) =>
      read(
        await fetch(`${origin}${path}`, {
          method: 'POST',
          headers: { ...headers, cookie },
          body: JSON.stringify(body),
        }),
      ),
    badges: async (cohort) =>
      (await client.get<{ cards: readonly BadgeCard[] }>(`/api/admin/badges?cohort=${cohort}`)).cards,
  };
  return client;
};
