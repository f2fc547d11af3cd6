/** Files for the import tests, made on the spot: lists such as an office has, and files that mean harm. */
import { crc32, deflateRawSync } from 'node:zlib';
import writeExcelFile from 'write-excel-file/node';
import { fictionalNumber } from '../../src/server/identity/fictional-number.ts';

export type Line = readonly string[];

export const participantHeader: Line = [
  'Förnamn',
  'Efternamn',
  'Personnummer',
  'E-post',
  'Stadsdel',
  'Arbetsplats',
  'Roll',
  'Nyckelfunktion',
  'Grupp',
  'Skyddade personuppgifter',
];

/** A line of the participant list; only what matters to a test needs to be named. */
export const aLine = (index: number, other: Partial<Record<string, string>> = {}): Line => {
  const usual: Record<string, string> = {
    Förnamn: 'Tove',
    Efternamn: 'Fjällgryning',
    Personnummer: fictionalNumber(1985, 'woman', index),
    'E-post': `tove.${index}@example.se`,
    Stadsdel: 'Farsta',
    Arbetsplats: 'Hemtjänst syd',
    Roll: 'Medarbetare',
    Nyckelfunktion: 'nej',
    Grupp: 'Grupp 17',
    'Skyddade personuppgifter': '',
  };
  return participantHeader.map((heading) => other[heading] ?? usual[heading] ?? '');
};

export const sessionHeader: Line = [
  'Datum',
  'Start',
  'Slut',
  'Grupp',
  'Ämne',
  'Lokal',
  'Stadsdel',
  'Kursledare',
  'Typ',
  'Nummer',
  'Av',
  'Rast',
  'Referens',
];

export const aSessionLine = (other: Partial<Record<string, string>> = {}): Line => {
  const usual: Record<string, string> = {
    Datum: '2026-11-24',
    Start: '08:30',
    Slut: '12:30',
    Grupp: 'Grupp 17',
    Ämne: 'Framtidens socialtjänst',
    Lokal: 'Farsta, sal 2',
    Stadsdel: 'Farsta',
    Kursledare: 'Sol Granhimmel',
    Typ: 'fysiskt',
    Nummer: '1',
    Av: '6',
    Rast: '10:00–10:15',
    Referens: '',
  };
  return sessionHeader.map((heading) => other[heading] ?? usual[heading] ?? '');
};

const quoted = (text: string): string =>
  /[";\r\n\t,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

export const csvText = (lines: readonly Line[], separator = ';', lineEnd = '\r\n'): string =>
  lines.map((line) => line.map(quoted).join(separator)).join(lineEnd) + lineEnd;

export const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
export const utf8WithMark = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf8');
export const utf16WithMark = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le');
/** Right for Swedish letters, which have the same place in Latin-1 and Windows-1252; € and dashes do not. */
export const windows1252 = (text: string): Uint8Array =>
  Buffer.from(
    [...text].map((char) => ({ '€': 0x80, '–': 0x96, '’': 0x92 })[char] ?? char.codePointAt(0) ?? 63),
  );

type Value = string | number | Date | null;

const cellOf = (value: Value) => {
  if (value === null || value === '') return null;
  if (typeof value === 'string') return { type: String, value };
  return value instanceof Date ? { type: Date, value, format: 'yyyy-mm-dd' } : { type: Number, value };
};

/** A workbook as Excel would save it. */
export const workbook = (lines: readonly (readonly Value[])[]): Promise<Buffer> =>
  writeExcelFile(lines.map((line) => line.map(cellOf))).toBuffer();

/** A workbook with several sheets. */
export const workbookOf = (sheets: readonly { name: string; lines: readonly Line[] }[]): Promise<Buffer> =>
  writeExcelFile(
    sheets.map(({ name, lines }) => ({ sheet: name, data: lines.map((line) => line.map(cellOf)) })),
  ).toBuffer();

export type ZipPart = {
  readonly name: string;
  readonly data: Uint8Array;
  /** What the directory claims about the unpacked size, when it lies. */
  readonly claimedBytes?: number;
  readonly flags?: number;
  /** Another name in the entry's own header than in the directory. */
  readonly localName?: string;
};

/** A zip file made by hand, so that it can lie. */
export const zipOf = (parts: readonly ZipPart[]): Buffer => {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, claimedBytes = data.length, flags = 0, localName = name } of parts) {
    const packed = deflateRawSync(data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimedBytes, 18);
    common.writeUInt16LE(Buffer.byteLength(localName), 22);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, Buffer.from(localName), packed]);
    const entry = Buffer.concat([
      Buffer.from([0x50, 0x4b, 1, 2, 20, 0]),
      common,
      Buffer.alloc(14),
      Buffer.from(name),
    ]);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    files.push(local);
    directory.push(entry);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, listing, end]);
};

const relations =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
  '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>' +
  '</Relationships>';
const book =
  '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>' +
  '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>';

export const sheetXml = (rows: string): string =>
  '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  `<sheetData>${rows}</sheetData></worksheet>`;

/** The parts of a small workbook with one hand-written sheet, to add to or to spoil. */
export const workbookParts = (sheet: string, more: readonly ZipPart[] = []): readonly ZipPart[] => [
  { name: 'xl/workbook.xml', data: utf8(book) },
  { name: 'xl/_rels/workbook.xml.rels', data: utf8(relations) },
  { name: 'xl/worksheets/sheet1.xml', data: utf8(sheet) },
  ...more,
];

export const inlineCell = (address: string, text: string): string =>
  `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
