/**
 * The file for the evaluator: a row for each participant under a pseudonym that is the same in every file and that
 * nobody without the key can lead back (EXP-1). Names, numbers and ids are not read into it at all.
 */
import { createHmac } from 'node:crypto';
import writeExcelFile from 'write-excel-file/node';
import { isCompleted, tallyOf } from '../../domain/programme-figures.ts';
import { unitName } from '../../domain/programme.ts';
import { anyOf, otherUnits, type EvaluationClass } from '../identity/evaluation-classes.ts';
import type { Month } from '../../domain/time.ts';
import type { KeptPerson } from '../store/figure-store.ts';
import { roleOf } from './groups.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Sixteen characters of Crockford's base32 from HMAC-SHA-256 over the participant's id (EXP-1). */
export const pseudonymOf = (participant: string, key: Uint8Array): string =>
  [...createHmac('sha256', key).update(`evaluation/${participant}`).digest().subarray(0, 16)]
    .map((byte) => alphabet[byte % 32])
    .join('');

export const evaluationColumns = [
  'Pseudonym',
  'Spår',
  'Nyckelperson',
  'Förvaltning',
  'Kön',
  'Åldersgrupp',
  'Erbjudna minuter',
  'Närvarominuter',
  'Intygade minuter',
  'Godkända minuter',
  'Erbjudna tillfällen',
  'Tillfällen med närvaro',
  'Fullföljt',
] as const;

export type EvaluationCell = string | number;
export type EvaluationRow = readonly EvaluationCell[];

const roleWords: Readonly<Record<string, readonly [track: string, key: string]>> = {
  employee: ['medarbetare', 'nej'],
  'key-person': ['medarbetare', 'ja'],
  manager: ['chef', 'nej'],
};
const sexWords: Readonly<Record<EvaluationClass['sex'], string>> = {
  woman: 'kvinna',
  man: 'man',
  unknown: 'okänt',
  any: 'alla',
};
const ageWords: Readonly<Record<EvaluationClass['age'], string>> = {
  'under-30': 'under 30',
  '30-39': '30–39',
  '40-49': '40–49',
  '50-59': '50–59',
  '60-plus': '60 eller äldre',
  'under-40': 'under 40',
  '40-plus': '40 eller äldre',
  unknown: 'okänd',
  any: 'alla',
};

const classCells = ({ unit, role, sex, age }: EvaluationClass): EvaluationRow => [
  ...(role === anyOf ? ['alla', 'alla'] : (roleWords[role] ?? ['alla', 'alla'])),
  unit === otherUnits ? 'övriga' : unitName(unit),
  sexWords[sex],
  ageWords[age],
];

/** Whom the evaluator is told of: those who hold a place or have been offered or had any hours, up to this month. */
export const evaluationPeople = (people: readonly KeptPerson[], thisMonth: Month) =>
  people.flatMap((person) => {
    const tally = tallyOf(person.months, thisMonth);
    const isIn = person.hasPlace || tally.offeredMinutes + tally.minutes > 0;
    return isIn ? [{ participant: person.id, unit: person.unit, role: roleOf(person), person, tally }] : [];
  });

/** The rows by pseudonym, so that their order tells nothing; whoever has no class is left out (EXP-2). */
export const evaluationRows = (
  people: ReturnType<typeof evaluationPeople>,
  classes: ReadonlyMap<string, EvaluationClass>,
  key: Uint8Array,
): readonly EvaluationRow[] =>
  people
    .flatMap(({ participant, person, tally }): EvaluationRow[] => {
      const own = classes.get(participant);
      if (own === undefined) return [];
      return [
        [
          pseudonymOf(participant, key),
          ...classCells(own),
          tally.offeredMinutes,
          tally.minutes,
          tally.certifiedMinutes,
          tally.approvedMinutes,
          tally.offeredSessions,
          tally.attendedSessions,
          isCompleted(person, tally) ? 'ja' : 'nej',
        ],
      ];
    })
    .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));

/** As CSV the way Excel in Sweden opens it. No cell is a person's own words, so none can start a calculation. */
export const evaluationCsv = (rows: readonly EvaluationRow[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    Buffer.from(`\uFEFF${[evaluationColumns, ...rows].map((row) => row.join(';')).join('\r\n')}\r\n`),
  );

/** As a workbook: words as text and figures as numbers. */
export const evaluationWorkbook = async (
  rows: readonly EvaluationRow[],
): Promise<Uint8Array<ArrayBuffer>> => {
  const data = [evaluationColumns, ...rows].map((row) =>
    row.map((value) => (typeof value === 'number' ? { type: Number, value } : { type: String, value })),
  );
  return new Uint8Array(await writeExcelFile(data).toBuffer());
};
