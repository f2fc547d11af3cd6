import { minutesToOre } from '../../domain/hours.ts';
import type { ParticipantId } from '../../domain/ids.ts';
import { monthTotals, type MonthLine, dueDay } from '../../domain/month.ts';
import { err, ok } from '../../domain/result.ts';
import { instant } from '../../domain/time.ts';
import { ListMonthsReply, MonthKey, ShowMonthReply, type MonthLateChange } from '../../protocol/month.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import {
  changesSinceLock,
  figuresKept,
  figuresNow,
  hashOfLines,
  monthsToSendAgain,
  statesOfMonths,
} from '../months.ts';
import { certifyBy } from '../../domain/certify-month.ts';
import { sessionsOfMonth } from '../review/queue.ts';
import { hardChecks, monthSummaries, roundingPreview, unitsOf } from './month-view.ts';

/** GET /api/admin/months: every month from the first session on, with how far it has come (MONTH-5). */
export const listMonths = endpoint({
  method: 'get',
  path: '/api/admin/months',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'reader'],
  reply: ListMonthsReply,
  hasEtag: true,
  handle: async (_asked, context) => ok({ months: [...(await monthSummaries(context))] }),
});

const lateFrom = async (month: string, context: Context): Promise<readonly MonthLateChange[]> => {
  const changes = await changesSinceLock(month, context);
  const known = await context.programme.participantsWith(changes.map(({ participant }) => participant));
  const people = new Map(known.map((person) => [person.id, person]));
  const late: MonthLateChange[] = [];
  for (const { participant, session, before, after } of changes) {
    const planned = await context.programme.session(session);
    /* A record that has been merged since the lock still has its name. */
    const person = people.get(participant) ?? (await context.programme.participant(participant));
    late.push({
      participant,
      session,
      before,
      after,
      given: person?.given ?? '',
      family: person?.family ?? '',
      title: planned?.session.title ?? '',
      startsAt: planned?.session.startsAt ?? instant(0),
    });
  }
  return late;
};

const filesFrom = async (month: string, { months, reports }: Context): Promise<ShowMonthReply['files']> => {
  const files = await months.files(month);
  const sent = new Set((await months.sent()).map(({ checksum }) => checksum));
  const names = await reports.namesOf([...new Set(files.map(({ actor }) => actor))]);
  return files.map(({ id, version, format, rows, minutes, checksum, made_at, actor }) => ({
    id,
    version,
    format: format === 'csv' ? 'csv' : 'xlsx',
    rows,
    minutes,
    checksum,
    madeAt: instant(Number(made_at)),
    by: names.get(actor) ?? '',
    isSent: sent.has(checksum),
  }));
};

/** What should be known before a lock, and stops nothing. */
const softFrom = async (
  month: string,
  lines: readonly MonthLine[],
  totals: ReturnType<typeof monthTotals>,
  { reviews, people: records }: Context,
): Promise<ShowMonthReply['soft']> => {
  const open = lines.filter(({ minutes, isCertified }) => minutes > 0 && !isCertified);
  const sum = (of: readonly MonthLine[]): number => of.reduce((n, { minutes }) => n + minutes, 0);
  const people = (of: readonly MonthLine[]): number => new Set(of.map(({ participant }) => participant)).size;
  const objections = (await reviews.objectionsAt([...new Set(lines.map(({ session }) => session))])).filter(
    ({ answered_at }) => answered_at === null,
  );
  const withHours = new Set(lines.filter(({ minutes }) => minutes > 0).map(({ participant }) => participant));
  const leavers = [...(await records.departures())].filter(
    ([id, { leftOn }]) => leftOn.slice(0, 7) === month && !withHours.has(id as ParticipantId),
  );
  const found: ShowMonthReply['soft'] = [
    { kind: 'without-certificate', people: people(open), minutes: sum(open) },
    {
      kind: 'objections',
      people: new Set(objections.map(({ participant }) => participant)).size,
      minutes: 0,
    },
    { kind: 'over-limit', people: totals.overMinutes > 0 ? 1 : 0, minutes: totals.overMinutes },
    { kind: 'leavers-without-hours', people: leavers.length, minutes: 0 },
  ];
  return found.filter(({ people, minutes }) => people + minutes > 0);
};

/** GET /api/admin/months/:month: what the month holds and what is left before it can be locked and sent (MONTH-1). */
export const showMonth = endpoint({
  method: 'get',
  path: '/api/admin/months/:month',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'reader'],
  reply: ShowMonthReply,
  hasEtag: true,
  handle: async ({ params, caller }, context) => {
    const parsed = MonthKey.safeParse(params['month']);
    if (!parsed.success) return err({ code: 'request/not-found' });
    const month = parsed.data;
    const { months, programme, reports } = context;
    const latest = await months.latest(month);
    /* Later versions have approvers of their own; the lock is the first. */
    const lock = (await months.versions()).find((version) => version.month === month);
    const figures = (await figuresKept(month, context)) ?? (await figuresNow(month, context));
    const states = await statesOfMonths(context);
    const lines = await months.linesNow(month);
    const sessions = await sessionsOfMonth(month, context);
    const involved = [
      ...new Set([...lines, ...figures.lines, ...figures.rows].map(({ participant }) => participant)),
    ];
    const people = new Map(
      (await programme.participantsWith(involved)).map((person) => [person.id as string, person]),
    );
    const tracks = await months.tracks(involved);
    const withMinutes = lines.filter(({ minutes }) => minutes > 0);
    const totals = monthTotals(figures.rows);
    const uncertified = new Set(withMinutes.filter((l) => !l.isCertified).map((l) => l.participant));
    const everyone = new Set(withMinutes.map(({ participant }) => participant)).size;
    const before = await months.reportedBefore(month, involved);
    const names = lock === undefined ? new Map() : await reports.namesOf([lock.actor]);
    return ok({
      month,
      state: states.get(month) ?? 'empty',
      due: dueDay(month),
      version: latest?.version ?? null,
      lockedAt: lock === undefined ? null : instant(Number(lock.at)),
      lockedBy: lock === undefined ? null : (names.get(lock.actor) ?? lock.actor),
      review: {
        sessions: sessions.length,
        done: sessions.filter(({ progress }) => progress === 'done').length,
      },
      certificates: {
        people: everyone,
        certified: everyone - uncertified.size,
        deadline: certifyBy(month),
      },
      totals: { ...totals, ore: minutesToOre(totals.reportedMinutes) },
      units: unitsOf(sessions, lines, figures.rows, (id) => people.get(id)?.unit ?? ''),
      hard: latest === undefined ? [...(await hardChecks(month, sessions, caller.id, context))] : [],
      soft: latest === undefined ? await softFrom(month, lines, totals, context) : [],
      policy: figures.policy,
      rounding: roundingPreview(figures.rows, figures.lines, figures.policy, before, (id) => {
        const track = tracks.get(id);
        return track === undefined ? undefined : { track };
      }),
      basis: hashOfLines(figures.lines),
      late: latest === undefined ? [] : [...(await lateFrom(month, context))],
      files: await filesFrom(month, context),
      sendAgain: [...monthsToSendAgain(states)],
      months: [...(await monthSummaries(context))],
    });
  },
});
