/** What the server says in the terminal, in Swedish and English. The one place that prints for people. */
import { createRequire } from 'node:module';
import type { ConfigProblem } from './config.ts';
import type { StartLinks } from './start-links.ts';
import type { Services } from './http/services.ts';
import type { Disposal } from './jobs/dispose.ts';
import type { Rotated } from './jobs/rotate-identity-key.ts';

export type StartProblem =
  | ConfigProblem
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'not-a-database'; readonly file: string }
  | { readonly kind: 'no-postgres'; readonly reason: string }
  | { readonly kind: 'other-keys'; readonly folder: string }
  | { readonly kind: 'nothing-here'; readonly folder: string }
  | { readonly kind: 'not-built' }
  | { readonly kind: 'other-kind'; readonly isDemo: boolean; readonly folder: string }
  | { readonly kind: 'port-taken'; readonly port: number };

const say = (...lines: readonly string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};

type DataProblem = Extract<
  StartProblem,
  { readonly kind: 'folder' | 'not-a-database' | 'no-postgres' | 'other-keys' | 'nothing-here' }
>;

const dataWords = (problem: DataProblem): readonly string[] => {
  switch (problem.kind) {
    case 'folder':
      return [
        `Mappen ${problem.folder} går inte att använda. Den ska vara en mapp som går att skriva i. Välj en annan NARVARO_DATA_DIR.`,
        `The folder ${problem.folder} cannot be used. It must be a folder that can be written to. Choose another NARVARO_DATA_DIR.`,
      ];
    case 'not-a-database':
      return [
        `Filen ${problem.file} är ingen databas, eller är skadad. Lägg tillbaka den från säkerhetskopian.`,
        `The file ${problem.file} is not a database, or is damaged. Put it back from the backup.`,
      ];
    case 'no-postgres':
      return [
        `Databasen i DATABASE_URL går inte att nå (${problem.reason}). Kontrollera att den är igång, och namn och lösenord.`,
        `The database in DATABASE_URL cannot be reached (${problem.reason}). Check that it is running, and the name and password.`,
      ];
    case 'other-keys':
      return [
        'Nycklarna i secrets/ hör inte till den här databasen. Lägg tillbaka mappen secrets från säkerhetskopian.',
        'The keys in secrets/ do not belong to this database. Put the folder secrets back from the backup.',
        `  ${problem.folder}`,
      ];
    case 'nothing-here':
      return [
        `I mappen ${problem.folder} har Närvaro aldrig startats. Kontrollera NARVARO_DATA_DIR, eller starta utan flaggor.`,
        `Närvaro has never been started in the folder ${problem.folder}. Check NARVARO_DATA_DIR, or start without flags.`,
      ];
  }
};

const problemWords = (problem: StartProblem): readonly string[] => {
  switch (problem.kind) {
    case 'settings':
      return [
        `Inställningen ${problem.names.join(', ')} går inte att använda. Se README.`,
        `The setting ${problem.names.join(', ')} cannot be used. See the README.`,
      ];
    case 'flag':
      return [
        `Flaggan ${problem.flag} finns inte. De som finns är --demo, --admin-link, --rotate-identity-key och --dispose (med --dry-run).`,
        `There is no flag ${problem.flag}. Those there are: --demo, --admin-link, --rotate-identity-key and --dispose (with --dry-run).`,
      ];
    case 'not-built':
      return [
        'Appen är inte byggd. Kör: npm run demo (demo) eller npm start (på riktigt).',
        'The app is not built. Run: npm run demo (demo) or npm start (for real).',
      ];
    case 'other-kind':
      return problem.isDemo
        ? [
            `Mappen ${problem.folder} hör till ett riktigt kontor. Demon startas inte där. Välj en annan NARVARO_DATA_DIR.`,
            `The folder ${problem.folder} belongs to a real office. The demo is not started there. Choose another NARVARO_DATA_DIR.`,
          ]
        : [
            `Mappen ${problem.folder} innehåller demon med påhittade personer. Välj en annan NARVARO_DATA_DIR.`,
            `The folder ${problem.folder} holds the demo with made-up people. Choose another NARVARO_DATA_DIR.`,
          ];
    case 'port-taken':
      return [
        `Port ${problem.port} används redan av ett annat program. Välj en annan, till exempel PORT=8090.`,
        `Port ${problem.port} is already in use by another program. Choose another, for example PORT=8090.`,
      ];
    case 'folder':
    case 'not-a-database':
    case 'no-postgres':
    case 'other-keys':
    case 'nothing-here':
      return dataWords(problem);
  }
};

/** Says what is wrong and what to do; the process ends with 1. */
export const printProblem = (problem: StartProblem): void => {
  process.exitCode = 1;
  process.stderr.write(`${problemWords(problem).join('\n')}\n`);
};

/** Says what the demo is making. */
export const printStep = (step: 'people' | 'badges' | 'history' | 'months'): void => {
  const words = {
    people: 'Hittar på 1 140 personer och 352 tillfällen … / Making up 1,140 people and 352 sessions …',
    badges: 'Gör deltagarkort … / Making badges …',
    history: 'Gör historik från påhittade plattor … / Making the history of made-up tablets …',
    months:
      'Granskar, låser och skickar in de månader som har gått … / Reviewing, locking and sending the months gone by …',
  };
  say(words[step]);
};

type QrCode = { toString: (text: string, options: object) => Promise<string> };

const qrOf = (text: string): Promise<string> => {
  const qrcode = createRequire(import.meta.url)('qrcode') as QrCode;
  return qrcode.toString(text, { type: 'terminal', small: true });
};

const adminLinkWords = (link: string, step = ''): readonly string[] => [
  '',
  `${step}Bli administratör och välj lösenord. Länken gäller en gång, i 24 timmar.`,
  '   Become the administrator and choose a password. The link works once, for 24 hours.',
  `   ${link}`,
];

/** Says the one-time link that `--admin-link` asked for. */
export const printAdminLink = (link: string): void => {
  say(
    ...adminLinkWords(link),
    '',
    'Glömt lösenord? Skriv ditt vanliga inloggningsnamn, så byts lösenordet på det kontot.',
    'Forgotten password? Give your usual login name, and that account gets the new password.',
  );
};

/** Says that the identity key has been changed, and what is left for a person to do. */
export const printRotated = ({ identities, names, drafts, oldFile }: Rotated): void => {
  say(
    '',
    `Nyckeln är bytt. Förseglat på nytt: ${identities} personnummer, ${names} skyddade namn, ${drafts} filer under inläsning.`,
    `The key has been changed. Sealed anew: ${identities} identity numbers, ${names} protected names, ${drafts} files being imported.`,
    'Starta om tjänsten om den är igång. / Start the service again if it is running.',
  );
  if (oldFile !== undefined)
    say(
      'Säkerhetskopior från före bytet behöver den gamla nyckeln. Ta bort filen när de är borta:',
      'Backups from before the change need the old key. Remove the file when they are gone:',
      `  ${oldFile}`,
    );
};

/** Says what has gone, or would go. */
export const printDisposed = (disposal: Disposal): void => {
  const { isDryRun, counts } = disposal;
  const rows = Object.entries(counts).map(([what, n]) => `  ${disposedWords[what] ?? what}: ${n}`);
  if (rows.length === 0)
    return say('', 'Inget är gammalt nog att gallra. / Nothing is old enough to be disposed of.');
  say(
    '',
    isDryRun
      ? 'Det här skulle gallras. Inget är ändrat. / This would be disposed of. Nothing has been changed.'
      : 'Gallrat. Antalen står i händelseloggen. / Disposed of. The counts are in the event log.',
    ...rows,
  );
};

const disposedWords: Readonly<Record<string, string>> = {
  names: 'Namn och e-postadresser / Names and e-mail addresses',
  identities: 'Personnummer och skyddade namn / Identity numbers and protected names',
  badges: 'Deltagarkort / Badges',
  phones: 'Egna telefoner / Own phones',
  texts: 'Skrivna texter / Written texts',
  letters: 'Brev / Letters',
  addresses: 'Adresser för brev / Letter addresses',
  drafts: 'Filer under inläsning / Files being imported',
  accounts: 'Inloggningar och inbjudningar / Sign-ins and invitations',
};

/** Says where the app is, and the one-time links. */
export const printStarted = async (started: {
  readonly services: Services;
  readonly links: StartLinks;
  readonly folder: string;
}): Promise<void> => {
  const { services, links, folder } = started;
  say(
    '',
    services.isDemo ? 'Närvaro, DEMO med påhittade personer / DEMO with made-up people' : 'Närvaro',
    `  ${services.origin}`,
    `  Data: ${folder}`,
  );
  if (links.tablet !== undefined)
    say(
      '',
      '1. Gör den här webbläsaren (eller en platta) till läsplatta. Länken gäller en gång.',
      '   Make this browser (or a tablet) the check-in tablet. The link works once.',
      `   ${links.tablet}`,
      '',
      await qrOf(links.tablet),
    );
  if (links.admin !== undefined) say(...adminLinkWords(links.admin, links.tablet === undefined ? '' : '2. '));
  else say('', `Administratörer loggar in här / Administrators sign in here: ${services.origin}/admin`);
  if (links.badges !== undefined)
    say(
      '',
      '3. Skriv ut (eller visa på telefonen) deltagarkort för gruppen som har tillfälle just nu, och checka in någon.',
      '   Print (or show on a phone) badges of the group whose session is on now, and check somebody in.',
      `   ${links.badges}`,
    );
  if (links.trainerCodes.length > 0)
    say(
      '',
      '4. Avsluta tillfället på plattan och intyga listan, eller lås upp plattan, med koden.',
      '   Close the session on the tablet and attest the list, or unlock the tablet, with the code.',
      ...links.trainerCodes.map(({ name, code }) => `   Kursledarens kod: ${code} (${name})`),
    );
  say('', 'Avsluta med Ctrl+C. / Stop with Ctrl+C.');
};
