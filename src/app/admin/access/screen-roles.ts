/**
 * Which screens are whose. Each names the address it reads first, and its roles are that address's own: a test holds
 * the two together (ROLE-2). A screen that is not here is for everybody signed in; the server refuses by itself.
 */
import { roles as everyRole, type Role } from '../../../domain/roles.ts';

export type Screen = {
  readonly path: string;
  /** `get /api/…` or `post /api/…`: what the screen cannot do without. */
  readonly reads: string;
  readonly roles: readonly Role[];
};

const seesAttendance = ['reviewer', 'approver', 'planner', 'reader'] as const;

export const screens: readonly Screen[] = [
  { path: '/admin', reads: 'get /api/admin/overview', roles: [...seesAttendance, 'system'] },
  { path: '/admin/tillfallen', reads: 'get /api/admin/sessions', roles: seesAttendance },
  { path: '/admin/tillfallen/import', reads: 'post /api/admin/imports', roles: ['planner'] },
  { path: '/admin/granska', reads: 'get /api/admin/review', roles: ['reviewer', 'approver', 'reader'] },
  { path: '/admin/manad', reads: 'get /api/admin/months', roles: ['reviewer', 'approver', 'reader'] },
  {
    path: '/admin/manad/regler',
    reads: 'get /api/admin/policy',
    roles: ['reviewer', 'approver', 'reader', 'system'],
  },
  { path: '/admin/planering', reads: 'get /api/admin/planning', roles: ['planner', 'reader'] },
  { path: '/admin/planering/ny', reads: 'post /api/admin/planning/series/check', roles: ['planner'] },
  { path: '/admin/deltagare', reads: 'post /api/admin/participants/search', roles: seesAttendance },
  { path: '/admin/deltagare/import', reads: 'post /api/admin/imports', roles: ['planner'] },
  { path: '/admin/deltagare/dubbletter', reads: 'get /api/admin/people/doubles', roles: seesAttendance },
  { path: '/admin/grupper', reads: 'get /api/admin/places', roles: seesAttendance },
  { path: '/admin/utskick', reads: 'get /api/admin/letters', roles: ['planner', 'reader'] },
  {
    path: '/admin/manad/scb-kolumner',
    reads: 'get /api/admin/report-settings',
    roles: ['system', 'approver'],
  },
  { path: '/admin/uppfoljning', reads: 'get /api/admin/followup', roles: seesAttendance },
  { path: '/admin/kort', reads: 'get /api/admin/badges', roles: ['planner'] },
  { path: '/admin/plattor', reads: 'get /api/admin/devices', roles: [...seesAttendance, 'system'] },
  {
    path: '/admin/plattor/raddningsfil',
    reads: 'post /api/admin/hand-in/look',
    roles: ['system', 'planner', 'reviewer'],
  },
  { path: '/admin/kursledare', reads: 'get /api/admin/trainers', roles: ['planner', 'system', 'reader'] },
  { path: '/admin/revision', reads: 'get /api/admin/bundle', roles: ['reader', 'approver', 'system'] },
  { path: '/admin/behorigheter', reads: 'get /api/admin/administrators', roles: ['system'] },
  { path: '/admin/skyddade', reads: 'post /api/admin/protected', roles: ['protected'] },
  { path: '/admin/atkomst', reads: 'post /api/admin/access-log', roles: ['system', 'reader'] },
  {
    path: '/admin/utdrag',
    reads: 'post /api/admin/participants/:id/extract',
    roles: ['planner', 'protected'],
  },
  { path: '/admin/logg', reads: 'get /api/admin/log', roles: ['reader', 'system', 'approver'] },
  { path: '/admin/konto', reads: 'get /api/admin/account', roles: everyRole },
];

/** The screen an address belongs to: itself, or the nearest one above it. The start page has nothing below it. */
export const screenOf = (address: string): Screen | undefined =>
  screens
    .filter(({ path }) => address === path || (path !== '/admin' && address.startsWith(`${path}/`)))
    .toSorted((a, b) => b.path.length - a.path.length)[0];

/** Where somebody with these roles begins: the first screen of the list that is theirs. */
export const firstScreenOf = (roles: readonly Role[]): string | undefined =>
  screens.find((screen) => screen.roles.some((role) => roles.includes(role)))?.path;

/** Whether somebody with these roles may open an address. */
export const mayOpen = (address: string, roles: readonly Role[]): boolean =>
  screenOf(address)?.roles.some((role) => roles.includes(role)) ?? true;
