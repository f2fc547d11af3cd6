/** What `npm run move` says, in Swedish and English. */
import { findingWords } from './finding-words.ts';
import type { Finding } from './findings.ts';
import type { Moved, MoveProblem } from './move.ts';

const mostFindings = 20;

const findingLines = (findings: readonly Finding[]): readonly string[] =>
  findings.slice(0, mostFindings).flatMap((finding) => findingWords(finding));

export const noTargetLines: readonly string[] = [
  'Sätt DATABASE_URL till den tomma databas som kontoret ska flyttas till.',
  'Set DATABASE_URL to the empty database that the office is to be moved to.',
];

export const movedLines = ({ tables, rows, events, logs }: Moved, folder: string): readonly string[] => [
  '',
  `Flyttat: ${rows} rader i ${tables} tabeller, ${events} händelser i ${logs} loggar. Varje kedja är genomgången på båda ställena, och allt är lika.`,
  `Moved: ${rows} rows in ${tables} tables, ${events} events in ${logs} logs. Every chain has been gone through in both places, and all is the same.`,
  'Låt DATABASE_URL stå kvar och starta Närvaro. Behåll mappen secrets: nycklarna används som förut.',
  'Leave DATABASE_URL as it is and start Närvaro. Keep the folder secrets: the keys are used as before.',
  `  ${folder}`,
];

export const moveProblemLines = (problem: MoveProblem): readonly string[] => {
  switch (problem.kind) {
    case 'target-not-empty':
      return [
        'Databasen i DATABASE_URL är inte tom. Den är orörd, och inget är flyttat. Gör en ny, tom databas.',
        'The database in DATABASE_URL is not empty. It is untouched, and nothing has been moved. Make a new, empty one.',
      ];
    case 'unsound':
      return [
        'Databasen här stämmer inte. Inget är flyttat. Ta reda på varför, eller återställ en säkerhetskopia: npm run restore',
        'The database here does not hold. Nothing has been moved. Find out why, or restore a backup: npm run restore',
        ...findingLines(problem.findings),
      ];
    case 'differs':
      return [
        `Det som kom fram är inte det som skickades (${problem.tables.join(', ')}). Kontoret är kvar här, orört. Kör kommandot igen; det som kom fram tas då bort först.`,
        `What arrived is not what was sent (${problem.tables.join(', ')}). The office is still here, untouched. Run the command again; what arrived is then removed first.`,
        ...findingLines(problem.findings),
      ];
  }
};
