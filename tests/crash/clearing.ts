/** A tablet's life over months that are locked, on the real IndexedDB: what it clears of its log, and a kill in the middle of it. */
import { expect, type Page } from '@playwright/test';
import { CohortId, ParticipantId, SessionId, type SessionId as Id } from '../../src/domain/ids.ts';
import type { Session } from '../../src/domain/programme.ts';
import { dayMs, hourMs, instant, minuteMs, monthOf } from '../../src/domain/time.ts';
import type { ClockedServer } from '../support/clocked-server.ts';
import { unit } from './office-world.ts';
import { keptEvents } from './tablet-browser.ts';

export const people = ['p1', 'p2', 'p3'].map((id) => ParticipantId.parse(id));
const cohort = CohortId.parse('g1');
/** Long enough that a month is over and thirty days are gone. */
export const cycleMs = 40 * dayMs;

export const sessionOf = (cycle: number): Id => SessionId.parse(`s${cycle}`);

const sessionAt = (cycle: number, now: number): Session => ({
  id: sessionOf(cycle),
  kind: 'on-site',
  title: `Tillfälle ${cycle}`,
  cohorts: [cohort],
  startsAt: instant(now - hourMs),
  endsAt: instant(now + 3 * hourMs),
  breaks: [{ from: instant(now + hourMs), to: instant(now + hourMs + 10 * minuteMs) }],
  place: 'Farsta, sal Eken',
  trainer: 'Kim Alm',
  number: cycle + 1,
  of: 6,
  cancelled: false,
});

/** One session in each cycle, with the same three people, who have cards. */
export const plantCycles = (server: ClockedServer, cycles: number): Promise<readonly string[]> =>
  server.stores(async ({ programme, badges }) => {
    await programme.putCohorts([{ id: cohort, name: 'Grupp 1', track: 'employee', unit }]);
    await programme.putParticipants(
      people.map((id) => ({
        id,
        given: id.toUpperCase(),
        family: '',
        email: '',
        unit,
        workplace: '',
        track: 'employee' as const,
        isKeyPerson: false,
        cohort,
      })),
    );
    const start = server.now();
    await programme.putSessions(
      Array.from({ length: cycles }, (_, n) => ({ session: sessionAt(n, start + n * cycleMs), unit })),
    );
    await badges.issue(people, start);
    const tokens = await badges.tokens(people);
    return people.map((id) => tokens.get(id)?.token ?? '');
  });

/** Forty days go by, and the month that was is locked. */
export const nextCycle = async (server: ClockedServer, cycle: number): Promise<void> => {
  const month = monthOf(server.now());
  server.moveTo(server.now() + cycleMs);
  await server.stores(({ months }) =>
    months.putVersion(
      {
        month,
        version: 1,
        seq: cycle,
        at: server.now(),
        actor: 'somebody',
        hash: '',
        minutes: 0,
        reported_minutes: 0,
        people: 0,
      },
      [],
      [],
    ),
  );
};

/** The tablet's own clock shows what the office's does; its timers go on as usual. */
export const showClock = async (page: Page, server: ClockedServer): Promise<void> =>
  page.clock.setFixedTime(server.now());

export type Journal = { readonly anchor: number; readonly head: number; readonly seqs: readonly number[] };

/** What the tablet keeps of its log: up to where it is cleared, how far it has come, and which events are there. */
export const journalOf = async (page: Page): Promise<Journal> => {
  const seqs = (await keptEvents(page)).map(({ seq }) => seq);
  const facts = await page.evaluate(async () => {
    const answered = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((done, failed) => {
        request.addEventListener('success', () => done(request.result));
        request.addEventListener('error', () => failed(request.error ?? new Error('failed')));
      });
    const { name } =
      (await indexedDB.databases()).find((one) => one.name?.startsWith('narvaro-log-') === true) ?? {};
    const db = await answered(indexedDB.open(name ?? ''));
    const rows: { key: string; value: { seq: number } }[] = await answered(
      db.transaction('facts').objectStore('facts').getAll(),
    );
    db.close();
    return rows.map(({ key, value }) => [key, value.seq] as const);
  });
  const of = new Map(facts);
  return { anchor: of.get('anchor') ?? 0, head: of.get('head') ?? 0, seqs };
};

/** How far the tablet has noted that the office has its log: what may be cleared when that is a month ago. */
export const notedOn = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const answered = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((done, failed) => {
        request.addEventListener('success', () => done(request.result));
        request.addEventListener('error', () => failed(request.error ?? new Error('failed')));
      });
    const db = await answered(indexedDB.open('narvaro-identity'));
    const rows: { key: string; value: { seq: number }[] }[] = await answered(
      db.transaction('facts').objectStore('facts').getAll(),
    );
    db.close();
    return rows.find(({ key }) => key.startsWith('setting/journal/'))?.value.at(-1)?.seq ?? 0;
  });

/** Nothing is missing between what was cleared and where the log ends. */
export const expectUnbroken = ({ anchor, head, seqs }: Journal): void =>
  expect(seqs).toEqual(Array.from({ length: head - anchor }, (_, n) => anchor + n + 1));
