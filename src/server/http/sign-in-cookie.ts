/**
 * The two sign-in cookies, the administrator's and the one of a participant's own phone: `__Host-` and Secure wherever
 * there is TLS; plain on http://localhost. Neither can be read by the page, nor is sent along from another site (SIGN-5).
 */

type Whose = 'administrator' | 'participant';

const secureName = { administrator: '__Host-narvaro', participant: '__Host-narvaro-me' } as const;
const plainName = { administrator: 'narvaro-sign-in', participant: 'narvaro-me' } as const;

const nameFor = (origin: string, whose: Whose): string =>
  (origin.startsWith('https:') ? secureName : plainName)[whose];

const cookieLine = (
  origin: string,
  whose: Whose,
  token: string | null,
  seconds: number | undefined,
): string => {
  const secure = origin.startsWith('https:') ? '; Secure' : '';
  const age = token === null ? '; Max-Age=0' : seconds === undefined ? '' : `; Max-Age=${seconds}`;
  return `${nameFor(origin, whose)}=${token ?? ''}; Path=/; HttpOnly; SameSite=Strict${secure}${age}`;
};

const tokenIn = (origin: string, whose: Whose, request: Request): string | undefined => {
  const wanted = `${nameFor(origin, whose)}=`;
  const found = (request.headers.get('cookie') ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(wanted));
  const token = found?.slice(wanted.length);
  return token === undefined || token === '' ? undefined : token;
};

/** The Set-Cookie line that keeps (token) or ends (null) a sign-in. It ends with the browser session at the latest. */
export const signInCookie = (origin: string, token: string | null): string =>
  cookieLine(origin, 'administrator', token, undefined);

/** The sign-in token a request carries, if any. */
export const signInTokenIn = (origin: string, request: Request): string | undefined =>
  tokenIn(origin, 'administrator', request);

/** The Set-Cookie line that keeps (token) or ends (null) a participant's own phone, for so many seconds (ME-1). */
export const phoneCookie = (origin: string, token: string | null, seconds: number): string =>
  cookieLine(origin, 'participant', token, seconds);

/** The token of a participant's own phone that a request carries, if any. */
export const phoneTokenIn = (origin: string, request: Request): string | undefined =>
  tokenIn(origin, 'participant', request);
