/** An office of nothing but a database file and a queue of letters, that several processes can open. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Services } from '../../src/server/http/services.ts';
import { loadSecrets } from '../../src/server/secrets.ts';
import type { Database } from '../../src/server/store/database.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';

export type LetterOffice = { readonly database: Database; readonly services: Services };

/** Opens the office in a folder, at a time told. */
export const openLetterOffice = async (folder: string, now: number): Promise<LetterOffice> => ({
  database: { db: openSqlite(join(folder, 'narvaro.db')), dialect: 'sqlite' },
  services: {
    clock: () => now,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    secrets: await loadSecrets(join(folder, 'secrets')),
    origin: 'https://narvaro.example',
    isDemo: false,
    version: '0.0.0-test',
    office: { name: 'Projektkontoret', phone: '' },
    programme: 'Framtidens socialtjänst',
    mailFrom: 'narvaro@example.se',
  },
});
