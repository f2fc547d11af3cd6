/**
 * One table: address → audience. What each audience needs is fetched apart, so that a tablet has no code of the office
 * and a phone none of the tablet. Knows nothing of how it is drawn, so that fetching begins before that is here.
 */
import { fetchedPart, type FetchedPart } from './device/fetched-part.ts';
import type { ComponentType } from 'react';

export type Part = FetchedPart<ComponentType>;

export const office: Part = fetchedPart(async () => (await import('./admin/admin-app.tsx')).AdminApp);
const phone: Part = fetchedPart(
  async () => (await import('./participant/participant-app.tsx')).ParticipantApp,
);
const everybody: Part = fetchedPart(async () => (await import('./participant/public-pages.tsx')).PublicPages);
const tablet: Part = fetchedPart(async () => (await import('./tablet-app.tsx')).openTabletApp());

const byAddress: readonly (readonly [path: RegExp, of: Part])[] = [
  [/^\/admin(?:\/|$)/, office],
  [/^\/(?:B|in|jag)(?:\/|$)/, phone],
  [/^\/(?:tillganglighet|integritet)(?:\/|$)/, everybody],
];

/** Every audience's part. */
export const parts: readonly Part[] = [office, phone, everybody, tablet];

/** Whose the address is; a tablet's is every other. */
export const partOf = (pathname: string): Part =>
  byAddress.find(([path]) => path.test(pathname))?.[1] ?? tablet;
