/** A handful of what `npm run crash` does hundreds of times, and starts on a disk that is full, locked or damaged. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { killBrowsers } from '../crash/browser-kills.ts';
import { damagedCopy, damages, fingerprint, tearLog } from '../crash/damaged-office.ts';
import { checkOffice } from '../crash/check-office.ts';
import { startLoad } from '../crash/load.ts';
import { createOfficeProcess, refusedStart } from '../crash/office-process.ts';
import { startCrashWorld } from '../crash/office-world.ts';
import { killServers } from '../crash/server-kills.ts';
import { canMakeSmallDisks, createSmallDisk } from '../crash/small-disk.ts';
import { startPostgres } from '../support/postgres.ts';
import { seeded } from '../support/seeded.ts';

test.describe('killed at any moment', () => {
  test('[CRASH-1] a server on SQLite that is killed again and again while tablets, phones and the office write keeps everything it acknowledged', async () => {
    const { wrongs, acknowledged, kills } = await killServers({ times: 3, random: seeded(1) });
    expect(wrongs).toEqual([]);
    expect(kills).toBe(3);
    expect(acknowledged).toBeGreaterThan(20);
  });

  test('[CRASH-1, CRASH-4] a server on PostgreSQL that is killed, whose connections are killed and whose database crashes keeps everything it acknowledged, and goes on by itself', async () => {
    const postgres = await startPostgres();
    try {
      const own = await postgres.createOwnDatabase();
      const { wrongs, acknowledged, kills } = await killServers({
        times: 4,
        random: seeded(3),
        postgres: own,
      });
      expect(wrongs).toEqual([]);
      expect(kills).toBe(4);
      expect(acknowledged).toBeGreaterThan(20);
    } finally {
      await postgres.stop();
    }
  });

  test('[CRASH-1] a first start that is killed at any moment is done again by the next one', async () => {
    const home = mkdtempSync(join(tmpdir(), 'narvaro-first-'));
    try {
      for (const ms of [300, 500, 600, 700, 800, 900]) {
        const office = await createOfficeProcess(join(home, String(ms)));
        const broken = office.start().catch(() => undefined);
        await new Promise((wait) => setTimeout(wait, ms));
        await office.kill();
        await broken;
        expect(await office.start()).toContain('/admin/start#');
        await office.stop();
      }
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });

  test('[CRASH-2] a tablet whose browser is killed while people are checked in has everybody it called checked in, and delivers them', async () => {
    const { wrongs, acknowledged, kills } = await killBrowsers({ times: 3, random: seeded(1) });
    expect(wrongs).toEqual([]);
    expect(kills).toBe(3);
    expect(acknowledged).toBeGreaterThan(3);
  });
});

test.describe('a start on a database that is damaged', () => {
  test.describe.configure({ mode: 'serial' });
  let home: string;

  test.beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'narvaro-damage-'));
    const office = await createOfficeProcess(join(home, 'office'));
    await office.start();
    await office.kill();
    cpSync(office.folder, join(home, 'killed'), { recursive: true });
    await office.start();
    await office.stop();
    cpSync(office.folder, join(home, 'stopped'), { recursive: true });
  });
  test.afterAll(() => rmSync(home, { recursive: true, force: true }));

  for (const damage of damages)
    test(`[CRASH-3] somebody whose database is ${damage.name} is told so and what to do, and every byte is as it was`, async () => {
      const folder = damagedCopy(join(home, damage.from), join(home, 'damaged'), damage);
      try {
        const before = fingerprint(folder);
        for (const flags of [[], ['--admin-link']]) {
          const { code, words } = await refusedStart(folder, { flags });
          expect(words).toContain(damage.words[0]);
          expect(words).toContain(damage.words[1]);
          expect(words).toContain('Lägg sedan tillbaka den senaste säkerhetskopian');
          expect(words).not.toContain('    at ');
          expect(code).toBe(1);
          expect(fingerprint(folder)).toEqual(before);
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });

  test('[CRASH-3] an office that was killed, and one whose log was torn in its last write, start as usual', async () => {
    const folder = join(home, 'torn');
    cpSync(join(home, 'killed'), folder, { recursive: true });
    const office = await createOfficeProcess(folder);
    await office.start();
    await office.stop();
    rmSync(folder, { recursive: true });
    cpSync(join(home, 'killed'), folder, { recursive: true });
    tearLog(folder);
    await office.start();
    await office.stop();
  });
});

test.describe('a disk that is full or locked', () => {
  test.skip(!canMakeSmallDisks(), 'this machine does not let its tests mount a small disk; root may');

  test('[CRASH-3] somebody whose data folder cannot be written to, or whose disk is full, is told so and what to do, and nothing is lost', async () => {
    const disk = createSmallDisk(16);
    try {
      disk.fill();
      const full = await refusedStart(join(disk.folder, 'office'));
      expect(full).toMatchObject({ code: 1 });
      expect(full.words).toContain('Disken är full.');
      expect(full.words).toContain('The disk is full.');
      expect(full.words).not.toContain('    at ');
      disk.free();
      rmSync(join(disk.folder, 'office'), { recursive: true, force: true });
      const office = await createOfficeProcess(join(disk.folder, 'office'));
      await office.start();
      await office.kill();
      const before = fingerprint(office.folder);
      disk.fill();
      const again = await refusedStart(office.folder);
      expect(again.words).toContain('Disken är full.');
      disk.free();
      disk.lock();
      const locked = await refusedStart(office.folder);
      expect(locked).toMatchObject({ code: 1 });
      expect(locked.words).toContain('går inte att använda. Den ska vara en mapp som går att skriva i.');
      expect(locked.words).toContain('cannot be used. It must be a folder that can be written to.');
      expect(locked.words).not.toContain('    at ');
      expect(fingerprint(office.folder)['narvaro.sqlite']).toBe(before['narvaro.sqlite']);
    } finally {
      disk.end();
    }
  });

  test('[CRASH-4] while the server’s disk is full everybody is told so, nothing is acknowledged and tablets keep what they have; when there is room again all goes on without a restart', async () => {
    const disk = createSmallDisk(24);
    const world = await startCrashWorld({ folder: join(disk.folder, 'office'), isEmbedded: true });
    try {
      const load = await startLoad(world, seeded(5), 2);
      await expect.poll(load.count).toBeGreaterThan(10);
      disk.fill();
      await expect.poll(load.refusals).toContain('server/storage-full');
      await load.hold();
      const told = await load.count();
      load.release();
      await new Promise((wait) => setTimeout(wait, 1500));
      await load.hold();
      expect(world.office.isRunning()).toBe(true);
      expect(await load.unsent()).toBeGreaterThan(0);
      const whileFull = await load.count();
      expect(whileFull - told).toBeLessThan(20);
      disk.free();
      expect(await checkOffice(world, load.acknowledged)).toEqual([]);
      load.release();
      await expect.poll(load.count).toBeGreaterThan(whileFull + 10);
      await load.stop();
      await load.drain();
      expect(await load.unsent()).toBe(0);
      expect(await checkOffice(world, load.acknowledged)).toEqual([]);
      expect(load.surprises).toEqual([]);
    } finally {
      await world.end();
      disk.end();
    }
  });
});
