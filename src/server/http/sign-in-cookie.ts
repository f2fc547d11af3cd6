/**
 * Our cookies: the administrator's sign-in, the one of a participant's own phone, the mark of a browser that somebody
 * has signed in with, and the one that a sign-on at the city's service is answered in. `__Host-` and Secure wherever
 * there is TLS; plain on http://localhost. None can be read by the page, nor is sent along from another site (SIGN-5).
 */

type Whose = 'administrator' | 'participant' | 'known' | 'sign-on';

const secureName = {
  administrator: '__Host-narvaro',
  participant: '__Host-narvaro-me',
  known: '__Host-narvaro-known',
  'sign-on': '__Host-narvaro-sign-on',
} as const;
const plainName = {
  administrator: 'narvaro-sign-in',
  participant: 'narvaro-me',
  known: 'narvaro-known',
  'sign-on': 'narvaro-sign-on',
} as const;

/** As long as somebody may be away and still come back to a browser that is known. */
const knownSeconds = 180 * 86_400;
/** As long as a sign-on may take. */
const signOnSeconds = 600;

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

/** The Set-Cookie line that lets a browser be known again by whoever signed in with it (AUTH-4). */
export const knownCookie = (origin: string, mark: string): string =>
  cookieLine(origin, 'known', mark, knownSeconds);

/** The mark of a browser that somebody has signed in with, if any. */
export const knownMarkIn = (origin: string, request: Request): string | undefined =>
  tokenIn(origin, 'known', request);

/** The Set-Cookie line that ties a sign-on to this browser (token), or ends it (null) (AUTH-8). */
export const signOnCookie = (origin: string, token: string | null): string =>
  cookieLine(origin, 'sign-on', token, signOnSeconds);

/** The token of a sign-on that was begun in this browser, if any. */
export const signOnTokenIn = (origin: string, request: Request): string | undefined =>
  tokenIn(origin, 'sign-on', request);

/**
 * Puts cookies on a reply. With the sign-in, what the browser's cache holds of it goes too; never its storage, where a
 * tablet of the same browser keeps its log.
 */
export const putCookies = (response: Response, origin: string, lines: readonly string[]): void => {
  for (const line of lines) response.headers.append('Set-Cookie', line);
  if (lines.includes(signInCookie(origin, null))) response.headers.set('Clear-Site-Data', '"cache"');
};

export type CookieSetters = {
  /** The signed-in cookie this reply sets (a token) or clears (null). */
  readonly setSignIn: (token: string | null) => void;
  /** The cookie by which a browser is known again (AUTH-4). */
  readonly setKnown: (mark: string) => void;
  /** The cookie that ties a sign-on at the city's service to this browser (AUTH-8). */
  readonly setSignOn: (token: string | null) => void;
};

/** What a handler sets cookies with; `lines` are those its reply has. */
export const cookieSetters = (origin: string, lines: string[]): CookieSetters => ({
  setSignIn: (token) => void lines.push(signInCookie(origin, token)),
  setKnown: (mark) => void lines.push(knownCookie(origin, mark)),
  setSignOn: (token) => void lines.push(signOnCookie(origin, token)),
});
