/** Whose files a device keeps: told by the addresses that are open on it, and by what it has kept before. */

export type Audience = 'tablet' | 'phone';

/** Who an address is for; the office's pages need a network, and the two pages for everybody are kept with either. */
export const audienceAt = (pathname: string): Audience | undefined => {
  if (/^\/(?:admin|tillganglighet|integritet)(?:\/|$)/.test(pathname)) return undefined;
  return /^\/(?:B|in|jag)(?:\/|$)/.test(pathname) ? 'phone' : 'tablet';
};

const isFile = (pathname: string): boolean => /\.[a-z\d]+$/.test(pathname);

const keptFile = (pathname: string): Audience | undefined => {
  if (pathname.endsWith('.wasm')) return 'tablet';
  return /\/phone-[^/]*\.js$/.test(pathname) ? 'phone' : undefined;
};

/**
 * For whom a version is installed, out of the addresses of open pages and kept files. Where neither says anything it is
 * a tablet, which can least do without.
 */
export const audiencesOf = (pathnames: readonly string[]): readonly Audience[] => {
  const found = new Set(
    pathnames.flatMap((pathname) => (isFile(pathname) ? keptFile(pathname) : audienceAt(pathname)) ?? []),
  );
  const isAnybody = found.size === 0 && pathnames.some((pathname) => !isFile(pathname));
  return isAnybody || found.size > 0 ? [...found] : ['tablet'];
};
