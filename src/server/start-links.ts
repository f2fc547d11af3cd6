/** The links a newcomer needs, made anew at each start or when asked for: one-time, kept as hashes only, and printed nowhere but here. */
import { base32 } from '../domain/badge.ts';
import { dayMs } from '../domain/time.ts';
import { createToken, hashOf, type Services } from './http/services.ts';
import { inTransaction, type Database } from './store/database.ts';
import { createStores, type Stores } from './store/stores.ts';

export type StartLinks = {
  readonly admin: string | undefined;
  readonly tablet: string | undefined;
  readonly badges: string | undefined;
};

const linkMs = dayMs;

const adminLink = async ({ accounts }: Stores, services: Services): Promise<string> => {
  const token = createToken(services);
  await accounts.addSetupLink(hashOf(token), services.clock() + linkMs);
  return `${services.origin}/admin/start#${token}`;
};

/** A one-time link that makes an administrator, or gives one a new password (SIGN-1). */
export const createAdminLink = (database: Database, services: Services): Promise<string> =>
  inTransaction(database, (tx) => adminLink(createStores(tx, services), services));

/** Makes the links: the administrator's when there is none yet; all three for a demo (SIGN-1, DEV-1). */
export const createStartLinks = (database: Database, services: Services): Promise<StartLinks> =>
  inTransaction(database, async (tx) => {
    const stores = createStores(tx, services);
    const { accounts, devices, programme } = stores;
    const now = services.clock();
    const needsAdmin = services.isDemo || (await accounts.count()) === 0;
    const admin = needsAdmin ? await adminLink(stores, services) : undefined;
    if (!services.isDemo) return { admin, tablet: undefined, badges: undefined };
    const ongoing = (await programme.sessionsBetween(now, now + 1)).find(({ unit }) => unit !== null);
    const code = base32(services.randomBytes(5));
    await devices.addEnrolmentCode({
      code_hash: hashOf(code),
      name: 'Min demoplatta',
      unit: ongoing?.unit ?? 'farsta',
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
