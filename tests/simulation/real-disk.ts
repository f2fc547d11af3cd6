/**
 * The office's database as a real file in write-ahead mode: killed in the middle of a commit it leaves a torn tail, and is
 * opened again from what lies on the disk.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, SqliteDialect, type SqliteDatabase } from 'kysely';
import { migrate, type Database } from '../../src/server/store/database.ts';
import type { Schema } from '../../src/server/store/schema.ts';
import { diskFull, Killed, type Cells, type Disk, type Hook, type Moment } from './disk.ts';

type Opened = { readonly sqlite: DatabaseSync; readonly database: Database };
type Acts = { readonly strike: (at: Moment) => void; readonly commit: (sqlite: DatabaseSync) => void };

const open = (file: string, { strike, commit }: Acts): Opened => {
  const sqlite = new DatabaseSync(file, { timeout: 5000 });
  sqlite.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  const prepared = new Map<string, StatementSync>();
  const statementFor = (text: string): StatementSync => {
    const statement = prepared.get(text) ?? sqlite.prepare(text);
    prepared.set(text, statement);
    return statement;
  };
  const adapted: SqliteDatabase = {
    close: () => sqlite.close(),
    prepare: (text) => {
      const statement = statementFor(text);
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
      const struck = <T>(work: () => T): T => {
        if (text === 'begin') strike('begin');
        else if (text !== 'commit' && text !== 'rollback')
          strike(/^\s*select\b/i.test(text) ? 'read' : 'write');
        return work();
      };
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => struck(() => statement.all(...values(parameters))),
        run: (parameters) =>
          struck(() => {
            if (text !== 'commit') return statement.run(...values(parameters));
            commit(sqlite);
            return { changes: 0, lastInsertRowid: 0 };
          }),
        iterate: (parameters) =>
          struck(() => statement.iterate(...values(parameters)) as IterableIterator<unknown>),
      };
    },
  };
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: adapted }) });
  return { sqlite, database: { db, dialect: 'sqlite' } };
};

const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

/** A database in a folder of its own. `chance` says where a torn tail ends. */
export const openRealDisk = async (chance: () => number): Promise<Disk> => {
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-simulated-'));
  let hook: Hook | undefined;
  let files = 0;
  let file = '';
  let backups: string[] = [];
  /** Where the tail of an unfinished commit begins, when the process died in the middle of one. */
  let tornFrom: number | undefined;
  const newFile = (): string => join(folder, `office-${(files += 1)}.db`);
  const strike = (at: Moment): void => {
    const blow = hook?.(at) ?? 'nothing';
    if (blow === 'kill') throw new Killed();
    if (blow === 'full') throw diskFull();
  };
  const commit = (sqlite: DatabaseSync): void => {
    const before = sizeOf(`${file}-wal`);
    const blow = hook?.('before-commit') ?? 'nothing';
    if (blow === 'full') throw diskFull();
    sqlite.exec('commit');
    if (blow === 'kill') {
      tornFrom = before;
      throw new Killed();
    }
    strike('after-commit');
  };
  const acts: Acts = { strike, commit };
  const template = newFile();
  const first = open(template, acts);
  await migrate(first.database);
  first.sqlite.exec('pragma wal_checkpoint(truncate)');
  first.sqlite.close();
  const begin = (from: string): Opened => {
    file = newFile();
    copyFileSync(from, file);
    return open(file, acts);
  };
  let opened = begin(template);
  const reopen = (from: string): void => {
    opened.sqlite.close();
    opened = begin(from);
  };
  return {
    database: () => opened.database,
    setHook: (next) => {
      hook = next;
    },
    read: (text, ...parameters) => opened.sqlite.prepare(text).all(...parameters) as Cells[],
    backUp: () => {
      const copy = newFile();
      opened.sqlite.exec(`vacuum into '${copy}'`);
      return backups.push(copy);
    },
    putBack: (backup) => {
      reopen(backups[backup - 1] ?? template);
      backups = backups.slice(0, backup);
    },
    backups: () => backups.length,
    wipe: () => {
      hook = undefined;
      backups = [];
      reopen(template);
      return Promise.resolve();
    },
    crash: () => {
      const copy = newFile();
      copyFileSync(file, copy);
      const wal = `${file}-wal`;
      if (existsSync(wal)) {
        copyFileSync(wal, `${copy}-wal`);
        const size = sizeOf(wal);
        if (tornFrom !== undefined && size > tornFrom)
          truncateSync(`${copy}-wal`, tornFrom + Math.floor(chance() * (size - tornFrom)));
      }
      tornFrom = undefined;
      opened.sqlite.close();
      file = copy;
      opened = open(file, acts);
    },
    statements: () => 0,
    close: async () => {
      await opened.database.db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
