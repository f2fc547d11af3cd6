/** How tests show a second factor: a code app whose codes are made here, and recovery codes, which need no clock. */
import { Secret, TOTP } from 'otpauth';

type Post = (path: string, body: unknown, cookie: string) => Promise<Response>;

/** A code app's code at a time. */
export const codeAt = (secret: string, now: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });

/** The first cookie a reply sets, as a request sends it. */
export const cookieOf = (response: Response): string =>
  response.headers.getSetCookie()[0]?.split(';')[0] ?? '';

export type Registered = {
  /** The sign-in, now whole. */
  readonly cookie: string;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
};

/** Chooses a code app for whoever has this half sign-in. */
export const registerTotp = async (post: Post, half: string, now: number): Promise<Registered> => {
  const begun = await post('/api/admin/factors/totp/begin', {}, half);
  if (!begun.ok) throw new Error(`no code app: ${await begun.text()}`);
  const { ticket, secret } = (await begun.json()) as { ticket: string; secret: string };
  const body = { ticket, name: 'Kodapp', code: codeAt(secret, now) };
  const added = await post('/api/admin/factors/totp', body, half);
  if (!added.ok) throw new Error(`no code app: ${await added.text()}`);
  const { recoveryCodes } = (await added.json()) as { recoveryCodes: string[] };
  return { cookie: cookieOf(added), secret, recoveryCodes };
};

type Served = {
  readonly post: (path: string, body: unknown, caller: { cookie: string }) => Promise<Response>;
  readonly services: { readonly clock: () => number };
};

/** The same on a server without a socket. */
export const registerOn = ({ post, services }: Served, half: string): Promise<Registered> =>
  registerTotp((path, body, cookie) => post(path, body, { cookie }), half, services.clock());
