/**
 * The n-th statement fails, for every n until the work passes: whoever was told no has nothing half kept, whoever was
 * told yes has it all, and the same work done again comes to the same end (CRASH-5).
 */
import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { ImportStatus } from '../../src/protocol/import.ts';
import { fictionalNumber } from '../../src/server/identity/fictional-number.ts';
import type { Through } from '../../src/server/store/sqlite.ts';
import { hashOf } from '../../src/server/http/services.ts';
import { hourMs, instant, minuteMs } from '../../src/domain/time.ts';
import { aLine, csvText, participantHeader, utf8 } from '../support/import-files.ts';
import { createMemoryDevice } from '../support/memory-own-log.ts';
import { aMonthWorld, ordinarySession } from '../support/month-world.ts';
import { aPhone, cardOf, codeShownAt, issueBadges } from '../support/phone-world.ts';
import { keepMonth, plantMonths } from '../support/report-world.ts';
import { amina, at, checkedIn, checkedOut, elif, olof, opened, plant } from '../support/session-world.ts';
import { pathOf } from '../support/simulated-network.ts';
import { openPage } from '../support/simulated-tablet.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

/** Which statement fails from now on, and whether it is done before it fails. */
type Fault = { countdown: number; hits: number; isQuiet: boolean };

const createFault = (failsAfter: boolean): { fault: Fault; through: Through } => {
  const fault: Fault = { countdown: Number.POSITIVE_INFINITY, hits: 0, isQuiet: false };
  return {
    fault,
    through: (text, run) => {
      if (fault.isQuiet || text === 'rollback' || (failsAfter && text !== 'commit')) return run();
      fault.countdown -= 1;
      if (fault.countdown !== 0) return run();
      fault.hits += 1;
      if (failsAfter) run();
      throw Object.assign(new Error('disk I/O error'), { errcode: 10 });
    },
  };
};

type Work = {
  readonly server: TestServer;
  /** Does it; what the person was told: that it is done, or a problem's code. */
  readonly attempt: () => Promise<string>;
};

type Deed = {
  readonly name: string;
  /** The tables it writes to that matter. */
  readonly tables: readonly string[];
  readonly prepare: (through: Through, fault: Fault) => Promise<Work>;
  /** Each time is another one, with an entry of its own. */
  readonly isCounted?: boolean;
  /** What doing it once more may answer when it had been done already. */
  readonly again?: readonly string[];
};

const codeOf = async (response: Response): Promise<string> => {
  if (response.ok) return 'done';
  const { code } = (await response.json()) as { code: string };
  return code;
};

const inMonths = async (through: Through) => {
  const world = await aMonthWorld({ through });
  await ordinarySession(world, 'sep');
  await world.deliver();
  return world;
};

const deeds: readonly Deed[] = [
  {
    name: 'enrolling a tablet',
    tables: ['devices', 'enrolment_codes'],
    prepare: async (through, fault) => {
      const server = await createTestServer({ through });
      let codes = 0;
      return {
        server,
        attempt: async () => {
          /* Whoever is told no asks the office for another code. */
          fault.isQuiet = true;
          server.advance(2 * minuteMs);
          codes += 1;
          const code = String(codes).padStart(8, '0');
          await server.database.db.deleteFrom('enrolment_codes').execute();
          await server.database.db.deleteFrom('devices').execute();
          await server.stores(({ devices }) =>
            devices.addEnrolmentCode({
              code_hash: hashOf(code),
              name: 'Dörren',
              unit: 'farsta',
              expires_at: server.services.clock() + hourMs,
              created_at: server.services.clock(),
            }),
          );
          const page = await openPage({
            device: createMemoryDevice(),
            clock: server.services.clock,
            /* Enrolling alone: what the tablet sends and fetches afterwards is another deed. */
            fetching: async (input, init) =>
              pathOf(input) === '/api/enrol'
                ? server.app.request(pathOf(input), init)
                : Promise.reject(new TypeError('no network')),
          });
          fault.isQuiet = false;
          const enrolled = await page.enrol(code);
          if (enrolled.ok) return 'done';
          return enrolled.error.kind === 'problem' ? enrolled.error.problem.code : enrolled.error.kind;
        },
      };
    },
  },
  {
    name: 'a push',
    tables: ['log_events', 'attendance', 'session_states', 'log_forks'],
    prepare: async (through) => {
      const server = await createTestServer({ through, clock: at(60) });
      await plant(server);
      await server.stores(({ devices }) =>
        devices.addEnrolmentCode({
          code_hash: hashOf('00000001'),
          name: 'Dörren',
          unit: 'farsta',
          expires_at: server.services.clock() + hourMs,
          created_at: server.services.clock(),
        }),
      );
      const device = createMemoryDevice();
      const page = await openPage({
        device,
        clock: server.services.clock,
        fetching: async (input, init) => server.app.request(pathOf(input), init),
      });
      await page.enrol('00000001');
      for (const draft of [opened, checkedIn(amina), checkedIn(olof), checkedOut(amina)])
        await page.record(draft);
      const log = device.logOf((await device.identity.get())?.device ?? ('' as never));
      return {
        server,
        attempt: async () => {
          await page.syncNow();
          return (await log.receipt())?.seq === 4 ? 'done' : 'kept on the tablet';
        },
      };
    },
  },
  {
    name: 'checking in by phone',
    tables: ['log_events', 'attendance', 'session_states', 'devices'],
    prepare: async (through) => {
      const server = await createTestServer({ through, clock: at(60) });
      await plant(server);
      await issueBadges(server, ['amina']);
      const phone = aPhone(server);
      await phone.open((await cardOf(server, 'amina')).token);
      return {
        server,
        attempt: async () => {
          /* Tries are limited by the hour. */
          server.advance(2 * minuteMs);
          const { scanned } = await codeShownAt(server, 's1', server.services.clock());
          return codeOf(await phone.checkIn(scanned));
        },
      };
    },
  },
  {
    name: 'a correction',
    tables: ['office_log', 'decisions', 'attendance', 'session_states', 'written_texts'],
    again: ['review/changed'],
    prepare: async (through) => {
      const world = await inMonths(through);
      const { page, people } = await world.review('sep');
      const basis = people.find(({ participant }) => participant === elif.id)?.basis ?? '';
      const { startsAt } = page.session;
      return {
        server: world.server,
        attempt: async () => {
          const { status, body } = await world.reviewer.post('/api/admin/review/correct', {
            session: 'sep',
            participant: elif.id,
            spans: [{ from: startsAt, to: instant(startsAt + 60 * minuteMs) }],
            reason: 'other',
            text: 'var på plats en timme',
            basis,
          });
          return status === 200 ? 'done' : (body.code ?? '');
        },
      };
    },
  },
  {
    name: 'locking a month',
    tables: ['office_log', 'decisions', 'month_versions', 'month_lines', 'month_rows'],
    again: ['month/changed', 'month/not-ready'],
    prepare: async (through) => {
      const world = await inMonths(through);
      await world.done('sep');
      const { basis } = await world.month('2026-09');
      return {
        server: world.server,
        attempt: async () => {
          const { status, body } = await world.approver.post('/api/admin/months/lock', {
            month: '2026-09',
            basis,
          });
          return status === 200 ? 'done' : (body.code ?? '');
        },
      };
    },
  },
  {
    name: 'making the file to SCB',
    isCounted: true,
    tables: ['office_log', 'report_files', 'access_log'],
    prepare: async (through) => {
      const server = await createTestServer({ through, clock: Date.parse('2026-12-10T09:00:00+01:00') });
      await plantMonths(server);
      const sol = await server.administrator('Sol Granhimmel', ['approver']);
      await server.stores(({ identities }) =>
        identities.keep(amina.id, fictionalNumber(1980, 'woman', 4), false),
      );
      await keepMonth(server, sol.id, '2026-09', [[amina, '2026-09-14', 240]]);
      return {
        server,
        attempt: async () =>
          codeOf(await server.post('/api/admin/report/file', { month: '2026-09', format: 'csv' }, sol)),
      };
    },
  },
  {
    name: 'taking in a file of participants',
    tables: ['office_log', 'participants', 'identities', 'cohorts', 'memberships', 'import_drafts'],
    again: ['import/draft-gone'],
    prepare: async (through, fault) => {
      const server = await createTestServer({ through });
      const { cookie } = await server.administrator();
      const file = utf8(csvText([participantHeader, aLine(0), aLine(1), aLine(2)]));
      const uploaded = await server.app.request('/api/admin/imports?kind=participants&name=lista.csv', {
        method: 'POST',
        body: new Uint8Array(file),
        headers: { Cookie: cookie },
      });
      const { id } = (await uploaded.json()) as { id: string };
      const address = `/api/admin/imports/${id}`;
      /** The file is read and checked beside the requests, anew when something went wrong. */
      const settle = async (): Promise<void> => {
        fault.isQuiet = true;
        for (;;) {
          const reply = await server.get(address, { cookie });
          if (!reply.ok || ImportStatus.parse(await reply.json()).state === 'checked') break;
          await new Promise((wait) => setTimeout(wait, 10));
        }
        fault.isQuiet = false;
      };
      return {
        server,
        attempt: async () => {
          await settle();
          return codeOf(await server.post(`${address}/commit`, {}, { cookie }));
        },
      };
    },
  },
];

const dumpOf = async (server: TestServer, tables: readonly string[]): Promise<string> => {
  const dump: Record<string, readonly unknown[]> = {};
  for (const table of tables)
    dump[table] = (await sql.raw(`select * from ${table} order by 1, 2`).execute(server.database.db)).rows;
  return JSON.stringify(dump);
};

/** How many rows each table has: the same for the same work, whatever ids it made up. */
const countsOf = (dump: string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(JSON.parse(dump) as Record<string, readonly unknown[]>).map(([table, rows]) => [
      table,
      rows.length,
    ]),
  );

class Undone extends Error {}

/** Attendance is what the log gives, whatever failed. */
const isFoldKept = async (server: TestServer): Promise<boolean> => {
  const states = await server.database.db.selectFrom('session_states').select('session').execute();
  const sessions = states.map(({ session }) => session);
  let isKept = false;
  try {
    await server.stores(async ({ attendance }) => {
      const read = async () =>
        JSON.stringify(await Promise.all(sessions.map((session) => attendance.ofSession(session))));
      const kept = await read();
      await attendance.recompute(sessions, 0);
      isKept = (await read()) === kept;
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return isKept;
};

let running: TestServer | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

const finished = async (deed: Deed): Promise<Record<string, number>> => {
  const { fault, through } = createFault(false);
  const { server, attempt } = await deed.prepare(through, fault);
  try {
    expect(await attempt()).toBe('done');
    return countsOf(await dumpOf(server, deed.tables));
  } finally {
    await server.close();
  }
};

describe.each(deeds)('$name', (deed) => {
  test('[CRASH-5] whichever statement fails, nothing is half kept, and the next try does it', async () => {
    const whole = await finished(deed);
    const { fault, through } = createFault(false);
    const { server, attempt } = await deed.prepare(through, fault);
    running = server;
    const before = await dumpOf(server, deed.tables);
    let failures = 0;
    for (let n = 1; ; n += 1) {
      fault.countdown = n;
      fault.hits = 0;
      const told = await attempt();
      fault.countdown = Number.POSITIVE_INFINITY;
      const after = await dumpOf(server, deed.tables);
      if (fault.hits > 0) failures += 1;
      else expect(told).toBe('done');
      if (told === 'done') {
        expect(countsOf(after)).toEqual(whole);
        if (fault.hits === 0) break;
      } else if (after !== before && deed.name !== 'enrolling a tablet') {
        /* What was shown of a file is noted with its draft by itself, before anything is taken in. */
        const isShown =
          deed.tables.includes('import_drafts') &&
          JSON.stringify(countsOf(after)) === JSON.stringify(countsOf(before));
        if (!isShown) expect([told, countsOf(after)]).toEqual([told, whole]);
      }
      expect(await isFoldKept(server)).toBe(true);
    }
    expect(failures).toBeGreaterThan(5);
  });

  test('[CRASH-5] whichever commit is done but not answered for, the same work done again comes to the same end', async () => {
    const whole = await finished(deed);
    for (let n = 1; ; n += 1) {
      const { fault, through } = createFault(true);
      const { server, attempt } = await deed.prepare(through, fault);
      try {
        fault.countdown = n;
        const told = await attempt();
        const { hits } = fault;
        if (hits === 0) expect(told).toBe('done');
        fault.countdown = Number.POSITIVE_INFINITY;
        if (hits > 0) expect(['done', ...(deed.again ?? [])]).toContain(await attempt());
        if (deed.isCounted !== true || hits === 0)
          expect(countsOf(await dumpOf(server, deed.tables))).toEqual(whole);
        expect(await isFoldKept(server)).toBe(true);
        if (hits === 0) break;
      } finally {
        await server.close();
      }
    }
  });
});
