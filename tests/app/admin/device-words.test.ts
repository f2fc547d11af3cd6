import { describe, expect, test } from 'vitest';
import { UnitId } from '../../../src/domain/ids.ts';
import { instant } from '../../../src/domain/time.ts';
import type { ListedDevice } from '../../../src/protocol/list-devices.ts';
import { deviceWords, isClockWrong, summaryOf } from '../../../src/app/admin/devices/device-words.ts';
import { adminEn } from '../../../src/app/text/admin-en.ts';
import { adminSv } from '../../../src/app/text/admin-sv.ts';

const now = Date.parse('2026-11-12T16:20:00+01:00');
const ago = (hours: number) => instant(now - hours * 3_600_000);
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const aDevice = (change: Partial<ListedDevice> = {}): ListedDevice => ({
  id: 'd1',
  name: 'Farsta 07',
  unit: UnitId.parse('farsta'),
  status: 'works',
  lastContactAt: ago(0.25),
  delivered: 40,
  unsent: 0,
  setAside: 0,
  forks: 0,
  planFetchedAt: ago(9),
  clockOffsetMs: 0,
  appVersion: '1.4.0',
  codeExpiresAt: null,
  ...change,
});

const words = deviceWords(adminSv, 'sv', now);

describe('what the list says about a tablet', () => {
  test('[DEV-5] when it was last heard of, in the words of a person', () => {
    expect(plain(words.heard(aDevice()))).toBe('I dag 16.05');
    expect(plain(words.heard(aDevice({ lastContactAt: ago(24) })))).toBe('I går 16.20');
    expect(plain(words.heard(aDevice({ lastContactAt: ago(76) })))).toBe('9 nov 12.20');
    expect(plain(words.heard(aDevice({ lastContactAt: null })))).toBe('Aldrig');
  });

  test.each<[string, Partial<ListedDevice>]>([
    ['Allt mottaget', {}],
    ['3 kvar på plattan', { unsent: 3 }],
    ['2 att granska', { unsent: 3, setAside: 1, forks: 1 }],
    ['Okänt', { status: 'silent', lastContactAt: ago(100) }],
    ['2 att granska', { status: 'revoked', setAside: 2 }],
    ['Inget än', { unsent: null }],
    ['–', { lastContactAt: null, unsent: null }],
    ['–', { status: 'not-enrolled' }],
  ])('[DEV-5] "%s" about what it has handed in', (expected, change) => {
    expect(words.handedIn(aDevice(change))).toBe(expected);
  });

  test('[DEV-5] how long it has been silent, and whose lists it has', () => {
    expect(plain(words.status(aDevice({ status: 'silent', lastContactAt: ago(96) })))).toBe('Tyst i 4 dagar');
    expect(words.unit(aDevice({ unit: null }))).toBe('Projektkontoret');
    expect(words.unit(aDevice())).toBe('Farsta');
  });

  test('[DEV-5] that its clock is wrong only when it is more than two minutes wrong, either way', () => {
    const wrong = [120_000, 120_001, -120_001].map((clockOffsetMs) =>
      isClockWrong(aDevice({ clockOffsetMs })),
    );
    expect(wrong).toEqual([false, true, true]);
    expect(plain(words.clock(aDevice({ clockOffsetMs: -3_600_000 })))).toBe('Går 1 timme fel');
  });

  test('[STORE-5, PG-6] whether it lost its log, by the word of who says so, and that a copy’s connecting anew took nothing from it', () => {
    const lost = { became: 'Farsta 08', recorded: 5, held: 3, at: ago(1), isCopy: false };
    const said = (change: Partial<typeof lost>): string =>
      plain(words.lost(aDevice({ lost: { ...lost, ...change } })) ?? '');
    expect(said({})).toMatch(/hade tappat sin logg.*Farsta 08.*2 händelser kan saknas/u);
    expect(said({})).toMatch(/^Plattan hade tappat sin logg i dag 15\.20 och/u);
    expect(said({})).toContain('säger Farsta 08 själv.');
    expect(said({ held: 5 })).toContain('Inget verkar saknas.');
    expect(said({ isCopy: true })).toMatch(/^En kopia av plattan anslöts igen .* som Farsta 08\./u);
    expect(said({ isCopy: true })).not.toMatch(/tappat|saknas/u);
    expect(words.lost(aDevice())).toBeUndefined();
  });
});

test('[DEV-5] the line above the list counts the tablets in use and says what to do', () => {
  const listed = [
    aDevice(),
    aDevice({ status: 'silent' }),
    aDevice({ status: 'lost-log' }),
    aDevice({ status: 'storage-not-persistent' }),
    aDevice({ status: 'not-enrolled' }),
    aDevice({ status: 'revoked', setAside: 2 }),
  ];

  expect(plain(summaryOf(adminSv, listed))).toBe(
    '4 plattor. 1 har tappat sin logg. 1 behöver kopplas upp. 1 behöver läggas på hemskärmen. 2 att granska.',
  );
  expect(plain(summaryOf(adminEn, [aDevice()]))).toBe('1 tablet.');
});
