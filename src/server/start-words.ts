/** What the server says in the terminal, in Swedish and English. The one place that prints for people. */
import { createRequire } from 'node:module';
import { leakedLines, type LeakedProblem } from './accounts/leaked-passwords.ts';
import type { Config, ConfigProblem } from './config.ts';
import type { StartLinks } from './start-links.ts';
import type { Services } from './http/services.ts';
import type { Disposal } from './jobs/dispose.ts';
import type { Rotated } from './jobs/rotate-identity-key.ts';
import { faultLines, remarkLines, settingLines } from './operation/config-words.ts';
import { flagProblemLines, helpLines } from './operation/flag-words.ts';
import { listenLines, type ListenProblem } from './operation/listen-problem.ts';
import { postgresLines, waitingLines } from './operation/postgres-words.ts';
import { tlsLines, type TlsProblem } from './operation/tls-words.ts';
import type { PostgresFault } from './store/postgres-problem.ts';

export type StartProblem =
  | ConfigProblem
  | TlsProblem
  | LeakedProblem
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'disk-full'; readonly folder: string }
  | {
      readonly kind: 'database';
      readonly fault: 'empty' | 'damaged' | 'not-a-database';
      readonly file: string;
    }
  | { readonly kind: 'newer-database'; readonly migration: string }
  | { readonly kind: 'not-updated'; readonly migration: string; readonly reason: string }
  | { readonly kind: 'no-postgres'; readonly fault: PostgresFault }
  | { readonly kind: 'other-keys'; readonly folder: string }
  | { readonly kind: 'nothing-here'; readonly folder: string }
  | { readonly kind: 'half-restored'; readonly folder: string }
  | { readonly kind: 'database-gone'; readonly folder: string }
  | { readonly kind: 'moved'; readonly folder: string }
  | { readonly kind: 'not-built' }
  | { readonly kind: 'other-kind'; readonly isDemo: boolean; readonly folder: string }
  | { readonly kind: 'in-use' }
  | { readonly kind: 'already-served'; readonly folder: string }
  | ListenProblem;

const say = (...lines: readonly string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};

/** Says lines that another file has the words of. */
export const printLines = (lines: readonly string[]): void => say(...lines);

/** The same for what went wrong; the process ends with 1. */
export const printFailure = (lines: readonly string[]): void => {
  process.exitCode = 1;
  process.stderr.write(`${lines.join('\n')}\n`);
};

type DataProblem = Extract<
  StartProblem,
  {
    readonly kind:
      | 'folder'
      | 'file'
      | 'disk-full'
      | 'database'
      | 'newer-database'
      | 'not-updated'
      | 'no-postgres'
      | 'other-keys'
      | 'nothing-here'
      | 'half-restored'
      | 'database-gone'
      | 'moved';
  }
>;

const faultWords = ({
  fault,
  file,
}: Extract<StartProblem, { readonly kind: 'database' }>): readonly string[] => {
  switch (fault) {
    case 'empty':
      return [
        `Filen ${file} är tom. Den skulle ha innehållit databasen.`,
        `The file ${file} is empty. It should have held the database.`,
      ];
    case 'damaged':
      return [
        `Filen ${file} är skadad. Inget i den är ändrat.`,
        `The file ${file} is damaged. Nothing in it has been changed.`,
      ];
    case 'not-a-database':
      return [
        `Filen ${file} är ingen databas, eller är skadad. Inget i den är ändrat.`,
        `The file ${file} is not a database, or is damaged. Nothing in it has been changed.`,
      ];
  }
};

const restoreWords: readonly string[] = [
  'Kopiera undan mappen som den är. Lägg sedan tillbaka den senaste säkerhetskopian. Plattorna fyller på det som saknas.',
  'Put a copy of the folder aside as it is. Then put the latest backup back. The tablets fill in what is missing.',
];

const movedWords = (folder: string): readonly string[] => [
  `Kontoret i mappen ${folder} är flyttat till PostgreSQL. Sätt DATABASE_URL och starta igen. Här finns bara hur det var innan.`,
  `The office in the folder ${folder} has been moved to PostgreSQL. Set DATABASE_URL and start again. Here is only how it was before.`,
];

const dataWords = (problem: DataProblem): readonly string[] => {
  switch (problem.kind) {
    case 'folder':
      return [
        `Mappen ${problem.folder} går inte att använda. Den ska vara en mapp som går att skriva i. Inget är ändrat. Ge kontot som startar Närvaro skrivrätt, eller välj en annan NARVARO_DATA_DIR.`,
        `The folder ${problem.folder} cannot be used. It must be a folder that can be written to. Nothing has been changed. Let the account that starts Närvaro write to it, or choose another NARVARO_DATA_DIR.`,
      ];
    case 'file':
      return [
        `${problem.file} går inte att läsa eller skriva. Inget är ändrat. Ge kontot som startar Närvaro läs- och skrivrätt till den, och starta igen.`,
        `${problem.file} cannot be read or written. Nothing has been changed. Let the account that starts Närvaro read and write it, and start again.`,
      ];
    case 'disk-full':
      return [
        `Disken är full. Närvaro får inte plats i ${problem.folder}. Det som redan är sparat finns kvar. Frigör plats på disken och starta igen.`,
        `The disk is full. Närvaro has no room in ${problem.folder}. What has been saved is still there. Free some space and start again.`,
      ];
    case 'database':
      return [...faultWords(problem), ...restoreWords];
    case 'newer-database':
      return [
        `Databasen har använts av en nyare version av Närvaro (${problem.migration}). Inget är ändrat. Starta den nyare versionen. Måste den här versionen användas: lägg tillbaka säkerhetskopian från före uppdateringen, så fyller plattorna på.`,
        `The database has been used by a newer version of Närvaro (${problem.migration}). Nothing has been changed. Start the newer version. If this version must be used: put back the backup from before the update, and the tablets fill in the rest.`,
      ];
    case 'not-updated':
      return [
        `Databasen gick inte att uppdatera (${problem.migration}: ${problem.reason}). Den är som den var före uppdateringen, och den förra versionen av Närvaro kan startas på den. Ta en säkerhetskopia och ring den som sköter driften.`,
        `The database could not be updated (${problem.migration}: ${problem.reason}). It is as it was before the update, and the earlier version of Närvaro can be started on it. Make a backup and call whoever runs the service.`,
      ];
    case 'no-postgres':
      return postgresLines(problem.fault);
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
    case 'half-restored':
      return [
        `En återställning stannade halvvägs i mappen ${problem.folder}. Inget kontor startas där. Gör om återställningen: npm run restore`,
        `A restore stopped half-way in the folder ${problem.folder}. No office is started there. Do the restore again: npm run restore`,
      ];
    case 'moved':
      return movedWords(problem.folder);
    case 'database-gone':
      return [
        `I mappen ${problem.folder} finns nycklarna kvar, men databasen är borta. Inget nytt kontor startas. Är databasen flyttad? Lägg tillbaka den, eller kontrollera DATABASE_URL.`,
        'Är den förlorad? Flytta undan allt i mappen, och lägg tillbaka den senaste säkerhetskopian: npm run restore',
        `The keys are still in the folder ${problem.folder}, but the database is gone. No new office is started. Has it been moved? Put it back, or check DATABASE_URL.`,
        'Is it lost? Move everything in the folder aside, and put the latest backup back: npm run restore',
      ];
  }
};

const problemWords = (problem: StartProblem): readonly string[] => {
  switch (problem.kind) {
    case 'settings':
      return faultLines(problem.faults);
    case 'tls':
      return tlsLines(problem);
    case 'leaked-passwords':
      return leakedLines(problem);
    case 'flag':
    case 'two-tasks':
    case 'flag-elsewhere':
    case 'flag-without-file':
      return flagProblemLines(problem);
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
    case 'in-use':
      return [
        'Närvaro är igång, eller ett annat kommando arbetar, på samma databas. Inget är ändrat. Stoppa tjänsten, gör om kommandot och starta igen.',
        'Närvaro is running, or another command is at work, on the same database. Nothing has been changed. Stop the service, run the command again and start.',
      ];
    case 'already-served':
      return [
        `Närvaro är redan igång på mappen ${problem.folder}. En mapp har en server. Inget är ändrat. Stoppa den som är igång, eller välj en annan NARVARO_DATA_DIR.`,
        `Närvaro is already running on the folder ${problem.folder}. A folder has one server. Nothing has been changed. Stop the one that is running, or choose another NARVARO_DATA_DIR.`,
      ];
    case 'port-taken':
    case 'port-not-allowed':
    case 'no-such-address':
      return listenLines(problem);
    case 'folder':
    case 'file':
    case 'disk-full':
    case 'database':
    case 'newer-database':
    case 'not-updated':
    case 'no-postgres':
    case 'other-keys':
    case 'nothing-here':
    case 'half-restored':
    case 'database-gone':
    case 'moved':
      return dataWords(problem);
  }
};

/** Says what is wrong and what to do; the process ends with 1. */
export const printProblem = (problem: StartProblem): void => {
  process.exitCode = 1;
  process.stderr.write(`${problemWords(problem).join('\n')}\n`);
};

/** Says that the start waits for PostgreSQL, and why. */
export const printWaiting = (fault: PostgresFault, waitMs: number): void => {
  process.stderr.write(`${waitingLines(fault, Math.round(waitMs / 1000)).join('\n')}\n`);
};

/** Says every flag. */
export const printHelp = (): void => say(...helpLines);

/** Says what is odd about the configuration; the start goes on. */
export const printRemarks = ({ remarks }: Pick<Config, 'remarks'>): void => {
  if (remarks.length > 0) process.stderr.write(`${remarkLines(remarks).join('\n')}\n`);
};

/** Says which logs are unguarded; the start goes on, for check-ins must not stop because of it. */
export const printUnguarded = (tables: readonly string[]): void => {
  if (tables.length === 0) return;
  process.stderr.write(
    `${[
      `VARNING: databasen skyddar inte längre ${tables.join(', ')} mot ändringar. Någon har tagit bort skyddet. Kör npm run verify och kontakta supporten.`,
      `WARNING: the database no longer keeps ${tables.join(', ')} from being changed. Somebody has taken the protection away. Run npm run verify and contact support.`,
    ].join('\n')}\n`,
  );
};

/** Says every setting, and what each must look like. */
export const printSettings = (isSet: (name: string) => boolean): void => {
  say('', '● är satt, ○ är inte satt. / ● is set, ○ is not.', ...settingLines(isSet));
};

/** Says that a start can be made with the settings that are given, and which there are (`--check-config`). */
export const printChecked = (isSet: (name: string) => boolean): void => {
  say('Inställningarna går att starta med.', 'The settings can be started with.');
  printSettings(isSet);
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
    'Glömt lösenord eller andra steget? Skriv ditt vanliga inloggningsnamn, så får det kontot nytt lösenord och väljer nytt steg.',
    'Forgotten password or second step lost? Give your usual login name: that account gets the new password and chooses a new step.',
  );
};

/** Says that the identity key has been changed, and what is left for a person to do. */
export const printRotated = ({ identities, names, drafts, oldFile }: Rotated): void => {
  say(
    '',
    `Nyckeln är bytt. Förseglat på nytt: ${identities} personnummer, ${names} skyddade namn, ${drafts} filer under inläsning.`,
    `The key has been changed. Sealed anew: ${identities} identity numbers, ${names} protected names, ${drafts} files being imported.`,
    'Starta tjänsten igen. / Start the service again.',
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
    ...(isDryRun
      ? []
      : [
          'Säkerhetskopior från före gallringen har det kvar. Ta bort dem när de inte längre behövs.',
          'Backups from before the disposal still hold it. Remove them when they are no longer needed.',
        ]),
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
