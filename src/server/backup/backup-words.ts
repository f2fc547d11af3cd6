/** What the backups' commands say in the terminal, in Swedish and English. */
import { join } from 'node:path';
import { isoOf } from '../../domain/time.ts';
import { emptyFolderReason, goneFolderReason, markName } from './backup-folder.ts';
import { findingWords, missingWords } from './finding-words.ts';
import type { Finding } from './findings.ts';
import type { Made } from './make-backup.ts';
import type { Restored, RestoreProblem } from './restore.ts';
import type { Verified } from './verify.ts';

const whenOf = (at: number): string => `${isoOf(at).slice(0, 16).replace('T', ' ')} UTC`;
const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1).replace('.', ',');

export const keyLines = (key: string, name: string): readonly string[] => [
  '',
  'Återställningsnyckeln. Den visas bara nu. Skriv ut den, eller skriv av den, i två exemplar.',
  'Lås in dem på två ställen, aldrig på den här datorn och aldrig bredvid säkerhetskopiorna.',
  'The recovery key. It is shown only now. Print it, or write it down, twice.',
  'Lock the copies up in two places, never on this computer and never beside the backups.',
  '',
  `  ${key}`,
  '',
  `Nyckelns namn / The key’s name: ${name}`,
  'Med nyckeln och en säkerhetskopia går allt att återställa på en tom dator. Utan den går ingen kopia att öppna.',
  'With the key and a backup everything can be restored on an empty computer. Without it no backup can be opened.',
];

export const keyExistsLines = (file: string): readonly string[] => [
  'En återställningsnyckel finns redan. Säkerhetskopior görs med den.',
  'There is a recovery key already. Backups are made with it.',
  'Är den borttappad eller röjd? Ta bort filen, gör en ny nyckel, och gör en säkerhetskopia. Äldre kopior behöver den gamla.',
  'Is it lost, or known to others? Remove the file, make a new key, and make a backup. Older backups need the old one.',
  `  ${file}`,
];

export const noKeyLines: readonly string[] = [
  'Det finns ingen återställningsnyckel, så ingen säkerhetskopia gjordes. Kör först: npm run backup-key',
  'There is no recovery key, so no backup was made. First run: npm run backup-key',
];

export const noKeyFileLines = (file: string): readonly string[] => [
  `Filen ${file} finns inte eller går inte att läsa. Kontrollera namnet efter --key-file.`,
  `The file ${file} is not there or cannot be read. Check the name after --key-file.`,
];

export const damagedJournalLines = (line: number): readonly string[] => [
  `VARNING: filen revocations.jsonl bland säkerhetskopiorna är skadad på rad ${line}. Det som stängts av står där ändå, på nya rader. Ta reda på varför. Spara undan filen under ett annat namn, så skrivs en ny hel.`,
  `WARNING: the file revocations.jsonl among the backups is damaged at line ${line}. What has been shut out stands there all the same, on new lines. Find out why. Save the file under another name, and a new whole one is written.`,
];

const goneFolderLines = (folder: string): readonly string[] => [
  'Mappen för säkerhetskopior har använts förut och är borta. Den görs inte på nytt, och ingen kopia gjordes. Är disken ansluten?',
  'The folder for backups has been used before and is gone. It is not made anew, and no backup was made. Is the disk connected?',
  'Ska kopiorna till ett nytt ställe? Välj en annan NARVARO_BACKUP_DIR, eller gör mappen själv.',
  'Are backups to go to a new place? Choose another NARVARO_BACKUP_DIR, or make the folder yourself.',
  `  ${folder}`,
];

const emptyFolderLines = (folder: string): readonly string[] => [
  'Mappen för säkerhetskopior har använts förut och är tom. Disken är troligen inte ansluten. Ingen kopia gjordes, och inget skrevs där.',
  'The folder for backups has been used before and is empty. The disk is probably not mounted. No backup was made, and nothing was written there.',
  'Anslut disken. Är det en ny, tom disk? Gör den här filen på den, tom, så används den:',
  'Mount the disk. Is it a new, empty one? Make this file on it, empty, and it is used:',
  `  ${join(folder, markName)}`,
];

const noParentLines = (folder: string): readonly string[] => [
  'Mappen för säkerhetskopior finns inte, och inte heller mappen den skulle ligga i. Kontrollera NARVARO_BACKUP_DIR. Ingen kopia gjordes.',
  'The folder for backups is not there, nor the folder it would be in. Check NARVARO_BACKUP_DIR. No backup was made.',
  `  ${folder}`,
];

const otherFailureLines = (reason: string, folder: string): readonly string[] => [
  `Säkerhetskopian blev inte av (${reason}). Inget är ändrat, och äldre kopior finns kvar. Kontrollera att mappen går att skriva i och har plats.`,
  `The backup could not be made (${reason}). Nothing has been changed, and older backups are still there. Check that the folder can be written to and has room.`,
  `  ${folder}`,
];

export const failedLines = (reason: string, folder: string): readonly string[] => {
  if (reason === goneFolderReason) return goneFolderLines(folder);
  if (reason === emptyFolderReason) return emptyFolderLines(folder);
  return reason === 'ENOENT' ? noParentLines(folder) : otherFailureLines(reason, folder);
};

const findingLines = (findings: readonly Finding[], atMost = 20): readonly string[] => [
  ...findings.slice(0, atMost).flatMap((finding) => findingWords(finding).map((line) => `  ${line}`)),
  ...(findings.length > atMost
    ? [`  … och ${findings.length - atMost} till. / … and ${findings.length - atMost} more.`]
    : []),
];

const faultLines = (findings: readonly Finding[]): readonly string[] =>
  findings.length === 0
    ? []
    : [
        'Databasen som kopierades har fel. Inga äldre kopior är borttagna. Kör npm run verify och kontakta supporten.',
        'The database that was copied has faults. No older backups have been removed. Run npm run verify and contact support.',
        ...findingLines(findings),
      ];

export const backedUpLines = (made: Made, removed: number, isChosen: boolean): readonly string[] => [
  '',
  `Säkerhetskopian är gjord, återställd på prov och kontrollerad: ${made.rows} rader, ${megabytes(made.bytes)} MB.`,
  `The backup has been made, restored as a trial and checked: ${made.rows} rows, ${megabytes(made.bytes)} MB.`,
  `  ${made.file}`,
  ...(removed === 0 ? [] : [`Gamla kopior borttagna / Old backups removed: ${removed}`]),
  ...(isChosen
    ? []
    : [
        'Kopian ligger på samma dator. Sätt NARVARO_BACKUP_DIR till en annan disk eller maskin.',
        'The backup is on the same computer. Set NARVARO_BACKUP_DIR to another disk or machine.',
      ]),
  ...faultLines(made.findings),
];

export const keyAskLines: readonly string[] = [
  'Skriv återställningsnyckeln och tryck Enter. / Write the recovery key and press Enter.',
];

export const wrongKeyLines: readonly string[] = [
  'Det där är ingen återställningsnyckel. Den är fjorton grupper om fyra tecken. Kontrollera varje tecken och försök igen.',
  'That is no recovery key. It is fourteen groups of four characters. Check each of them and try again.',
];

export const noFileLines: readonly string[] = [
  'Säg vilken säkerhetskopia: npm run restore -- MAPP/narvaro-….backup',
  'Say which backup: npm run restore -- FOLDER/narvaro-….backup',
];

export const restoreProblemLines = (problem: RestoreProblem): readonly string[] => {
  switch (problem.kind) {
    case 'no-file':
      return [
        `Filen ${problem.file} finns inte eller går inte att läsa.`,
        `The file ${problem.file} is not there or cannot be read.`,
      ];
    case 'not-a-backup':
      return [
        `Filen ${problem.file} är ingen säkerhetskopia från Närvaro.`,
        `The file ${problem.file} is not a backup of Närvaro.`,
      ];
    case 'other-key':
      return [
        `Kopian öppnas av en annan återställningsnyckel: den som heter ${problem.key}.`,
        `The backup is opened by another recovery key: the one named ${problem.key}.`,
      ];
    case 'damaged':
      return [
        `Filen ${problem.file} är skadad eller ändrad. Inget är återställt. Ta en annan kopia.`,
        `The file ${problem.file} is damaged or has been changed. Nothing has been restored. Take another backup.`,
      ];
    case 'later-version':
      return [
        'Kopian är gjord av en senare version av Närvaro. Uppdatera programmet och försök igen.',
        'The backup was made by a later version of Närvaro. Update the program and try again.',
      ];
    case 'other-kind':
      return problem.isDemo
        ? [
            'Kopian är av ett riktigt kontor, inte av demon.',
            'The backup is of a real office, not of the demo.',
          ]
        : [
            'Kopian är av demon, inte av ett riktigt kontor.',
            'The backup is of the demo, not of a real office.',
          ];
    case 'not-empty':
      return [
        `Här finns redan något: ${problem.what}. Det är orört. Flytta undan det, eller välj en tom NARVARO_DATA_DIR (och en tom databas), och försök igen.`,
        `There is something here already: ${problem.what}. It has not been touched. Move it away, or choose an empty NARVARO_DATA_DIR (and an empty database), and try again.`,
      ];
  }
};

const shutLines = ({ shut }: Restored): readonly string[] => {
  const rows: readonly (readonly [number, string])[] = [
    [shut.devices, 'läsplattor / tablets'],
    [shut.badges, 'deltagarkort / badges'],
    [shut.administrators, 'konton / accounts'],
    [shut.roles, 'roller / roles'],
    [
      shut.passwords,
      'lösenord (välj nya med npm start -- --admin-link) / passwords (choose new ones with it)',
    ],
    [shut.factors, 'andra sätt att logga in / other ways to sign in'],
    [shut.trainerCodes, 'kursledarkoder (gör nya) / trainers’ codes (make new ones)'],
    [shut.protectedPeople, 'skyddade identiteter / protected identities'],
  ];
  const some = rows.filter(([count]) => count > 0);
  return some.length === 0
    ? ['Inget var avstängt efter kopian. / Nothing had been shut out after the backup.']
    : [
        'Avstängt igen, för att det stängdes av efter kopian / Shut out again, as it had been after the backup:',
        ...some.map(([count, words]) => `  ${count} ${words}`),
      ];
};

const damagedLines = ({ isJournalBroken }: Restored): readonly string[] =>
  isJournalBroken
    ? [
        'VARNING: filen revocations.jsonl bredvid kopian är skadad. De rader som är hela är använda. Gå igenom plattor, kort och konton innan ni börjar.',
        'WARNING: the file revocations.jsonl beside the backup is damaged. The lines that are whole have been used. Go through tablets, badges and accounts before you begin.',
      ]
    : [];

const notedLines = ({ isNoted }: Restored): readonly string[] =>
  isNoted
    ? []
    : [
        'Platsen med kopian går inte att skriva i, så återställningen står inte i heads.jsonl där. Kör npm run verify: det som kom efter kopian kan då kallas avkapat.',
        'The place of the backup cannot be written to, so the restore does not stand in heads.jsonl there. With npm run verify, what came after the backup may then be called cut off.',
      ];

const untilLines = (restored: Restored): readonly string[] =>
  restored.revocationsUntil === undefined
    ? [
        'VARNING: filen revocations.jsonl bredvid kopian saknas eller är skadad. Det som stängdes av efter kopian är öppet igen. Gå igenom plattor, kort och konton innan ni börjar.',
        'WARNING: the file revocations.jsonl beside the backup is missing or damaged. What was shut out after the backup is open again. Go through tablets, badges and accounts before you begin.',
      ]
    : [
        ...damagedLines(restored),
        `Det som stängdes av efter ${whenOf(restored.revocationsUntil)} kan ingen veta. Gå igenom det ni minns.`,
        `What was shut out after ${whenOf(restored.revocationsUntil)} nobody can know. Go through what you remember.`,
      ];

export const restoredLines = (restored: Restored, folder: string): readonly string[] => [
  '',
  `Återställt från kopian av ${whenOf(restored.madeAt)}. Starta Närvaro som vanligt.`,
  `Restored from the backup of ${whenOf(restored.madeAt)}. Start Närvaro as usual.`,
  `  ${folder}`,
  '',
  ...shutLines(restored),
  ...untilLines(restored),
  ...notedLines(restored),
  '',
  'Det här vet kopian inte / What the backup does not know:',
  '  Incheckningar efter kopian: plattorna och telefonerna skickar dem igen när de har nät.',
  '  Check-ins after the backup: tablets and phones send them again when they have a network.',
  '  Kontorets beslut, personer, tillfällen, kort och plattor som kom efter kopian: de måste göras om.',
  '  Decisions, people, sessions, badges and tablets that came after the backup: they have to be made again.',
  ...(restored.letters === 0
    ? []
    : [
        `  ${restored.letters} brev väntade. De kan ha skickats: kontrollera innan de skickas igen.`,
        `  ${restored.letters} letters were waiting. They may have been sent: check before sending them again.`,
      ]),
  ...(restored.disposed === 0 ? [] : [`  Gallrat igen / Disposed of again: ${restored.disposed}`]),
  ...(restored.findings.length === 0
    ? []
    : [
        '',
        'Databasen hade fel redan när kopian gjordes / The database had faults when the backup was made:',
        ...findingLines(restored.findings),
      ]),
];

const missingJournalLines: readonly string[] = [
  '',
  'VARNING: filen heads.jsonl saknas bland säkerhetskopiorna. Ingen kan se om loggarna har kapats eller skrivits om.',
  'Är mappen för säkerhetskopior ansluten? Kontrollera NARVARO_BACKUP_DIR. Har någon tagit bort filen? Kontakta supporten.',
  'WARNING: the file heads.jsonl is missing among the backups. Nobody can see if logs have been cut or rewritten.',
  'Is the folder of the backups connected? Check NARVARO_BACKUP_DIR. Has somebody removed the file? Contact support.',
];

const holdsLines = (verified: Verified): readonly string[] => {
  if (verified.findings.length > 0)
    return ['', 'Det här stämmer inte / This does not hold:', ...findingLines(verified.findings, 100)];
  return verified.isJournalMissing
    ? ['Inget annat fel hittades. / Nothing else was found.']
    : ['Allt stämmer. / Everything holds.'];
};

export const verifiedLines = (verified: Verified): readonly string[] => {
  const { missing, events, entries, days, identities, isJournalMissing } = verified;
  return [
    '',
    `Genomgånget: ${events} händelser, ${entries} poster i kontorets logg, ${identities} förseglade identiteter, ${days} dagars slut.`,
    `Gone through: ${events} events, ${entries} entries of the office’s log, ${identities} sealed identities, the ends of ${days} days.`,
    ...missing.flatMap((one) => missingWords(one)),
    ...(isJournalMissing ? missingJournalLines : []),
    ...holdsLines(verified),
  ];
};
