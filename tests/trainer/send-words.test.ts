import { expect, test } from 'vitest';
import type { SendStatus } from '../../src/app/device/send-status.ts';
import { en } from '../../src/app/text/en.ts';
import { sv } from '../../src/app/text/sv.ts';
import { trainerEn } from '../../src/app/text/trainer-en.ts';
import { trainerSv } from '../../src/app/text/trainer-sv.ts';
import { sendWords } from '../../src/app/trainer/send-words.ts';
import { at } from './factories.ts';

const said = (status: SendStatus): string => {
  const { title, detail } = sendWords(status, sv, trainerSv, 'sv');
  return `${title} · ${detail}`.replaceAll('\u00a0', ' ');
};

test.each<[string, SendStatus, string]>([
  ['has been received', { kind: 'sent', at: at('09:14') }, 'Allt är skickat · Senast kl. 09.14'],
  ['is offline', { kind: 'offline' }, 'Ingen uppkoppling just nu · Du kan checka in som vanligt'],
  [
    'is saved here',
    { kind: 'local', count: 13, checkIns: 12 },
    '12 incheckningar sparade på plattan · Skickas när du är uppkopplad',
  ],
  [
    'is saved here and is no check-in',
    { kind: 'local', count: 2, checkIns: 0 },
    '2 händelser sparade på plattan · Skickas när du är uppkopplad',
  ],
  ['is on its way', { kind: 'sending', sent: 4, total: 12 }, 'Skickar 5 av 12 · Du kan fortsätta checka in'],
  [
    'meets no answer',
    { kind: 'server', count: 12, retryAt: at('09:20'), isBusy: false },
    '12 sparade på plattan · Tjänsten svarar inte. Försöker igen kl. 09.20',
  ],
  [
    'meets an office that takes no more for now',
    { kind: 'server', count: 12, retryAt: at('09:20'), isBusy: true },
    '12 sparade på plattan · Projektkontoret tar inte emot mer just nu. Försöker igen kl. 09.20.',
  ],
  [
    'meets an office that takes no more for now, and nobody knows when it is tried again',
    { kind: 'server', count: 1, retryAt: undefined, isBusy: true },
    '1 sparad på plattan · Projektkontoret tar inte emot mer just nu.',
  ],
  [
    'has waited for days',
    { kind: 'late', count: 32, checkIns: 31, since: at('09:00', '2026-11-09') },
    '31 incheckningar väntar sedan måndag · Koppla upp plattan i dag',
  ],
  [
    'is from a tablet turned off',
    { kind: 'revoked', count: 2 },
    'Plattan är avstängd · Det som redan är sparat skickas ändå',
  ],
  [
    'is from a tablet turned off and has been received',
    { kind: 'revoked', count: 0 },
    'Plattan är avstängd · Allt är skickat',
  ],
  [
    'is on a copy',
    { kind: 'aside', count: 3, way: 'reconnect' },
    '3 sparade på plattan · Anslut plattan på nytt',
  ],
  [
    'is in a log the office has to look at',
    { kind: 'aside', count: 3, way: 'office' },
    '3 sparade på plattan · Projektkontoret behöver titta på det',
  ],
  [
    'meets no answer, and nobody knows when it is tried again',
    { kind: 'server', count: 1, retryAt: undefined, isBusy: false },
    '1 sparad på plattan · Tjänsten svarar inte. Försöker igen',
  ],
])('[SEND-2] a trainer reads where it is when what was recorded %s', (_what, status, words) => {
  expect(said(status)).toBe(words);
});

test('[SEND-2] an English reader is told the same', () => {
  expect(sendWords({ kind: 'offline' }, en, trainerEn, 'en').title).toBe('No connection right now');
});
