/** Walks a copy of the whole database and tells what is wrong with it, row by row (BACKUP-6). */
import type { Services } from '../http/services.ts';
import { inTransaction, type Database } from '../store/database.ts';
import { createStores, type Stores } from '../store/stores.ts';
import { danglingRows, migrateUpTo } from '../store/whole-database.ts';
import { checkMonths, checkProjections } from './check-figures.ts';
import { checkAdministrators } from './check-administrators.ts';
import { unsoundIdentities } from '../identity/whole-vault.ts';
import { checkDevices, checkOffice, checkTexts } from './check-logs.ts';
import { createFindings, type Finding, type Findings } from './findings.ts';

/** Evenly spread over all, so that every time and unit is among them. */
const spread = <T>(all: readonly T[], atMost: number): readonly T[] =>
  all.length <= atMost
    ? all
    : Array.from({ length: atMost }, (_, i) => all[Math.floor((i * all.length) / atMost)]).flatMap(
        (one) => one ?? [],
      );

type Check = (stores: Stores, findings: Findings) => Promise<void>;
const parts: readonly (readonly [what: string, check: Check])[] = [
  ['log_events', checkDevices],
  ['office_log', checkOffice],
  ['written_texts', checkTexts],
  ['administrators', checkAdministrators],
  ['month_versions', checkMonths],
];

/**
 * Every chain, every month, every text, every identity and account, and as many sessions' figures as are asked for. The copy is brought up to date
 * first, and computed anew: give it no database that anybody uses.
 */
export const checkCopy = async (
  scratch: Database,
  services: Services,
  sessionsAtMost = Number.POSITIVE_INFINITY,
): Promise<readonly Finding[]> => {
  const findings = createFindings();
  await migrateUpTo(scratch);
  const sessions = await inTransaction(scratch, async (tx) => {
    const stores = createStores(tx, services);
    for (const { table, row } of await danglingRows(tx)) findings.add({ kind: 'dangling', table, row });
    for (const [what, check] of parts)
      await check(stores, findings).catch(() => findings.add({ kind: 'uncomputable', what }));
    for (const participant of await unsoundIdentities(tx, services))
      findings.add({ kind: 'identity', participant });
    return stores.verify.sessions();
  });
  await checkProjections(scratch, services, spread(sessions, sessionsAtMost), findings);
  return findings.all();
};
