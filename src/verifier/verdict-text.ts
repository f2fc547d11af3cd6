/** A verdict as lines of plain text, for a terminal. */
import { dayOf, timeOfDay } from '../domain/time.ts';
import { headText } from './expected-head.ts';
import type { Counted, Verdict } from './verify-bundle.ts';
import { sentenceOf, type Words } from './words.ts';

/** What the bundle holds, as names and values. */
export const contentsOf = (
  counted: Counted,
  { line }: Words,
): readonly (readonly [name: string, value: string])[] => [
  [line.programme, counted.programme],
  [line.madeAt, `${dayOf(counted.madeAt)} ${timeOfDay(counted.madeAt).replace(':', '.')}`],
  [line.month, counted.month === null ? line.everything : line.until(counted.month)],
  [line.files, String(counted.files)],
  [line.devices, String(counted.devices)],
  [line.events, String(counted.events)],
  [line.entries, String(counted.entries)],
  [line.decisions, String(counted.decisions)],
  [line.sessions, String(counted.sessions)],
  [line.officeHead, headText(counted.officeHead)],
  [line.officeKey, counted.officeKey],
];

/** The sentences of one level, each once. */
export const sentencesOf = (
  { findings }: Verdict,
  level: 'broken' | 'note',
  words: Words,
): readonly string[] => [
  ...new Set(
    findings.filter((finding) => finding.level === level).map((finding) => sentenceOf(finding, words)),
  ),
];

/** The whole verdict: whether it holds, what does not, what to know, and what was checked. */
export const verdictText = (verdict: Verdict, words: Words): string => {
  const broken = sentencesOf(verdict, 'broken', words);
  const notes = sentencesOf(verdict, 'note', words);
  const list = (title: string, sentences: readonly string[]): readonly string[] =>
    sentences.length === 0 ? [] : ['', `${title}:`, ...sentences.map((sentence) => `- ${sentence}`)];
  const { counted } = verdict;
  return [
    verdict.holds ? words.holds : words.fails(broken.length),
    ...(counted?.isDemo === true ? [words.demo] : []),
    ...list(words.broken, broken),
    ...list(words.notes, notes),
    ...(counted === undefined
      ? []
      : [
          '',
          `${words.contents}:`,
          ...contentsOf(counted, words).map(([name, value]) => `- ${name}: ${value}`),
          ...counted.months.map(
            ({ month, version, people, minutes, reportedMinutes }) =>
              `- ${words.monthTable.month} ${month} v${version}: ${words.monthTable.people} ${people}, ` +
              `${words.monthTable.minutes} ${minutes}, ${words.monthTable.reportedMinutes} ${reportedMinutes}`,
          ),
        ]),
    '',
  ].join('\n');
};
