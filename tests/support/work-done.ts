/** What a request has cost, counted: its questions to the database and its slow hashes. Time would say less, and not twice the same. */
import { createHook } from 'node:async_hooks';
import type { Through } from '../../src/server/store/sqlite.ts';

export type Work = {
  /** The statements, in their order, without what they were asked with. */
  readonly statements: readonly string[];
  /** Argon2, scrypt and PBKDF2. */
  readonly hashes: readonly string[];
};

export type WorkCount = {
  /** For createTestServer: every statement goes through it. */
  readonly through: Through;
  readonly during: (work: () => Promise<unknown>) => Promise<Work>;
};

/** Counts what goes on; one piece of work at a time. */
export const countWork = (): WorkCount => {
  let statements: string[] = [];
  return {
    through: (sql, run) => {
      statements.push(sql);
      return run();
    },
    during: async (work) => {
      statements = [];
      const hashes: string[] = [];
      const hook = createHook({
        init: (_id, type) => {
          if (/^(?:ARGON2|SCRYPT|PBKDF2)REQUEST$/.test(type)) hashes.push(type);
        },
      }).enable();
      try {
        await work();
      } finally {
        hook.disable();
      }
      return { statements, hashes };
    },
  };
};
