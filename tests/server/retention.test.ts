/** What goes when its time is over, and everything that is left as it was. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dueAt, firstRetention } from '../../src/domain/retention.ts';
import { dayMs, Day, instant } from '../../src/domain/time.ts';
import { ListOfficeLogReply } from '../../src/protocol/list-office-log.ts';
import { dispose, retentionSetting } from '../../src/server/jobs/dispose.ts';
import { everythingOnDisk } from '../support/behind-the-server.ts';
import { issueBadges } from '../support/phone-world.ts';
import {
  amina,
  aTablet,
  at,
  checkedIn,
  checkedOut,
  closed,
  opened,
  plant,
} from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

const lastDay = Day.parse('2032-12-31');
let server: TestServer;
beforeEach(async () => {
  server = await createTestServer();
  await plant(server);
});
afterEach(() => server.close());

const decide = (namesUntil: Day | null): Promise<void> =>
  server.stores(({ settings }) =>
    settings.put(retentionSetting, JSON.stringify({ ...firstRetention, namesUntil })),
  );
const run = (isDryRun = false) => dispose({ database: server.database, services: server.services, isDryRun });
/** Moves the clock to noon of a day. */
const goTo = (day: string): void =>
  server.advance(Date.parse(`${day}T12:00:00+01:00`) - server.services.clock());

/** A day has been played: somebody came and left, and much is known about her. */
const aDayWithAmina = async (): Promise<void> => {
  const tablet = await aTablet(server);
  await tablet.record(
    [at(30), opened],
    [at(55), checkedIn(amina)],
    [at(200), checkedOut(amina)],
    [at(241), closed],
  );
  server.advance(dayMs / 3);
  await tablet.deliver();
  await issueBadges(server, [amina.id]);
  await server.stores(async ({ programme, identities, writtenTexts }) => {
    await programme.putParticipants([
      { ...amina, email: 'amina@stockholm.example', workplace: 'Enhet Farsta 2' },
    ]);
    await identities.keep(amina.id, '199001019802', false);
    await writtenTexts.keep('Jag var kvar till tolv.', server.services.clock());
  });
};

/** Everything that figures and chains are made of, with every link of every log followed. */
const whatHolds = async () => {
  const { db } = server.database;
  const administrator = await server.administrator('Sol Granhimmel', ['reader']);
  const log = await (await server.get('/api/admin/log', administrator)).json();
  const { brokenAt } = ListOfficeLogReply.parse(log).chain;
  const events = await db.selectFrom('log_events').select(['device', 'seq', 'hash', 'text']).execute();
  for (const { hash, text } of events)
    expect(createHash('sha256').update(text).digest('base64url')).toBe(hash);
  await server.stores(async ({ attendance, programme }) =>
    attendance.recompute(
      (await programme.sessionsBetween(0, Number.MAX_SAFE_INTEGER)).map(({ session }) => session.id),
      server.services.clock(),
    ),
  );
  const attendance = await db
    .selectFrom('attendance')
    .select(['session', 'participant', 'minutes'])
    .execute();
  return { brokenAt, events, attendance };
};

describe('what is old enough', () => {
  test('[RET-2] no name goes before the project owner has decided on a date, however long ago it was', () => {
    expect(dueAt(firstRetention, instant(Date.parse('2099-01-01'))).names).toBe(false);
  });

  test('[RET-2] the last day is kept whole, in Stockholm’s time', () => {
    const policy = { ...firstRetention, namesUntil: lastDay };
    expect(dueAt(policy, instant(Date.parse('2032-12-31T23:59:59+01:00'))).names).toBe(false);
    expect(dueAt(policy, instant(Date.parse('2033-01-01T00:00:00+01:00'))).names).toBe(true);
  });
});

describe('disposal', () => {
  test('[RET-3] takes names, addresses, numbers, cards and texts, also out of the files’ free pages', async () => {
    await aDayWithAmina();
    await decide(lastDay);
    goTo('2033-01-01');
    const before = await everythingOnDisk(server.database);
    for (const known of ['amina@stockholm.example', 'Enhet Farsta 2', 'Amina'])
      expect(before).toContain(known);

    const { counts } = await run();

    expect(counts).toMatchObject({ names: 4, identities: 1, badges: 1, texts: 1 });
    const person = await server.stores(({ programme }) => programme.participant(amina.id));
    expect(person).toMatchObject({
      given: expect.stringMatching(/^Deltagare \d{4}$/),
      family: '',
      email: '',
    });
    const bytes = await everythingOnDisk(server.database);
    for (const gone of ['amina@stockholm.example', 'Enhet Farsta 2', 'Amina', 'kvar till tolv'])
      expect(bytes).not.toContain(gone);
  });

  test('[RET-1] leaves every event, chain and minute as it was', async () => {
    await aDayWithAmina();
    const before = await whatHolds();
    expect(before.attendance).toEqual([
      { session: 's1', participant: amina.id, minutes: expect.any(Number) },
    ]);
    await decide(lastDay);
    goTo('2033-01-01');

    await run();

    expect(await whatHolds()).toEqual(before);
    expect(before.brokenAt).toBeNull();
  });

  test('[RET-4] is written in the office log with its counts and the rule, once', async () => {
    await aDayWithAmina();
    await decide(lastDay);
    goTo('2033-01-01');
    const { counts } = await run();

    expect((await run()).counts).toEqual({});

    const entries = await server.stores(({ officeLog }) => officeLog.latest(50));
    const disposed = entries.flatMap(({ text }) => {
      const entry = JSON.parse(text) as { kind: string };
      return entry.kind === 'disposed' ? [entry] : [];
    });
    expect(disposed).toMatchObject([{ ...counts, actor: 'server', namesUntil: lastDay }]);
  });

  test('[RET-4] tried first says the same counts and changes nothing', async () => {
    await aDayWithAmina();
    await decide(lastDay);
    goTo('2033-01-01');
    const before = await whatHolds();
    const tried = await run(true);

    expect(tried.isDryRun).toBe(true);
    expect(await server.stores(({ programme }) => programme.participant(amina.id))).toMatchObject({
      given: amina.given,
    });
    expect(await whatHolds()).toEqual(before);
    expect((await run()).counts).toEqual(tried.counts);
  });

  test('[RET-4] before the date takes only what has an end of its own', async () => {
    await aDayWithAmina();
    await decide(lastDay);
    const { counts: nothing } = await run();
    await server.administrator();
    await server.stores(({ accounts }) => accounts.addSetupLink('hash', server.services.clock(), ['reader']));

    const { counts } = await run();

    expect(nothing).toEqual({});
    expect(counts).toEqual({ accounts: 1 });
    expect(await server.stores(({ programme }) => programme.participant(amina.id))).toMatchObject({
      given: amina.given,
    });
  });

  test('[RET-3] takes the same from an office on PostgreSQL', async () => {
    await server.close();
    server = await createTestServer({ database: 'postgres' });
    await plant(server);
    await aDayWithAmina();
    const before = await whatHolds();
    await decide(lastDay);
    goTo('2033-01-01');

    const { counts } = await run();

    expect(counts).toMatchObject({ names: 4, identities: 1, badges: 1, texts: 1 });
    expect(await whatHolds()).toEqual(before);
  });
});
