/** An administrator takes in the office's own lists through the page: seen, put right, taken in once, and nothing harmful. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type BrowserContext, type Download, type Locator, type Page } from '@playwright/test';
import readExcelFile from 'read-excel-file/node';
import type { ListSessionsReply } from '../../src/protocol/list-sessions.ts';
import { fictionalNumber } from '../../src/server/identity/fictional-number.ts';
import { signInBrowser, startDoorWorld, type DoorWorld } from '../support/door-world.ts';
import {
  aLine,
  aSessionLine,
  csvText,
  inlineCell,
  participantHeader,
  sessionHeader,
  sheetXml,
  utf8WithMark,
  workbookParts,
  zipOf,
} from '../support/import-files.ts';

const fixtures = join(import.meta.dirname, '../fixtures/import');

type GivenFile = { readonly name: string; readonly buffer: Buffer };

const fixture = (name: string): GivenFile => ({ name, buffer: readFileSync(join(fixtures, name)) });
const csv = (name: string, lines: readonly (readonly string[])[]): GivenFile => ({
  name,
  buffer: Buffer.from(utf8WithMark(csvText(lines))),
});

const giveFile = (page: Page, { name, buffer }: GivenFile): Promise<void> =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

const filterOf = (page: Page, name: string): Locator =>
  page.getByRole('group', { name: 'Visa rader' }).getByRole('button', { name: new RegExp(name) });

const bytesOf = async (download: Download): Promise<Buffer> => readFileSync(await download.path());

test.describe('taking in lists', () => {
  let world: DoorWorld;
  let context: BrowserContext;
  let page: Page;

  test.beforeEach(async ({ browser }) => {
    world = await startDoorWorld();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
    await signInBrowser(context, world);
    page = await context.newPage();
    await page.goto(`${world.server.origin}/admin/deltagare/import`);
  });
  test.afterEach(async () => {
    await context.close();
    await world.end();
  });

  const participants = async (): Promise<number> => {
    const body = { search: '', unit: null, cohort: null, page: 1 };
    return (await world.office.post<{ total: number }>('/api/admin/participants/search', body)).total;
  };
  /** How many rows a filter holds. */
  const countOf = async (name: string): Promise<number> =>
    Number(/^\d+/.exec((await filterOf(page, name).innerText()).trim())?.[0]);

  for (const name of ['deltagare.xlsx', 'deltagare-utf-8.csv', 'deltagare-windows-1252.csv'])
    test(`[IMP-5, IMP-14] an administrator sees what is wrong in ${name} in words with the row, puts one thing right, takes in the good rows, saves the others, and the same list again only updates`, async () => {
      const before = await participants();
      await giveFile(page, fixture(name));
      const table = page.getByRole('table', { name: 'Rader i filen' });
      await expect(table).toBeVisible();
      await expect(page.getByText(`${name} · 10 rader · inget är sparat än`)).toBeVisible();
      const rowOf = (row: number): Locator =>
        table
          .getByRole('row')
          .filter({ has: page.getByRole('rowheader', { name: String(row), exact: true }) });
      await expect(rowOf(4)).toContainText('E-postadressen');
      await expect(rowOf(6)).toContainText('Stadsdelsområdet ”Fasta” finns inte. Menar du Farsta?');
      await expect(rowOf(10)).toContainText('Personnumret har 10 siffror');
      await expect(rowOf(11)).toContainText('Samma som rad 2.');
      await expect(page.locator('main')).not.toContainText(fictionalNumber(1985, 'woman', 0));
      expect(await participants()).toBe(before);

      await rowOf(6)
        .getByRole('button', { name: /Byt till Farsta/ })
        .click();
      await expect(rowOf(6)).toHaveCount(0);
      await expect(filterOf(page, 'Behöver rättas')).toContainText('3');
      const updated = await countOf('Finns redan');
      expect((await countOf('Klara att tas in')) + updated).toBe(7);
      await filterOf(page, 'Klara att tas in').click();
      await expect(table).toContainText('Öbäck');
      await expect(table).toContainText('Myrglim');

      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Ladda ner de 3 andra' }).click();
      const left = (await readExcelFile(await bytesOf(await saving)))[0]?.data ?? [];
      expect(left).toHaveLength(4);
      expect(left[0]).toContain('Fel');
      expect(left.slice(1).map((cells) => String(cells.at(-1)))).toEqual([
        expect.stringContaining('E-postadressen'),
        expect.stringContaining('10 siffror'),
        expect.stringContaining('Samma som rad 2'),
      ]);

      await page.getByRole('button', { name: 'Ta in 7 deltagare' }).click();
      await expect(
        page.getByText(new RegExp(`^${7 - updated}\\snya deltagare och ${updated}\\suppdatera`)),
      ).toBeVisible();
      expect(await participants()).toBe(before + 7 - updated);

      await page.getByRole('button', { name: 'Ta in en fil till' }).click();
      await giveFile(page, fixture(name));
      await expect(filterOf(page, 'Finns redan')).toContainText('6');
      await page.getByRole('button', { name: 'Ta in 6 deltagare' }).click();
      await expect(page.getByText('0 nya deltagare och 6 uppdaterade.')).toBeVisible();
      expect(await participants()).toBe(before + 7 - updated);
      await page.getByRole('link', { name: 'Visa deltagarna' }).click();
      await page.getByLabel(/Sök på namn/).fill('Öbäck');
      await expect(page.getByRole('row', { name: /Öbäck/ })).toHaveCount(1);
    });

  test('[IMP-7] an administrator whose columns have other names says by hand which is which', async () => {
    const heading = participantHeader.map((name) =>
      name === 'Personnummer' ? 'Kolumn Q' : name === 'Roll' ? 'Kolumn R' : name,
    );
    await giveFile(page, csv('udda.csv', [heading, aLine(10), aLine(11)]));
    await expect(page.getByRole('heading', { name: 'Vilken kolumn är vilken?' })).toBeVisible();
    await page.getByRole('button', { name: 'Kontrollera raderna' }).click();
    await expect(page.getByRole('link', { name: 'Välj kolumnen för personnummer.' })).toBeVisible();
    await page.getByLabel('Personnummer', { exact: true }).selectOption({ label: 'Kolumn Q' });
    await page.getByLabel('Roll', { exact: true }).selectOption({ label: 'Kolumn R' });
    await page.getByRole('button', { name: 'Kontrollera raderna' }).click();
    await expect(page.getByRole('button', { name: 'Ta in 2 deltagare' })).toBeVisible();
    await expect(filterOf(page, 'Behöver rättas')).toContainText('0');
  });

  test('[IMP-13, IMP-14] an administrator takes in sessions, and the list again moves them instead of doubling', async () => {
    await giveFile(page, csv('grupp.csv', [participantHeader, aLine(330, { Grupp: 'Provgruppen' })]));
    await page.getByRole('button', { name: 'Ta in 1 deltagare' }).click();
    await expect(page.getByText('Klart', { exact: true })).toBeVisible();

    const own = { Grupp: 'Provgruppen', Datum: '2031-03-04' };
    const sessions = [
      aSessionLine({ ...own, Nummer: '1' }),
      aSessionLine({ ...own, Nummer: '2', Datum: '2031-03-11' }),
      aSessionLine({ ...own, Grupp: 'Provgrupen', Nummer: '3', Datum: '2031-03-18' }),
    ];
    await page.goto(`${world.server.origin}/admin/tillfallen/import`);
    await giveFile(page, csv('tillfallen.csv', [sessionHeader, ...sessions]));
    await expect(page.getByRole('table', { name: 'Rader i filen' })).toContainText(
      'Gruppen ”Provgrupen” finns inte. Menar du Provgruppen?',
    );
    await page.getByRole('button', { name: 'Ta in 2 tillfällen' }).click();
    await expect(page.getByText('2 nya tillfällen och 0 uppdaterade.')).toBeVisible();
    await page.getByRole('button', { name: 'Ta in en fil till' }).click();
    const moved = sessions.slice(0, 2).map((line) => line.map((cell) => (cell === '08:30' ? '09:00' : cell)));
    await giveFile(page, csv('tillfallen.csv', [sessionHeader, ...moved]));
    await page.getByRole('button', { name: 'Ta in 2 tillfällen' }).click();
    await expect(page.getByText('0 nya tillfällen och 2 uppdaterade.')).toBeVisible();
    const { sessions: held } = await world.office.get<ListSessionsReply>(
      '/api/admin/sessions?from=2031-03-01&to=2031-03-31',
    );
    expect(held.map(({ startsAt }) => new Date(startsAt).toISOString())).toEqual([
      '2031-03-04T08:00:00.000Z',
      '2031-03-11T08:00:00.000Z',
    ]);
  });

  test('[IMP-15] while 20 000 rows are checked, the page says how far it has come and answers every press at once', async () => {
    test.setTimeout(300_000);
    const lines = Array.from({ length: 20_000 }, (_, n) =>
      aLine(n, {
        Förnamn: `Tove ${n}`,
        Personnummer: fictionalNumber(1976 + (n % 28), n % 56 < 28 ? 'woman' : 'man', Math.floor(n / 56)),
      }),
    );
    await page.evaluate(() => {
      const pauses: number[] = [];
      let before = performance.now();
      setInterval(() => {
        const now = performance.now();
        pauses.push(now - before);
        before = now;
      }, 20);
      Object.assign(window, { pauses });
    });
    await giveFile(page, csv('stor.csv', [participantHeader, ...lines]));
    const menu = page.getByRole('button', { name: 'English' });
    const progress = page.getByRole('progressbar');
    await expect(progress).toBeVisible();
    let presses = 0;
    const told = new Set<string>();
    const table = page.getByRole('table');
    while (!(await table.isVisible())) {
      await page.getByRole('button', { name: /^(English|Svenska)$/ }).click();
      presses += 1;
      const detail = await page
        .getByText(/\d (av|of) 20[\s,]?000/)
        .first()
        .textContent({ timeout: 200 })
        .catch(() => '');
      if (detail !== null && detail !== '') told.add(detail);
      expect(presses).toBeLessThan(2000);
    }
    expect(presses).toBeGreaterThan(1);
    expect(told.size).toBeGreaterThan(0);
    await expect(menu.or(page.getByRole('button', { name: 'Svenska' }))).toBeVisible();
    const longest = await page.evaluate(() =>
      Math.max(...(window as unknown as { pauses: number[] }).pauses),
    );
    test.info().annotations.push({ type: 'longest pause', description: `${Math.round(longest)} ms` });
    await expect(page.getByText(/20[\s,]?000/).first()).toBeVisible();
  });

  const hostile: readonly (readonly [what: string, file: () => GivenFile, words: string])[] = [
    [
      'a zip bomb',
      () => ({
        name: 'bomb.xlsx',
        buffer: zipOf(
          workbookParts(sheetXml(`<row r="1">${inlineCell('A1', 'Förnamn')}</row>`), [
            { name: 'xl/sharedStrings.xml', data: Buffer.alloc(80_000_000, 32), claimedBytes: 1000 },
          ]),
        ),
      }),
      'Filen är byggd på ett ovanligt sätt',
    ],
    [
      'a workbook with macros',
      () => ({
        name: 'makro.xlsx',
        buffer: zipOf(workbookParts(sheetXml(''), [{ name: 'xl/vbaProject.bin', data: Buffer.from('x') }])),
      }),
      'Filen innehåller makron',
    ],
    [
      'a picture that says it is a workbook',
      () => ({ name: 'bild.xlsx', buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') }),
      'Filen är ingen tabell',
    ],
    ['an empty file', () => ({ name: 'tom.csv', buffer: Buffer.alloc(0) }), 'Filen är tom'],
    [
      'more than 20 MB',
      () => ({ name: 'stor.csv', buffer: Buffer.alloc(21 * 1024 * 1024, 'a;b\n') }),
      'Filen är större än 20 MB',
    ],
  ];
  test('[IMP-3] hostile and broken files are refused in words that say what to do, and the next good file is taken', async () => {
    for (const [what, file, words] of hostile) {
      await page.goto(`${world.server.origin}/admin/deltagare/import`);
      await giveFile(page, file());
      await expect(page.getByRole('alert'), what).toContainText(words);
    }
    await page.goto(`${world.server.origin}/admin/deltagare/import`);
    await giveFile(page, csv('bra.csv', [participantHeader, aLine(20)]));
    await expect(page.getByRole('button', { name: 'Ta in 1 deltagare' })).toBeVisible();
  });
});
