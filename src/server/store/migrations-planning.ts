/** The planning's tables. */
import type { Migration } from 'kysely/migration';
import type { Dialect } from './migration-parts.ts';

export const planning = (_dialect: Dialect): Migration => ({
  up: () => Promise.resolve(),
});
