/** A10: files that are far more than they seem. Each is read in a process of its own, with little memory to spare. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  aLine,
  csvText,
  inlineCell,
  participantHeader,
  sheetXml,
  utf8,
  workbook,
  workbookParts,
  zipOf,
  type ZipPart,
} from '../support/import-files.ts';

const run = promisify(execFile);
const reader = resolve(import.meta.dirname, '../support/read-hostile-process.ts');
/** What the process may have beyond the machine's own; a file of 42 kB that became 4 GB would end it. */
const heapMegabytes = 160;

let folder: string;
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'narvaro-bombs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Cost = { readonly answer: string; readonly milliseconds: number; readonly megabytes: number };

const read = async (bytes: Uint8Array, ending = 'xlsx', by = 'import'): Promise<Cost> => {
  files += 1;
  const file = join(folder, `${files}.${ending}`);
  await writeFile(file, bytes);
  const { stdout } = await run(
    process.execPath,
    [`--max-old-space-size=${heapMegabytes}`, reader, file, by],
    {
      timeout: 60_000,
    },
  );
  await rm(file);
  return JSON.parse(stdout) as Cost;
};

const sheet = sheetXml(`<row r="1">${inlineCell('A1', 'Namn')}</row>`);
const withPart = (part: ZipPart): Buffer => zipOf(workbookParts(sheet, [part]));
const instead = (name: string, data: Uint8Array): Buffer =>
  zipOf(workbookParts(sheet).map((part) => (part.name === name ? { name, data } : part)));
/** Text that does not pack well, so that no rule about packing catches it. */
const unlike = (count: number, one: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => one((n * 2_654_435_761) % 4_294_967_296)).join('');
const entities =
  '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><sst><si><t>&d;</t></si></sst>';
const outside =
  '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst><si><t>&e;</t></si></sst>';

const nested = (): Buffer => {
  let inner: Buffer = Buffer.alloc(1_000_000);
  for (let depth = 0; depth < 5; depth += 1)
    inner = zipOf(Array.from({ length: 16 }, (_, i) => ({ name: `${i}.zip`, data: inner })));
  return inner;
};

const books: readonly (readonly [string, () => Uint8Array, RegExp])[] = [
  [
    '42 kB that unpack to 42 MB',
    () => withPart({ name: 'xl/sharedStrings.xml', data: Buffer.alloc(42_000_000, 32) }),
    /suspicious/,
  ],
  [
    '42 kB that say they are 4 GB',
    () =>
      withPart({
        name: 'xl/sharedStrings.xml',
        data: Buffer.alloc(42_000_000, 32),
        claimedBytes: 0xfffffff0,
      }),
    /suspicious/,
  ],
  [
    '42 kB that say they are a thousand bytes',
    () => withPart({ name: 'xl/sharedStrings.xml', data: Buffer.alloc(42_000_000, 32), claimedBytes: 1000 }),
    /suspicious/,
  ],
  [
    'ten thousand entries',
    () =>
      zipOf(Array.from({ length: 10_000 }, (_, i) => ({ name: `xl/worksheets/${i}.xml`, data: utf8('') }))),
    /suspicious/,
  ],
  ['zips within zips', nested, /embedded-files|suspicious|not-a-table/],
  ['a name that climbs', () => withPart({ name: '../../../../tmp/climbed', data: utf8('x') }), /suspicious/],
  ['a name with a drive', () => withPart({ name: 'C:\\Windows\\x', data: utf8('x') }), /suspicious/],
  ['a billion laughs', () => withPart({ name: 'xl/sharedStrings.xml', data: utf8(entities) }), /suspicious/],
  [
    'a billion laughs in another alphabet',
    () => withPart({ name: 'xl/sharedStrings.xml', data: Buffer.from(`\ufeff${entities}`, 'utf16le') }),
    /suspicious/,
  ],
  [
    'an entity from outside',
    () => withPart({ name: 'xl/sharedStrings.xml', data: utf8(outside) }),
    /suspicious/,
  ],
  [
    'a link to another workbook',
    () => withPart({ name: 'xl/externalLinks/externalLink1.xml', data: utf8('<x/>') }),
    /external-links/,
  ],
  [
    'a cell in the last column there is',
    () => zipOf(workbookParts(sheetXml(`<row r="1">${inlineCell('XFD1', 'x')}</row>`))),
    /too-many-columns/,
  ],
  [
    'a cell in the last row there is',
    () => zipOf(workbookParts(sheetXml(`<row r="1048576">${inlineCell('A1048576', 'x')}</row>`))),
    /too-many-rows/,
  ],
  [
    'a cell in a row that no number holds',
    () => zipOf(workbookParts(sheetXml(`<row r="1e99">${inlineCell('A1', 'x')}</row>`))),
    /broken|too-many-rows/,
  ],
  [
    'a hundred thousand columns',
    () =>
      zipOf(
        workbookParts(
          sheetXml(
            `<row r="1">${unlike(100_000, (n) => `<c r="${String.fromCharCode(65 + (n % 26), 65 + (n % 25), 65 + (n % 24))}1"><v>${n}</v></c>`)}</row>`,
          ),
        ),
      ),
    /too-many-columns|suspicious/,
  ],
  [
    'two hundred thousand sheets',
    () =>
      instead(
        'xl/workbook.xml',
        utf8(
          `<workbook><sheets>${unlike(200_000, (n) => `<sheet name="${n}" sheetId="${n}" r:id="rId1"/>`)}</sheets></workbook>`,
        ),
      ),
    /suspicious/,
  ],
  [
    'a list of sheets that never ends a tag',
    () => instead('xl/workbook.xml', utf8('<sheet '.repeat(140_000))),
    /broken|no-rows|suspicious|not-a-table/,
  ],
  [
    'a sheet that never ends a tag',
    () => instead('xl/worksheets/sheet1.xml', utf8('<c '.repeat(300_000))),
    /broken|suspicious/,
  ],
  [
    'two hundred thousand tags one within the other',
    () => instead('xl/worksheets/sheet1.xml', utf8(unlike(200_000, (n) => `<a${n % 999}>`))),
    /broken|no-rows|suspicious/,
  ],
  [
    'a directory that points at itself',
    () => {
      const file = zipOf(workbookParts(sheet));
      file.writeUInt32LE(file.length - 22, file.length - 6);
      return file;
    },
    /broken/,
  ],
  [
    'an end and nothing before it',
    () => Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), zipOf([]).subarray(-22)]),
    /broken/,
  ],
];

const texts: readonly (readonly [string, () => Uint8Array, RegExp])[] = [
  ['a million columns', () => utf8(`${';'.repeat(1_000_000)}\n`), /too-many-columns/],
  ['twenty million columns', () => utf8(';'.repeat(20_000_000)), /too-many-columns/],
  ['ten million rows', () => utf8('a\n'.repeat(10_000_000)), /too-many-rows/],
  ['a quote that is never closed', () => utf8(`"${'a'.repeat(20_000_000)}`), /unclosed-quote/],
  ['ten million quotes', () => utf8('"'.repeat(20_000_000)), /unclosed-quote|no-rows|read/],
  ['nothing but zeros', () => new Uint8Array(20_000_000), /not-a-table/],
  ['more than a file may be', () => new Uint8Array(21_000_000), /file-too-large/],
  ['a page of the web', () => utf8('<html><script>alert(1)</script>'), /html/],
];

describe('a file that is far more than it seems', () => {
  test('[ATK-4] A10: next to a list such as an office has, which is read with the same memory', async () => {
    const lines = Array.from({ length: 2000 }, (_, i) => aLine(i % 900));
    expect((await read(await workbook([participantHeader, ...lines]))).answer).toBe('read');
    expect((await read(utf8(csvText([participantHeader, ...lines])), 'csv')).answer).toBe('read');
  });

  test.each(books)(
    '[ATK-4] A10: a workbook with %s is refused within its memory',
    async (_what, make, refusal) => {
      const { answer, megabytes } = await read(make());
      expect(answer).toMatch(refusal);
      expect(megabytes).toBeLessThan(100);
    },
  );

  test.each(texts)('[ATK-4] A10: a text of %s is refused within its memory', async (_what, make, refusal) => {
    const { answer, megabytes } = await read(make(), 'csv');
    expect(answer).toMatch(refusal);
    expect(megabytes).toBeLessThan(150);
  });
});

describe('an audit bundle that somebody else made', () => {
  const text = utf8('{"a":1}');
  test.each([
    [
      'that unpacks to a thousand times its size',
      (): Buffer => zipOf([{ name: 'logs/a.jsonl', data: Buffer.alloc(42_000_000, 32) }]),
    ],
    [
      'that says it is 4 GB',
      (): Buffer => zipOf([{ name: 'logs/a.jsonl', data: text, claimedBytes: 0xfffffff0 }]),
    ],
    [
      'that is a little of 4 GB in each of its files',
      (): Buffer =>
        zipOf(
          Array.from({ length: 4000 }, (_, i) => ({ name: `logs/${i}`, data: text, claimedBytes: 999_999 })),
        ),
    ],
    ['with a name that climbs', (): Buffer => zipOf([{ name: '../../x', data: text }])],
    ['with a name that is a prototype', (): Buffer => zipOf([{ name: '__proto__', data: text }])],
    [
      'with two files of one name',
      (): Buffer =>
        zipOf([
          { name: 'manifest.json', data: text },
          { name: 'manifest.json', data: utf8('{}') },
        ]),
    ],
  ])('[ATK-4] A10: %s is no bundle to the verifier, within its memory', async (_what, make) => {
    const { answer, megabytes } = await read(make(), 'zip', 'verifier');
    expect(answer).toBe('refused');
    expect(megabytes).toBeLessThan(100);
  });

  test('[ATK-4] A10: an ordinary one is opened', async () => {
    const bundle = zipOf([
      { name: 'b/manifest.json', data: text },
      { name: 'b/logs/a.jsonl', data: Buffer.alloc(900_000, 65) },
    ]);
    expect((await read(bundle, 'zip', 'verifier')).answer).toBe('read');
  });
});
