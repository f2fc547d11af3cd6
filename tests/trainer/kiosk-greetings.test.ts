import { describe, expect, test } from 'vitest';
import { greetings, unreviewedLanguages, visitorLanguages } from '../../src/app/text/greetings.ts';
import { kioskEn } from '../../src/app/text/kiosk-en.ts';
import { kioskSv } from '../../src/app/text/kiosk-sv.ts';
import { faceWords, visitorTime } from '../../src/app/trainer/kiosk/kiosk-words.ts';
import { localVoice } from '../../src/app/trainer/kiosk/use-voice.ts';
import { at } from './factories.ts';

const said = (words: object): readonly string[] =>
  Object.values(words).map((sentence: unknown) =>
    typeof sentence === 'function' ? String(sentence({ time: '08.24', seconds: 4 })) : String(sentence),
  );

describe("visitors' languages", () => {
  test('[KIOSK-4] every language has a button and a name of its own', () => {
    expect([...visitorLanguages].toSorted()).toEqual(Object.keys(greetings).toSorted());
    const names = visitorLanguages.map((language) => greetings[language].name);
    expect(new Set(names).size).toBe(names.length);
    expect(visitorLanguages[0]).toBe('sv');
  });

  test.each(visitorLanguages)('[KIOSK-4] %s has every sentence, whole', (language) => {
    const { words } = greetings[language];
    expect(Object.keys(words).toSorted()).toEqual(Object.keys(kioskSv.visitor).toSorted());
    for (const sentence of said(words)) expect(sentence.trim()).not.toBe('');
    expect(said(words).join(' ')).not.toMatch(/undefined|\[object/u);
    expect(words.alreadySince({ time: '08.24' })).toContain('08.24');
    expect(words.showsFor({ seconds: 10 })).toContain('10');
  });

  test.each(visitorLanguages.filter((language) => language !== 'sv'))(
    '[KIOSK-4] %s says nothing in Swedish',
    (language) => {
      const swedish = new Set(said(kioskSv.visitor));
      expect(said(greetings[language].words).filter((sentence) => swedish.has(sentence))).toEqual([]);
    },
  );

  test('[KIOSK-4] only Arabic and Persian are written from right to left', () => {
    expect(visitorLanguages.filter((language) => greetings[language].dir === 'rtl')).toEqual(['ar', 'fa']);
    for (const language of visitorLanguages) {
      const isArabicScript = /\p{Script=Arabic}/u.test(greetings[language].words.welcome);
      expect(isArabicScript, language).toBe(greetings[language].dir === 'rtl');
    }
  });

  test('[KIOSK-4] all but Swedish and English are told to the trainer as unreviewed', () => {
    expect(unreviewedLanguages).toEqual(visitorLanguages.filter((one) => one !== 'sv' && one !== 'en'));
  });

  test("[KIOSK-4] Swedish and English are the app's own words", () => {
    expect(greetings.sv.words).toBe(kioskSv.visitor);
    expect(greetings.en.words).toBe(kioskEn.visitor);
  });

  test('[KIOSK-4] the time is written as the language writes it', () => {
    expect(visitorTime(greetings.fi, at('08:24'))).toBe('08.24');
    expect(visitorTime(greetings.es, at('08:24'))).toBe('08:24');
  });

  test('[KIOSK-4] a name stands in the words of the language', () => {
    expect(faceWords({ kind: 'welcome', name: 'Amina' }, greetings.fi).said).toBe(
      'Tervetuloa, Amina. Sinut on kirjattu paikalle.',
    );
  });
});

describe('reading aloud', () => {
  const voice = (lang: string, localService: boolean) => ({ lang, localService });

  test('[KIOSK-4] is offered only with a voice that is on the tablet and speaks the language', () => {
    const swedish = voice('sv-SE', true);
    expect(localVoice([voice('sv-SE', false), voice('en-GB', true), swedish], 'sv')).toBe(swedish);
    expect(localVoice([voice('sv_SE', true)], 'sv')).toBeDefined();
    expect(localVoice([voice('sv-SE', false)], 'sv')).toBeUndefined();
    expect(localVoice([swedish], 'so')).toBeUndefined();
    expect(localVoice([], 'sv')).toBeUndefined();
  });
});
