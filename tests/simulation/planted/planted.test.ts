import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planted } from './bug.ts';
import { bugs } from './bugs.ts';
import { seeBug } from './run-planted.ts';

const root = resolve(import.meta.dirname, '../../..');

describe('the table of planted bugs', () => {
  test('[CRASH-6] every planted bug still has its place in the code, exactly once', () => {
    expect(bugs.length).toBeGreaterThanOrEqual(24);
    expect(new Set(bugs.map(({ id }) => id)).size).toBe(bugs.length);
    for (const { edits } of bugs) {
      const texts = new Map<string, string>();
      for (const edit of edits) {
        const before = texts.get(edit.file) ?? readFileSync(resolve(root, edit.file), 'utf8');
        const after = planted(before, edit);
        expect(after).not.toBe(before);
        texts.set(edit.file, after);
      }
    }
  });

  test.each(['breaks-counted', 'link-left-out'])(
    '[CRASH-6] the simulation sees the planted bug %s within a few seeds',
    async (id) => {
      const bug = bugs.find((one) => one.id === id);
      if (bug === undefined) throw new Error(`there is no bug ${id}`);
      expect((await seeBug(bug, 20)).caught).toBeDefined();
    },
  );
});
