/**
 * The office's database as the simulation needs it: in memory, emptied between worlds, stopped at any statement, and put
 * back to an earlier backup, all by savepoints of SQLite itself. Statements and transactions are those of the server.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, SqliteDialect, type SqliteDatabase } from 'kysely';
import { migrate, type Database } from '../../src/server/store/database.ts';
import type { Schema } from '../../src/server/store/schema.ts';

/** Thrown in the place of everything a killed process would still have done. */
export class Killed extends Error {
  constructor() {
    super('killed');
  }
}

/** What a full disk makes SQLite throw. */
export const diskFull = (): Error =>
  Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });

/** A row as it is read. */
export type Cells = Readonly<Record<string, string | number | null>>;

export type Disk = {
  readonly database: () => Database;
  /** Calls `strike` before every statement and around every commit; what it answers happens. */
  readonly setHook: (strike: Hook | undefined) => void;
  /** Reads past the server, as an auditor with the file would. */
  readonly read: (text: string, ...parameters: readonly SQLInputValue[]) => readonly Cells[];
  /** A backup; answers its name. Putting one back loses every backup after it. */
  readonly backUp: () => number;
  readonly putBack: (backup: number) => void;
  readonly backups: () => number;
  /** Everything since the migrations is gone. */
  readonly wipe: () => Promise<void>;
  /** The process is gone; what had been written reaches it that comes next, torn at the end where it was not whole. */
  readonly crash: () => void;
  readonly statements: () => number;
  readonly close: () => Promise<void>;
};
export type Blow = 'nothing' | 'kill' | 'full';
export type Moment = 'read' | 'write' | 'begin' | 'before-commit' | 'after-commit';
export type Hook = (at: Moment) => Blow;

type Prepared = { readonly statement: StatementSync; readonly reader: boolean; readonly isWrite: boolean };

export const openDisk = async (): Promise<Disk> => {
  const sqlite = new DatabaseSync(':memory:');
  sqlite.exec('pragma page_size = 512; pragma foreign_keys = on;');
  const prepared = new Map<string, Prepared>();
  let hook: Hook | undefined;
  let isMigrated = false;
  let count = 0;
  let backups = 0;
  const strike = (at: Moment): void => {
    const blow = hook?.(at) ?? 'nothing';
    if (blow === 'kill') throw new Killed();
    if (blow === 'full') throw diskFull();
  };
  let isBegun = false;
  let isOpen = false;
  const within: Readonly<Record<string, () => void>> = {
    begin: () => {
      strike('begin');
      isBegun = true;
    },
    commit: () => {
      strike('before-commit');
      if (isOpen) sqlite.exec('release tx');
      isOpen = false;
      isBegun = false;
      strike('after-commit');
    },
    rollback: () => {
      if (isOpen) sqlite.exec('rollback to tx; release tx');
      isOpen = false;
      isBegun = false;
    },
  };
  /** A transaction that only reads needs nothing to go back to. */
  const beginWriting = (): void => {
    if (isBegun && !isOpen) sqlite.exec('savepoint tx');
    isOpen = isBegun;
  };
  const statementFor = (text: string): Prepared => {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const statement = sqlite.prepare(text);
    const one = { statement, reader: statement.columns().length > 0, isWrite: !/^\s*select\b/i.test(text) };
    prepared.set(text, one);
    return one;
  };
  const adapted: SqliteDatabase = {
    close: () => sqlite.close(),
    prepare: (text) => {
      const act = isMigrated ? within[text] : undefined;
      if (act !== undefined)
        return {
          reader: false,
          all: () => [],
          run: () => {
            act();
            return { changes: 0, lastInsertRowid: 0 };
          },
          iterate: () => [][Symbol.iterator](),
        };
      const { statement, reader, isWrite } = statementFor(text);
      const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
      const struck = <T>(work: () => T): T => {
        count += 1;
        strike(isWrite ? 'write' : 'read');
        if (isWrite) beginWriting();
        return work();
      };
      return {
        reader,
        all: (parameters) => struck(() => statement.all(...values(parameters))),
        run: (parameters) => struck(() => statement.run(...values(parameters))),
        iterate: (parameters) =>
          struck(() => statement.iterate(...values(parameters)) as IterableIterator<unknown>),
      };
    },
  };
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: adapted }) });
  await migrate({ db, dialect: 'sqlite' });
  isMigrated = true;
  sqlite.exec('savepoint base');
  return {
    database: () => ({ db, dialect: 'sqlite' }),
    setHook: (next) => {
      hook = next;
    },
    read: (text, ...parameters) => statementFor(text).statement.all(...parameters) as Cells[],
    backUp: () => {
      backups += 1;
      sqlite.exec(`savepoint backup_${backups}`);
      return backups;
    },
    putBack: (backup) => {
      sqlite.exec(`rollback to backup_${backup}`);
      backups = backup;
    },
    backups: () => backups,
    wipe: () => {
      hook = undefined;
      backups = 0;
      /* The savepoint is begun anew, because the journal of one that stays open only grows. */
      sqlite.exec('rollback to base; release base; savepoint base;');
      return Promise.resolve();
    },
    crash: () => undefined,
    statements: () => count,
    close: () => db.destroy(),
  };
};
