/** One country of one size in one kind of database: made, measured against the product's own server, and thrown away. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { Database } from '../../../src/server/store/database.ts';
import { startPostgres, type Postgres } from '../../support/postgres.ts';
import { countryOf } from './country-plan.ts';
import { generateCountry } from './generate.ts';
import { addAdministrator, environmentOf, openFolder, sqliteIn, startOffice } from './office.ts';
import { postgresSink, sqliteSink } from './sinks.ts';
import { measure, tasksFor, type Figure } from './tasks.ts';

const run = promisify(execFile);
const main = resolve(import.meta.dirname, '../../../src/server/main.ts');

export type StoreKind = 'sqlite' | 'postgres';
export type Measured = {
  readonly store: StoreKind;
  readonly events: number;
  readonly people: number;
  readonly sessions: number;
  readonly generatedSeconds: number;
  /** How long a server that has kept none yet takes to make all the figures it keeps. */
  readonly madeSeconds: number;
  readonly generatorMb: number;
  readonly diskMb: number;
  readonly bytesPerEvent: number;
  readonly serverMb: number;
  readonly serverPeakMb: number;
  readonly backupSeconds: number | null;
  readonly backupMb: number | null;
  /** What the product's own verification said of the smallest one. */
  readonly verified: boolean | null;
  readonly figures: readonly Figure[];
};

export type Wish = {
  readonly events: number;
  readonly store: StoreKind;
  readonly isVerified: boolean;
  readonly hasBackup: boolean;
  readonly only?: string | undefined;
  readonly flags?: readonly string[];
  readonly say: (text: string) => void;
};

const sizeOf = (path: string): number =>
  !existsSync(path)
    ? 0
    : statSync(path).isDirectory()
      ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
      : statSync(path).size;

const psqlPath = (): string => {
  const home = '/usr/lib/postgresql';
  const [newest] = readdirSync(home).toSorted((a, b) => Number(b) - Number(a));
  return join(home, newest ?? '', 'bin', 'psql');
};

type Place = {
  readonly folder: string;
  readonly url: string;
  readonly open: () => Database;
  readonly diskBytes: () => Promise<number>;
  readonly end: () => Promise<void>;
};

const placeFor = async (store: StoreKind): Promise<Place> => {
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-country-'));
  const clear = (): void => {
    for (const made of [folder, `${folder}-backups`]) rmSync(made, { recursive: true, force: true });
  };
  if (store === 'sqlite')
    return {
      folder,
      url: '',
      open: () => openFolder(folder),
      diskBytes: () => Promise.resolve(sizeOf(sqliteIn(folder)) + sizeOf(`${sqliteIn(folder)}-wal`)),
      end: () => Promise.resolve(clear()),
    };
  const postgres: Postgres = await startPostgres();
  const own = await postgres.createOwnDatabase();
  return {
    folder,
    url: own.url,
    open: () => own.open(),
    diskBytes: async () => {
      const { db } = own.open();
      const { rows } = await sql<{ n: string }>`select pg_database_size(current_database()) as n`.execute(db);
      await db.destroy();
      return Number(rows[0]?.n ?? 0);
    },
    end: async () => {
      await postgres.stop();
      clear();
    },
  };
};

/** Waits until the running server has made all the figures it keeps; answers how many seconds that took. */
const figuresMade = async (place: Place): Promise<number> => {
  const began = performance.now();
  const { db } = place.open();
  try {
    for (;;) {
      const { rows } = await sql<{ n: string }>`select (select count(*) from sessions)
        - (select count(*) from figure_sessions) + (select count(*) from figures_unmade)
        + (select count(*) from figure_changes) + (select count(*) from figure_people_due) as n`.execute(db);
      if (Number(rows[0]?.n) === 0) return Math.round((performance.now() - began) / 100) / 10;
      await new Promise((wait) => setTimeout(wait, 500));
    }
  } finally {
    await db.destroy();
  }
};

/** Makes, measures and throws away. */
export const measureCountry = async (wish: Wish): Promise<Measured> => {
  const { events, store, say } = wish;
  const place = await placeFor(store);
  try {
    await (await startOffice(place.folder, place.url)).stop();
    const began = performance.now();
    const sink =
      store === 'sqlite' ? sqliteSink(sqliteIn(place.folder)) : await postgresSink(place.url, psqlPath());
    const generated = await generateCountry(countryOf(events, Date.now()), place.folder, sink);
    const generatedSeconds = (performance.now() - began) / 1000;
    say(`${store} ${generated.events}: made in ${generatedSeconds.toFixed(0)} s\n`);
    const environment = environmentOf(place.folder, place.url);
    const command = (...flags: string[]) =>
      run(process.execPath, [main, ...flags], { env: environment, maxBuffer: 64 * 1024 * 1024 });
    const verified = wish.isVerified
      ? await command('--verify').then(
          () => true,
          () => false,
        )
      : null;
    const diskMb = (await place.diskBytes()) / 1e6;
    const office = await startOffice(place.folder, place.url, wish.flags);
    const madeSeconds = await figuresMade(place);
    say(`  figures made for the first time in ${madeSeconds} s\n`);
    /* Only now: what asks for a fresh sign-in is asked last, and a country's figures take minutes to make. */
    const database = place.open();
    await addAdministrator(database, generated.admin, Date.now());
    await database.db.destroy();
    const figures: Figure[] = [];
    let memory = { now: 0, peak: 0 };
    try {
      for (const task of tasksFor(office, generated)) {
        if (wish.only !== undefined && !task.name.includes(wish.only)) continue;
        const figure = await measure(task);
        figures.push(figure);
        say(
          `  ${task.name.padEnd(30)} ${String(figure.medianMs).padStart(10)} ms  ${String(figure.bytes).padStart(10)} B  ${figure.fault ?? ''}\n`,
        );
      }
      memory = await office.memory();
    } finally {
      await office.stop();
    }
    let backupSeconds: number | null = null;
    let backupMb: number | null = null;
    if (wish.hasBackup) {
      await command('--backup-key');
      const at = performance.now();
      await command('--backup');
      backupSeconds = Math.round((performance.now() - at) / 100) / 10;
      backupMb = Math.round(sizeOf(`${place.folder}-backups`) / 1e5) / 10;
      say(
        `  backup ${backupSeconds} s, ${backupMb} MB; memory ${memory.peak} MB; disk ${diskMb.toFixed(0)} MB\n`,
      );
    }
    return {
      store,
      events: generated.events,
      people: generated.people,
      sessions: generated.sessions,
      generatedSeconds: Math.round(generatedSeconds),
      madeSeconds,
      generatorMb: Math.round(process.resourceUsage().maxRSS / 1024),
      diskMb: Math.round(diskMb),
      bytesPerEvent: Math.round((diskMb * 1e6) / generated.events),
      serverMb: memory.now,
      serverPeakMb: memory.peak,
      backupSeconds,
      backupMb,
      verified,
      figures,
    };
  } finally {
    await place.end();
  }
};
