/**
 * The office reviews and locks months while tablets may still hold events of them (F29), and afterwards nothing that a
 * lock has kept may change by itself (I13). Every decision goes through the real endpoints.
 */
import { sessionIn } from '../../src/app/device/tablet-parts.ts';
import type { Session } from '../../src/domain/programme.ts';
import { dayMs, monthOf } from '../../src/domain/time.ts';
import type { ShowMonthReply } from '../../src/protocol/month.ts';
import type { ShowReviewReply } from '../../src/protocol/review.ts';
import { figuresNow, changesSinceLock, hashOfLines, lockMonth } from '../../src/server/months.ts';
import { factsOf, plainSessions } from './final.ts';
import { watched } from './people.ts';
import { referenceMinutes } from './reference.ts';
import { rowsOf } from './rows.ts';
import type { Page } from './tablet.ts';
import type { World } from './world.ts';

type Matter = ShowReviewReply['matters'][number];

/** One matter as a reviewer who lets everything stand decides it; false where it has to wait. */
const decideMatter = async (world: World, session: string, matter: Matter): Promise<boolean> => {
  const post = async (path: string, body: object): Promise<boolean> =>
    (await world.office.ask('reviewer', `/api/admin/review/${path}`, { session, ...body })).status === 200;
  switch (matter.kind) {
    case 'remarks':
      return post('accept', { participant: matter.participant, basis: matter.basis });
    case 'walk-in':
      return post('walk-in', { walkIn: matter.walkIn, participant: null });
    case 'scan':
      return post('scan', { event: matter.event, participant: null });
    case 'not-attested':
      return post('list', { endedAt: null, text: 'Listan stämmer' });
    /* These wait: nobody can say when a list nobody closed ended, nor what was set aside. */
    case 'not-closed':
    case 'nothing-recorded':
    case 'objection':
    case 'set-aside':
      return false;
  }
};

const showReview = async (world: World, session: string): Promise<ShowReviewReply | undefined> => {
  const { status, body } = await world.office.ask('reviewer', `/api/admin/review/${session}`);
  return status === 200 ? (body as unknown as ShowReviewReply) : undefined;
};

/** Most of them sign on paper: each for the minutes of a month at the sessions whose list is closed, all at once. */
const signPapers = async (world: World, month: string): Promise<void> => {
  const { office, programme, random } = world;
  const ids = new Set(
    programme.sessions
      .filter((one) => monthOf(one.session.startsAt) === month)
      .map(({ session }) => session.id),
  );
  const asked = office.disk
    .read(
      "select participant, session, minutes from attendance where minutes > 0 and is_open = 0 and session in (select session from log_events where kind = 'session-closed' and set_aside is null)",
    )
    .filter(({ session }) => ids.has(session as never));
  for (const who of new Set(asked.map(({ participant }) => participant)))
    if (random() < 0.9)
      await office.ask('reviewer', '/api/admin/certificates/paper', {
        participant: who,
        month,
        rows: asked
          .filter(({ participant }) => participant === who)
          .map(({ session, minutes }) => ({ session, minutes })),
        keptWhere: 'Pärm 3',
      });
};

/** The reviewer says yes to what is shown; a list nobody closed waits. */
const review = async (world: World, session: string): Promise<boolean> => {
  for (const matter of (await showReview(world, session))?.matters ?? [])
    if (!(await decideMatter(world, session, matter))) return false;
  const shown = await showReview(world, session);
  if (shown === undefined) return false;
  return (
    (await world.office.ask('reviewer', '/api/admin/review/done', { session, basis: shown.basis })).status ===
    200
  );
};

/** Somebody at a tablet that has the session closes its list, which the office has asked for. */
const closeList = async (world: World, session: Session): Promise<void> => {
  const isClosed = (page: Page): boolean => page.app.attendance(session).closedAt !== undefined;
  const tablet = world.tablets.find(
    (one) => sessionIn(one.pages()[0]?.app.state().plan?.plan, session.id) !== undefined,
  );
  if (tablet === undefined) return;
  await world.onPage(tablet, async (page) => {
    if (!isClosed(page))
      await watched(world, tablet, page).record({ kind: 'session-closed', session: session.id });
    await page.app.syncNow();
  });
};

/** What is older has been locked long ago. */
const lookBackMs = 40 * dayMs;

const lockNow = async (world: World): Promise<void> => {
  const { office, scheduler } = world;
  const now = scheduler.now();
  const ended = world.programme.sessions.filter(
    ({ session }) => session.endsAt < now && session.endsAt > now - lookBackMs,
  );
  const months = new Set(ended.map(({ session }) => monthOf(session.startsAt)));
  for (const { session } of ended) await closeList(world, session);
  for (const month of months) await signPapers(world, month);
  for (const { session } of ended) {
    const isDone = await review(world, session.id);
    world.tell(() => `the office reviews ${session.id}${isDone ? '' : ', and leaves it for later'}`);
  }
  for (const month of months) {
    const shown = await office.ask('approver', `/api/admin/months/${month}`);
    const { basis } = shown.body as unknown as ShowMonthReply;
    /* The approver's own checks may say that a tablet is still silent; the approver decides to lock all the same. */
    await office.stores(async (stores) => {
      const firstVersion = async () =>
        [await stores.months.kept(month, 1), await stores.months.rows(month, 1)] as const;
      if (await stores.months.isLocked(month)) {
        /* Locked by an act that was made again before this one. */
        if (!world.locked.has(month)) world.locked.set(month, JSON.stringify(await firstVersion()));
        return;
      }
      const { lines } = await figuresNow(month, stores);
      const locked = await lockMonth(month, 'sim', hashOfLines(lines), {
        ...stores,
        services: office.services,
      });
      if (!locked.ok || (basis !== undefined && basis !== hashOfLines(lines)))
        world.wrong('I13', `what was shown of ${month} is not what is locked`);
      const [kept, rows] = await firstVersion();
      world.locked.set(month, JSON.stringify([kept, rows]));
      world.tell(() => `the office locks ${month} with ${kept.length} lines`);
      checkReport(world, month, kept, rows);
    });
  }
};

type Kept = readonly { readonly participant: string; readonly session: string; readonly minutes: number }[];
type Rows = readonly {
  readonly participant: string;
  readonly minutes: number;
  readonly reportedMinutes: number;
}[];

/** The report's rows are the plain facts' minutes: whole hours down, once for each person and month (I26). */
const checkReport = (world: World, month: string, kept: Kept, rows: Rows): void => {
  const expected = referenceMinutes(plainSessions(world), factsOf(rowsOf(world)));
  world.checked.count('I26');
  const sums = new Map<string, number>();
  for (const { participant, session, minutes } of kept) {
    if (expected.get(`${session}/${participant}`) !== minutes)
      world.wrong(
        'I26',
        `${month} is locked with ${minutes} minutes of ${session}/${participant}, the facts say ${String(expected.get(`${session}/${participant}`))}`,
      );
    sums.set(participant, (sums.get(participant) ?? 0) + minutes);
  }
  for (const { participant, minutes, reportedMinutes } of rows)
    if (minutes !== sums.get(participant) || reportedMinutes !== Math.floor(minutes / 60) * 60)
      world.wrong('I26', `${month} reports ${reportedMinutes} of ${minutes} minutes for ${participant}`);
};

export const lockMonths = async (world: World): Promise<void> => {
  const again = async (): Promise<void> => {
    world.locked.clear();
    /* What a backup has locked already is too old to be looked at again. */
    await world.office.stores(async ({ months }) => {
      for (const month of await months.lockedMonths())
        world.locked.set(month, JSON.stringify([await months.kept(month, 1), await months.rows(month, 1)]));
    });
    await lockNow(world);
  };
  world.decided.push({ backup: world.office.disk.backups(), again });
  await lockNow(world);
};

/**
 * What a lock kept stands as it was kept, and what has changed since waits for a person (I13). What came late is reviewed
 * and signed for first: until then it is no change yet, and nobody has to be told.
 */
export const checkLocked = async (world: World): Promise<void> => {
  const { office } = world;
  for (const month of world.locked.keys()) await signPapers(world, month);
  for (const { session } of world.programme.sessions)
    if (world.locked.has(monthOf(session.startsAt))) await review(world, session.id);
  for (const [month, before] of world.locked)
    await office.stores(async (stores) => {
      world.checked.count('I13');
      const kept = await stores.months.kept(month, 1);
      const now = JSON.stringify([kept, await stores.months.rows(month, 1)]);
      const latest = await stores.months.latest(month);
      if (now !== before || latest?.version !== 1)
        world.wrong('I13', `${month} is no longer as it was locked`);
      const waiting = new Set(
        (await changesSinceLock(month, { months: stores.months })).map(
          ({ participant, session }) => `${session}/${participant}`,
        ),
      );
      const lines = new Map(
        (await stores.months.linesNow(month)).map((line) => [`${line.session}/${line.participant}`, line]),
      );
      const keptKeys = new Set(kept.map(({ participant, session }) => `${session}/${participant}`));
      for (const [key, { minutes, isReviewed, isCertified }] of lines)
        if (minutes > 0 && isReviewed && isCertified && !keptKeys.has(key) && !waiting.has(key))
          world.wrong('I13', `${key} is new since ${month} was locked, and nobody is told`);
      for (const { participant, session, minutes } of kept) {
        const line = lines.get(`${session}/${participant}`);
        const isSettled = line?.minutes === minutes || waiting.has(`${session}/${participant}`);
        const isOpen = line !== undefined && line.minutes > 0 && !(line.isReviewed && line.isCertified);
        if (!isSettled && !isOpen)
          world.wrong(
            'I13',
            `${session}/${participant} has changed since ${month} was locked, and nobody is told`,
          );
      }
    });
};
