/** Where generated rows go, in bulk: straight into SQLite, or into PostgreSQL by COPY. No more than one batch is held. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

export type Cell = string | number | null;
export type Sink = {
  readonly put: (table: string, row: Readonly<Record<string, Cell>>) => void;
  /** Called now and then: everything so far is handed over. */
  readonly flush: () => Promise<void>;
  readonly end: () => Promise<void>;
};

export const sqliteSink = (path: string): Sink => {
  const database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
  database.exec('pragma synchronous = off; pragma cache_size = -49152; begin');
  /* Everything is made when it is there, and no single row is noted as a change. */
  database.exec('insert or ignore into figures_unmade (id) values (1)');
  const statements = new Map<string, { readonly columns: readonly string[]; readonly run: StatementSync }>();
  return {
    put: (table, row) => {
      let known = statements.get(table);
      if (known === undefined) {
        const columns = Object.keys(row);
        const names = columns.map((name) => `"${name}"`).join(', ');
        const run = database.prepare(
          `insert into "${table}" (${names}) values (${columns.map(() => '?').join(', ')})`,
        );
        known = { columns, run };
        statements.set(table, known);
      }
      known.run.run(...known.columns.map((name) => row[name] ?? null));
    },
    flush: async () => {
      database.exec('commit; begin');
      await Promise.resolve();
    },
    end: async () => {
      database.exec('commit; pragma wal_checkpoint(truncate)');
      database.close();
      await Promise.resolve();
    },
  };
};

const copyText = (cell: Cell): string =>
  cell === null
    ? '\\N'
    : String(cell)
        .replaceAll('\\', '\\\\')
        .replaceAll('\t', '\\t')
        .replaceAll('\n', '\\n')
        .replaceAll('\r', '\\r');

const enough = 4 * 1024 * 1024;

/** `psql` is PostgreSQL's own client; the tables' checks on other tables are off while it loads. */
export const postgresSink = async (url: string, psql: string): Promise<Sink> => {
  const client = spawn(psql, ['--no-psqlrc', '--quiet', '-v', 'ON_ERROR_STOP=1', url], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  client.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(client, 'close');
  const say = async (text: string): Promise<void> => {
    if (client.exitCode !== null) throw new Error(`psql ended: ${said}`);
    if (!client.stdin.write(text)) await Promise.race([once(client.stdin, 'drain'), ended]);
  };
  await say('set session_replication_role = replica; set synchronous_commit = off;\n');
  const waiting = new Map<string, { readonly columns: readonly string[]; lines: string[]; size: number }>();
  const flushAll = async (least: number): Promise<void> => {
    for (const [table, held] of waiting) {
      if (held.size <= least) continue;
      const names = held.columns.map((name) => `"${name}"`).join(', ');
      const { lines } = held;
      held.lines = [];
      held.size = 0;
      await say(`copy "${table}" (${names}) from stdin;\n${lines.join('\n')}\n\\.\n`);
    }
  };
  return {
    put: (table, row) => {
      let held = waiting.get(table);
      if (held === undefined) {
        held = { columns: Object.keys(row), lines: [], size: 0 };
        waiting.set(table, held);
      }
      const line = held.columns.map((name) => copyText(row[name] ?? null)).join('\t');
      held.lines.push(line);
      held.size += line.length;
    },
    flush: () => flushAll(enough),
    end: async () => {
      await flushAll(0);
      await say(
        `select setval(pg_get_serial_sequence('log_events', 'arrival'), (select max(arrival) from log_events));\n`,
      );
      /* What the database itself keeps beside the rest, and did not while its triggers were off. */
      await say(`insert into open_sessions (session) select id from sessions where not exists
        (select 1 from review_states where session = id and reviewed_at is not null) on conflict do nothing;\n`);
      await say('insert into unread_names (participant) select id from participants;\n');
      await say('insert into figures_unmade (id) values (1) on conflict do nothing;\n');
      await say('analyze;\n');
      client.stdin.end();
      await ended;
      if (client.exitCode !== 0) throw new Error(`psql: ${said}`);
    },
  };
};
