/**
 * The dashboards' figures worked out the long way: from the raw texts of the logs and the plan's own rows, with loops
 * and nothing shared with the real code but the plain reference for minutes. Slow and plain on purpose.
 */
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Session } from '../../src/domain/programme.ts';
import type { TestServer } from './test-server.ts';
import { referenceMinutes } from './reference-attendance.ts';

const minute = 60_000;

export type NaiveLine = {
  readonly session: string;
  readonly participant: string;
  readonly minutes: number;
  readonly isLate: boolean;
  readonly hasLeftEarly: boolean;
  readonly isCertified: boolean;
};

export type NaiveSession = {
  readonly id: string;
  readonly month: string;
  readonly unit: string | null;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly isCancelled: boolean;
  readonly isClosed: boolean;
  readonly isAttested: boolean;
  readonly isReviewed: boolean;
  readonly wholeMinutes: number;
  readonly expected: readonly string[];
};

export type NaivePerson = {
  readonly id: string;
  readonly unit: string;
  readonly workplace: string;
  readonly track: 'employee' | 'manager';
  readonly isKeyPerson: boolean;
  readonly cohort: string | null;
};

export type NaiveProgramme = {
  readonly people: readonly NaivePerson[];
  readonly sessions: readonly NaiveSession[];
  readonly lines: readonly NaiveLine[];
  /** Reported minutes of each locked month, by `month/participant`. */
  readonly reported: ReadonlyMap<string, number>;
  readonly lockedMonths: readonly string[];
};

type RawEvent = {
  readonly kind: string;
  readonly device: string;
  readonly seq: number;
  readonly at: number;
  readonly session: string;
  readonly participant?: string;
  readonly withdraws?: string;
  readonly time?: number;
  readonly minutes?: number;
};

const groupedBy = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const held = groups.get(keyOf(item)) ?? [];
    held.push(item);
    groups.set(keyOf(item), held);
  }
  return groups;
};

const stockholmDay = (at: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(at);

/** Every whole minute of a session, ticked one by one, without those in a break. */
const wholeMinutesOf = (session: Session): number => {
  let count = 0;
  for (let at: number = session.startsAt; at + minute <= session.endsAt; at += minute)
    if (!session.breaks.some(({ from, to }) => at >= from && at + minute <= to)) count += 1;
  return session.cancelled ? 0 : count;
};

/** When each person first came and, if they left and did not come back, when that was. */
const comingsAndGoings = (events: readonly RawEvent[]) => {
  const undone = new Set(events.flatMap(({ withdraws }) => withdraws ?? []));
  const standing = events
    .filter(({ device, seq }) => !undone.has(`${device}:${seq}`))
    .map((event) => ({ ...event, at: Math.min(event.time ?? event.at, event.at) }))
    .sort((a, b) => a.at - b.at);
  const first = new Map<string, number>();
  const left = new Map<string, number | undefined>();
  for (const { kind, participant = '', at } of standing) {
    if (kind === 'checked-in') {
      if (!first.has(participant)) first.set(participant, at);
      left.set(participant, undefined);
    }
    if (kind === 'checked-out' && first.has(participant) && left.get(participant) === undefined)
      left.set(participant, at);
  }
  return { first, left };
};

const certificatesIn = (events: readonly RawEvent[]): ReadonlyMap<string, number> => {
  const latest = new Map<string, RawEvent>();
  for (const event of events) {
    const held = latest.get(event.participant ?? '');
    if (event.kind === 'hours-certified' && (held === undefined || held.at < event.at))
      latest.set(event.participant ?? '', event);
  }
  return new Map([...latest].map(([participant, { minutes = -1 }]) => [participant, minutes]));
};

const linesOf = (
  session: Session,
  events: readonly RawEvent[],
  endedAt: number | undefined,
): readonly NaiveLine[] => {
  const ending: readonly RawEvent[] =
    endedAt === undefined
      ? []
      : [{ kind: 'session-closed', device: 'office', seq: 1, at: endedAt, session: session.id }];
  const evidence = [...events, ...ending].map((event) => ({
    event,
    clockOffsetMs: 0,
    receivedAt: event.at,
  })) as unknown as readonly Evidence[];
  const { first, left } = comingsAndGoings(events);
  const certificates = certificatesIn(events);
  return [...referenceMinutes(session, evidence)].map(([participant, minutes]) => {
    const from = first.get(participant) ?? 0;
    const to = left.get(participant);
    return {
      session: session.id,
      participant,
      minutes,
      isLate: Math.floor(from / minute) * minute > session.startsAt,
      hasLeftEarly: to !== undefined && Math.floor(to / minute) * minute < session.endsAt,
      isCertified: minutes > 0 && certificates.get(participant) === minutes,
    };
  });
};

/** What each lock reports: certified and reviewed minutes in whole hours, at most what is left of 26 or 18 hours. */
const reportedBy = (
  months: readonly string[],
  { people, sessions, lines }: Pick<NaiveProgramme, 'people' | 'sessions' | 'lines'>,
): ReadonlyMap<string, number> => {
  const reported = new Map<string, number>();
  const monthOf = new Map(
    sessions.filter(({ isReviewed }) => isReviewed).map(({ id, month }) => [id, month]),
  );
  const linesBy = groupedBy(lines, ({ participant }) => participant);
  for (const { id, track } of people) {
    let hoursLeft = track === 'employee' ? 26 : 18;
    for (const month of months) {
      let minutes = 0;
      for (const line of linesBy.get(id) ?? [])
        if (monthOf.get(line.session) === month && line.isCertified) minutes += line.minutes;
      const hours = Math.min(Math.floor(minutes / 60), hoursLeft);
      hoursLeft -= hours;
      if (minutes > 0) reported.set(`${month}/${id}`, hours * 60);
    }
  }
  return reported;
};

/** Reads the raw rows and works everything out. Knows the decisions the demo's office takes, and no others. */
export const naiveProgramme = async ({ database: { db }, stores }: TestServer): Promise<NaiveProgramme> => {
  const known = [
    'session-reviewed',
    'remarks-accepted',
    'scan-dismissed',
    'walk-in-dismissed',
    'list-accepted',
  ];
  const other = [
    'sessions-planned',
    'month-locked',
    'month-sent',
    'demo-seeded',
    'session-ended',
    'administrator-added',
  ];
  const office = (await db.selectFrom('office_log').select('text').orderBy('seq').execute()).map(
    ({ text }) => JSON.parse(text) as { kind: string; session?: string; endedAt?: number; month?: string },
  );
  const strange = office.filter(({ kind }) => !known.includes(kind) && !other.includes(kind));
  if (strange.length > 0) throw new Error(`the naive model knows no ${strange[0]?.kind}`);
  const reviewed = new Set(
    office.filter(({ kind }) => kind === 'session-reviewed').map((one) => one.session),
  );
  const accepted = new Set(office.filter(({ kind }) => kind === 'list-accepted').map((one) => one.session));
  const endedBy = new Map(
    office.filter(({ kind }) => kind === 'session-ended').map((one) => [one.session ?? '', one.endedAt]),
  );
  const lockedMonths = office.flatMap(({ kind, month }) => (kind === 'month-locked' ? [month ?? ''] : []));
  const events = (
    await db.selectFrom('log_events').select('text').where('set_aside', 'is', null).execute()
  ).map(({ text }) => JSON.parse(text) as RawEvent);
  const bySession = groupedBy(events, ({ session }) => session);
  const places = await db.selectFrom('memberships').selectAll().execute();
  const people = (await db.selectFrom('participants').selectAll().execute()).map((row): NaivePerson => ({
    id: row.id,
    unit: row.unit,
    workplace: row.workplace,
    track: row.track === 'manager' ? 'manager' : 'employee',
    isKeyPerson: row.is_key_person === 1,
    cohort: row.cohort,
  }));
  const ids = new Set(people.map(({ id }) => id));
  const plan = await stores(({ programme }) => programme.sessionsBetween(0, Number.MAX_SAFE_INTEGER));
  const sessions: NaiveSession[] = [];
  const lines: NaiveLine[] = [];
  for (const { session, unit } of plan) {
    const own = bySession.get(session.id) ?? [];
    const day = stockholmDay(session.startsAt);
    const holders = places.filter(
      ({ cohort, from_day, to_day }) =>
        session.cohorts.some((id) => id === cohort) && from_day <= day && (to_day === null || to_day >= day),
    );
    sessions.push({
      id: session.id,
      month: day.slice(0, 7),
      unit,
      startsAt: session.startsAt,
      endsAt: session.endsAt,
      isCancelled: session.cancelled,
      isClosed: own.some(({ kind }) => kind === 'session-closed') || endedBy.has(session.id),
      isAttested: own.some(({ kind }) => kind === 'session-attested'),
      isReviewed: reviewed.has(session.id),
      wholeMinutes: wholeMinutesOf(session),
      expected: [...new Set(holders.map(({ participant }) => participant))],
    });
    if (accepted.has(session.id) && own.length === 0) continue;
    lines.push(
      ...linesOf(session, own, endedBy.get(session.id)).filter(({ participant }) => ids.has(participant)),
    );
  }
  const base = { people, sessions, lines };
  return { ...base, lockedMonths, reported: reportedBy(lockedMonths, base) };
};
