/** The administrator's sign-in cookie: `__Host-` and Secure wherever there is TLS; plain on http://localhost. */

const nameFor = (origin: string): string =>
  origin.startsWith('https:') ? '__Host-narvaro' : 'narvaro-sign-in';

/** The Set-Cookie line that keeps (token) or ends (null) a sign-in. It ends with the browser session at the latest. */
export const signInCookie = (origin: string, token: string | null): string => {
  const secure = origin.startsWith('https:') ? '; Secure' : '';
  const age = token === null ? '; Max-Age=0' : '';
  return `${nameFor(origin)}=${token ?? ''}; Path=/; HttpOnly; SameSite=Strict${secure}${age}`;
};

/** The sign-in token a request carries, if any. */
export const signInTokenIn = (origin: string, request: Request): string | undefined => {
  const wanted = `${nameFor(origin)}=`;
  const found = (request.headers.get('cookie') ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(wanted));
  const token = found?.slice(wanted.length);
  return token === undefined || token === '' ? undefined : token;
};
