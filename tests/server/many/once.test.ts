/** What may happen once and no more, asked for at three processes at the same moment on one PostgreSQL. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hourMs, minuteMs } from '../../../src/domain/time.ts';
import { hashOf } from '../../../src/server/http/services.ts';
import { startJobs } from '../../../src/server/jobs/start-jobs.ts';
import {
  inTransaction,
  inTransactionAnew,
  migrate,
  type Database,
  type Tx,
} from '../../../src/server/store/database.ts';
import { createAccountStore } from '../../../src/server/store/account-store.ts';
import { createDeviceStore } from '../../../src/server/store/device-store.ts';
import { createFactorStore } from '../../../src/server/store/factor-store.ts';
import { createLetterStore } from '../../../src/server/store/letter-store.ts';
import { createRateLimitStore } from '../../../src/server/store/rate-limit-store.ts';
import { createSettingsStore } from '../../../src/server/store/settings-store.ts';
import { createSetupLinkStore } from '../../../src/server/store/setup-link-store.ts';
import { createSignInGuardStore } from '../../../src/server/store/sign-in-guard-store.ts';
import { openPostgres } from '../../../src/server/store/postgres.ts';
import { seeded } from '../../support/seeded.ts';
import { morning } from '../../support/session-world.ts';
import { createSharedDatabase, type SharedDatabase } from '../../support/shared-postgres.ts';
import { createTestServer } from '../../support/test-server.ts';

let shared: SharedDatabase;
let processes: readonly Database[];
beforeAll(async () => {
  shared = await createSharedDatabase();
  processes = [shared.open(), shared.open(), shared.open()];
});
afterAll(async () => {
  await Promise.all(processes.map(({ db }) => db.destroy()));
  await shared.drop();
});

const first = (): Database => {
  const [one] = processes;
  if (one === undefined) throw new Error('no process');
  return one;
};
/** The same at every process at once. */
const everywhere = <T>(work: (tx: Tx, process: number) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(processes.map((database, i) => inTransaction(database, (tx) => work(tx, i))));

type OneTime = {
  readonly what: string;
  readonly make: (tx: Tx, id: string) => Promise<void>;
  /** True, or something, for whoever gets it. */
  readonly use: (tx: Tx, id: string, process: number) => Promise<unknown>;
};

const oneTimes: readonly OneTime[] = [
  {
    what: 'an enrolment code',
    make: (tx, id) =>
      createDeviceStore(tx).addEnrolmentCode({
        code_hash: hashOf(id),
        name: 'Farsta 07',
        unit: null,
        expires_at: morning + hourMs,
        created_at: morning,
      }),
    use: (tx, id, process) => createDeviceStore(tx).useEnrolmentCode(hashOf(id), `d${process}`, morning),
  },
  {
    what: 'a tablet’s challenge',
    make: (tx, id) => createDeviceStore(tx).addChallenge(hashOf(id), 'd', morning + minuteMs),
    use: (tx, id) => createDeviceStore(tx).useChallenge(hashOf(id), 'd', morning),
  },
  {
    what: 'a set-up link',
    make: (tx, id) => createSetupLinkStore(tx).addSetupLink(hashOf(id), morning + hourMs, ['system']),
    use: (tx, id) => createSetupLinkStore(tx).useSetupLink(hashOf(id), morning),
  },
  {
    what: 'a question of the sign-in',
    make: (tx, id) =>
      createSignInGuardStore(tx).ask(
        hashOf(id),
        'passkey',
        { administrator: null, sealed: 's', expiresAt: morning + minuteMs },
        morning,
      ),
    use: (tx, id) => createSignInGuardStore(tx).useQuestion(hashOf(id), 'passkey', morning),
  },
  {
    what: 'a recovery code',
    make: async (tx, id) => {
      await createAccountStore(tx).add({ id, name: id, login: id, password: 'none' }, morning);
      await createFactorStore(tx).setRecoveryCodes(id, [hashOf(id), hashOf(`${id}/2`)]);
    },
    use: (tx, id) => createFactorStore(tx).useRecoveryCode(id, hashOf(id)),
  },
  {
    what: 'a code app’s step',
    make: async (tx, id) => {
      await createAccountStore(tx).add(
        { id: `a${id}`, name: id, login: `a${id}`, password: 'none' },
        morning,
      );
      await createFactorStore(tx).add({
        id,
        administrator: `a${id}`,
        kind: 'totp',
        name: '',
        created_at: morning,
        last_used_at: null,
        credential: null,
        public_key: null,
        counter: 0,
        transports: '[]',
        backed_up: 0,
        sealed_secret: 'sealed',
        last_step: 41,
      });
    },
    use: (tx, id) => createFactorStore(tx).useStep(id, 42, morning),
  },
  {
    what: 'a letter that waits',
    make: (tx, id) =>
      createLetterStore(tx).add(
        { id, kind: 'certify', participant: null, address: 'a@example.org', about: '{}' },
        morning,
      ),
    use: (tx) => createLetterStore(tx).claim(morning),
  },
];

beforeAll(() => migrate(first()));

test.each(oneTimes)(
  '[MANY-1] $what is good once, whichever processes are asked',
  async ({ what, make, use }) => {
    for (let round = 0; round < 10; round += 1) {
      const id = `${what} ${round}`;
      await inTransaction(first(), (tx) => make(tx, id));
      const got = await everywhere((tx, process) => use(tx, id, process));
      expect(got.filter((one) => one !== false && one !== undefined)).toHaveLength(1);
    }
  },
);

describe('tries', () => {
  test('[MANY-3] are counted together, none lost and none refused, while windows end and clocks differ', async () => {
    const random = seeded(7);
    const counts: number[] = [];
    const jobs = Array.from({ length: 150 }, (_, i) => async (): Promise<void> => {
      const database = processes[i % processes.length] ?? first();
      /* A few milliseconds apart, as two machines are: what has ended for one has not for another. */
      const now = morning + Math.floor(random() * 6);
      const short = (): Promise<unknown> =>
        inTransaction(database, (tx) => createRateLimitStore(tx).count(`short/${i % 5}`, now, now + 2));
      await short();
      const { count } = await inTransaction(database, (tx) =>
        createRateLimitStore(tx).count('sign-in/one', now, now + hourMs),
      );
      counts.push(count);
      await short();
    });
    await Promise.all(jobs.map((job) => job()));
    expect([...counts].sort((a, b) => a - b)).toEqual(counts.map((_, i) => i + 1));
  });

  test.each(['sqlite', 'postgres'] as const)(
    '[MANY-3] somebody who guesses a password is stopped after as many tries on %s, by one process or three',
    async (database) => {
      const server = await createTestServer({ database });
      const stopped = async (): Promise<number> => {
        for (let tries = 1; tries < 200; tries += 1) {
          const answer = await server.post('/api/admin/set-up-link', {
            token: 'no-such-link-at-all-00000000',
          });
          if (answer.status === 429) return tries;
        }
        return 200;
      };
      expect([server.processes.length, await stopped()]).toEqual([database === 'sqlite' ? 1 : 3, 61]);
      await server.close();
    },
  );
});

test('[MANY-3] of two transactions in each other’s way one is done anew, and both are done', async () => {
  const [a, b] = processes;
  if (a === undefined || b === undefined) throw new Error('no processes');
  let waiting: (() => void)[] = [];
  let isFirst = true;
  const meet = (): Promise<void> =>
    new Promise((go) => {
      waiting.push(go);
      if (waiting.length < 2) return;
      isFirst = false;
      for (const one of waiting.splice(0)) one();
      waiting = [];
    });
  const tries = [0, 0];
  const crosswise = (database: Database, i: 0 | 1, keys: readonly [string, string]): Promise<void> =>
    inTransactionAnew(database, async (tx) => {
      tries[i] = (tries[i] ?? 0) + 1;
      const more = (key: string) => createRateLimitStore(tx).count(key, morning, morning + hourMs);
      await more(keys[0]);
      if (isFirst) await meet();
      await more(keys[1]);
    });
  await Promise.all([crosswise(a, 0, ['x', 'y']), crosswise(b, 1, ['y', 'x'])]);
  expect(Math.min(...tries)).toBe(1);
  expect(Math.max(...tries)).toBeGreaterThan(1);
  const held = await inTransaction(a, async (tx) => {
    const rows = await tx.trx
      .selectFrom('rate_limits')
      .select(['key', 'count'])
      .where('key', 'in', ['x', 'y'])
      .execute();
    return rows.map(({ count }) => count);
  });
  expect(held).toEqual([2, 2]);
});

test('[MANY-4] what the server does by itself is done by one of the processes in each round', async () => {
  let now = morning;
  const server = await createTestServer();
  const services = { ...server.services, clock: () => now };
  let runs = 0;
  const job = {
    name: 'counted',
    everyMs: 10 * minuteMs,
    work: async () => {
      runs += 1;
      await Promise.resolve();
    },
  };
  const round = async (): Promise<void> => {
    const started = processes.map((database) => startJobs(database, services, undefined, [job]));
    await Promise.all(started.map(({ stop }) => stop()));
  };
  await round();
  expect(runs).toBe(1);
  now += 10 * minuteMs;
  await round();
  expect(runs).toBe(2);
  await server.close();
});

test('[MANY-5] three processes that start at once on an empty database bring it up to date together', async () => {
  const empty = await createSharedDatabase();
  const own = [1, 2, 3].map((): Database => ({ db: openPostgres(empty.url), dialect: 'postgres' }));
  await Promise.all(own.map(migrate));
  const kept = await Promise.all(
    own.map((database) =>
      inTransaction(database, (tx) => createSettingsStore(tx).put('a', 'b')).then(() => 'kept'),
    ),
  );
  expect(kept).toEqual(['kept', 'kept', 'kept']);
  await Promise.all(own.map(({ db }) => db.destroy()));
  await empty.drop();
});
