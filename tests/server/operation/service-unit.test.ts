/** The unit that starts Närvaro on a server: systemd itself reads it, where it is installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/server/config.ts';
import { usualWaiting } from '../../../src/server/wait-for-database.ts';

const root = resolve(import.meta.dirname, '../../..');
const unit = readFileSync(join(root, 'src/server/operation/narvaro.service'), 'utf8');
const settings = new Map(
  unit.split('\n').flatMap((line) => {
    const [, name, value] = /^([A-Z]\w+)=(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value ?? ''] as const];
  }),
);

/** What systemd says of the unit in this folder's place; undefined where there is no systemd. */
const analyzed = (
  verb: readonly string[],
): { readonly status: number | null; readonly said: string } | undefined => {
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-unit-'));
  const file = join(folder, 'narvaro.service');
  writeFileSync(file, unit.replaceAll('/opt/narvaro', root));
  try {
    const { status, stdout, stderr, error } = spawnSync('systemd-analyze', [...verb, file], {
      encoding: 'utf8',
    });
    return error === undefined ? { status, said: `${stdout}${stderr}` } : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

describe('the service', () => {
  test('[OPS-7] systemd takes every line of the unit, and finds little that the service could reach', () => {
    const verified = analyzed(['verify']);
    if (verified !== undefined) expect(verified).toEqual({ status: 0, said: '' });
    const exposed = analyzed(['security', '--offline=true', '--threshold=20', '--no-pager']);
    if (exposed !== undefined) expect(exposed).toMatchObject({ status: 0 });
  });

  test('[OPS-7] it starts the server as it is, under a user of its own, and may write its data and its backups alone', () => {
    const [node = '', script = ''] = (settings.get('ExecStart') ?? '').split(' ');
    expect(node).toBe('/opt/narvaro/node_modules/.bin/node');
    expect(existsSync(join(root, script))).toBe(true);
    expect(settings.get('DynamicUser')).toBe('yes');
    expect(settings.get('ProtectSystem')).toBe('strict');
    expect(settings.get('NoNewPrivileges')).toBe('yes');
    expect(settings.get('MemoryMax')).toMatch(/^\d+[MG]$/);
    expect(settings.get('Restart')).toBe('on-failure');
    const dataFolder = /^Environment=NARVARO_DATA_DIR=(.*)$/m.exec(unit)?.[1] ?? '';
    const writable = (settings.get('StateDirectory') ?? '').split(' ').map((name) => `/var/lib/${name}`);
    const config = readConfig({ NARVARO_DATA_DIR: dataFolder }, []);
    if (!config.ok) throw new Error(config.error.kind);
    expect(writable).toEqual([config.value.dataFolder, config.value.backups.folder]);
  });

  test('[PG-3] systemd does not give up on it while it waits for PostgreSQL', () => {
    const [seconds, tries] = ['StartLimitIntervalSec', 'StartLimitBurst'].map((name) =>
      Number(settings.get(name)),
    );
    expect(tries).toBeGreaterThan(1);
    expect(((tries ?? 0) * usualWaiting.waitMs) / 1000).toBeGreaterThan(seconds ?? Infinity);
  });

  test('[OPS-7] whoever installs it is told of the recovery key and of where backups belong', () => {
    expect(unit).toContain('src/server/main.ts --backup-key');
    expect(unit).toContain('NARVARO_BACKUP_DIR=/var/lib/narvaro-backups');
    expect(unit).toContain(`"StateDirectory=${settings.get('StateDirectory')}"`);
  });

  test('[OPS-7] systemd waits longer at a stop than the server gives its running requests', () => {
    const config = readConfig({}, []);
    const seconds = Number((settings.get('TimeoutStopSec') ?? '').replace('s', ''));
    expect(config.ok && seconds * 1000 > config.value.stopMs).toBe(true);
    expect(settings.get('KillSignal')).toBe('SIGTERM');
  });
});
