/** An office's data folder, damaged in each way a disk can damage it, and what it looked like to the byte. */
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Damage = {
  readonly name: string;
  /** `killed`: with a log beside the database; `stopped`: the database alone. */
  readonly from: 'killed' | 'stopped';
  readonly make: (folder: string) => void;
  /** What the start has to say, in Swedish and in English. */
  readonly words: readonly [string, string];
};

const database = (folder: string): string => join(folder, 'narvaro.sqlite');
const logOf = (folder: string): string => `${database(folder)}-wal`;

/** Bytes that are nobody's, the same every time. */
const garbage = (length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += 1) bytes[at] = (at * 197 + 91) % 251;
  return bytes;
};

const overwrite = (file: string, from: number, length: number): void => {
  const bytes = readFileSync(file);
  garbage(length).copy(bytes, from);
  writeFileSync(file, bytes);
};

const pageBytes = 4096;
const damaged = (file: string): readonly [string, string] => [
  `${file} är skadad. Inget i den är ändrat.`,
  `${file} is damaged. Nothing in it has been changed.`,
];

/** Every way, each with the words for it. */
export const damages: readonly Damage[] = [
  {
    name: 'cut in half',
    from: 'stopped',
    make: (folder) => truncateSync(database(folder), Math.floor(statSync(database(folder)).size / 2)),
    words: damaged('narvaro.sqlite'),
  },
  {
    name: 'cut in the middle of a page',
    from: 'stopped',
    make: (folder) => truncateSync(database(folder), statSync(database(folder)).size - pageBytes - 100),
    words: damaged('narvaro.sqlite'),
  },
  {
    name: 'with garbage over pages in the middle',
    from: 'stopped',
    make: (folder) => {
      const pages = Math.floor(statSync(database(folder)).size / pageBytes);
      overwrite(database(folder), Math.floor(pages / 3) * pageBytes, 40 * pageBytes);
    },
    words: damaged('narvaro.sqlite'),
  },
  {
    name: 'with another head',
    from: 'stopped',
    make: (folder) => overwrite(database(folder), 0, 100),
    words: ['är ingen databas, eller är skadad', 'is not a database, or is damaged'],
  },
  {
    name: 'empty',
    from: 'stopped',
    make: (folder) => writeFileSync(database(folder), ''),
    words: ['är tom. Den skulle ha innehållit databasen.', 'is empty. It should have held the database.'],
  },
  {
    name: 'with garbage instead of its log',
    from: 'killed',
    make: (folder) => overwrite(logOf(folder), 0, statSync(logOf(folder)).size),
    words: damaged('narvaro.sqlite-wal'),
  },
  {
    name: 'with garbage in the middle of its log',
    from: 'killed',
    make: (folder) => overwrite(logOf(folder), Math.floor(statSync(logOf(folder)).size / 3), pageBytes),
    words: damaged('narvaro.sqlite-wal'),
  },
  {
    name: 'with garbage over pages that its log does not mend',
    from: 'killed',
    make: (folder) => {
      truncateSync(logOf(folder), 0);
      overwrite(database(folder), 0, statSync(database(folder)).size);
    },
    words: ['är ingen databas, eller är skadad', 'is not a database, or is damaged'],
  },
];

/** Cuts the log off in the middle of its last page, as a power cut does. */
export const tearLog = (folder: string): void =>
  truncateSync(logOf(folder), statSync(logOf(folder)).size - 2000);

/** Every file of the folder with the hash of its bytes. */
export const fingerprint = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((file) => [
        file.slice(folder.length + 1),
        createHash('sha256').update(readFileSync(file)).digest('hex'),
      ]),
  );

/** A copy of the folder with one damage. */
export const damagedCopy = (original: string, copy: string, damage: Damage): string => {
  cpSync(original, copy, { recursive: true });
  damage.make(copy);
  return copy;
};
