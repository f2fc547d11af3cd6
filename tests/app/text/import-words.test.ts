import { describe, expect, test } from 'vitest';
import { importEn } from '../../../src/app/text/import-en.ts';
import { importSv } from '../../../src/app/text/import-sv.ts';

describe('the words of the import', () => {
  test('[IMP-8] the administrator reads “Medarbetare” in the table, as everywhere else', () => {
    expect(importSv.table.role).toEqual({ employee: 'Medarbetare', manager: 'Chef' });
  });

  test('[UI-13] the administrator reads 20 000 rows with the thousands set apart', () => {
    expect(importSv.about({ file: 'a.csv', rows: 20_000 })).toContain('20\u00a0000\u00a0rader');
    expect(importSv.progress.rows({ done: 1500, total: 20_000 })).toBe('1\u00a0500 av 20\u00a0000 rader');
    expect(importSv.commit.participants({ n: 20_000 })).toBe('Ta in 20\u00a0000\u00a0deltagare');
    expect(importSv.rejected.button({ n: 1200 })).toBe('Ladda ner de 1\u00a0200 andra');
    expect(importSv.done.participants({ added: 1, updated: 19_999 })).toBe(
      '1\u00a0ny deltagare och 19\u00a0999\u00a0uppdaterade.',
    );
    expect(importEn.about({ file: 'a.csv', rows: 20_000 })).toContain('20,000\u00a0rows');
    expect(importEn.progress.rows({ done: 1500, total: 20_000 })).toBe('1,500 of 20,000 rows');
    expect(importEn.done.participants({ added: 1, updated: 1200 })).toBe(
      '1\u00a0new participant and 1,200 updated.',
    );
  });
});
