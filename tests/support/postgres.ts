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
import { openPostgres, type PostgresPatience } from '../../src/server/store/postgres.ts';

const run = promisify(execFile);
const home = '/usr/lib/postgresql';

export const noPostgres =
  'These tests need PostgreSQL, which is not installed. On Debian: apt-get install postgresql';

const installed = (): string | undefined => {
  const versions = existsSync(home) ? readdirSync(home) : [];
  return versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(home, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
};

export const hasPostgres = (): boolean => installed() !== undefined;

const programs = (): string => {
  const found = installed();
  if (found === undefined) throw new Error(noPostgres);
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

/** One database of a running PostgreSQL, for a server that is a process of its own. */
export type PostgresDatabase = {
  readonly url: string;
  readonly open: (patience?: PostgresPatience) => Database;
  /** Stops PostgreSQL where it is, as a disk that hangs does: it holds every connection and answers none. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** SIGKILL to one of the processes that work for the server: PostgreSQL ends all the others and recovers. */
  readonly killBackend: () => Promise<void>;
  /** Stops PostgreSQL at once, as a power cut does, and starts it again. */
  readonly crash: () => Promise<void>;
};

export type Postgres = {
  /** Where its socket lies. */
  readonly folder: string;
  /** The same as `createDatabase`, for another process. */
  readonly createOwnDatabase: () => Promise<PostgresDatabase>;
  /** Makes an empty database; each call of the answer opens another pool on it, as another server process would. */
  readonly createDatabase: () => Promise<() => Database>;
  readonly stop: () => Promise<void>;
};

/**
 * An empty database that puts texts in order as an office's does whose machine speaks Swedish: other than the embedded
 * database and than code, so that whoever needs one certain order has to put it so.
 */
export const createDatabase = (name: string): string =>
  `create database ${name} template template0 locale_provider icu icu_locale 'sv-SE'`;

/** A database of the PostgreSQL whose socket lies in this folder. */
export const postgresUrl = (folder: string, name: string): string =>
  `postgres://narvaro@/${name}?host=${encodeURIComponent(folder)}`;

/** One whose client has gone may end between being listed and being signalled. */
const signalIfThere = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
};

const childrenOf = (parent: number): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => {
      try {
        const after = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1] ?? '';
        return Number(after.split(' ')[1]) === parent;
      } catch {
        return false;
      }
    })
    .map(Number);

/**
 * Starts PostgreSQL, for so many connections; whoever starts it stops it. `isDurable` where what reaches the disk is
 * measured.
 */
export const startPostgres = async ({ isDurable = false, connections = 60 } = {}): Promise<Postgres> => {
  programs();
  const folder = await mkdtemp(join(tmpdir(), 'narvaro-postgres-'));
  await chmod(folder, 0o777);
  const data = join(folder, 'data');
  await asServer('initdb', ['-D', data, '--no-sync', '-A', 'trust', '-U', 'narvaro', '-E', 'UTF8']);
  const options = `-k ${folder} -c listen_addresses='' -c fsync=${isDurable ? 'on' : 'off'} -c max_connections=${connections}`;
  await asServer('pg_ctl', ['-D', data, '-w', '-o', options, '-l', join(folder, 'log'), 'start']);
  const stopAtExit = (): void => {
    const note = join(data, 'postmaster.pid');
    if (!existsSync(note)) return;
    const [pid] = readFileSync(note, 'utf8').split('\n');
    process.kill(Number(pid), 'SIGQUIT');
  };
  process.once('exit', stopAtExit);
  const urlOf = (name: string): string => postgresUrl(folder, name);
  const open =
    (name: string) =>
    (patience?: PostgresPatience): Database => ({
      db: openPostgres(urlOf(name), patience),
      dialect: 'postgres',
    });
  let databases = 0;
  const create = async (): Promise<string> => {
    databases += 1;
    const name = `test${databases}`;
    const { db } = open('postgres')();
    await sql.raw(createDatabase(name)).execute(db);
    await db.destroy();
    return name;
  };
  const signalAll = (signal: NodeJS.Signals): void => {
    const first = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(first, signal);
    for (const pid of childrenOf(first)) signalIfThere(pid, signal);
  };
  const isUp = async (): Promise<boolean> => {
    const { db } = open('postgres')();
    try {
      await sql`select 1`.execute(db);
      return true;
    } catch {
      return false;
    } finally {
      await db.destroy();
    }
  };
  const waitUntilUp = async (): Promise<void> => {
    while (!(await isUp())) await new Promise((wait) => setTimeout(wait, 50));
  };
  return {
    folder,
    createDatabase: async () => open(await create()),
    createOwnDatabase: async () => {
      const name = await create();
      return {
        url: urlOf(name),
        open: open(name),
        freeze: () => signalAll('SIGSTOP'),
        thaw: () => signalAll('SIGCONT'),
        killBackend: async () => {
          const { db } = open('postgres')();
          const busy = await sql<{ pid: number }>`
            select pid from pg_stat_activity where datname = ${name} order by query_start desc nulls last limit 1
          `.execute(db);
          await db.destroy();
          const pid = busy.rows[0]?.pid;
          if (pid !== undefined) process.kill(pid, 'SIGKILL');
          await new Promise((wait) => setTimeout(wait, 100));
          await waitUntilUp();
        },
        crash: async () => {
          await asServer('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop']);
          await asServer('pg_ctl', ['-D', data, '-w', '-o', options, '-l', join(folder, 'log'), 'start']);
          await waitUntilUp();
        },
      };
    },
    stop: async () => {
      process.off('exit', stopAtExit);
      await asServer('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop']);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
