/** What goes wrong around backups: a restore that is killed, a file that is damaged, a folder or a database that is gone. */
import { copyFile, mkdir, readdir, readFile, rename, rm, rmdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayMs, hourMs, instant, minuteMs } from '../../src/domain/time.ts';
import { ensureFolder, folderState, markName } from '../../src/server/backup/backup-folder.ts';
import { backUp, createRevocationWatch } from '../../src/server/backup/backup-job.ts';
import { backupState, heldBackupState } from '../../src/server/backup/backup-state.ts';
import { failedLines, restoredLines, verifiedLines } from '../../src/server/backup/backup-words.ts';
import { backupName, backupsIn } from '../../src/server/backup/keep.ts';
import { createRecoveryKey } from '../../src/server/backup/recovery-key.ts';
import { restore, type Restored } from '../../src/server/backup/restore.ts';
import { knownRevocations } from '../../src/server/backup/revocations.ts';
import { verify } from '../../src/server/backup/verify.ts';
import { readConfig } from '../../src/server/config.ts';
import { hashOf, type Services } from '../../src/server/http/services.ts';
import { openStartData } from '../../src/server/start-data.ts';
import { changeBehindTheServer } from '../support/behind-the-server.ts';
import { openBackupOffice, type BackupOffice } from '../support/backup-office.ts';
import { startPostgres, type Postgres } from '../support/postgres.ts';
import { amina, morning, plant } from '../support/session-world.ts';
import type { TestServer } from '../support/test-server.ts';

let postgres: Postgres;
let office: BackupOffice;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());
beforeEach(async () => {
  office = await openBackupOffice(morning);
  await plant({ stores: office.stores } as TestServer);
});
afterEach(() => office.close());

/** What a start in the folder answers: nothing when it goes well. */
const start = async (dataFolder: string, databaseUrl?: string): Promise<string | undefined> => {
  const config = readConfig({ NARVARO_DATA_DIR: dataFolder, DATABASE_URL: databaseUrl }, []);
  const data = config.ok ? await openStartData(config.value) : config;
  if (!data.ok) return data.error.kind;
  await data.value.database.db.destroy();
  return undefined;
};
const beside = (name: string): string => join(office.folder, '..', name);
const verified = () => verify(office.database(), office.services(), office.folder);
const revoke = (id: string): Promise<void> =>
  office.stores(async ({ devices }) => {
    await devices.add({ id, name: 'Farsta 07', unit: 'farsta', publicKey: 'k' }, office.now());
    await devices.revoke(id, office.now());
  });

describe('the folder of an office’s first day', () => {
  test('[BACKUP-3] is made by whoever comes first, and nobody who comes at the same moment is refused', async () => {
    const folder = beside('first-day');
    await Promise.all([1, 2, 3].map(() => ensureFolder(office.database(), folder, office.now())));
    expect(await readdir(folder)).toEqual([markName]);
  });
});

describe('a restore that is killed', () => {
  test.each([[[]], [['backup-public.key']], [['backup-public.key', 'secrets']]])(
    '[BACKUP-4] once %s had been moved lets no office begin there, and can be done again, also after a wrong key',
    async (moved) => {
      const file = await office.backUpWell();
      const dataFolder = beside('killed');
      const building = join(dataFolder, '.restoring');
      await mkdir(join(building, 'secrets'), { recursive: true });
      for (const name of ['narvaro.sqlite', 'backup-public.key', 'secrets/receipt.key'])
        await writeFile(join(building, name), 'half of it');
      for (const name of moved) await rename(join(building, name), join(dataFolder, name));
      expect(await start(dataFolder)).toBe('half-restored');
      const recoveryKey = createRecoveryKey(office.services());
      expect((await office.tryRestore(file, { dataFolder, recoveryKey })).ok).toBe(false);
      if (moved.length > 0) expect(await start(dataFolder)).toBe('half-restored');
      expect(await office.tryRestore(file, { dataFolder })).toMatchObject({ ok: true });
      expect(await start(dataFolder)).toBeUndefined();
      expect(await readdir(dataFolder)).not.toContain('.restoring');
    },
  );

  test('[BACKUP-4] with tables of its own in PostgreSQL lets no office begin there, and can be done again', async () => {
    const file = await office.backUpWell();
    const databaseUrl = (await postgres.createOwnDatabase()).url;
    const dataFolder = beside('killed');
    const tryIt = (dying: boolean) =>
      restore({
        file,
        recoveryKey: office.key,
        dataFolder,
        databaseUrl,
        isDemo: false,
        servicesWith: (secrets): Services => ({
          ...office.services(),
          secrets,
          clock: () => {
            if (dying) throw new Error('killed');
            return office.now();
          },
        }),
      });
    await expect(tryIt(true)).rejects.toThrow('killed');
    expect(await start(dataFolder, databaseUrl)).toBe('half-restored');
    expect(await tryIt(false)).toMatchObject({ ok: true });
    expect(await start(dataFolder, databaseUrl)).toBeUndefined();
    expect(await tryIt(false)).toMatchObject({ ok: false, error: { kind: 'not-empty' } });
  });
});

describe('a start', () => {
  test('[CRASH-3] with keys but without their database begins no new office, on either kind', async () => {
    const dataFolder = beside('gone');
    expect(await start(dataFolder)).toBeUndefined();
    for (const name of await readdir(dataFolder))
      if (name.startsWith('narvaro.sqlite')) await rm(join(dataFolder, name));
    expect(await start(dataFolder)).toBe('database-gone');
    expect(await readdir(dataFolder)).toEqual(['secrets']);
    expect(await start(dataFolder, (await postgres.createOwnDatabase()).url)).toBe('database-gone');
  });

  test.each(['sqlite', 'postgres'] as const)(
    '[BACKUP-6] on %s sees that what keeps a log from being changed has been taken away',
    async (kind) => {
      const url = kind === 'sqlite' ? undefined : (await postgres.createOwnDatabase()).url;
      const config = readConfig({ NARVARO_DATA_DIR: beside('guarded'), DATABASE_URL: url }, []);
      const unguarded = async (table?: string): Promise<readonly string[]> => {
        const data = config.ok ? await openStartData(config.value) : config;
        if (!data.ok) throw new Error(data.error.kind);
        if (table !== undefined) await changeBehindTheServer(data.value.database, table);
        await data.value.database.db.destroy();
        return data.value.unguarded;
      };
      expect(await unguarded('office_log')).toEqual([]);
      expect(await unguarded()).toEqual(['office_log']);
    },
  );
});

describe('the journal of what was shut out', () => {
  const journal = (): string => join(office.folder, 'revocations.jsonl');
  const linesIn = async (): Promise<readonly string[]> =>
    (await readFile(journal(), 'utf8')).trimEnd().split('\n');

  test('[BACKUP-5] with a damaged line still shuts out what came after it, is told, and does not grow', async () => {
    await revoke('d0');
    await office.backUpWell();
    await revoke('d1');
    const file = await office.backUpWell();
    const lines = await linesIn();
    await writeFile(journal(), `${[lines[0]?.replace('d0', 'dX'), ...lines.slice(1)].join('\n')}\n`);
    office.advance(hourMs);
    const watch = createRevocationWatch(office.work());
    await revoke('d2');
    expect(await watch()).toBe(2);
    const length = (await linesIn()).length;
    for (let i = 0; i < 3; i += 1) {
      office.advance(2 * minuteMs);
      expect(await watch()).toBe(0);
    }
    expect(await linesIn()).toHaveLength(length);
    expect(office.told().filter((event) => event === 'revocations-journal-damaged')).toHaveLength(1);
    expect(await backupState(office.database(), office.now())).toMatchObject({ journalBrokenAt: 1 });
    expect(await office.backUp()).toMatchObject({ kind: 'made', journalBrokenAt: 1 });
    const known = await knownRevocations(office.folder, office.services());
    expect([...known.blocked.values()].map(({ id }) => id).sort()).toEqual(['d0', 'd1', 'd2']);
    expect(await office.restoreOnNew(file)).toMatchObject({ ok: true, value: { isJournalBroken: true } });
    const [d1] = await office.stores(async ({ devices }) => [await devices.get('d1')]);
    expect(d1?.revoked_at).not.toBeNull();
    await rm(journal());
    await office.backUpWell();
    expect(await backupState(office.database(), office.now())).not.toHaveProperty('journalBrokenAt');
  });

  test('[BACKUP-5] goes on after a last line that is damaged, and an old line put there again says nothing', async () => {
    const account = { id: 'adm', name: 'Sol', login: 'sol', password: 'none' };
    await office.stores(async ({ accounts, officeLog }) => {
      await accounts.add(account, office.now());
      await officeLog.append({ kind: 'administrator-added', actor: 'adm', at: office.now() });
    });
    await office.backUpWell();
    const [first = ''] = await linesIn();
    await office.stores(({ accounts }) => accounts.setDisabled('adm', office.now()));
    await office.backUpWell();
    await writeFile(journal(), `${(await linesIn()).join('\n')}\n${first}\nnot what it was\n`);
    await revoke('d1');
    await office.backUp();
    const { blocked } = await knownRevocations(office.folder, office.services());
    expect([...blocked.values()].map(({ kind, id }) => `${kind} ${id}`)).toContain('device d1');
    expect(blocked.get('administrator adm')).toMatchObject({ isDisabled: true });
  });
});

describe('a walk through the database', () => {
  test.each([
    "update identities set sealed = 'AAAA'",
    "update identities set sealed = (select sealed from identities where participant = 'olof')",
    "update identities set lookup = 'another'",
    "update identities set sealed_name = 'AAAA'",
  ])('[BACKUP-6] opens every sealed identity: %s is found, and the backup is not sound', async (change) => {
    await office.stores(async ({ identities }) => {
      await identities.keep('amina', '199001012384', false);
      await identities.keep('olof', '198001012384', false);
    });
    expect(await verified()).toMatchObject({ findings: [], identities: 2 });
    const finding = { kind: 'identity', participant: amina.id };
    await changeBehindTheServer(office.database(), 'identities', `${change} where participant = 'amina'`);
    expect((await verified()).findings).toEqual([finding]);
    expect(await office.backUp()).toMatchObject({ kind: 'made', made: { findings: [finding] } });
  });

  test('[BACKUP-7] says that there is nothing to compare with when the ends of the days are gone', async () => {
    await office.stores(({ officeLog }) =>
      officeLog.append({ kind: 'device-renamed', actor: 'adm', at: instant(office.now()) }),
    );
    expect(await verified()).toMatchObject({ days: 0, isJournalMissing: false });
    office.advance(2 * dayMs);
    const found = await verified();
    expect(found.isJournalMissing).toBe(true);
    const words = verifiedLines(found).join('\n');
    expect(words).toContain('heads.jsonl saknas');
    expect(words).not.toContain('Allt stämmer');
    await office.backUpWell();
    expect(await verified()).toMatchObject({ days: 1, isJournalMissing: false });
  });

  test('[BACKUP-6] names an account, roles and an opening that nobody has decided', async () => {
    const at = office.now();
    await office.stores(async ({ accounts, officeLog }) => {
      for (const id of ['adm-1', 'adm-2']) {
        await accounts.add({ id, name: id, login: id, password: 'none' }, at);
        await accounts.setRoles(id, ['reader']);
        await officeLog.append({ kind: 'administrator-added', actor: id, at, roles: ['reader'] });
      }
      await accounts.setDisabled('adm-2', at);
      await officeLog.append({ kind: 'administrator-disabled', actor: 'adm-1', at, administrator: 'adm-2' });
    });
    expect((await verified()).findings).toEqual([]);
    await changeBehindTheServer(
      office.database(),
      'administrators',
      `insert into administrators (id, name, login, password, created_at) values ('adm-3', 'x', 'x', 'x', 0)`,
      `insert into administrator_roles (administrator, role) values ('adm-1', 'system')`,
      `update administrators set disabled_at = null where id = 'adm-2'`,
    );
    expect((await verified()).findings).toEqual([
      { kind: 'administrator-roles', administrator: 'adm-1', roles: ['system'] },
      { kind: 'administrator-opened', administrator: 'adm-2', seq: 3 },
      { kind: 'administrator-unknown', administrator: 'adm-3' },
    ]);
  });
});

describe('the folder of the backups', () => {
  test('[BACKUP-4] may be one that cannot be written to: the restore is made, and says what it could not note', async () => {
    await revoke('d1');
    const file = await office.backUpWell();
    const readOnly = beside('read-only');
    await mkdir(readOnly);
    const copy = join(readOnly, backupName(morning));
    await copyFile(file, copy);
    await copyFile(join(office.folder, 'revocations.jsonl'), join(readOnly, 'revocations.jsonl'));
    await symlink('/proc/no-such-file', join(readOnly, 'heads.jsonl'));
    const restored = await office.tryRestore(copy, { dataFolder: beside('new') });
    expect(restored).toMatchObject({ ok: true, value: { isNoted: false, isJournalBroken: false } });
    const words = (value: Restored): string => restoredLines(value, 'x').join('\n');
    expect(restored.ok && words(restored.value)).toContain('går inte att skriva i');
    expect(await start(beside('new'))).toBeUndefined();
  });

  test('[BACKUP-3] that held backups and is gone is told and not made anew; one elsewhere is made where its parent is', async () => {
    await office.backUpWell();
    await rename(office.folder, beside('unplugged'));
    office.advance(dayMs);
    expect(await office.backUp()).toEqual({ kind: 'failed', reason: 'backup-folder-gone' });
    await createRevocationWatch(office.work())();
    expect(office.told().at(-1)).toBe('revocations-not-written');
    expect(await backupsIn(office.folder)).toEqual([]);
    expect(failedLines('backup-folder-gone', 'x')[0]).toContain('är borta');
    await rename(beside('unplugged'), office.folder);
    expect(await office.backUp()).toMatchObject({ kind: 'made' });
    const work = office.work();
    const nowhere = { ...work, plan: { ...work.plan, folder: beside('no-such/backups') } };
    expect(await backUp(nowhere)).toEqual({ kind: 'failed', reason: 'ENOENT' });
    expect(failedLines('ENOENT', 'x')[0]).toContain('NARVARO_BACKUP_DIR');
    const another = { ...work, plan: { ...work.plan, folder: beside('another') } };
    expect(await backUp(another)).toMatchObject({ kind: 'made' });
  });

  test('[BACKUP-9] that has been used and is empty is a disk that is not mounted: nothing is written, and it is said in words', async () => {
    await createRevocationWatch(office.work())();
    await rename(office.folder, beside('unmounted'));
    await mkdir(office.folder);
    expect(await office.backUp()).toEqual({ kind: 'failed', reason: 'backup-folder-empty' });
    await createRevocationWatch(office.work())();
    expect(office.told().at(-1)).toBe('revocations-not-written');
    expect(await readdir(office.folder)).toEqual([]);
    expect(await folderState(office.database(), office.folder, office.now())).toBe('empty');
    expect(failedLines('backup-folder-empty', 'x').join()).toContain(markName);
    const held = await office.stores(({ settings }) => heldBackupState(settings));
    expect(held.failed?.reason).toBe('backup-folder-empty');
    await rmdir(office.folder);
    await rename(beside('unmounted'), office.folder);
    expect(await office.backUp()).toMatchObject({ kind: 'made' });
    expect(await folderState(office.database(), office.folder, office.now())).toBe('used');
  });

  test('[BACKUP-9] on a new, empty disk is used once somebody has put the mark there', async () => {
    await office.backUpWell();
    await rename(office.folder, beside('old-disk'));
    await mkdir(office.folder);
    expect(await office.backUp()).toMatchObject({ kind: 'failed' });
    await writeFile(join(office.folder, markName), '');
    expect(await office.backUp()).toMatchObject({ kind: 'made' });
  });

  test('[BACKUP-9] from before there was a mark gets one, with what it holds', async () => {
    await office.backUpWell();
    await rm(join(office.folder, markName));
    office.advance(hourMs);
    expect(await office.backUp()).toMatchObject({ kind: 'made' });
    expect(await readdir(office.folder)).toContain(markName);
  });

  test('[BACKUP-3] is rid of what a killed backup has left, once it is old', async () => {
    await mkdir(office.folder);
    const part = (at: number): string => `${backupName(at)}.0a1b2c3d.part`;
    for (const at of [morning - dayMs, morning - hourMs])
      await writeFile(join(office.folder, part(at)), 'half');
    await office.backUpWell();
    expect((await readdir(office.folder)).filter((name) => name.endsWith('.part'))).toEqual([
      part(morning - hourMs),
    ]);
  });

  test('[OPS-4] is remarked on when it is the data folder or lies in it', () => {
    const remarks = (folder: string): unknown => {
      const config = readConfig({ NARVARO_DATA_DIR: '/srv/data', NARVARO_BACKUP_DIR: folder }, []);
      return config.ok && config.value.remarks;
    };
    for (const folder of ['/srv/data', '/srv/data/', '/srv/data/backups'])
      expect(remarks(folder)).toEqual([{ kind: 'backups-in-data' }]);
    for (const folder of ['/srv/data-backups', '/srv', '/mnt/nas']) expect(remarks(folder)).toEqual([]);
  });
});

test('[BACKUP-4] a restore says that something was disposed of only when something was', async () => {
  await office.stores(({ accounts }) =>
    accounts.addSetupLink(hashOf('a link'), office.now() + dayMs, ['reader']),
  );
  const restored = await office.restoreOnNew(await office.backUpWell());
  expect(restored).toMatchObject({ ok: true, value: { disposed: 0 } });
});
