/**
 * An office with twelve sessions going on, its server a process that can be killed, and the same database seen from
 * beside it: what was acknowledged is compared with what is there.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CohortId, ParticipantId, SessionId, UnitId } from '../../src/domain/ids.ts';
import type { Participant } from '../../src/domain/office.ts';
import type { Session } from '../../src/domain/programme.ts';
import { hourMs, instant, minuteMs } from '../../src/domain/time.ts';
import { roles } from '../../src/domain/roles.ts';
import { createId, createToken, hashOf, type Services } from '../../src/server/http/services.ts';
import { signInCookie } from '../../src/server/http/sign-in-cookie.ts';
import { loadSecrets } from '../../src/server/secrets.ts';
import { inTransaction, type Database } from '../../src/server/store/database.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { createStores, type Stores } from '../../src/server/store/stores.ts';
import type { OfficeClient } from '../support/office-client.ts';
import type { PostgresDatabase } from '../support/postgres.ts';
import { createSharedDatabase, isOnPostgres } from '../support/shared-postgres.ts';
import { createOfficeProcess, type OfficeProcess } from './office-process.ts';

export type PlantedPerson = { readonly id: ParticipantId; readonly session: Session; readonly token: string };

export type CrashWorld = {
  readonly office: OfficeProcess;
  readonly administrator: Pick<OfficeClient, 'get' | 'post'>;
  /** Those that go on now. */
  readonly sessions: readonly Session[];
  /** One that has ended, for the office to correct. */
  readonly ended: Session;
  readonly people: readonly PlantedPerson[];
  readonly services: Pick<Services, 'secrets'>;
  /** A connection of its own, and one transaction on it. */
  readonly stores: <T>(work: (stores: Stores, database: Database) => Promise<T>) => Promise<T>;
  readonly end: () => Promise<void>;
};

/** Where everybody works and every tablet belongs. */
export const unit = UnitId.parse('farsta');

/** How many groups, each with a session going on, and how many in each. */
export type Size = { readonly groups: number; readonly perGroup: number };
const usualSize: Size = { groups: 12, perGroup: 12 };

const cohortOf = (n: number): CohortId => CohortId.parse(`g${n}`);

const sessionOf = (n: number, startsAt: number, endsAt: number): Session => ({
  id: SessionId.parse(`s${n}`),
  kind: 'on-site',
  title: `Tillfälle ${n}`,
  cohorts: [cohortOf(n)],
  startsAt: instant(startsAt),
  endsAt: instant(endsAt),
  breaks: [{ from: instant(startsAt + 30 * minuteMs), to: instant(startsAt + 40 * minuteMs) }],
  place: 'Farsta, sal Eken',
  trainer: 'Kim Alm',
  number: 1,
  of: 6,
  cancelled: false,
});

const personOf = (id: string, cohort: CohortId): Participant => ({
  id: ParticipantId.parse(id),
  given: id.toUpperCase(),
  family: 'Granmoln',
  email: '',
  unit,
  workplace: '',
  track: 'employee',
  isKeyPerson: false,
  cohort,
});

const plantProgramme = async (
  { programme, badges }: Stores,
  now: number,
  { groups, perGroup }: Size,
): Promise<Pick<CrashWorld, 'sessions' | 'ended' | 'people'>> => {
  const numbers = Array.from({ length: groups }, (_, n) => n);
  const sessions = numbers.map((n) => sessionOf(n, now - hourMs, now + 8 * hourMs));
  const ended = sessionOf(groups, now - 3 * hourMs, now - 2 * hourMs);
  await programme.putCohorts(
    [...numbers, groups].map((n) => ({ id: cohortOf(n), name: `Grupp ${n}`, track: 'employee', unit })),
  );
  const participants = [...numbers, groups].flatMap((n) =>
    Array.from({ length: perGroup }, (_, i) => personOf(`p${n}x${i}`, cohortOf(n))),
  );
  await programme.putParticipants(participants);
  await programme.putSessions([...sessions, ended].map((session) => ({ session, unit })));
  const ids = participants.map(({ id }) => id);
  await badges.issue(ids, now);
  const tokens = await badges.tokens(ids);
  const people = participants.flatMap(({ id, cohort }) => {
    const session = sessions.find(({ cohorts }) => cohorts.some((one) => one === cohort));
    return session === undefined ? [] : [{ id, session, token: tokens.get(id)?.token ?? '' }];
  });
  return { sessions, ended, people };
};

/** An administrator with every role, signed in past the pages for it: what is tried here is what comes after. */
const signIn = async (
  stores: CrashWorld['stores'],
  services: Services,
): Promise<CrashWorld['administrator']> => {
  const id = createId(services);
  const token = createToken(services);
  await stores(async ({ accounts }) => {
    await accounts.add({ id, name: 'Sol Granhimmel', login: 'sol', password: 'none' }, services.clock());
    await accounts.setRoles(id, roles);
    await accounts.addSignIn(hashOf(token), id, services.clock());
  });
  const cookie = signInCookie(services.origin, token).split(';')[0] ?? '';
  const read = async <T>(response: Response): Promise<T> => {
    if (!response.ok) throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    get: async (path) => read(await fetch(`${services.origin}${path}`, { headers: { cookie } })),
    post: async (path, body) =>
      read(
        await fetch(`${services.origin}${path}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', cookie },
          body: JSON.stringify(body),
        }),
      ),
  };
};

type WorldOptions = {
  readonly postgres?: PostgresDatabase;
  /** On the embedded database whatever the run asks for: it is that database's file which is tried. */
  readonly isEmbedded?: boolean;
  readonly folder?: string;
  readonly size?: Size;
};

/**
 * Starts an office, one process, on the PostgreSQL database given, or else on what the run asks for. `folder` to choose
 * where; it is removed at the end.
 */
export const startCrashWorld = async ({
  postgres,
  isEmbedded = false,
  folder = mkdtempSync(join(tmpdir(), 'narvaro-crash-')),
  size = usualSize,
}: WorldOptions = {}): Promise<CrashWorld> => {
  const isOwn = postgres === undefined && !isEmbedded && isOnPostgres();
  const own = isOwn ? await createSharedDatabase() : undefined;
  const on = postgres ?? own;
  const office = await createOfficeProcess(folder, on?.url ?? '');
  await office.start();
  const secrets = await loadSecrets(join(folder, 'secrets'));
  const services: Services = {
    clock: () => Date.now(),
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    secrets,
    origin: office.origin,
    isDemo: false,
    version: 'test',
    office: { name: 'Projektkontoret', phone: '' },
    programme: 'Utbildningsprogram',
  };
  const open = (): Database =>
    on?.open() ?? { db: openSqlite(join(folder, 'narvaro.sqlite')), dialect: 'sqlite' };
  const stores: CrashWorld['stores'] = async (work) => {
    const database = open();
    try {
      for (let tries = 0; ; tries += 1)
        try {
          return await inTransaction(database, (tx) => work(createStores(tx, services), database));
        } catch (error) {
          /* The server has written between our reading and our writing. */
          if (tries === 20 || !(error instanceof Error) || !error.message.includes('locked')) throw error;
        }
    } finally {
      await database.db.destroy();
    }
  };
  const planted = await stores((all) => plantProgramme(all, services.clock(), size));
  const administrator = await signIn(stores, services);
  return {
    ...planted,
    office,
    administrator,
    services,
    stores,
    end: async () => {
      await office.kill();
      await own?.drop();
      for (const one of [folder, `${folder}-backups`]) rmSync(one, { recursive: true, force: true });
    },
  };
};
