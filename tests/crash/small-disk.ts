/** A disk of a few megabytes, that can be filled up and emptied again, or be read but not written to. Needs root. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type SmallDisk = {
  readonly folder: string;
  /** Takes every byte that is left. */
  readonly fill: () => void;
  /** Gives them back. */
  readonly free: () => void;
  readonly lock: () => void;
  readonly end: () => void;
};

/** Whether this machine lets its tests mount a disk: root may, in most containers nobody may. */
export const canMakeSmallDisks = (): boolean => {
  try {
    createSmallDisk(1).end();
    return true;
  } catch {
    return false;
  }
};

export const createSmallDisk = (megabytes: number): SmallDisk => {
  const folder = mkdtempSync(join(tmpdir(), 'narvaro-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'narvaro-test', folder], {
      stdio: 'ignore',
    });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => {
      for (let kilobytes = megabytes * 1024; kilobytes >= 4; kilobytes = Math.floor(kilobytes / 2))
        for (;;)
          try {
            writeFileSync(ballast, Buffer.alloc(kilobytes * 1024), { flag: 'a' });
          } catch {
            break;
          }
    },
    free: () => rmSync(ballast, { force: true }),
    lock: () => {
      execFileSync('mount', ['-o', 'remount,ro', folder]);
    },
    end: () => {
      execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
