/** The report's short sentences, each said only when the figures say it (DASH-8). */
import { minutesToOre } from '../../../domain/hours.ts';
import { unitName } from '../../../domain/programme.ts';
import type { Risk, SteeringReportReply } from '../../../protocol/follow-up.ts';
import type { AdminFollowupText } from '../../text/admin-followup-text.ts';
import { formatMoney, formatNumber, formatPercent } from '../../text/format.ts';
import type { Language } from '../../text/languages.ts';
import { hourWords, monthInText, wholePercent } from './month-words.ts';

type Words = AdminFollowupText['steering'];

const kronor = (language: Language, ore: number): string =>
  formatMoney(language, Math.round(ore / 100) * 100);
const percentWords = (language: Language, n: number): string => formatPercent(language, n / 100);

/** How it stands, in short. */
export const shortSentences = (
  report: SteeringReportReply,
  { short: words }: Words,
  language: Language,
): readonly string[] => {
  const { money, budgetOre, now, together } = report;
  const approved = minutesToOre(money.approvedMinutes);
  const waiting = minutesToOre(money.certifiedMinutes + money.uncertifiedMinutes);
  return [
    words.approved({
      money: kronor(language, approved),
      budget: kronor(language, budgetOre),
      percent: percentWords(language, wholePercent(approved, budgetOre)),
    }),
    ...(waiting === 0 ? [] : [words.waiting({ money: kronor(language, waiting) })]),
    now.percent === null
      ? words.noneOffered
      : words.onTrack({
          percent: percentWords(language, now.percent),
          n: formatNumber(language, now.offeredTo),
        }),
    ...(now.completed === 0 ? [] : [words.completed({ n: formatNumber(language, now.completed) })]),
    words.together({
      n: formatNumber(language, together.atWorkplace),
      all: formatNumber(language, together.employees),
    }),
  ];
};

const shareSentence = (
  { now, before }: SteeringReportReply,
  { changes: words }: Words,
  language: Language,
): readonly string[] => {
  if (now.percent === null || before.percent === null) return [];
  const from = percentWords(language, before.percent);
  const to = percentWords(language, now.percent);
  if (now.percent > before.percent) return [words.onTrackUp({ from, to })];
  if (now.percent < before.percent) return [words.onTrackDown({ from, to })];
  return [words.onTrackSame({ percent: to })];
};

/** What is new since the month before. */
export const changeSentences = (
  report: SteeringReportReply,
  all: Words,
  language: Language,
): readonly string[] => {
  const { changes: words } = all;
  const { now, before, deviations, deviationsBefore } = report;
  const empty = ({ noShows, expected }: typeof deviations): string =>
    expected === 0 ? '–' : percentWords(language, wholePercent(noShows, expected));
  const completed = now.completed - before.completed;
  const started = now.offeredTo - before.offeredTo;
  return [
    words.hours({
      hours: hourWords(language, report.monthMinutes),
      before: hourWords(language, report.monthMinutesBefore),
    }),
    words.sessions({ n: deviations.sessions, before: deviationsBefore.sessions }),
    ...shareSentence(report, all, language),
    ...(completed > 0 ? [words.completed({ n: completed })] : []),
    ...(started > 0 ? [words.started({ n: started })] : []),
    ...(deviations.expected > 0
      ? [words.noShows({ percent: empty(deviations), before: empty(deviationsBefore) })]
      : []),
  ];
};

/** A risk in words. */
export const riskSentence = (risk: Risk, { risks: words }: Words, language: Language): string => {
  switch (risk.kind) {
    case 'behind-plan':
      return words['behind-plan']({ percent: percentWords(language, risk.percent) });
    case 'forecast-below':
      return words['forecast-below']({ money: kronor(language, risk.ore) });
    case 'under-goal':
      return words['under-goal']({ n: risk.units.length, units: risk.units.map(unitName).join(', ') });
    case 'not-reviewed':
      return words['not-reviewed']({ n: risk.sessions });
    case 'not-certified':
      return words['not-certified']({ hours: hourWords(language, risk.minutes) });
    case 'late-to-scb':
      return words['late-to-scb']({
        months: risk.months.map((month) => monthInText(language, month)).join(', '),
      });
    case 'alone':
      return words.alone({ n: formatNumber(language, risk.employees) });
    case 'silent-tablets':
      return words['silent-tablets']({ n: risk.tablets });
  }
};
