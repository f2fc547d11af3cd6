/** Tablets with the real code at an office with the real server, on either database: what tests of the two have in common. */
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Tablet } from '../../src/app/device/tablet.ts';
import type { EventDraft } from '../../src/domain/events.ts';
import type { DeviceId } from '../../src/domain/ids.ts';
import type { Receipt } from '../../src/signing/heads.ts';
import type { LogRow, LogStore } from '../../src/server/store/log-store.ts';
import { createMemoryDevice, type MemoryDevice } from './memory-own-log.ts';
import { startPostgres, type Postgres } from './postgres.ts';
import { amina, checkedIn, elif, morning, olof, opened, plant } from './session-world.ts';
import { openOffice, type Office } from './simulated-office.ts';
import { openPage } from './simulated-tablet.ts';
import { createTestServer, type TestServer } from './test-server.ts';

export type Held = {
  readonly tablet: Tablet;
  readonly device: MemoryDevice;
  /** From now on the tablet's clock stands here. */
  readonly setClock: (ms: number) => void;
};

export type Venue = {
  readonly office: () => Office;
  /** A new tablet, enrolled, with its plan. */
  readonly enrolled: (unit?: string | null, fetching?: typeof fetch) => Promise<Held>;
  /** The tablet's page opened again on what it keeps, perhaps over another network. */
  readonly reopened: (held: Held, fetching?: typeof fetch) => Promise<Held>;
  /** A tablet and its copy whose logs have parted, both handed over: one has Olof, the other Elif and Amina. */
  readonly parted: () => Promise<{ readonly first: Held; readonly clone: Held }>;
  readonly record: (held: Pick<Held, 'tablet'>, ...drafts: readonly EventDraft[]) => Promise<void>;
  readonly idOf: (held: Pick<Held, 'tablet'>) => DeviceId;
  /** What the office holds of this tablet's log. */
  readonly rowsOf: (held: Pick<Held, 'tablet'>) => Promise<readonly LogRow[]>;
  readonly forksOf: (held: Pick<Held, 'tablet'>) => ReturnType<LogStore['forks']>;
  /** What the tablet itself holds. */
  readonly textsOf: (held: Held) => readonly string[];
  readonly receiptOf: (held: Held) => Promise<Receipt | undefined>;
  readonly present: (session?: string) => Promise<readonly (readonly [string, number])[]>;
};

/** A new office and programme before each test of this describe. */
export const useVenue = (dialect: 'sqlite' | 'postgres'): Venue => {
  let server: TestServer;
  let postgres: Postgres | undefined;
  let held: Office;
  beforeAll(async () => {
    server = await createTestServer();
    postgres = dialect === 'postgres' ? await startPostgres() : undefined;
  });
  afterAll(async () => {
    await server.close();
    await postgres?.stop();
  });
  beforeEach(async () => {
    held = await openOffice(server, morning, (await postgres?.createDatabase())?.());
    await plant({ ...server, stores: held.stores });
  });
  afterEach(() => held.close());

  const toOffice: typeof fetch = (input, init) => held.fetching(input, init);
  const idOf: Venue['idOf'] = ({ tablet }) => {
    const id = tablet.state().identity?.device;
    if (id === undefined) throw new Error('not enrolled');
    return id;
  };
  const enrolled: Venue['enrolled'] = async (unit = 'farsta', fetching = toOffice) => {
    const device = createMemoryDevice();
    let now: number | undefined;
    const tablet = await openPage({ device, fetching, clock: () => now ?? held.now() });
    if (!(await tablet.enrol(await held.enrolmentCode(unit))).ok) throw new Error('not enrolled');
    return {
      tablet,
      device,
      setClock: (ms) => {
        now = ms;
      },
    };
  };
  const reopened: Venue['reopened'] = async (before, fetching = toOffice) => ({
    ...before,
    tablet: await openPage({ device: before.device, fetching, clock: () => held.now() }),
  });
  const record: Venue['record'] = async ({ tablet }, ...drafts) => {
    for (const draft of drafts) if (!(await tablet.record(draft)).ok) throw new Error('not saved');
  };
  const parted: Venue['parted'] = async () => {
    const first = await enrolled();
    await record(first, opened);
    await first.tablet.syncNow();
    const clone = await reopened({ ...first, device: first.device.copy() });
    await record(first, checkedIn(olof));
    await record(clone, checkedIn(elif), checkedIn(amina));
    await first.tablet.syncNow();
    await clone.tablet.syncNow();
    return { first, clone };
  };
  return {
    office: () => held,
    enrolled,
    reopened,
    parted,
    record,
    idOf,
    rowsOf: (one) => held.stores(({ logs }) => logs.ofDevice(idOf(one), 1, 10_000)),
    forksOf: (one) => held.stores(({ logs }) => logs.forks(idOf(one))),
    textsOf: (one) =>
      one.device
        .logOf(idOf(one))
        .events()
        .map(({ text }) => text),
    receiptOf: (one) => one.device.logOf(idOf(one)).receipt(),
    present: async (session = 's1') =>
      (await held.stores(({ attendance }) => attendance.ofSession(session)))
        .map(({ participant, minutes }) => [participant, minutes] as const)
        .sort(),
  };
};
