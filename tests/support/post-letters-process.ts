/** A process that sends one round of letters: `node post-letters-process.ts FOLDER NOW SMTP_URL`. */
import { createMailer, readMailServer } from '../../src/server/letters/mailer.ts';
import { postLetters } from '../../src/server/letters/post-letters.ts';
import { openLetterOffice } from './letter-office.ts';

const [folder = '', now = '0', url = ''] = process.argv.slice(2);
const office = await openLetterOffice(folder, Number(now));
const server = readMailServer(url);
if (server === undefined) throw new Error('no mail server');
const mailer = createMailer(server, { name: 'Projektkontoret', address: 'narvaro@example.se' });
process.stdout.write(await postLetters({ ...office, mailer }));
