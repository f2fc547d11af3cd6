/** What a screen reader says of a button holds the words that are written on it, so that it can be called by voice. */
import { expect, test } from 'vitest';
import { en } from '../../../src/app/text/en.ts';
import { sv } from '../../../src/app/text/sv.ts';
import { tabletEn } from '../../../src/app/text/tablet-en.ts';
import { tabletSv } from '../../../src/app/text/tablet-sv.ts';

test('[A11Y-1] a trainer who speaks to the tablet can call every button of the day by the words written on it, in Swedish and in English', () => {
  const title = 'Barns röster';
  for (const { text, today } of [
    { text: sv, today: tabletSv.today },
    { text: en, today: tabletEn.today },
  ]) {
    expect(today.closeOf({ title }).toLowerCase()).toContain(text.action.finish.toLowerCase());
    expect(today.listOf({ title }).toLowerCase()).toContain(text.action.list.toLowerCase());
    expect(today.showCodeOf({ title }).toLowerCase()).toContain(today.showCode.toLowerCase());
  }
});
