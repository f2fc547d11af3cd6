/** People's places, moves, endings and letters. */
import type { Migration } from 'kysely/migration';
import type { Dialect } from './migration-parts.ts';

export const people = (_dialect: Dialect): Migration => ({
  up: () => Promise.resolve(),
});
