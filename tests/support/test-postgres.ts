/**
 * A PostgreSQL of a test's own: the system's programs, a new folder, a socket and no network. Where PostgreSQL is not
 * installed, `hasPostgres` is false and tests that need it are skipped.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Kysely } from 'kysely';
import { openPostgres } from '../../src/server/store/postgres.ts';
import type { Schema } from '../../src/server/store/schema.ts';

const run = promisify(execFile);
const home = '/usr/lib/postgresql';

const programs = existsSync(home)
  ? readdirSync(home)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => join(home, version, 'bin'))
      .find((bin) => existsSync(join(bin, 'initdb')))
  : undefined;

/** True if this machine can run the tests that need PostgreSQL. */
export const hasPostgres = programs !== undefined;

/** PostgreSQL refuses to run as root: then it runs as the user that its package makes. */
const asServer = (program: string, parameters: readonly string[]): Promise<unknown> => {
  const path = join(programs ?? home, program);
  return process.getuid?.() === 0
    ? run('setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', path, ...parameters], {
        cwd: '/',
      })
    : run(path, [...parameters], { cwd: '/' });
};

/** Starts an empty server and answers a connection to it; whoever asks stops it. */
export const openTestPostgres = async (): Promise<{
  readonly db: Kysely<Schema>;
  readonly stop: () => Promise<void>;
}> => {
  if (programs === undefined) throw new Error('PostgreSQL is not installed');
  const folder = await mkdtemp(join(tmpdir(), 'narvaro-pg-'));
  await chmod(folder, 0o777);
  const data = join(folder, 'data');
  await asServer('initdb', ['-D', data, '--no-sync', '-A', 'trust', '-U', 'narvaro', '-E', 'UTF8']);
  const options = `-k ${folder} -c listen_addresses='' -c fsync=off`;
  await asServer('pg_ctl', ['-D', data, '-w', '-o', options, '-l', join(folder, 'log'), 'start']);
  return {
    db: openPostgres(`postgres://narvaro@/postgres?host=${encodeURIComponent(folder)}`),
    stop: async () => {
      await asServer('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop']);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
