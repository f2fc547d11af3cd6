/**
 * A throw-away PostgreSQL for one test file: Debian's programs, a folder of its own, a unix socket and no network. One
 * start, any number of databases in it. Without PostgreSQL the tests fail and say what to install.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { Database } from '../../src/server/store/database.ts';
import { openPostgres } from '../../src/server/store/postgres.ts';

const run = promisify(execFile);
const home = '/usr/lib/postgresql';

const programs = (): string => {
  const versions = existsSync(home) ? readdirSync(home) : [];
  const found = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(home, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
  if (found === undefined)
    throw new Error(
      'These tests need PostgreSQL, which is not installed. On Debian: apt-get install postgresql',
    );
  return found;
};

/** PostgreSQL refuses to run as root; then it runs as the user that its package makes. */
const asServer = (program: string, parameters: readonly string[]): Promise<unknown> => {
  const path = join(programs(), program);
  return process.getuid?.() === 0
    ? run('setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', path, ...parameters], {
        cwd: '/',
      })
    : run(path, [...parameters], { cwd: '/' });
};

export type Postgres = {
  /** Makes an empty database; each call of the answer opens another pool on it, as another server process would. */
  readonly createDatabase: () => Promise<() => Database>;
  readonly stop: () => Promise<void>;
};

/** Starts PostgreSQL; whoever starts it stops it. */
export const startPostgres = async (): Promise<Postgres> => {
  programs();
  const folder = await mkdtemp(join(tmpdir(), 'narvaro-postgres-'));
  await chmod(folder, 0o777);
  const data = join(folder, 'data');
  await asServer('initdb', ['-D', data, '--no-sync', '-A', 'trust', '-U', 'narvaro', '-E', 'UTF8']);
  const options = `-k ${folder} -c listen_addresses='' -c fsync=off -c max_connections=60`;
  await asServer('pg_ctl', ['-D', data, '-w', '-o', options, '-l', join(folder, 'log'), 'start']);
  const stopAtExit = (): void => {
    const note = join(data, 'postmaster.pid');
    if (!existsSync(note)) return;
    const [pid] = readFileSync(note, 'utf8').split('\n');
    process.kill(Number(pid), 'SIGQUIT');
  };
  process.once('exit', stopAtExit);
  const open = (name: string) => (): Database => ({
    db: openPostgres(`postgres://narvaro@/${name}?host=${encodeURIComponent(folder)}`),
    dialect: 'postgres',
  });
  let databases = 0;
  return {
    createDatabase: async () => {
      databases += 1;
      const name = `test${databases}`;
      const { db } = open('postgres')();
      await sql.raw(`create database ${name}`).execute(db);
      await db.destroy();
      return open(name);
    },
    stop: async () => {
      process.off('exit', stopAtExit);
      await asServer('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop']);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
