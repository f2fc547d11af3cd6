/** Whoever runs the machine changes the database behind the server; a walk through it names the row (A23). */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Finding } from '../../src/server/backup/findings.ts';
import { findingWords } from '../../src/server/backup/finding-words.ts';
import { noteDay } from '../../src/server/backup/heads-journal.ts';
import { noteRevocations } from '../../src/server/backup/revocations.ts';
import { verify, type Verified } from '../../src/server/backup/verify.ts';
import { canonical, noHash } from '../../src/domain/log.ts';
import type { Role } from '../../src/domain/roles.ts';
import { changeBehindTheServer, valueIn } from '../support/behind-the-server.ts';
import { settledAutumn, type MonthWorld } from '../support/month-world.ts';

let world: MonthWorld;
let folder: string;
beforeEach(async () => {
  world = await settledAutumn();
  await world.server.stores(async ({ accounts, officeLog }) => {
    for (const { id, roles } of await accounts.all())
      await officeLog.append({ kind: 'administrator-added', actor: id, at: 0, roles: [...roles] });
  });
  folder = await mkdtemp(join(tmpdir(), 'narvaro-verify-'));
  await noteDay(needed());
  await noteRevocations(needed());
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** Somebody new at the office, as the office's log tells of it. */
const somebodyNew = async (name: string, roles: readonly Role[]): Promise<{ id: string; cookie: string }> => {
  const made = await world.server.administrator(name, roles);
  await world.server.stores(({ officeLog }) =>
    officeLog.append({ kind: 'administrator-added', actor: made.id, at: 0, roles: [...roles] }),
  );
  return made;
};
const needed = () => ({ folder, database: world.server.database, services: world.server.services });
const look = (): Promise<Verified> => verify(world.server.database, world.server.services, folder);
const found = async (): Promise<readonly Finding[]> => (await look()).findings;
const change = (table: string, ...statements: readonly string[]): Promise<void> =>
  changeBehindTheServer(world.server.database, table, ...statements);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
const device = (): string => world.tablet.id;
const textAt = (table: 'log_events' | 'office_log', seq: number): Promise<string> =>
  valueIn(
    world.server.database,
    `select text from ${table} where seq = ${seq}${table === 'log_events' ? ` and device = '${device()}'` : ''}`,
  );
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Writes the office's log anew from an entry on, chained as if it had always been so: no key is needed for that. */
const rewriteOfficeLog = async (
  from: number,
  edit: (entry: Record<string, unknown>) => unknown,
): Promise<void> => {
  const last = Number(await valueIn(world.server.database, 'select max(seq) from office_log'));
  let prev = from === 1 ? noHash : sha256(await textAt('office_log', from - 1));
  for (let seq = from; seq <= last; seq += 1) {
    const entry = JSON.parse(await textAt('office_log', seq)) as Record<string, unknown>;
    const text = canonical({ ...((seq === from ? edit(entry) : entry) as object), prev });
    prev = sha256(text);
    await change(
      'office_log',
      `update office_log set text = ${quoted(text)}, hash = '${prev}' where seq = ${seq}`,
      `update decisions set text = ${quoted(text)} where seq = ${seq}`,
    );
  }
};

describe('an untouched office', () => {
  test('[BACKUP-6] holds, and so it does after months, reviews and certificates', async () => {
    expect(await look()).toMatchObject({ findings: [], missing: [], days: 1, events: 36 });
  });
});

describe('whoever runs the machine', () => {
  test('[BACKUP-6] changes what a tablet wrote, with its hash: the event is named', async () => {
    const text = (await textAt('log_events', 3)).replace('olof', 'elif');
    await change(
      'log_events',
      `update log_events set text = ${quoted(text)}, hash = '${sha256(text)}', participant = 'elif' where seq = 3 and device = '${device()}'`,
    );
    expect(await found()).toContainEqual({ kind: 'event-changed', device: device(), seq: 3 });
  });

  test('[BACKUP-6] takes an event out of the middle: its place is named', async () => {
    await change('log_events', `delete from log_events where seq = 5 and device = '${device()}'`);
    expect(await found()).toContainEqual({ kind: 'event-missing', device: device(), seq: 5 });
  });

  test('[BACKUP-7] cuts the end of a log and sets back everything that points at it: the day’s heads name it', async () => {
    await change(
      'log_events',
      `delete from log_events where seq = 36 and device = '${device()}'`,
      `update devices set head_seq = 35, head_hash = (select hash from log_events where seq = 35 and device = '${device()}') where id = '${device()}'`,
    );
    const all = await found();
    expect(all).toContainEqual({ kind: 'log-unsigned', device: device(), seq: 35 });
    expect(all).toContainEqual({ kind: 'head-cut', log: device(), seq: 36, day: '2026-12-05' });
  });

  test('[BACKUP-6] lets an event be about somebody else in the column beside it: the column is named', async () => {
    await change(
      'log_events',
      `update log_events set participant = 'elif' where seq = 2 and device = '${device()}'`,
    );
    expect(await found()).toContainEqual({
      kind: 'event-beside',
      device: device(),
      seq: 2,
      column: 'participant',
    });
  });

  test('[BACKUP-6] raises somebody’s minutes where they are kept for reading: session and person are named', async () => {
    await change(
      'attendance',
      "update attendance set minutes = 240 where session = 'nov' and participant = 'amina'",
    );
    expect(await found()).toEqual([
      { kind: 'projection', table: 'attendance', session: 'nov', participant: 'amina' },
    ]);
  });

  test('[BACKUP-6] gives somebody a certificate: session and person are named', async () => {
    await change(
      'certificates',
      "update certificates set minutes = 200 where session = 'oct1' and participant = 'olof'",
    );
    expect(await found()).toContainEqual({
      kind: 'projection',
      table: 'certificates',
      session: 'oct1',
      participant: 'olof',
    });
  });

  test('[BACKUP-6] changes an entry of the office’s log, or takes one out: the entry is named', async () => {
    const text = (await textAt('office_log', 4)).replace('"actor":"', '"actor":"somebody-else-');
    await change('office_log', `update office_log set text = ${quoted(text)} where seq = 4`);
    expect(await found()).toContainEqual({ kind: 'entry-changed', seq: 4 });
    await change('office_log', 'delete from office_log where seq = 3');
    expect(await found()).toContainEqual({ kind: 'entry-missing', seq: 3 });
  });

  test('[BACKUP-7] writes the whole office’s log anew, so that its chain holds: the day’s heads name it', async () => {
    const last = Number(await valueIn(world.server.database, 'select max(seq) from office_log'));
    await rewriteOfficeLog(2, (entry) => ({ ...entry, actor: 'somebody-else' }));
    const all = await found();
    expect(all.filter(({ kind }) => kind === 'entry-changed')).toEqual([]);
    expect(all).toContainEqual({ kind: 'head-rewritten', log: 'office', seq: last, day: '2026-12-05' });
  });

  test('[BACKUP-6] adds a decision that nobody has taken: it is named', async () => {
    await change(
      'decisions',
      `insert into decisions (seq, kind, session, participant, actor, at, text)
        values (900, 'attendance-corrected', 'nov', 'elif', 'adm', 0, '{}')`,
    );
    expect(await found()).toContainEqual({ kind: 'decision', seq: 900 });
  });

  test('[BACKUP-6] raises a line of a locked month, with its sum and hash: the month is named', async () => {
    await change(
      'month_lines',
      "update month_lines set minutes = 240 where month = '2026-09' and participant = 'amina'",
    );
    expect(await found()).toEqual([{ kind: 'month-lines', month: '2026-09', version: 1 }]);
    await change(
      'month_rows',
      "update month_rows set minutes = 300 where month = '2026-10' and participant = 'olof'",
    );
    expect(await found()).toContainEqual({ kind: 'month-rows', month: '2026-10', version: 1 });
    await change('month_versions', "update month_versions set seq = 1 where month = '2026-10'");
    expect(await found()).toContainEqual({ kind: 'month-entry', month: '2026-10', version: 1 });
  });

  test('[BACKUP-6] changes when something came in, under a locked month: the month is named', async () => {
    await change(
      'log_events',
      `update log_events set received_at = received_at - 60000 where seq = 3 and device = '${device()}'`,
    );
    expect(await found()).toContainEqual({ kind: 'month-arrivals', month: '2026-09', version: 1 });
  });

  test('[BACKUP-6] lets a tablet in again that was shut out, or lets its events count: both are named', async () => {
    const { cookie } = await somebodyNew('Sol', ['system']);
    const reply = await world.server.post(
      `/api/admin/devices/${device()}/revoke`,
      { reason: 'lost' },
      { cookie },
    );
    expect(reply.status).toBe(200);
    world.server.advance(1000);
    await world.record('nov', ['13:00', 'close']);
    await world.deliver();
    expect(await found()).toEqual([]);
    await change(
      'log_events',
      `update log_events set set_aside = null where device = '${device()}' and seq = 37`,
    );
    expect(await found()).toContainEqual({ kind: 'revoked-counts', device: device(), seq: 37 });
    await change('devices', `update devices set revoked_at = null where id = '${device()}'`);
    expect((await found()).map(({ kind }) => kind)).toContain('revocation-undone');
  });

  test('[BACKUP-6] gives a tablet another key: its log is named', async () => {
    await change(
      'devices',
      `update devices set public_key = '${world.server.services.secrets.officePublicKey}' where id = '${device()}'`,
    );
    expect(await found()).toEqual([{ kind: 'log-unsigned', device: device(), seq: 36 }]);
  });

  test('[BACKUP-6] changes what somebody wrote, or a session as it was planned: each is named', async () => {
    const hash = await world.server.stores(({ writtenTexts }) => writtenTexts.keep('Bussen var sen.', 0));
    await world.server.stores(({ planning }) =>
      planning.addVersions([{ session: 'nov', version: 1, text: '{}', hash: sha256('{}'), at: 0 }]),
    );
    expect(await found()).toEqual([]);
    await change('written_texts', `update written_texts set text = 'Inget.' where hash = '${hash}'`);
    await change('session_versions', "update session_versions set text = '{\"x\":1}' where session = 'nov'");
    expect(await found()).toEqual([
      { kind: 'written-text', hash },
      { kind: 'session-version', session: 'nov', version: 1 },
    ]);
  });

  test.each(['heads.jsonl', 'revocations.jsonl'])(
    '[BACKUP-7] changes a line of %s, or takes one out: the line is named',
    async (name) => {
      world.server.advance(24 * 60 * 60 * 1000);
      await somebodyNew('Ny', ['reader']);
      await noteDay(needed());
      await noteRevocations(needed());
      const file = join(folder, name);
      const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
      expect(lines.length).toBeGreaterThan(1);
      await writeFile(file, `${lines.slice(1).join('\n')}\n`);
      expect(await found()).toEqual([{ kind: 'journal-line', file: name, line: 1 }]);
      const last = lines.at(-1)?.replace(/[0-9]/, '7x') ?? '';
      await writeFile(file, `${[...lines.slice(0, -1), last].join('\n')}\n`);
      expect(await found()).toEqual([{ kind: 'journal-line', file: name, line: lines.length }]);
    },
  );

  test('[BACKUP-7] stops the machine while a line is written: the half line is nothing, and the next one whole', async () => {
    const file = join(folder, 'heads.jsonl');
    await writeFile(file, `${await readFile(file, 'utf8')}{"text":"{\\"at\\"`);
    expect(await found()).toEqual([]);
    world.server.advance(24 * 60 * 60 * 1000);
    await noteDay(needed());
    expect(await look()).toMatchObject({ findings: [], days: 2 });
  });
});

describe('what is told', () => {
  test('[BACKUP-6] is a sentence in both languages that names the row', () => {
    const [sv, en] = findingWords({ kind: 'event-changed', device: 'abc', seq: 7 });
    expect(sv).toBe('Plattan abc, händelse 7: innehållet är inte det som plattan skrev.');
    expect(en).toBe('The tablet abc, event 7: the content is not what the tablet wrote.');
    const head = findingWords({ kind: 'head-cut', log: 'office', seq: 12, day: '2026-12-05' });
    expect(head[0]).toContain('post 12 den 2026-12-05');
  });
});
