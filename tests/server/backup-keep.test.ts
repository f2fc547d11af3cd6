/** Which backups are kept, when one is due, what is told of a night that failed, and the key on paper (BACKUP-2, BACKUP-3). */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  backUpWhenDue,
  createRevocationWatch,
  dueMoment,
  noteHeadsOfDay,
} from '../../src/server/backup/backup-job.ts';
import {
  backupState,
  changeBackupState,
  type HeldBackupState,
} from '../../src/server/backup/backup-state.ts';
import { readJournal } from '../../src/server/backup/journal.ts';
import { knownRevocations } from '../../src/server/backup/revocations.ts';
import { createTestServer } from '../support/test-server.ts';
import { backupName, backupsIn, madeAtOf, namesToKeep, readKeepRule } from '../../src/server/backup/keep.ts';
import {
  createRecoveryKey,
  publicKeyFile,
  readRecoveryKey,
  recoveryKeyText,
} from '../../src/server/backup/recovery-key.ts';
import { dayMs, hourMs, minuteMs } from '../../src/domain/time.ts';
import { changeBehindTheServer } from '../support/behind-the-server.ts';
import { openBackupOffice, type BackupOffice } from '../support/backup-office.ts';
import { morning, plant } from '../support/session-world.ts';
import type { TestServer } from '../support/test-server.ts';

describe('the recovery key', () => {
  test('[BACKUP-2] is opened by a key that a person can write down, and a slip of the pen is found', () => {
    const key = createRecoveryKey({
      randomBytes: (length) => new Uint8Array(Buffer.alloc(length, 'as it happens to be thrown')),
    });
    const text = recoveryKeyText(key);
    expect(text.split('-')).toHaveLength(14);
    expect(readRecoveryKey(text)?.publicKey).toBe(key.publicKey);
    expect(readRecoveryKey(` ${text.toLowerCase().replaceAll('-', ' ')} `)?.publicKey).toBe(key.publicKey);
    for (let at = 0; at < text.length; at += 1) {
      if (text[at] === '-') continue;
      const slip = `${text.slice(0, at)}${text[at] === '7' ? '8' : '7'}${text.slice(at + 1)}`;
      expect(readRecoveryKey(slip)).toBeUndefined();
    }
  });
});

describe('what is kept', () => {
  const rule = { days: 14, weeks: 8, months: 36 };
  const nightly = (nights: number): readonly string[] =>
    Array.from({ length: nights }, (_, i) => backupName(morning - i * dayMs));

  test('[BACKUP-3] of three years of nights is the latest of fourteen days, eight weeks and thirty-six months', () => {
    const names = nightly(3 * 365);
    const kept = [...namesToKeep(names, rule, morning)].toSorted().toReversed();
    expect(kept.slice(0, 14)).toEqual(names.slice(0, 14));
    expect(new Set(kept.map((name) => name.slice(8, 14))).size).toBe(36);
    expect(kept.length).toBeLessThanOrEqual(14 + 8 + 36);
    expect(kept.length).toBeGreaterThanOrEqual(14 + 6 + 34);
  });

  test('[BACKUP-3] holds on to old ones when none has been made for long', () => {
    const names = nightly(3 * 365);
    const old = names.slice(400);
    const kept = namesToKeep(old, rule, morning);
    expect(kept.size).toBeGreaterThan(40);
    expect(kept.has(old[0] ?? '')).toBe(true);
  });

  test('[BACKUP-3] is decided one night after another as if all were decided at once', () => {
    const names = nightly(200).toReversed();
    let held: readonly string[] = [];
    for (const name of names) {
      held = [...held, name];
      const kept = namesToKeep(held, rule, madeAtOf(name) ?? 0);
      held = held.filter((one) => kept.has(one));
    }
    expect(new Set(held)).toEqual(namesToKeep(names, rule, morning));
  });

  test('[BACKUP-3] are files of ours alone: others in the folder are never touched', () => {
    expect(madeAtOf(backupName(morning))).toBe(morning);
    for (const name of ['heads.jsonl', 'narvaro.sqlite', 'narvaro-20261123T070000Z.backup.part', 'notes.txt'])
      expect(madeAtOf(name)).toBeUndefined();
    expect(readKeepRule('14, 8, 36')).toEqual(rule);
    for (const wrong of ['14,8', '0,8,36', 'a,b,c', '14,8,36,1']) expect(readKeepRule(wrong)).toBeUndefined();
  });
});

describe('the nightly hour', () => {
  test('[BACKUP-3] is due at its hour in Stockholm, also on the days the clocks change', () => {
    const at = (text: string): number => Date.parse(text);
    expect(dueMoment(at('2026-11-23T01:59:00+01:00'), 2)).toBe(at('2026-11-22T02:00:00+01:00'));
    expect(dueMoment(at('2026-11-23T02:00:00+01:00'), 2)).toBe(at('2026-11-23T02:00:00+01:00'));
    expect(dueMoment(at('2026-10-25T12:00:00+01:00'), 4)).toBe(at('2026-10-25T04:00:00+01:00'));
    expect(dueMoment(at('2026-03-29T12:00:00+02:00'), 4)).toBe(at('2026-03-29T04:00:00+02:00'));
  });
});

describe('the nightly backup', () => {
  let office: BackupOffice;
  /* Whichever test comes first: not all of them open one. */
  let close: (() => Promise<void>) | undefined;
  afterEach(async () => {
    await close?.();
    close = undefined;
  });
  const opened = async (): Promise<void> => {
    office = await openBackupOffice(morning);
    close = office.close;
    await plant({ stores: office.stores } as TestServer);
  };
  const state = () => backupState(office.database(), office.now());
  const tick = () => backUpWhenDue(office.work());

  test('[BACKUP-3] is made once a night, restored as a trial, and told with its size', async () => {
    await opened();
    expect(await tick()).toMatchObject({ kind: 'made' });
    expect(await state()).toMatchObject({
      lastGoodAt: morning,
      isLate: false,
      good: { verifiedAt: morning, file: backupName(morning) },
      faults: 0,
    });
    office.advance(minuteMs);
    expect(await tick()).toBeUndefined();
    office.advance(dayMs);
    expect(await tick()).toMatchObject({ kind: 'made' });
    expect(await backupsIn(office.folder)).toHaveLength(2);
  });

  test('[BACKUP-3] that fails is told, removes nothing, and is tried again within the hour', async () => {
    await opened();
    await tick();
    office.advance(dayMs);
    const kept = `${office.folder}-kept`;
    await mkdir(kept);
    const work = { ...office.work(), plan: { ...office.work().plan, folder: join(kept, 'a-file') } };
    await writeFile(join(kept, 'a-file'), 'in the way');
    expect(await backUpWhenDue(work)).toMatchObject({ kind: 'failed' });
    expect(office.told().at(-1)).toBe('backup-failed');
    expect(await state()).toMatchObject({ lastGoodAt: morning, failed: { at: morning + dayMs } });
    expect(await backupsIn(office.folder)).toHaveLength(1);
    office.advance(30 * minuteMs);
    expect(await tick()).toBeUndefined();
    office.advance(31 * minuteMs);
    expect(await tick()).toMatchObject({ kind: 'made' });
    expect((await state()).failed).toBeUndefined();
  });

  test('[BACKUP-3] that has not come for more than a day is told as late', async () => {
    await opened();
    await tick();
    office.advance(dayMs + 3 * hourMs);
    expect((await state()).isLate).toBe(true);
  });

  test('[BACKUP-3] is not made without a recovery key, which is told once a night, and made as soon as there is one', async () => {
    await opened();
    const file = publicKeyFile(office.dataFolder());
    await rm(file);
    expect(await tick()).toEqual({ kind: 'no-key' });
    office.advance(2 * hourMs);
    expect(await tick()).toBeUndefined();
    expect(await state()).toMatchObject({ failed: { reason: 'no-recovery-key' } });
    await writeFile(file, office.key.publicKey);
    expect(await tick()).toMatchObject({ kind: 'made' });
  });

  test('[BACKUP-3] of a database with faults is kept, told, and lets no older one be removed', async () => {
    await opened();
    await office.stores(({ officeLog }) =>
      officeLog.append({ kind: 'device-renamed', actor: 'adm-1', at: office.now() }),
    );
    for (let i = 0; i < 3; i += 1) {
      expect(await tick()).toMatchObject({ kind: 'made' });
      office.advance(dayMs);
    }
    await changeBehindTheServer(
      office.database(),
      'office_log',
      "update office_log set text = '{}' where seq = 1",
    );
    const done = await backUpWhenDue({
      ...office.work(),
      plan: { ...office.work().plan, keep: { days: 1, weeks: 0, months: 0 } },
    });
    expect(done).toMatchObject({
      kind: 'made',
      removed: [],
      made: { findings: [{ kind: 'entry-changed', seq: 1 }] },
    });
    expect(office.told().at(-1)).toBe('backup-of-faulty-database');
    expect(await state()).toMatchObject({ faults: 1 });
    expect(await backupsIn(office.folder)).toHaveLength(4);
  });

  test('[BACKUP-5] has beside it, within seconds, what is shut out, and writes nothing when nothing has happened', async () => {
    await opened();
    const watch = createRevocationWatch(office.work());
    await office.stores(({ devices }) =>
      devices.add({ id: 'd1', name: 'Farsta 07', unit: 'farsta', publicKey: 'k' }, office.now()),
    );
    expect(await watch()).toBe(0);
    await office.stores(async ({ devices, officeLog }) => {
      await devices.revoke('d1', office.now());
      await officeLog.append({ kind: 'device-revoked', actor: 'adm', at: office.now(), device: 'd1' });
    });
    office.advance(5000);
    expect(await watch()).toBe(1);
    expect(await watch()).toBe(0);
    await office.stores(({ officeLog }) =>
      officeLog.append({ kind: 'device-renamed', actor: 'adm', at: office.now() }),
    );
    expect(await watch()).toBe(0);
    const known = await knownRevocations(office.folder, office.services());
    expect([...known.blocked.values()]).toMatchObject([{ kind: 'device', id: 'd1', revokedAt: morning }]);
  });

  test('[BACKUP-5] whose folder is gone is told once an hour, and what was shut out meanwhile is written when it is back', async () => {
    await opened();
    const folder = join(office.folder, 'in-the-way');
    await mkdir(office.folder, { recursive: true });
    await writeFile(folder, 'a file');
    const watch = createRevocationWatch({ ...office.work(), plan: { ...office.work().plan, folder } });
    await office.stores(async ({ devices }) => {
      await devices.add({ id: 'd1', name: 'Farsta 07', unit: 'farsta', publicKey: 'k' }, office.now());
      await devices.revoke('d1', office.now());
    });
    for (let i = 0; i < 5; i += 1) expect(await watch()).toBe(0);
    expect(office.told()).toEqual(['revocations-not-written']);
    office.advance(hourMs);
    await watch();
    expect(office.told()).toHaveLength(2);
    await rm(folder);
    expect(await watch()).toBe(1);
  });

  test('[BACKUP-7] is not the only thing that is written: how every log ends stands there each day, and in the server’s log', async () => {
    await opened();
    await noteHeadsOfDay(office.work());
    await noteHeadsOfDay(office.work());
    expect(office.told()).toEqual(['day-heads']);
    office.advance(dayMs);
    await noteHeadsOfDay(office.work());
    expect((await readJournal(office.folder, 'heads', office.services())).lines).toMatchObject([
      { kind: 'day', day: '2026-11-23' },
      { kind: 'day', day: '2026-11-24' },
    ]);
  });

  test('[BACKUP-3] is shown to the system administrator with what has to be seen to, and to nobody else', async () => {
    const server = await createTestServer();
    const look = async (role: 'system' | 'reviewer'): Promise<Response> =>
      server.get('/api/admin/backups', await server.administrator('Sol', [role]));
    const note = (held: HeldBackupState) => changeBackupState(server.database, () => held);
    const good = { at: morning, file: 'x', bytes: 1_400_000, rows: 10, checksum: 'x', verifiedAt: morning };
    const trouble = async (): Promise<unknown> =>
      ((await (await look('system')).json()) as { trouble: unknown }).trouble;
    expect(await trouble()).toBe('none-yet');
    await note({ failed: { at: morning, reason: 'no-recovery-key' } });
    expect(await trouble()).toBe('no-key');
    await note({ good });
    expect(await (await look('system')).json()).toEqual({
      trouble: null,
      lastGood: { at: morning, verifiedAt: morning, bytes: 1_400_000, rows: 10 },
      failedAt: null,
      restored: null,
    });
    await note({ good, failed: { at: morning, reason: 'ENOSPC' } });
    expect(await trouble()).toBe('failed');
    for (const reason of ['backup-folder-gone', 'backup-folder-empty']) {
      await note({ good, failed: { at: morning, reason } });
      expect(await trouble()).toBe('no-folder');
    }
    await note({ good, faults: 2 });
    expect(await trouble()).toBe('faults');
    await note({ good });
    server.advance(dayMs + 3 * hourMs);
    expect(await trouble()).toBe('late');
    expect((await look('reviewer')).status).toBe(403);
    await server.close();
  });

  test('[BACKUP-3] leaves nothing half done in the folder', async () => {
    await opened();
    await tick();
    expect((await readdir(office.folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
