/** The links a newcomer needs, made anew at each start: one-time, kept as hashes only, and printed nowhere but here. */
import { base32 } from '../domain/badge.ts';
import { dayMs } from '../domain/time.ts';
import { createToken, hashOf, type Services } from './http/services.ts';
import { inTransaction, type Database } from './store/database.ts';
import { createStores } from './store/stores.ts';

export type StartLinks = {
  readonly admin: string | undefined;
  readonly tablet: string | undefined;
  readonly badges: string | undefined;
};

const linkMs = dayMs;

/** Makes the links: the administrator's when there is none yet or one is asked for; the others for a demo (SIGN-1, DEV-1). */
export const createStartLinks = (
  database: Database,
  services: Services,
  wantsAdminLink: boolean,
): Promise<StartLinks> =>
  inTransaction(database, async (tx) => {
    const { accounts, devices, programme } = createStores(tx, services);
    const now = services.clock();
    const needsAdmin = services.isDemo || wantsAdminLink || (await accounts.count()) === 0;
    const token = createToken(services);
    if (needsAdmin) await accounts.addSetupLink(hashOf(token), now + linkMs);
    const admin = needsAdmin ? `${services.origin}/admin/start#${token}` : undefined;
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
