/**
 * Some tablets at one door, one office, a bad network, and a plain list of what people did there. Everything is decided
 * by the seed. The code of tablet, door, signing and server is the real one.
 */
import { openDoor, type Door, type Outcome } from '../../src/app/trainer/door.ts';
import type { Tablet } from '../../src/app/device/tablet.ts';
import type { AttendanceEvent, EventDraft } from '../../src/domain/events.ts';
import type { DeviceId, ParticipantId } from '../../src/domain/ids.ts';
import type { Session } from '../../src/domain/programme.ts';
import { hourMs, instant, minuteMs, type Instant } from '../../src/domain/time.ts';
import { isReceiptSignedBy } from '../../src/signing/heads.ts';
import { createMemoryDevice, type MemoryDevice } from './memory-own-log.ts';
import { between, oneOf, seeded, type Random } from './seeded.ts';
import { amina, aSession, elif, guest, morning, olof, plant } from './session-world.ts';
import { calm, createNetwork, randomWeather, type Network } from './simulated-network.ts';
import { openOffice, type Office } from './simulated-office.ts';
import { createLife, immortal, openPage, type Life } from './simulated-tablet.ts';
import type { TestServer } from './test-server.ts';

const people = [amina, olof, elif, guest];
const unknown = { given: 'Gästrid', family: 'Skogsglimt', workplace: 'Mottagningen' };

/** What somebody at the door saw happen: which event of which tablet, and when it truly was. */
export type Fact = {
  readonly device: DeviceId;
  readonly seq: number;
  readonly text: string;
  readonly trueAt: number;
};

export type SimulatedTablet = {
  readonly device: MemoryDevice;
  readonly network: Network;
  /** Tablet time minus true time. */
  readonly skewMs: number;
  page: Tablet | undefined;
  life: Life;
  isOnline: boolean;
};

export type World = {
  readonly office: Office;
  readonly session: Session;
  readonly tablets: readonly SimulatedTablet[];
  /** Saved and shown, in the order it happened. */
  readonly shown: readonly Fact[];
  /** True time of every event that was begun, by its text, shown or not. */
  readonly begun: ReadonlyMap<string, number>;
  /** What was seen to be wrong on the way. */
  readonly wrongs: readonly string[];
  readonly run: (steps: number) => Promise<void>;
  /** One tablet's profile is copied, and both are used from then on. */
  readonly clone: () => void;
  /** Faults off, everybody online and awake; three rounds of sync for all. */
  readonly heal: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const skewOf = (random: Random): number => {
  const roll = random();
  if (roll < 0.4) return 0;
  if (roll < 0.7) return between(random, -100_000, 100_000);
  return between(random, -72, 72) * hourMs + 3_600_000 / 2;
};

/** Builds the world of one seed. */
export const createWorld = async (
  server: TestServer,
  seed: number,
  { isEverPutBack = true } = {},
): Promise<World> => {
  const random = seeded(seed);
  const session = aSession('s1');
  const office = await openOffice(server, morning);
  await plant({ ...server, stores: office.stores }, [session]);
  await office.stores(({ badges }) =>
    badges.issue(
      people.map(({ id }) => id),
      morning,
    ),
  );
  const tokens = await office.stores(({ badges }) => badges.tokens(people.map(({ id }) => id)));
  const shown: Fact[] = [];
  const begun = new Map<string, number>();
  const wrongs: string[] = [];
  const receipts = new Map<string, string>();
  const copies: string[] = [];
  const risk = random() * 0.04;

  const clockOf = (tablet: SimulatedTablet) => (): number => office.now() + tablet.skewMs;

  const open = async (tablet: SimulatedTablet, isSafe = false): Promise<void> => {
    await tablet.life.settled();
    tablet.life = isSafe
      ? immortal()
      : createLife(
          () => random() < risk,
          () => random() < 0.5,
        );
    const opened = await Promise.race([
      openPage({
        device: tablet.device,
        fetching: tablet.network.fetching,
        clock: clockOf(tablet),
        life: tablet.life,
        isOnline: () => tablet.isOnline,
      }),
      tablet.life.death,
    ]);
    tablet.page = opened === 'killed' ? undefined : opened;
  };

  /** Runs a piece of work on the open page; the page may die on the way. */
  const onPage = async (tablet: SimulatedTablet, work: (page: Tablet) => Promise<unknown>): Promise<void> => {
    if (tablet.page === undefined) await open(tablet);
    if (tablet.page === undefined) return;
    const ended = await Promise.race([work(tablet.page).then(() => 'done' as const), tablet.life.death]);
    if (ended === 'killed') tablet.page = undefined;
  };

  const enrol = async (): Promise<SimulatedTablet> => {
    const tablet: SimulatedTablet = {
      device: createMemoryDevice(),
      network: createNetwork(
        (input, init) => office.fetching(input, init),
        random,
        () => office.now(),
      ),
      skewMs: skewOf(random),
      page: undefined,
      life: immortal(),
      isOnline: true,
    };
    await open(tablet, true);
    const enrolled = await tablet.page?.enrol(await office.enrolmentCode('farsta'));
    if (enrolled?.ok !== true) throw new Error('not enrolled');
    await open(tablet);
    return tablet;
  };

  /** The page with every saved event noted as a fact, as a person at the door would. */
  const watched = (page: Tablet): Tablet => ({
    ...page,
    record: async (draft: EventDraft) => {
      const recorded = await page.record(draft);
      if (recorded.ok) {
        const { event, own } = recorded.value;
        shown.push({ device: event.device, seq: own.seq, text: own.text, trueAt: office.now() });
      }
      return recorded;
    },
  });

  const noteBegun = async (tablet: SimulatedTablet): Promise<void> => {
    const id = (await tablet.device.identity.get())?.device;
    if (id === undefined) return;
    for (const { text } of tablet.device.logOf(id).events().slice(-5))
      if (!begun.has(text)) begun.set(text, office.now());
  };

  const atDoor = async (
    tablet: SimulatedTablet,
    work: (door: Door, page: Tablet) => Promise<Outcome | object>,
  ): Promise<void> => {
    await onPage(tablet, async (page) => {
      const plan = page.state().plan?.plan;
      if (plan === undefined) return;
      const seen = watched(page);
      await work(openDoor(seen, plan, session, clockOf(tablet)), seen);
    });
    await noteBegun(tablet);
  };

  const someone = (): ParticipantId => oneOf(random, people).id;

  /** What a trainer tells: true time, up to forty minutes ago. */
  const toldTime = (): Instant => instant(office.now() - between(random, 0, 40 * minuteMs));

  /** One of those added without a badge that this tablet knows of leaves. */
  const walkInLeaves = async (door: Door, page: Tablet): Promise<object> => {
    const known = [...page.attendance(session).walkIns.keys()];
    return known.length === 0 ? {} : door.checkOut(oneOf(random, known), 'hand');
  };

  const visit = (tablet: SimulatedTablet): Promise<void> => {
    const roll = random();
    if (roll < 0.5) {
      const token = tokens.get(someone())?.token ?? '';
      return atDoor(tablet, (door) => door.scan(`https://narvaro.example/B/${token}`));
    }
    if (roll < 0.6) return atDoor(tablet, (door) => door.checkIn(someone(), 'hand'));
    if (roll < 0.64) return atDoor(tablet, (door) => door.cameAt(someone(), toldTime()));
    if (roll < 0.68) return atDoor(tablet, (door) => door.leftAt(someone(), toldTime()));
    if (roll < 0.71) return atDoor(tablet, (door) => door.addWalkIn(unknown));
    if (roll < 0.75) return atDoor(tablet, (door, page) => walkInLeaves(door, page));
    if (roll < 0.82) return atDoor(tablet, (door) => door.checkOut(someone(), 'badge'));
    if (roll < 0.9) return atDoor(tablet, (door) => door.undo(someone()));
    if (roll < 0.93) return atDoor(tablet, (door) => door.close());
    return atDoor(tablet, (door) => door.scan(`https://narvaro.example/B/${'Z'.repeat(26)}`));
  };

  const checkReceipt = async (tablet: SimulatedTablet): Promise<void> => {
    const identity = await tablet.device.identity.get();
    if (identity === undefined) return;
    const log = tablet.device.logOf(identity.device);
    const receipt = await log.receipt();
    if (receipt === undefined || receipt.seq === 0) return;
    const key = `${receipt.device}:${receipt.seq}`;
    if (!(await isReceiptSignedBy(identity.receiptKey, receipt)))
      wrongs.push(`a receipt that does not verify: ${key}`);
    if (log.events()[receipt.seq - 1]?.hash !== receipt.hash)
      wrongs.push(`a receipt for another log: ${key}`);
    if ((receipts.get(key) ?? receipt.hash) !== receipt.hash)
      wrongs.push(`two receipts that contradict: ${key}`);
    receipts.set(key, receipt.hash);
    const unsent = tablet.page?.state().send.unsent;
    const truly = (await log.head()).seq - receipt.seq;
    if (unsent !== undefined && unsent !== truly) wrongs.push(`says ${unsent} unsent, but it is ${truly}`);
  };

  const syncOf = async (tablet: SimulatedTablet): Promise<void> => {
    await onPage(tablet, (page) => page.syncNow());
    await checkReceipt(tablet);
  };

  const tablets: SimulatedTablet[] = [];
  for (let i = between(random, 1, 4); i > 0; i -= 1) tablets.push(await enrol());
  for (const tablet of tablets) tablet.network.setWeather(randomWeather(random));

  /** Somebody is checked in while a tablet, perhaps the same, is sending. */
  const atOnce = async (sending: SimulatedTablet, visited: SimulatedTablet): Promise<void> => {
    for (const tablet of new Set([sending, visited])) if (tablet.page === undefined) await open(tablet);
    const isAwake = sending.page !== undefined && visited.page !== undefined;
    if (isAwake) await Promise.all([onPage(sending, (page) => page.syncNow()), visit(visited)]);
  };

  const step = async (): Promise<void> => {
    const tablet = oneOf(random, tablets);
    const roll = random();
    if (roll < 0.55) await visit(tablet);
    else if (roll < 0.75) await syncOf(tablet);
    else if (roll < 0.79) {
      tablet.life.kill();
      tablet.page = undefined;
    } else if (roll < 0.86) {
      tablet.isOnline = !tablet.isOnline;
      tablet.network.setOnline(tablet.isOnline);
    } else if (roll < 0.9) await atOnce(tablet, oneOf(random, tablets));
    else if (roll < 0.93) office.restart();
    else if (roll < 0.96) copies.push(await office.backUp());
    else if (isEverPutBack && roll < 0.98 && copies.length > 0) await office.putBack(oneOf(random, copies));
    else tablet.network.setWeather(randomWeather(random));
    await tablet.network.deliverLate();
    if (random() < 0.6) office.setClock(office.now() + between(random, 0, 12 * minuteMs));
  };

  return {
    office,
    session,
    tablets,
    shown,
    begun,
    wrongs,
    run: async (steps) => {
      for (let i = 0; i < steps; i += 1) await step();
    },
    clone: () => {
      const original = oneOf(random, tablets);
      tablets.push({
        ...original,
        device: original.device.copy(),
        network: createNetwork(
          (input, init) => office.fetching(input, init),
          random,
          () => office.now(),
        ),
        page: undefined,
        life: immortal(),
        isOnline: true,
      });
    },
    heal: async () => {
      for (const tablet of tablets) {
        tablet.network.setWeather(calm);
        tablet.network.setOnline(true);
        tablet.isOnline = true;
        tablet.life.kill();
        await open(tablet, true);
      }
      for (let round = 0; round < 3; round += 1) for (const tablet of tablets) await syncOf(tablet);
    },
    close: () => office.close(),
  };
};

/** An event of a tablet as it truly was: with true time where its clock was too wrong to count. */
export const asItWas = (event: AttendanceEvent, skewMs: number, trueAt: number) => ({
  event: { ...event, at: (Math.abs(skewMs) > 2 * minuteMs ? trueAt : event.at) as AttendanceEvent['at'] },
  clockOffsetMs: 0,
});
