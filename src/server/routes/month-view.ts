/** A month as the office sees it: figures per unit, what stands in the way of a lock, what rounding loses. */
import { monthRows, monthTotals, type MonthLine, type MonthRow, dueDay } from '../../domain/month.ts';
import { minutesToOre } from '../../domain/hours.ts';
import type { HoursPolicy } from '../../domain/policy.ts';
import { ownActs } from '../../domain/decisions.ts';
import { firstDayOf, firstDayAfter, instant, instantAt, monthOf } from '../../domain/time.ts';
import type { HardCheck, MonthSummary, ShowMonthReply } from '../../protocol/month.ts';
import type { QueuedSession } from '../../protocol/review.ts';
import type { Context } from '../http/endpoint.ts';
import { changesWaiting, figuresNow, statesOfMonths } from '../months.ts';
import { isOffices } from '../phones-log.ts';
import { chainStateOf } from './chain-state.ts';

/** Every month with its state and what it reports, oldest first. */
export const monthSummaries = async (context: Context): Promise<readonly MonthSummary[]> => {
  const { months } = context;
  const states = await statesOfMonths(context);
  const sent = new Map((await months.sent()).map((one) => [one.month, one]));
  const now = context.services.clock();
  const waiting = await changesWaiting(context);
  const summaries: MonthSummary[] = [];
  for (const [month, state] of states) {
    if (state === 'open' && instantAt(firstDayOf(month), '00:00') > now) continue;
    const latest = await months.latest(month);
    const reportedMinutes =
      latest?.reported_minutes ?? monthTotals((await figuresNow(month, context)).rows).reportedMinutes;
    const sentAt = sent.get(month)?.at;
    summaries.push({
      month,
      state,
      due: dueDay(month),
      version: latest?.version ?? null,
      lockedAt: latest === undefined ? null : instant(Number(latest.at)),
      sentAt: sentAt === undefined ? null : instant(Number(sentAt)),
      reportedMinutes,
      late: waiting.get(month) ?? 0,
    });
  }
  return summaries;
};

const atMost = 5;
const check = (kind: HardCheck['kind'], names: readonly string[], count = names.length): HardCheck => ({
  kind,
  isOk: count === 0,
  count,
  names: names.slice(0, atMost),
});

/** Tablets with events in the month that say they have more, or whose log does not hold. */
const deviceChecks = async (
  sessions: readonly QueuedSession[],
  context: Context,
): Promise<readonly HardCheck[]> => {
  const involved = await context.months.devicesIn(sessions.map(({ session }) => session.id));
  const devices = (await context.devices.all()).filter(({ id }) => involved.has(id));
  const waiting = devices.filter((device) => !isOffices(device, context.services) && unsentOf(device) > 0);
  const broken: string[] = [];
  for (const device of devices)
    if ((await chainStateOf(device, context)).state === 'broken') broken.push(device.name);
  return [
    check(
      'devices',
      waiting.map(({ name }) => name),
    ),
    check('chains', broken),
  ];
};

const unsentOf = ({ health }: { readonly health: string | null }): number => {
  const held = health === null ? {} : (JSON.parse(health) as { unsent?: unknown });
  return typeof held.unsent === 'number' ? held.unsent : 0;
};

/** What must be so before the month is locked, as it stands for this approver (MONTH-2). */
export const hardChecks = async (
  month: string,
  sessions: readonly QueuedSession[],
  approver: string,
  context: Context,
): Promise<readonly HardCheck[]> => {
  const isOver = context.services.clock() >= instantAt(firstDayAfter(month), '00:00');
  const left = sessions.filter(({ progress }) => progress !== 'done');
  const setAside = await asideIn(month, sessions, context);
  const states = await statesOfMonths(context);
  const unsent = [...states].filter(
    ([other, state]) => other < month && state !== 'sent' && state !== 'sent-again',
  );
  const earlier: string[] = [];
  for (const [other, state] of unsent)
    if (state !== 'open' || (await context.months.linesNow(other)).some(({ minutes }) => minutes > 0))
      earlier.push(other);
  const history = await context.decisions.history(sessions.map(({ session }) => session.id));
  return [
    check('over', [], isOver ? 0 : 1),
    check('sessions', [], left.length),
    ...(await deviceChecks(sessions, context)),
    check('set-aside', [], setAside),
    check('earlier', earlier),
    check('own-corrections', [], ownActs(history, approver).length),
  ];
};

/**
 * What waits set aside and may be the month's: events of its sessions, events of the month that name no session of ours,
 * and whole deliveries and rescue files of tablets that were used in it.
 */
const asideIn = async (
  month: string,
  sessions: readonly QueuedSession[],
  { aside, months }: Context,
): Promise<number> => {
  const own = sessions.map(({ session }) => session.id as string);
  const involved = await months.devicesIn(own);
  const events = (await aside.placesOfEvents()).filter(
    ({ session, at }) => (session !== null && own.includes(session)) || monthOfSafe(Number(at)) === month,
  );
  const deliveries = (await aside.deliveries()).filter(({ device }) => involved.has(device));
  const files = (await aside.files()).filter(({ device }) => involved.has(device));
  return events.length + deliveries.length + files.length;
};

/** A tablet's own clock may say anything. */
const monthOfSafe = (at: number): string => (at > 0 && at < 8_640_000_000_000_000 ? monthOf(at) : '');

/** The same lines rounded each way, so that nobody decides on rounding without seeing what it loses (HRS-5). */
export const roundingPreview = (
  rows: readonly MonthRow[],
  lines: Parameters<typeof monthRows>[0],
  policy: HoursPolicy,
  before: ReadonlyMap<string, number>,
  trackOf: Parameters<typeof monthRows>[2],
): ShowMonthReply['rounding'] => {
  const minutes = monthTotals(rows).minutes - monthTotals(rows).overMinutes;
  const ways = [60, 30, 15, 1].flatMap((roundToMinutes) =>
    (['month', 'session'] as const).map((roundPer) => ({ roundToMinutes, roundPer })),
  );
  return ways
    .filter(({ roundToMinutes, roundPer }) => roundToMinutes !== 1 || roundPer === 'month')
    .map(({ roundToMinutes, roundPer }) => {
      const way = { ...policy, roundPer, roundToMinutes: roundToMinutes as HoursPolicy['roundToMinutes'] };
      const { reportedMinutes } = monthTotals(monthRows(lines, way, trackOf, before));
      return { roundToMinutes, roundPer, reportedMinutes, lost: minutes - reportedMinutes };
    });
};

type UnitSums = {
  sessions: number;
  people: Set<string>;
  without: Set<string>;
  corrections: number;
  minutes: number;
  reported: number;
};

/** The month per unit where the sessions were held; digital lectures under the person's own unit. */
export const unitsOf = (
  sessions: readonly QueuedSession[],
  lines: readonly MonthLine[],
  rows: readonly MonthRow[],
  unitOf: (participant: string) => string,
): ShowMonthReply['units'] => {
  const byUnit = new Map<string, UnitSums>();
  const sums = (unit: string): UnitSums => {
    const held = byUnit.get(unit) ?? {
      sessions: 0,
      people: new Set<string>(),
      without: new Set<string>(),
      corrections: 0,
      minutes: 0,
      reported: 0,
    };
    byUnit.set(unit, held);
    return held;
  };
  for (const { session, corrections } of sessions) {
    if (session.unit === null) continue;
    const own = sums(session.unit);
    own.sessions += 1;
    own.corrections += corrections;
  }
  for (const { participant, minutes, isCertified } of lines) {
    if (minutes === 0) continue;
    const own = sums(unitOf(participant));
    own.people.add(participant);
    own.minutes += minutes;
    if (!isCertified) own.without.add(participant);
  }
  for (const { participant, reportedMinutes } of rows) sums(unitOf(participant)).reported += reportedMinutes;
  return [...byUnit]
    .map(([unit, own]) => ({
      unit,
      sessions: own.sessions,
      people: own.people.size,
      withoutCertificate: own.without.size,
      corrections: own.corrections,
      minutes: own.minutes,
      reportedMinutes: own.reported,
      ore: minutesToOre(own.reported),
    }))
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
};
