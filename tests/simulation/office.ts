/**
 * The office's machine: the real server on the simulated disk. It can be killed at any statement and around a commit
 * (F13), run out of disk (F14), and be put back from a backup (F15). What it said before is remembered here, so that it
 * can be held to it.
 */
import type { Hono } from 'hono';
import { createApp } from '../../src/server/http/app.ts';
import {
  createId,
  createToken,
  hashOf,
  type Secrets,
  type Services,
} from '../../src/server/http/services.ts';
import { signInCookie } from '../../src/server/http/sign-in-cookie.ts';
import { beginEpoch, epochIn } from '../../src/server/backup/epoch.ts';
import { endWhatIsOpen } from '../../src/server/store/blocked-store.ts';
import { inTransaction, type Tx } from '../../src/server/store/database.ts';
import { leapArrivals } from '../../src/server/store/whole-database.ts';
import { createStores, type Stores } from '../../src/server/store/stores.ts';
import { roles as everyRole, type Role } from '../../src/domain/roles.ts';
import { hourMs, minuteMs } from '../../src/domain/time.ts';
import { bytesToBase64Url } from '../../src/signing/hash.ts';
import { createKeyPair } from '../../src/signing/keys.ts';
import { identityKeyOf } from '../../src/server/identity/identity-seal.ts';
import { importSealingKey } from '../../src/signing/seal.ts';
import { codesIn } from '../support/enrolment-codes.ts';
import type { Random } from '../support/seeded.ts';
import type { Blow, Disk } from './disk.ts';
import { calm, type FaultId, type Weather } from './faults.ts';
import type { Sent } from './network.ts';
import type { Scheduler } from './scheduler.ts';

export type Answered = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

export type Office = {
  readonly disk: Disk;
  readonly services: Services;
  /** Hands a request to the process that runs now; throws as a connection does that breaks. */
  readonly deliver: (sent: Sent) => Promise<Response>;
  readonly stores: <T>(work: (stores: Stores, tx: Tx) => Promise<T>) => Promise<T>;
  /** An officer with these roles does something; never struck by a fault. */
  readonly ask: (role: Role, path: string, body?: unknown) => Promise<Answered>;
  /** Work on the database while the server is stopped: no fault strikes it. */
  readonly safely: <T>(work: () => Promise<T>) => Promise<T>;
  /** Starts the server anew with other keys. */
  readonly setSecrets: (secrets: Secrets) => void;
  readonly enrolmentCode: (unit: string | null) => Promise<string>;
  readonly setWeather: (weather: Weather) => void;
  readonly backUp: () => void;
  /** Puts back the backup before last or an earlier one; false if there is none to put back. */
  readonly putBack: (backup: number) => Promise<void>;
  /** How often the office has been put back: what it said in an earlier life no longer binds it. */
  readonly life: () => number;
  /** What the server wrote in its own log. */
  readonly written: string[];
  /** How often the machine has failed: only then may it answer 5xx. */
  readonly faultsSoFar: () => number;
};

/** Keys made of the world's randomness. */
export const madeSecrets = async (randomBytes: Services['randomBytes']): Promise<Secrets> => {
  const receipt = await createKeyPair();
  const office = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, [
    'deriveBits',
  ]);
  const identity = await identityKeyOf('sim', randomBytes(32));
  return {
    receiptKey: receipt.privateKey,
    receiptPublicKey: receipt.publicKey,
    identity,
    identityKeys: [identity],
    lookupKey: randomBytes(32),
    badgeKey: await importSealingKey(randomBytes(32)),
    officeKey: office.privateKey,
    officePublicKey: bytesToBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', office.publicKey))),
    codesKey: randomBytes(32),
    evaluationKey: randomBytes(32),
  };
};

/** Further than any office gets between two backups. */
const arrivalLeap = 1_000_000;

/** Less than the office lets a sign-in lie unused. */
const signInUsedMs = 30 * minuteMs;

/** How `GET /x` becomes a request of this platform. */
const requestOf = ({ path, init }: Sent): Request => new Request(`http://localhost:8080${path}`, init);

export const openOffice = async (world: {
  readonly disk: Disk;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly strike: (fault: FaultId) => void;
  readonly written: string[];
  /** Told of every statement of a request; true at the one at which this world's server is killed. */
  readonly isCrashing: () => boolean;
}): Promise<Office> => {
  const { disk, scheduler, random, strike, written, isCrashing } = world;
  const randomBytes: Services['randomBytes'] = (length) => {
    const bytes = new Uint8Array(length);
    for (let i = 0; i < length; i += 1) bytes[i] = Math.floor(random() * 256);
    return bytes;
  };
  let secrets = await madeSecrets(randomBytes);
  const services: Services = {
    clock: () => scheduler.now(),
    randomBytes,
    get secrets() {
      return secrets;
    },
    origin: 'http://localhost:8080',
    isDemo: false,
    version: 'simulated',
    office: { name: 'Projektkontoret', phone: '08-000 00 00' },
    programme: 'Framtidens socialtjänst',
  };
  let weather = calm;
  let underWay = 0;
  let isDying = false;
  let isSafe = 0;
  let life = 0;
  let epoch: Services['epoch'];
  let failures = 0;
  const build = (): Hono =>
    createApp({ database: disk.database(), services: { ...services, epoch }, trustsProxy: false }, new Map());
  let app = build();
  /** Accounts, and their sign-ins with when they were made. */
  const officers = new Map<Role, string>();
  const cookies = new Map<Role, { readonly cookie: string; readonly at: number }>();

  disk.setHook((at): Blow => {
    if (isDying) return 'kill';
    if (isSafe > 0 || underWay === 0) return 'nothing';
    const isChosen = isCrashing();
    if (isChosen) strike('F38');
    if ((weather.serverKill > 0 && random() < weather.serverKill) || isChosen) {
      strike('F13');
      failures += 1;
      isDying = true;
      return 'kill';
    }
    /* A full disk shows itself where pages are flushed more often than where they are written. */
    const full = at === 'before-commit' ? 10 * weather.serverFull : at === 'write' ? weather.serverFull : 0;
    if (full > 0 && random() < full) {
      strike('F14');
      failures += 1;
      return 'full';
    }
    return 'nothing';
  });

  const end = (): void => {
    underWay -= 1;
    if (underWay > 0 || !isDying) return;
    isDying = false;
    disk.crash();
    app = build();
  };

  const safely: Office['safely'] = async (work) => {
    isSafe += 1;
    try {
      return await work();
    } finally {
      isSafe -= 1;
    }
  };
  const stores: Office['stores'] = (work) =>
    safely(() => inTransaction(disk.database(), (tx) => work(createStores(tx, services), tx)));

  const officerOf = async (role: Role): Promise<string> => {
    const known = officers.get(role);
    if (known !== undefined) return known;
    const id = createId(services);
    await stores(async ({ accounts }) => {
      await accounts.add(
        { id, name: `Ansvarig ${role}`, login: `login-${role}-${life}`, password: 'none' },
        scheduler.now(),
      );
      await accounts.setRoles(
        id,
        everyRole.filter((one) => one === role),
      );
    });
    officers.set(role, id);
    return id;
  };

  /** Whoever comes back to the screen later signs in again: a sign-in ends when nobody uses it. */
  const cookieOf = async (role: Role): Promise<string> => {
    const known = cookies.get(role);
    const now = scheduler.now();
    if (known !== undefined && now - known.at < signInUsedMs) return known.cookie;
    const officer = await officerOf(role);
    const token = createToken(services);
    await stores(async ({ accounts }, { trx }) => {
      await accounts.addSignIn(hashOf(token), officer, now);
      const later = now + 24 * hourMs;
      await trx.updateTable('sign_ins').set({ last_seen_at: later, expires_at: later }).execute();
    });
    const cookie = signInCookie(services.origin, token).split(';')[0] ?? '';
    cookies.set(role, { cookie, at: now });
    return cookie;
  };

  return {
    disk,
    services,
    written,
    stores,
    safely,
    setSecrets: (next) => {
      secrets = next;
      app = build();
    },
    life: () => life,
    faultsSoFar: () => failures,
    setWeather: (next) => {
      weather = next;
    },
    deliver: async (sent) => {
      if (isDying) throw new TypeError('Failed to fetch');
      underWay += 1;
      const process = app;
      let isKilled = false;
      let response: Response;
      try {
        response = await process.fetch(requestOf(sent));
      } finally {
        isKilled = isDying;
        end();
      }
      if (isKilled) throw new TypeError('Failed to fetch');
      return response;
    },
    ask: async (role, path, body) => {
      const cookie = await cookieOf(role);
      isSafe += 1;
      try {
        const init: RequestInit =
          body === undefined
            ? { headers: { Cookie: cookie } }
            : {
                method: 'POST',
                headers: { Cookie: cookie, 'Content-Type': 'application/json' },
                body: JSON.stringify(body),
              };
        const response = await app.fetch(requestOf({ path, init }));
        return { status: response.status, body: (await response.json()) as Answered['body'] };
      } finally {
        isSafe -= 1;
      }
    },
    enrolmentCode: codesIn(stores, () => scheduler.now()),
    backUp: () => {
      disk.backUp();
    },
    putBack: async (backup) => {
      disk.putBack(backup);
      cookies.clear();
      officers.clear();
      life += 1;
      /* What the product's own restore does to a copy before it may be used. */
      await stores(async (_, tx) => {
        await endWhatIsOpen(tx, scheduler.now());
        await leapArrivals(tx, arrivalLeap);
        await beginEpoch(tx, services, scheduler.now());
      });
      epoch = await stores((_, tx) => epochIn(tx));
      app = build();
    },
  };
};
