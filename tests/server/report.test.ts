import readExcelFile from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReportColumn } from '../../src/domain/reporting.ts';
import { Day } from '../../src/domain/time.ts';
import type { ShowReportReply } from '../../src/protocol/report.ts';
import { freshSignInMs } from '../../src/server/http/endpoint.ts';
import { fictionalCoordinationNumber, fictionalNumber } from '../../src/server/identity/fictional-number.ts';
import { amina, aParticipant, elif, guest, olof } from '../support/session-world.ts';
import { keepMonth, partsOf, plantMonths, sendMonth, timesIn, type Was } from '../support/report-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

const numbers = {
  amina: fictionalNumber(1980, 'woman', 4),
  olof: fictionalNumber(1975 + 2, 'man', 9),
  elif: fictionalCoordinationNumber(1991, 'woman', 3),
} as const;

let server: TestServer;
let sol: { readonly id: string; readonly cookie: string };

beforeEach(async () => {
  server = await createTestServer({ clock: Date.parse('2026-12-10T09:00:00+01:00') });
  await plantMonths(server);
  sol = await server.administrator('Sol Granhimmel', ['approver']);
  await server.stores(async ({ identities }) => {
    await identities.keep(amina.id, numbers.amina, false);
    await identities.keep(olof.id, numbers.olof, false);
    await identities.keep(elif.id, numbers.elif, false);
  });
});
afterEach(() => server.close());

const keep = (month: string, ...were: readonly Was[]): Promise<number> =>
  keepMonth(server, sol.id, month, were);

const make = (month: string, format: 'xlsx' | 'csv' = 'xlsx'): Promise<Response> =>
  server.post('/api/admin/report/file', { month, format }, sol);

const bytesOf = async (response: Response): Promise<Buffer> => {
  if (!response.ok) throw new Error(await response.text());
  return Buffer.from(await response.arrayBuffer());
};

const linesIn = async (response: Response): Promise<readonly (readonly unknown[])[]> =>
  (await readExcelFile(await bytesOf(response)))[0]?.data ?? [];

const codeIn = async (response: Response): Promise<string> =>
  response.ok ? 'ok' : ((await response.json()) as { code: string }).code;

const preview = async (month: string, who = sol): Promise<ShowReportReply> => {
  const response = await server.get(`/api/admin/report/${month}`, who);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as ShowReportReply;
};

const decide = async (change: Readonly<Record<string, unknown>>): Promise<string> => {
  const held = (await (await server.get('/api/admin/report-settings', sol)).json()) as {
    settings: Record<string, unknown>;
  };
  return codeIn(await server.post('/api/admin/report-settings', { ...held.settings, ...change }, sol));
};

const heading = ['Personnummer', 'Antal timmar', 'Startdatum', 'Slutdatum'];

describe('the file to SCB', () => {
  test('[SCB-1] is made of a locked month alone', async () => {
    expect(await codeIn(await make('2026-09'))).toBe('month/not-locked');
    expect(await codeIn(await server.get('/api/admin/report/2026-09', sol))).toBe('month/not-locked');
  });

  test('[SCB-1] of a month is made once the months before it have been sent, and again when they change', async () => {
    await keep('2026-09', [amina, '2026-09-14', 240]);
    await keep('2026-10', [amina, '2026-10-12', 240]);

    const early = await make('2026-10');
    expect(await early.json()).toMatchObject({ code: 'month/order', reason: '2026-09' });
    expect(await preview('2026-10')).toMatchObject({
      obstacle: 'month/order',
      before: '2026-09',
      checksum: null,
    });
    await sendMonth(server, sol.id, '2026-09');
    expect(await codeIn(await make('2026-10'))).toBe('ok');
    await sendMonth(server, sol.id, '2026-10');

    await keep('2026-09', [amina, '2026-09-14', 180]);
    expect(await codeIn(await make('2026-10'))).toBe('month/order');
    expect(await codeIn(await make('2026-09'))).toBe('ok');
    await sendMonth(server, sol.id, '2026-09');
    expect(await preview('2026-10')).toMatchObject({ state: 'again', obstacle: null });
    expect(await codeIn(await make('2026-10'))).toBe('ok');
  });

  test('[SCB-2] has a row for everybody with whole hours and for nobody else', async () => {
    await keep(
      '2026-09',
      [amina, '2026-09-14', 200],
      [amina, '2026-09-21', 170],
      [olof, '2026-09-14', 59],
      [elif, '2026-09-21', 60],
    );

    expect(await linesIn(await make('2026-09'))).toEqual([
      heading,
      [numbers.amina, 6, '2026-09-14', null],
      [numbers.elif, 1, '2026-09-21', null],
    ]);
  });

  test('[SCB-2] says every row as a straight reading of what the lock kept gives it', async () => {
    await keep('2026-09', [amina, '2026-09-14', 239], [olof, '2026-09-21', 121], [elif, '2026-09-14', 240]);

    const kept = await server.database.db
      .selectFrom('month_rows')
      .selectAll()
      .orderBy('participant')
      .execute();
    const numberOf: Readonly<Record<string, string>> = numbers;
    const expected = kept.map((row) => [numberOf[row.participant], Math.floor(row.minutes / 60)]);
    const lines = await linesIn(await make('2026-09'));
    expect(lines.slice(1).map(([number, hours]) => [number, hours])).toEqual(expected);
  });

  test('[SCB-2] tells who has left without hours that month, for whom there is no row', async () => {
    await keep('2026-09', [amina, '2026-09-14', 240], [olof, '2026-09-14', 240]);
    await sendMonth(server, sol.id, '2026-09');
    await keep('2026-10', [amina, '2026-10-12', 240]);
    await server.stores(({ people }) =>
      people.leave(olof.id, { leftOn: Day.parse('2026-10-05'), reason: 'other' }, Day.parse('2026-12-10')),
    );
    /* Elif has never been there: nothing of hers is to be ended. */
    await server.stores(({ people }) =>
      people.leave(elif.id, { leftOn: Day.parse('2026-10-05'), reason: 'other' }, Day.parse('2026-12-10')),
    );

    expect((await preview('2026-10')).leavers).toEqual([{ name: 'Olof Granmoln', leftOn: '2026-10-05' }]);
    expect(await linesIn(await make('2026-10'))).toEqual([heading, [numbers.amina, 4, null, null]]);
  });

  test('[SCB-3] says the first attended day in its month and the last day in its month, and in no other', async () => {
    await keep('2026-09', [amina, '2026-09-21', 240]);
    await sendMonth(server, sol.id, '2026-09');
    await keep('2026-10', [amina, '2026-10-12', 240], [olof, '2026-10-12', 240]);
    await sendMonth(server, sol.id, '2026-10');
    await keep('2026-11', [amina, '2026-11-16', 240], [olof, '2026-11-16', 180]);
    await server.stores(({ people }) =>
      people.leave(amina.id, { leftOn: Day.parse('2026-11-20'), reason: 'other' }, Day.parse('2026-12-10')),
    );

    expect(await linesIn(await make('2026-09'))).toEqual([heading, [numbers.amina, 4, '2026-09-21', null]]);
    expect(await linesIn(await make('2026-10'))).toEqual([
      heading,
      [numbers.amina, 4, null, null],
      [numbers.olof, 4, '2026-10-12', null],
    ]);
    expect(await linesIn(await make('2026-11'))).toEqual([
      heading,
      [numbers.amina, 4, null, '2026-11-20'],
      [numbers.olof, 3, null, null],
    ]);
    expect(await preview('2026-11')).toMatchObject({ started: 0, ended: 1, minutes: 420, leavers: [] });
  });

  test('[SCB-3] sent again after a late change, moves the first day in the later months too', async () => {
    await keep('2026-09', [amina, '2026-09-14', 240]);
    await sendMonth(server, sol.id, '2026-09');
    await keep('2026-10', [olof, '2026-10-12', 240]);
    await sendMonth(server, sol.id, '2026-10');
    expect((await linesIn(await make('2026-10')))[1]).toEqual([numbers.olof, 4, '2026-10-12', null]);

    await keep('2026-09', [amina, '2026-09-14', 240], [olof, '2026-09-21', 120]);
    await sendMonth(server, sol.id, '2026-09');

    expect((await linesIn(await make('2026-09')))[2]).toEqual([numbers.olof, 2, '2026-09-21', null]);
    expect((await linesIn(await make('2026-10')))[1]).toEqual([numbers.olof, 4, null, null]);
  });

  test('[SCB-3] finds the first day under a record that was merged into the person’s own', async () => {
    await keep('2026-09', [olof, '2026-09-14', 240]);
    await sendMonth(server, sol.id, '2026-09');
    await server.stores(async ({ officeLog, people }) => {
      await officeLog.append({
        kind: 'participants-merged',
        actor: sol.id,
        at: 1,
        from: olof.id,
        to: amina.id,
      });
      await people.merge(olof.id, amina.id, 1, Day.parse('2026-10-01'));
    });
    await keep('2026-10', [amina, '2026-10-12', 240]);

    expect((await linesIn(await make('2026-10')))[1]).toEqual([numbers.amina, 4, null, null]);
  });
});

describe('somebody with protected identity', () => {
  const agneta = aParticipant('agneta', 'Deltagare 21', '');
  const arvid = aParticipant('arvid', 'Deltagare 22', '');
  beforeEach(() =>
    server.stores(async ({ programme, identities }) => {
      await programme.putParticipants([agneta, arvid]);
      await identities.keep(agneta.id, fictionalNumber(1983, 'woman', 7), true);
      await identities.keep(arvid.id, fictionalNumber(1984, 'man', 8), true);
    }),
  );

  test('[SCB-4] who is a woman stands with her date of birth and SCB’s code, nothing else', async () => {
    await decide({
      columns: ['identity-number', 'name', 'sex', 'hours', 'unit', 'cohort'].map((key) => ({
        key,
        heading: key,
      })),
    });
    await keep('2026-09', [agneta, '2026-09-14', 240]);

    const born = fictionalNumber(1983, 'woman', 7).slice(0, 8);
    const [, line] = await linesIn(await make('2026-09'));
    expect(line).toEqual([`${born}Tf29`, 'Skyddade uppgifter', null, 4, null, null]);
    const [row] = (await preview('2026-09')).rows;
    expect(row).toMatchObject({ identity: '19••••••Tf••', name: '', sex: null, unit: '', isProtected: true });
  });

  test('[SCB-4] who is a man is in no file until somebody has entered SCB’s code', async () => {
    await keep('2026-09', [arvid, '2026-09-14', 240]);

    expect(await codeIn(await make('2026-09'))).toBe('report/protected-code-missing');
    expect(await preview('2026-09')).toMatchObject({
      obstacle: 'report/protected-code-missing',
      checksum: null,
    });
    expect(await decide({ protectedManCode: 'Zz91' })).toBe('ok');
    const born = fictionalNumber(1984, 'man', 8).slice(0, 8);
    expect((await linesIn(await make('2026-09')))[1]).toEqual([`${born}Zz91`, 4, '2026-09-14', null]);
  });

  test('[SCB-4] a code that cannot be one is refused', async () => {
    expect(await decide({ protectedManCode: '19' })).toBe('request/malformed');
  });

  test('[SCB-4] nobody without a number is left out silently: there is no file until the number is there', async () => {
    await keep('2026-09', [amina, '2026-09-14', 240], [guest, '2026-09-14', 240]);

    expect(await codeIn(await make('2026-09'))).toBe('report/number-missing');
    expect((await preview('2026-09')).rows.map(({ identity, name }) => [identity, name])).toEqual([
      [`${numbers.amina.slice(0, 2)}••••••-••${numbers.amina.slice(10)}`, 'Amina Björkljus'],
      [null, ''],
    ]);
  });
});

describe('somebody who goes by an alias', () => {
  test('[PRIV-3] is not named before the file is made, protected or not, so that no missing name tells who is', async () => {
    await server.stores(({ identities }) =>
      identities.keep(guest.id, fictionalNumber(1985, 'woman', 5), false),
    );
    await keep('2026-09', [amina, '2026-09-14', 240], [guest, '2026-09-14', 240]);

    expect((await preview('2026-09')).rows.map(({ name, unit, sex }) => [name, unit, sex])).toEqual([
      ['Amina Björkljus', 'Farsta', 'woman'],
      ['', '', null],
    ]);
  });
});

describe('the columns', () => {
  const columns: readonly ReportColumn[] = [
    { key: 'hours', heading: 'Timmar' },
    { key: 'identity-number', heading: 'PersonNr' },
    { key: 'name', heading: 'Namn' },
    { key: 'sex', heading: 'Kön' },
    { key: 'unit', heading: 'Förvaltning' },
    { key: 'cohort', heading: 'Grupp' },
  ];

  test('[SCB-5] stand in the order and under the headings that the office has chosen, and the choice is in its log', async () => {
    expect(await decide({ columns })).toBe('ok');
    await keep('2026-09', [olof, '2026-09-14', 240]);

    expect(await linesIn(await make('2026-09'))).toEqual([
      columns.map(({ heading: own }) => own),
      [4, numbers.olof, 'Olof Granmoln', 'Man', 'Farsta', 'Grupp 14'],
    ]);
    const log = await server.stores(({ officeLog }) => officeLog.latest(5));
    const entry = log
      .map(({ text }) => JSON.parse(text) as Record<string, unknown>)
      .find(({ kind }) => kind === 'report-settings-changed');
    expect(entry).toMatchObject({
      actor: sol.id,
      columns: columns.map(({ key, heading: own }) => [key, own]),
    });
  });

  test('[SCB-5] always say who and how long, each once', async () => {
    expect(await decide({ columns: columns.slice(1) })).toBe('request/malformed');
    expect(await decide({ columns: [...columns, { key: 'hours', heading: 'Igen' }] })).toBe(
      'request/malformed',
    );
  });

  test('[SCB-5] of a name that begins like a formula hold it as text, in the workbook and in the CSV', async () => {
    const evil = aParticipant('evil', '=HYPERLINK("http://x")', '@SUM(1+1)');
    await server.stores(async ({ programme, identities }) => {
      await programme.putParticipants([evil]);
      await identities.keep(evil.id, fictionalNumber(1990, 'woman', 22), false);
    });
    await decide({ columns });
    await keep('2026-09', [evil, '2026-09-14', 240]);

    const workbook = await bytesOf(await make('2026-09'));
    const sheet = [...partsOf(workbook)].find(([name]) => name.includes('worksheets/sheet'))?.[1] ?? '';
    expect(sheet).not.toContain('<f');
    expect((await readExcelFile(workbook))[0]?.data[1]?.[2]).toBe('=HYPERLINK("http://x") @SUM(1+1)');
    const text = (await bytesOf(await make('2026-09', 'csv'))).toString('utf8');
    expect(text).toContain(`;"'=HYPERLINK(""http://x"") @SUM(1+1)";`);
  });
});

describe('a file that has been made', () => {
  test('[SCB-6] holds twelve digits as text, in the workbook’s own XML', async () => {
    await keep('2026-09', [amina, '2026-09-14', 240]);

    const parts = partsOf(await bytesOf(await make('2026-09')));
    const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).toMatch(/<c r="A2" t="s"><v>\d+<\/v><\/c><c r="B2"><v>4<\/v><\/c>/);
    expect(parts.get('xl/sharedStrings.xml')).toContain(numbers.amina);
  });

  test('[SCB-6] is the same bytes whenever it is made, and its checksum is the one that was shown', async () => {
    await keep('2026-09', [amina, '2026-09-14', 240], [elif, '2026-09-14', 200]);
    const { checksum } = await preview('2026-09');
    const first = await bytesOf(await make('2026-09'));
    server.advance(100_000);
    const second = await bytesOf(await make('2026-09'));

    expect(second.equals(first)).toBe(true);
    /* 1 January 1980, whatever the clock of the computer that wrote it. */
    expect([...timesIn(first)]).toEqual([0x0021_0000]);
    const files = await server.stores(({ months }) => months.files('2026-09'));
    expect(files.map((file) => file.checksum)).toEqual([checksum, checksum]);
    const shown = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(first)));
    expect(Buffer.from(shown).toString('hex')).toBe(checksum);
  });

  test('[SCB-6] has another version, row count, total and checksum after a late change', async () => {
    await keep('2026-09', [amina, '2026-09-14', 240]);
    await make('2026-09');
    server.advance(1000);
    await keep('2026-09', [amina, '2026-09-14', 240], [olof, '2026-09-14', 130]);
    await make('2026-09');

    const files = await server.stores(({ months }) => months.files('2026-09'));
    expect(files.map(({ version, rows, minutes }) => ({ version, rows, minutes }))).toEqual([
      { version: 1, rows: 1, minutes: 240 },
      { version: 2, rows: 2, minutes: 360 },
    ]);
    expect(new Set(files.map(({ checksum }) => checksum)).size).toBe(2);
  });

  test('[SCB-6] and then would say something else of the same version is told to be sent again', async () => {
    await keep('2026-09', [amina, '2026-09-14', 240]);
    await make('2026-09');
    const { checksum } = await preview('2026-09');
    await sendMonth(server, sol.id, '2026-09', checksum);
    expect((await preview('2026-09')).differsFromSent).toBe(false);

    await server.stores(({ people }) =>
      people.leave(amina.id, { leftOn: Day.parse('2026-09-30'), reason: 'other' }, Day.parse('2026-12-10')),
    );

    expect((await preview('2026-09')).differsFromSent).toBe(true);
  });

  test('[SCB-6] and other columns are chosen afterwards is still the one that was handed in', async () => {
    await keep('2026-09', [amina, '2026-09-14', 240]);
    await make('2026-09');
    const { checksum } = await preview('2026-09');
    await sendMonth(server, sol.id, '2026-09', checksum);

    const columns = ['hours', 'identity-number'].map((key) => ({ key, heading: key }));
    await decide({ columns });

    expect(await preview('2026-09')).toMatchObject({ differsFromSent: false });
    expect((await preview('2026-09')).checksum).not.toBe(checksum);
  });

  test('[SCB-7] says whole hours, and quarters with a decimal comma where the policy rounds finer', async () => {
    await server.stores(({ officeLog }) =>
      officeLog.append({
        kind: 'policy-set',
        actor: sol.id,
        at: 1,
        from: '2026-10-01',
        graceMinutes: 0,
        deductsBreaks: true,
        roundToMinutes: 15,
        roundPer: 'month',
        countsOverLimit: false,
      }),
    );
    await keep('2026-09', [amina, '2026-09-14', 200]);
    await sendMonth(server, sol.id, '2026-09');
    await keep('2026-10', [amina, '2026-10-12', 200], [olof, '2026-10-12', 240]);

    const september = (await bytesOf(await make('2026-09', 'csv'))).toString('utf8');
    const october = (await bytesOf(await make('2026-10', 'csv'))).toString('utf8');
    expect(september).toBe(`\uFEFF${heading.join(';')}\r\n${numbers.amina};3;2026-09-14;\r\n`);
    expect(october.split('\r\n').slice(1, 3)).toEqual([
      `${numbers.amina};3,25;;`,
      `${numbers.olof};4;2026-10-12;`,
    ]);
    expect((await linesIn(await make('2026-10')))[1]?.[1]).toBe(3.25);
  });

  test('[SCB-8] is called by its month and project, and is in both logs with nothing personal', async () => {
    await keep('2026-09', [amina, '2026-09-14', 240]);

    const response = await make('2026-09');
    expect(response.headers.get('content-disposition')).toContain(
      'September2026_Framtidens_socialtjanst.xlsx',
    );
    const { checksum } = await preview('2026-09');
    const [entry] = await server.stores(({ officeLog }) => officeLog.latest(1));
    expect(JSON.parse(entry?.text ?? '')).toMatchObject({
      kind: 'report-file-made',
      actor: sol.id,
      month: '2026-09',
      version: 1,
      format: 'xlsx',
      rows: 1,
      minutes: 240,
      checksum,
    });
    expect(entry?.text).not.toContain(numbers.amina);
    const seen = await server.database.db.selectFrom('access_log').selectAll().execute();
    expect(seen).toMatchObject([{ actor: sol.id, kind: 'report-file', about: checksum }]);
  });

  test('[SCB-8] is given to an approver with a fresh sign-in alone; a reader sees masked numbers', async () => {
    await keep('2026-09', [amina, '2026-09-14', 240]);
    const reader = await server.administrator('Ask Läsare', ['reader']);

    const shown = await preview('2026-09', reader);
    expect(JSON.stringify(shown)).not.toContain(numbers.amina);
    expect(shown.rows[0]?.identity).toBe(`19••••••-••${numbers.amina.slice(10)}`);
    const body = { month: '2026-09', format: 'xlsx' };
    expect(await codeIn(await server.post('/api/admin/report/file', body, reader))).toBe('role/not-allowed');
    server.advance(freshSignInMs + 1);
    expect(await codeIn(await make('2026-09'))).toBe('sign-in/stale');
    expect(await server.stores(({ months }) => months.files('2026-09'))).toEqual([]);
  });
});
