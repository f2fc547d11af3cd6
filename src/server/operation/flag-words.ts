/** What each flag does, and what is wrong with those that were written, in Swedish and English. */
import type { FlagName, FlagProblem } from './flags.ts';

type Words = readonly [sv: string, en: string];

const flagWords: Readonly<Record<FlagName, Words>> = {
  '--help': ['visar den här listan', 'shows this list'],
  '--demo': [
    'använder demon med påhittade personer i stället för kontoret',
    'uses the demo with made-up people instead of the office',
  ],
  '--check-config': [
    'säger vad som är fel i inställningarna och startar inget',
    'says what is wrong with the settings and starts nothing',
  ],
  '--admin-link': [
    'gör en ny engångslänk för en administratör',
    'makes a new one-time link for an administrator',
  ],
  '--rotate-identity-key': [
    'byter nyckeln för personnummer; servern ska vara stoppad',
    'changes the key of identity numbers; the server must be stopped',
  ],
  '--dispose': ['gallrar det som är gammalt nog', 'disposes of what is old enough'],
  '--dry-run': [
    'med --dispose: säger vad som skulle gallras, ändrar inget',
    'with --dispose: says what would be disposed of, changes nothing',
  ],
  '--backup-key': [
    'gör kontorets återställningsnyckel och visar den en gång',
    'makes the office’s recovery key and shows it once',
  ],
  '--backup': ['gör en säkerhetskopia nu', 'makes a backup now'],
  '--restore': [
    'FIL: återställer från en säkerhetskopia till en tom mapp',
    'FILE: restores from a backup to an empty folder',
  ],
  '--key-file': [
    'FIL, med --restore: läser återställningsnyckeln ur en fil',
    'FILE, with --restore: reads the recovery key from a file',
  ],
  '--verify': [
    'går igenom allt som är sparat och säger om något är ändrat',
    'goes through everything that is kept and says whether anything has been changed',
  ],
  '--move': [
    'flyttar kontoret från den inbyggda databasen till den i DATABASE_URL; servern ska vara stoppad',
    'moves the office from the embedded database to the one in DATABASE_URL; the server must be stopped',
  ],
};

/** Every flag, with one line in each language. */
export const helpLines: readonly string[] = [
  'Flaggor efter npm start --, utan dem startas servern. / Flags after npm start --, without them the server is started.',
  ...Object.entries(flagWords).flatMap(([flag, [sv, en]]) => [`  ${flag}: ${sv}`, `    ${en}`]),
  'Alla inställningar: npm start -- --check-config / All settings: npm start -- --check-config',
];

const problemWords = (problem: FlagProblem): Words => {
  switch (problem.kind) {
    case 'flag':
      return [`Flaggan ${problem.flag} finns inte.`, `There is no flag ${problem.flag}.`];
    case 'two-tasks': {
      const [first, second] = problem.flags;
      return [
        `${first} och ${second} kan inte göras på en gång. Inget är gjort. Skriv en av dem.`,
        `${first} and ${second} cannot be done at once. Nothing has been done. Write one of them.`,
      ];
    }
    case 'flag-elsewhere': {
      const { flag, belongsTo, given } = problem;
      return given === undefined
        ? [
            `${flag} hör till ${belongsTo}, som inte står med. Inget är gjort.`,
            `${flag} belongs to ${belongsTo}, which is not there. Nothing has been done.`,
          ]
        : [
            `${flag} hör till ${belongsTo} och kan inte användas med ${given}. Inget är gjort.`,
            `${flag} belongs to ${belongsTo} and cannot be used with ${given}. Nothing has been done.`,
          ];
    }
    case 'flag-without-file':
      return [
        `${problem.flag} behöver en fil efter sig. Inget är gjort.`,
        `${problem.flag} needs a file after it. Nothing has been done.`,
      ];
  }
};

/** What cannot be asked for, and where every flag is told. */
export const flagProblemLines = (problem: FlagProblem): readonly string[] => [
  ...problemWords(problem),
  'Alla flaggor: npm start -- --help',
  'All flags: npm start -- --help',
];
