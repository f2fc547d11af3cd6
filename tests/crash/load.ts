/**
 * The load a server is killed under: tablets with the real log, chain, signatures and sync, participants' own phones,
 * and the office that decides. Each remembers what it was told was kept, and goes on whatever happens to the server.
 */
import { createHash } from 'node:crypto';
import { openDoor } from '../../src/app/trainer/door.ts';
import type { Tablet } from '../../src/app/device/tablet.ts';
import type { DeviceId } from '../../src/domain/ids.ts';
import { codeStepAt, sessionCodeUrl } from '../../src/domain/session-code.ts';
import { hourMs, minuteMs } from '../../src/domain/time.ts';
import type { CheckInByPhoneReply } from '../../src/protocol/check-in-by-phone.ts';
import type { CreateEnrolmentReply } from '../../src/protocol/create-enrolment.ts';
import type { ShowReviewReply } from '../../src/protocol/review.ts';
import { macOfStep, sessionKeyOf } from '../../src/signing/session-code.ts';
import { createMemoryDevice, type MemoryLog } from '../support/memory-own-log.ts';
import { between, oneOf, type Random } from '../support/seeded.ts';
import { pathOf } from '../support/simulated-network.ts';
import { openPage } from '../support/simulated-tablet.ts';
import type { CrashWorld, PlantedPerson } from './office-world.ts';

/** What somebody was told is kept. */
export type Acknowledged = {
  readonly tablets: ReadonlyMap<DeviceId, MemoryLog>;
  /** Check-ins a phone was answered. */
  readonly phones: readonly { readonly session: string; readonly participant: string }[];
  /** Corrections the office was told are made, by a moment that no other has. */
  readonly corrections: readonly { readonly participant: string; readonly from: number }[];
};

export type Load = {
  readonly acknowledged: Acknowledged;
  /** How many events tablets, phones and office have been told are kept. */
  readonly count: () => Promise<number>;
  /** Nobody does anything until `release`; answers when what was under way is done. */
  readonly hold: () => Promise<void>;
  readonly release: () => void;
  /** Ends the load and waits for what is under way. */
  readonly stop: () => Promise<void>;
  /** Sends what is left, with the server up. */
  readonly drain: () => Promise<void>;
  /** Which problems the server has answered with. */
  readonly refusals: () => readonly string[];
  /** Events on the tablets that are not acknowledged. */
  readonly unsent: () => Promise<number>;
  /** Answers of the server that were neither good nor a lost connection. */
  readonly surprises: readonly string[];
};

const pause = (ms: number): Promise<void> => new Promise((wait) => setTimeout(wait, ms));

type Door = { readonly device: DeviceId; readonly log: MemoryLog; readonly page: Tablet };

const openTablets = async (world: CrashWorld, count: number): Promise<readonly Door[]> => {
  const doors: Door[] = [];
  for (let n = 0; n < count; n += 1) {
    const device = createMemoryDevice();
    const page = await openPage({
      device,
      clock: () => Date.now(),
      fetching: (input, init) =>
        fetch(`${world.office.origin}${pathOf(input)}`, {
          ...init,
          headers: { ...(init?.headers as Record<string, string>), 'X-Forwarded-For': `10.0.0.${n}` },
        }),
    });
    const { code } = await world.administrator.post<CreateEnrolmentReply>('/api/admin/enrolments', {
      name: `Dörr ${n}`,
      unit: 'farsta',
    });
    const enrolled = await page.enrol(code);
    const id = (await device.identity.get())?.device;
    if (!enrolled.ok || id === undefined) throw new Error('a tablet was not enrolled');
    doors.push({ device: id, log: device.logOf(id), page });
  }
  return doors;
};

/** One thing somebody does at a door. */
const visit = async ({ page }: Door, world: CrashWorld, random: Random): Promise<void> => {
  const plan = page.state().plan?.plan;
  if (plan === undefined) return;
  const person = oneOf(random, world.people);
  const door = openDoor(page, plan, person.session, () => Date.now());
  const roll = random();
  if (roll < 0.55) await door.scan(`https://narvaro.example/B/${person.token}`);
  else if (roll < 0.85) await door.checkOut(person.id, 'hand');
  else if (roll < 0.95) await door.undo(person.id);
  else await door.scan(`https://narvaro.example/B/${'Z'.repeat(26)}`);
};

const passing = (error: unknown): boolean => error instanceof TypeError || error instanceof SyntaxError;

/** Codes that say: later. */
const laterCodes = new Set(['server/unavailable', 'server/storage-full', 'request/rate-limited']);

type Refused = { readonly refused: string };

const refusalOf = async (reply: Response): Promise<Refused> => ({
  refused: ((await reply.json()) as { code: string }).code,
});

type Phone = { cookie: string | undefined };

const asPhone = async (
  world: CrashWorld,
  person: PlantedPerson,
  n: number,
  held: Phone,
): Promise<CheckInByPhoneReply | Refused | 'later'> => {
  const headers = {
    'Content-Type': 'application/json',
    'X-Forwarded-For': `10.${1 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}`,
    ...(held.cookie === undefined ? {} : { cookie: held.cookie }),
  };
  const ask = (path: string, body: unknown): Promise<Response> =>
    fetch(`${world.office.origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  try {
    if (held.cookie === undefined) {
      const opened = await ask('/api/me/open', { token: person.token });
      if (!opened.ok) return await refusalOf(opened);
      held.cookie = opened.headers.getSetCookie()[0]?.split(';')[0];
      return 'later';
    }
    const now = Date.now();
    const { id } = person.session;
    const step = codeStepAt(now);
    const mac = await macOfStep(await sessionKeyOf(world.services.secrets.codesKey, id), id, step);
    const reply = await ask('/api/me/check-in', {
      code: sessionCodeUrl(world.office.origin, id, step, mac),
      phone: createHash('sha256').update(person.id).digest('base64url'),
      seenAt: now,
      sentAt: now,
      anyway: false,
    });
    if (reply.ok) return (await reply.json()) as CheckInByPhoneReply;
    return await refusalOf(reply);
  } catch (error) {
    if (passing(error)) return 'later';
    throw error;
  }
};

/** Starts everything; `tablets` and phones go on until `stop`. */
export const startLoad = async (world: CrashWorld, random: Random, tablets = 4): Promise<Load> => {
  const doors = await openTablets(world, tablets);
  const phones: { session: string; participant: string }[] = [];
  const corrections: { participant: string; from: number }[] = [];
  const surprises: string[] = [];
  const refusals = new Set<string>();
  const note = (who: string, code: string): void => {
    refusals.add(code);
    if (!laterCodes.has(code)) surprises.push(`${who}: ${code}`);
  };
  const now = { isOver: false, isHeld: false, busy: 0 };
  /** Does it now, or when nobody holds the load. */
  const turn = async (work: () => Promise<void>): Promise<void> => {
    while (now.isHeld && !now.isOver) await pause(5);
    if (now.isOver) return;
    now.busy += 1;
    try {
      await work();
    } finally {
      now.busy -= 1;
    }
  };

  const runTablet = async (door: Door): Promise<void> => {
    while (!now.isOver) {
      await turn(async () => {
        for (let n = between(random, 1, 4); n > 0; n -= 1) await visit(door, world, random);
        await door.page.syncNow();
      });
      await pause(between(random, 20, 150));
    }
  };

  const held = new Map<string, Phone>();
  const runPhones = async (): Promise<void> => {
    for (let n = 1; !now.isOver; n += 1) {
      const person = oneOf(random, world.people);
      const phone = held.get(person.id) ?? { cookie: undefined };
      held.set(person.id, phone);
      await turn(async () => {
        const reply = await asPhone(world, person, n, phone);
        if (reply === 'later') return;
        if ('refused' in reply) note('phone', reply.refused);
        else if (reply.outcome === 'checked-in')
          phones.push({ session: person.session.id, participant: person.id });
      });
      await pause(between(random, 20, 150));
    }
  };

  const correct = async (n: number): Promise<void> => {
    const { ended } = world;
    const review = await world.administrator.get<ShowReviewReply>(`/api/admin/review/${ended.id}`);
    const participant = `p${world.sessions.length}x${n % 12}`;
    const from = ended.startsAt + n;
    await world.administrator.post('/api/admin/review/correct', {
      session: ended.id,
      participant,
      spans: [{ from, to: ended.endsAt - minuteMs }],
      reason: 'other',
      text: 'var på plats hela tiden',
      basis: review.people.find((person) => person.participant === participant)?.basis ?? '',
    });
    corrections.push({ participant, from });
  };

  const runOffice = async (): Promise<void> => {
    for (let n = 1; !now.isOver && n < hourMs; n += 1) {
      await turn(async () => {
        try {
          await correct(n);
        } catch (error) {
          const code = /"code":"([^"]+)"/u.exec(String(error))?.[1];
          if (code !== undefined) note('office', code);
          else if (!passing(error)) surprises.push(`office: ${String(error)}`);
        }
      });
      await pause(between(random, 30, 120));
    }
  };

  const running = [...doors.map(runTablet), runPhones(), runOffice()];
  const acknowledged: Acknowledged = {
    tablets: new Map(doors.map(({ device, log }) => [device, log])),
    phones,
    corrections,
  };
  return {
    acknowledged,
    surprises,
    refusals: () => [...refusals],
    unsent: async () => {
      let events = 0;
      for (const { log } of doors) events += (await log.head()).seq - ((await log.receipt())?.seq ?? 0);
      return events;
    },
    count: async () => {
      let events = phones.length + corrections.length;
      for (const { log } of doors) events += (await log.receipt())?.seq ?? 0;
      return events;
    },
    hold: async () => {
      now.isHeld = true;
      while (now.busy > 0) await pause(5);
    },
    release: () => {
      now.isHeld = false;
    },
    stop: async () => {
      now.isOver = true;
      await Promise.all(running);
    },
    drain: async () => {
      for (const { page } of doors) await page.syncNow();
    },
  };
};
