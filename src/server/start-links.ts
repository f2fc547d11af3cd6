/** The links a newcomer needs, made anew at each start or when asked for: one-time, kept as hashes only, and printed nowhere but here. */
import { roles } from '../domain/roles.ts';
import { base32 } from '../domain/badge.ts';
import { byDoor } from '../domain/door.ts';
import { demoCodeBytes } from './demo/trainers.ts';
import type { OfficeSession } from '../domain/office.ts';
import { dayMs } from '../domain/time.ts';
import { newTrainerCode } from './accounts/trainer-codes.ts';
import { createId, createToken, hashOf, type Services } from './http/services.ts';
import { inTransaction, type Database } from './store/database.ts';
import { createStores, type Stores } from './store/stores.ts';

export type StartLinks = {
  readonly admin: string | undefined;
  readonly tablet: string | undefined;
  readonly badges: string | undefined;
  /** Codes of those who teach right now where the demo's tablet stands: every process of a demo tells the same (MANY-5). */
  readonly trainerCodes: readonly { readonly name: string; readonly code: string }[];
};

const linkMs = dayMs;

const adminLink = async ({ accounts }: Stores, services: Services): Promise<string> => {
  const token = createToken(services);
  await accounts.addSetupLink(hashOf(token), services.clock() + linkMs, roles);
  return `${services.origin}/admin/start#${token}`;
};

/** A one-time link that makes an administrator, or gives one a new password (SIGN-1). */
export const createAdminLink = (database: Database, services: Services): Promise<string> =>
  inTransaction(database, (tx) => adminLink(createStores(tx, services), services));

/** Makes the links: the administrator's when there is none yet; all three for a demo (SIGN-1, DEV-1). */
export const createStartLinks = async (database: Database, services: Services): Promise<StartLinks> => {
  const links = await createLinks(database, services);
  return { ...links, trainerCodes: services.isDemo ? await createTrainerCodes(database, services) : [] };
};

/** The unit whose session always goes on in the demo (DEMO-7). */
const demoUnit = 'farsta';

/**
 * The on-site sessions that go on now in the unit the demo's tablet is for, in the order its trainer meets them (HOME-1):
 * the cards a newcomer is given are those of the session the tablet opens.
 */
const ongoingOf = async (
  { programme, attendance }: Stores,
  now: number,
): Promise<readonly OfficeSession[]> => {
  const sessions = await programme.sessionsBetween(now, now + 1);
  const states = await attendance.states(sessions.map(({ session }) => session.id));
  const ongoing = sessions.filter(
    ({ session, unit }) => unit !== null && !session.cancelled && states.get(session.id)?.closed_at == null,
  );
  const unit = ongoing.some((each) => each.unit === demoUnit) ? demoUnit : ongoing[0]?.unit;
  return ongoing.filter((each) => each.unit === unit).sort((a, b) => byDoor(a.session, b.session));
};

const createTrainerCodes = async (
  database: Database,
  services: Services,
): Promise<StartLinks['trainerCodes']> => {
  const inStores = <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
    inTransaction(database, (tx) => work(createStores(tx, services)));
  const { names, hashing, all } = await inStores(async (stores) => ({
    names: new Set((await ongoingOf(stores, services.clock())).map(({ session }) => session.trainer)),
    hashing: await stores.trainers.hashing(),
    all: await stores.trainers.all(),
  }));
  const taken = new Set(all.map(({ code_hash }) => code_hash));
  const codes: { name: string; code: string }[] = [];
  for (const name of names) {
    const held = all.find((trainer) => trainer.name === name);
    const others = new Set([...taken].filter((hash) => hash !== held?.code_hash));
    const { code, hash } = await newTrainerCode(demoCodeBytes(services.secrets, name), hashing, others);
    taken.add(hash);
    const id = held?.id ?? createId(services);
    const now = services.clock();
    await inStores(async ({ trainers, officeLog }) => {
      await trainers.lock();
      if ((await trainers.all()).some((one) => one.name === name && one.code_hash === hash)) return;
      await trainers.put({ id, name, code_hash: hash, issued_at: now });
      await officeLog.append({ kind: 'trainer-code-issued', actor: 'server', at: now, trainer: id });
    });
    codes.push({ name, code });
  }
  return codes;
};

const createLinks = (database: Database, services: Services): Promise<Omit<StartLinks, 'trainerCodes'>> =>
  inTransaction(database, async (tx) => {
    const stores = createStores(tx, services);
    const { accounts, devices } = stores;
    const now = services.clock();
    const needsAdmin = services.isDemo || (await accounts.count()) === 0;
    const admin = needsAdmin ? await adminLink(stores, services) : undefined;
    if (!services.isDemo) return { admin, tablet: undefined, badges: undefined };
    const [ongoing] = await ongoingOf(stores, now);
    const code = base32(services.randomBytes(5));
    await devices.addEnrolmentCode({
      code_hash: hashOf(code),
      name: 'Min demoplatta',
      unit: ongoing?.unit ?? demoUnit,
      expires_at: now + linkMs,
      created_at: now,
    });
    const cohort = ongoing?.session.cohorts[0];
    return {
      admin,
      tablet: `${services.origin}/anslut#${code}`,
      badges: `${services.origin}/admin/kort${cohort === undefined ? '' : `?cohort=${cohort}`}`,
    };
  });
