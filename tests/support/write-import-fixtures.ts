/**
 * Writes the small lists in tests/fixtures/import, for trying the import by hand: `node tests/support/write-import-fixtures.ts`.
 * Everybody in them is invented, and the identity numbers are Skatteverket's published test numbers (IMP-16).
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fictionalCoordinationNumber, fictionalNumber } from '../../src/server/identity/fictional-number.ts';
import {
  aLine,
  aSessionLine,
  csvText,
  participantHeader,
  sessionHeader,
  utf8WithMark,
  windows1252,
  workbook,
} from './import-files.ts';

const folder = join(import.meta.dirname, '../fixtures/import');

const people = [
  aLine(0, { Förnamn: 'Tove', Efternamn: 'Fjällgryning' }),
  aLine(1, { Förnamn: 'Karl-Fredrik', Efternamn: 'Palmdis', Personnummer: fictionalNumber(1979, 'man', 40) }),
  aLine(2, { Förnamn: 'Samira', Efternamn: 'Ormbunk', 'E-post': 'samira.o@exampel' }),
  aLine(3, { Förnamn: 'Leyla', Efternamn: 'Tallduva', Roll: 'Samordnare' }),
  aLine(4, {
    Förnamn: 'Goran',
    Efternamn: 'Myrglim',
    Stadsdel: 'Fasta',
    Personnummer: fictionalNumber(1990, 'man', 70),
  }),
  aLine(5, { Förnamn: 'Hanna', Efternamn: 'Vindglimt', Roll: 'Enhetschef', Grupp: 'Chefer 3' }),
  aLine(6, { Förnamn: 'Linn', Efternamn: 'Björkhimmel', 'Skyddade personuppgifter': 'ja' }),
  aLine(7, { Förnamn: 'Åke', Efternamn: 'Öbäck', Personnummer: fictionalCoordinationNumber(1983, 'man', 9) }),
  aLine(8, {
    Förnamn: 'Ida',
    Efternamn: 'Sjögläntan',
    Personnummer: fictionalNumber(1988, 'woman', 3).slice(2),
  }),
  aLine(0, { Förnamn: 'Tove', Efternamn: 'Fjällgryning' }),
];

const sessions = [
  aSessionLine({ Grupp: 'Grupp 17', Nummer: '1' }),
  aSessionLine({ Grupp: 'Grupp 17', Nummer: '2', Datum: '2026-12-08' }),
  aSessionLine({
    Grupp: 'Chefer 3',
    Nummer: '1',
    Datum: '2026-12-09',
    Start: '13.00',
    Slut: '16.00',
    Rast: '',
  }),
  aSessionLine({ Grupp: 'Grupp 71', Nummer: '1', Datum: '2026-12-10' }),
  aSessionLine({
    Grupp: 'alla',
    Typ: 'digitalt',
    Lokal: '',
    Stadsdel: '',
    Nummer: '',
    Datum: '2026-12-11',
    Rast: '',
  }),
];

await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'deltagare.xlsx'), await workbook([participantHeader, ...people]));
await writeFile(
  join(folder, 'deltagare-windows-1252.csv'),
  windows1252(csvText([participantHeader, ...people])),
);
await writeFile(join(folder, 'deltagare-utf-8.csv'), utf8WithMark(csvText([participantHeader, ...people])));
await writeFile(join(folder, 'tillfallen.xlsx'), await workbook([sessionHeader, ...sessions]));
