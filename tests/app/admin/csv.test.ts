import { expect, test } from 'vitest';
import { csvOf } from '../../../src/app/admin/followup/csv.ts';

test('[DASH-10] opens in Swedish Excel with å, decimal commas and no thousands separators', () => {
  const text = csvOf(
    ['Förvaltning', 'Timmar'],
    [
      ['Hägersten-Älvsjö', 12345.678],
      ['Järva', -3],
    ],
    'sv',
  );
  expect(text).toBe('\uFEFFFörvaltning;Timmar\r\nHägersten-Älvsjö;12345,68\r\nJärva;-3\r\n');
  expect(csvOf(['Unit', 'Hours'], [['Järva', 1.5]], 'en')).toBe('\uFEFFUnit,Hours\r\nJärva,1.5\r\n');
});

test.each(['=1+1', '+46', '-2+3', '@SUM(A1)', '\t=1', ' =cmd', '\r=1', '=HYPERLINK("http://x";"y")'])(
  '[DASH-10] a workplace called %j starts no calculation',
  (name) => {
    for (const language of ['sv', 'en'] as const) {
      const [, cell = ''] = csvOf(['Arbetsplats'], [[name]], language).split('\r\n');
      expect(cell.replace(/^"/, '')).toMatch(/^'/);
    }
  },
);

test('[DASH-10] what holds separators, quotes and lines is one cell, and a group that is not shown is empty', () => {
  const text = csvOf(['Namn', 'Antal'], [['Sal "Eken"; våning 2\nB', null]], 'sv');
  expect(text).toContain('"Sal ""Eken""; våning 2\nB";\r\n');
});
