/** A month's compilation: every person's hours per unit, and what they rest on (PAPER-1). No identity numbers. */
import { Hash } from '../../domain/ids.ts';
import { unitName, units } from '../../domain/programme.ts';
import { instant } from '../../domain/time.ts';
import type { MonthSummaryReply, SummaryPerson } from '../../protocol/papers.ts';
import type { Context } from '../http/endpoint.ts';
import { groupedBy, keptSessions, type KeptSession } from './kept-sessions.ts';
import { lockedPaper } from './paper-month.ts';

const certificatesIn = (
  kept: readonly KeptSession[],
): Pick<SummaryPerson, 'certifiedAt' | 'certifiedVia'> => {
  const given = kept.flatMap(({ certificate }) => certificate ?? []);
  const latest = Math.max(...given.map(({ at }) => at));
  return {
    certifiedAt: given.length === 0 ? null : instant(latest),
    certifiedVia: [...new Set(given.map(({ via }) => via))].sort(),
  };
};

/** In the programme's own order of units; records of no unit any more come last. */
const unitOrder = (unit: string): number => {
  const at = units.findIndex(([key]) => key === unit);
  return at < 0 ? units.length : at;
};

const byName = (a: SummaryPerson, b: SummaryPerson): number =>
  a.name.localeCompare(b.name, 'sv') || (a.participant < b.participant ? -1 : 1);

/** `undefined` while the month is open. */
export const monthCompilation = async (
  month: string,
  context: Context,
): Promise<MonthSummaryReply | undefined> => {
  const { programme, officeLog, reportFacts } = context;
  const locked = await lockedPaper(month, context);
  if (locked === undefined) return undefined;
  const sessions = groupedBy(await keptSessions(locked.lines, context), ({ participant }) => participant);
  const cohorts = new Map((await programme.cohorts()).map(({ id, name }) => [id as string, name]));
  const people: (SummaryPerson & { readonly unit: string })[] = [];
  for (const { participant, minutes, reportedMinutes } of locked.rows) {
    const person = await programme.participant(participant);
    const kept = sessions.get(participant) ?? [];
    people.push({
      participant,
      unit: person?.unit ?? '',
      name: `${person?.given ?? ''} ${person?.family ?? ''}`.trim(),
      cohort: cohorts.get(person?.cohort ?? '') ?? '',
      sessions: kept.length,
      minutes,
      reportedMinutes,
      corrections: kept.filter(({ attendance }) => attendance?.recorded !== undefined).length,
      ...certificatesIn(kept),
    });
  }
  const [head] = await officeLog.latest(1);
  if (head === undefined) throw new Error('a locked month without an entry in the log');
  const approved = await reportFacts.entryHash(locked.version.seq);
  return {
    paper: locked.paper,
    units: [...groupedBy(people, ({ unit }) => unit)]
      .sort(([a], [b]) => unitOrder(a) - unitOrder(b))
      .map(([unit, members]) => ({
        unit: unitName(unit),
        people: members.map(({ unit: _unit, ...person }) => person).sort(byName),
      })),
    approval: { seq: locked.version.seq, hash: approved === undefined ? null : Hash.parse(approved) },
    head: { seq: head.seq, hash: Hash.parse(head.hash) },
  };
};
