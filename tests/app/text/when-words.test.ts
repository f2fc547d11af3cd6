/** The cards of "Vad göra när" say what the tablet's own messages say. */
import { describe, expect, test } from 'vitest';
import { storageEn } from '../../../src/app/text/storage-en.ts';
import { storageSv } from '../../../src/app/text/storage-sv.ts';
import { whenEn } from '../../../src/app/text/when-en.ts';
import { whenSv } from '../../../src/app/text/when-sv.ts';

describe.each([
  ['sv', whenSv.cards, storageSv, /på papper/, 'Gör en kod', 'Visa vad som ligger vid sidan av'],
  ['en', whenEn.cards, storageEn, /on paper/, 'Make a code', 'Show what is set aside'],
] as const)('what to do when, %s', (_language, cards, tablet, paper, makeCode, aside) => {
  test('[OPS-8] each message that asks for a connection anew is named on the card that says how', () => {
    const { copy, copied, lost } = tablet;
    const { see, now } = cards['anslut-igen'];
    for (const title of [copy.title, copied.title, lost.all, lost.gone, lost.earlier])
      expect(see).toContain(`"${title}"`);
    const steps = now.join('\n');
    expect(now[0]).toMatch(paper);
    expect(steps.indexOf(makeCode)).toBeGreaterThan(0);
    expect(steps.indexOf(aside)).toBeGreaterThan(steps.indexOf(makeCode));
  });

  test('[OPS-8] a clock is put right without waiting, after connecting where that can be done, with the app open', () => {
    const steps = cards['fel-tid'].now;
    const first = (words: RegExp): number => steps.findIndex((step) => words.test(step));
    expect(first(/koppla upp|connect/)).toBeGreaterThanOrEqual(0);
    expect(first(/automatisk tid|automatic time/)).toBeGreaterThan(first(/koppla upp|connect/));
    expect(first(/Närvaro vara öppet|Närvaro open/)).toBeGreaterThan(0);
    expect(steps.join(' ')).not.toMatch(/Allt är skickat|Everything is sent|först då|Only then/);
  });
});
