/** A server whose clock was four hundred days ahead for a while, and was put right: nothing of it may last. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../../src/domain/time.ts';
import { countWrongTry, waitLeft } from '../../src/server/accounts/tries.ts';
import { backUpWhenDue } from '../../src/server/backup/backup-job.ts';
import { backupState, changeBackupState } from '../../src/server/backup/backup-state.ts';
import { backupName, backupsIn, namesToKeep, removeUnfinished } from '../../src/server/backup/keep.ts';
import { isOverLimit } from '../../src/server/http/rate-limit.ts';
import { hashOf } from '../../src/server/http/services.ts';
import { intakeLimits, takeRoom } from '../../src/server/intake-limits.ts';
import { readReadiness } from '../../src/server/operation/readiness.ts';
import { openBackupOffice, type BackupOffice } from '../support/backup-office.ts';
import { morning, plant } from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

const ahead = 400 * dayMs;

describe('the backups of a server whose clock was ahead', () => {
  let office: BackupOffice;
  afterEach(() => office.close());
  const opened = async (): Promise<void> => {
    office = await openBackupOffice(morning);
    await plant({ stores: office.stores } as TestServer);
  };
  const tick = () => backUpWhenDue(office.work());
  const state = () => backupState(office.database(), office.now());
  const isReady = async (): Promise<boolean> =>
    !(
      await readReadiness({
        isStopping: () => false,
        clock: office.now,
        answers: async () => true,
        areMigrationsDone: async () => true,
        newestArrivalAt: async () => undefined,
        freeBytes: async () => 1,
        diskFloorBytes: 1,
        backup: state,
        isBackupFolderThere: async () => true,
        backupMaxMs: 26 * hourMs,
        startedAt: office.now(),
      })
    ).failing.includes('backup');

  test('[CLK-1] are made again as soon as the clock is right, and until then it is told that there is none', async () => {
    await opened();
    office.advance(ahead);
    expect(await tick()).toMatchObject({ kind: 'made' });
    office.advance(-ahead);
    expect(await state()).toMatchObject({ isLate: true });
    expect(await isReady()).toBe(false);
    expect(await tick()).toMatchObject({ kind: 'made' });
    expect(await state()).toMatchObject({ isLate: false, lastGoodAt: morning });
    expect(await isReady()).toBe(true);
    office.advance(minuteMs);
    expect(await tick()).toBeUndefined();
    expect(await backupsIn(office.folder)).toHaveLength(2);
  });

  test('[CLK-1] are tried again though a try failed, or had no key, while the clock was ahead', async () => {
    await opened();
    for (const reason of ['EIO', 'no-recovery-key']) {
      const at = office.now() + ahead;
      await changeBackupState(office.database(), () => ({ triedAt: at, failed: { at, reason } }));
      expect(await tick()).toMatchObject({ kind: 'made' });
    }
  });

  test('[CLK-1] are not made anew because a clock was put right by a little', async () => {
    await opened();
    await tick();
    office.advance(-minuteMs);
    expect(await tick()).toBeUndefined();
    expect(await state()).toMatchObject({ isLate: false });
    expect(await isReady()).toBe(true);
  });

  test('[CLK-1] that are from the last two days are all kept beside those dated in the future, which are kept too', async () => {
    await opened();
    const recent = Array.from({ length: 8 }, (_, i) => backupName(morning - i * 5 * minuteMs));
    const future = [backupName(morning + ahead), backupName(morning + ahead + hourMs)];
    const rule = { days: 1, weeks: 0, months: 0 };
    const old = backupName(morning - 30 * dayMs);
    expect(namesToKeep([old, ...recent, ...future], rule, morning)).toEqual(new Set([...recent, ...future]));
    const later = namesToKeep([...recent, ...future], rule, morning + ahead + 10 * dayMs);
    expect([...later]).not.toEqual(expect.arrayContaining(recent.slice(1)));
  });

  test('[CLK-1] leave nothing unfinished behind that is dated in the future', async () => {
    await opened();
    await tick();
    const half = join(office.folder, `${backupName(morning + ahead)}.0a0b0c0d.part`);
    await writeFile(half, 'half');
    await removeUnfinished(office.folder, morning);
    await expect(rm(half)).rejects.toThrow('ENOENT');
  });
});

describe.each(['sqlite', 'postgres'] as const)('on %s, a server whose clock was ahead', (kind) => {
  let server: TestServer;
  afterEach(() => server.close());
  const opened = async (): Promise<void> => {
    server = await createTestServer({ database: kind, clock: morning + ahead });
  };
  const putRight = (): void => server.advance(-ahead);

  test('[CLK-2] counts tries within the rule’s own time from now, and lets everybody in after it', async () => {
    await opened();
    const limit = { name: 'sign-in', max: 2, perMs: 15 * minuteMs, key: () => 'login' };
    const tried = () => isOverLimit(server.database, server.services, limit, {} as never);
    for (let i = 0; i < 3; i += 1) await tried();
    putRight();
    expect(await tried()).toBeLessThanOrEqual(15 * 60);
    server.advance(15 * minuteMs + 1);
    expect(await tried()).toBeUndefined();
  });

  test('[CLK-2] makes nobody wait for wrong tries longer than an hour, and makes them wait again', async () => {
    await opened();
    const keys = { name: hashOf('tries/sol'), guard: hashOf('guard/sol') };
    const { services, stores } = server;
    for (let i = 0; i < 20; i += 1) await countWrongTry(stores, keys, services);
    expect(await waitLeft(stores, keys, services)).toBe(3600);
    putRight();
    expect(await waitLeft(stores, keys, services)).toBeUndefined();
    await countWrongTry(stores, keys, services);
    expect(await waitLeft(stores, keys, services)).toBe(3600);
  });

  test('[CLK-2] lets a tablet deliver that had used up its room', async () => {
    await opened();
    const take = (bytes: number) =>
      server.stores(({ intake }) => takeRoom(intake, 'a', bytes, server.services.clock()));
    await take(intakeLimits.bytesAtOnce);
    expect(await take(1000)).toBeGreaterThan(0);
    putRight();
    expect(await take(intakeLimits.bytesAtOnce)).toBeUndefined();
    expect(await take(1000)).toBeGreaterThan(0);
  });

  test('[CLK-2] opens nothing with a link, a code, a question or a sign-in from then', async () => {
    await opened();
    const made = morning + ahead;
    await server.stores(async ({ accounts, devices, signInGuard }) => {
      await accounts.add({ id: 'sol', name: 'Sol Granhimmel', login: 'sol', password: 'none' }, made);
      await accounts.addSignIn('t', 'sol', made);
      await accounts.addSetupLink('l', made + dayMs, ['reader']);
      await devices.addEnrolmentCode({
        code_hash: 'c',
        name: 'Farsta 07',
        unit: null,
        expires_at: made + 30 * minuteMs,
        created_at: made,
      });
      await devices.addChallenge('q', 'a', made + 2 * minuteMs);
      const asked = { administrator: null, sealed: '', expiresAt: made + 5 * minuteMs };
      await signInGuard.ask('p', 'passkey', asked, made);
    });
    const opens = (at: number) =>
      server.stores(async ({ accounts, devices, signInGuard }) => [
        (await accounts.bySignIn('t', at)) !== undefined,
        await accounts.isSetupLinkGood('l', at),
        (await devices.openEnrolmentCodes(at)).length === 1,
        (await signInGuard.question('p', 'passkey', at)) !== undefined,
      ]);
    expect(await opens(made)).toEqual([true, true, true, true]);
    expect(await opens(made - minuteMs)).toEqual([true, true, true, true]);
    expect(await opens(morning)).toEqual([false, false, false, false]);
    await server.stores(async ({ accounts, devices }) => {
      expect(await accounts.useSetupLink('l', morning)).toBeUndefined();
      expect(await devices.useEnrolmentCode('c', 'a', morning)).toBe(false);
      expect(await devices.useChallenge('q', 'a', morning)).toBe(false);
    });
  });
});
