/** Words about a tablet whose memory is gone, and about a file handed in. */
import { expect, test } from 'vitest';
import { spokenOf } from '../../../src/app/text/hand-in-words.ts';
import { storageEn } from '../../../src/app/text/storage-en.ts';
import { storageSv } from '../../../src/app/text/storage-sv.ts';

test('[STORE-5] a cleared tablet says that the log is gone only where it is', () => {
  const name = 'Farsta 1';
  expect(storageSv.lost.allDetail({ name, isLogLeft: false })).toContain('logg är borta');
  expect(storageSv.lost.allDetail({ name, isLogLeft: true })).toContain('Loggen finns kvar');
  expect(storageEn.lost.allDetail({ name, isLogLeft: false })).toContain('log are gone');
  expect(storageEn.lost.allDetail({ name, isLogLeft: true })).toContain('The log remains');
});

test('[STORE-5] one check-in waits, several wait', () => {
  expect(storageSv.before.waiting({ n: 4 })).toBe(
    '4\u00a0incheckningar väntar på kontorets beslut. Titta igenom listan.',
  );
  expect(storageEn.before.waiting({ n: 1 })).toMatch(/^1\u00a0check-in waits /);
});

test('[RESCUE-6] what became of a file is read aloud as sentences, each with one full stop', () => {
  expect(spokenOf('Inget nytt. Allt finns hos kontoret.', 'Från Farsta 1')).toBe(
    'Inget nytt. Allt finns hos kontoret. Från Farsta 1.',
  );
  expect(spokenOf('Filen gick inte att läsa', undefined)).toBe('Filen gick inte att läsa.');
});
