/**
 * Changes the key that identities are sealed under (KEY-1). There is one moment that counts: the transaction that seals
 * everything anew also writes down which key that is. Before it the old key is the current one, after it the new one,
 * and both keys are in their files all the time, so a stop at any point leaves a database that can be read (KEY-3).
 *
 * The old key's file is left: a backup from before the change needs it. Whoever sees to the backups removes it when the
 * last of them is gone.
 */
import { openBytes, openText, sealBytes, sealText } from '../../signing/seal.ts';
import type { Services } from '../http/services.ts';
import type { IdentityKey } from '../identity/identity-seal.ts';
import { identityKeySetting } from '../identity/identity-vault.ts';
import { sealAnew, type Resealing } from '../identity/whole-vault.ts';
import { fileOfIdentityKey, makeIdentityKey } from '../secrets.ts';
import { holdLock, inTransaction, type Database } from '../store/database.ts';
import { createOfficeLogStore } from '../store/office-log-store.ts';
import { createSettingsStore } from '../store/settings-store.ts';

export type Rotated = {
  readonly identities: number;
  readonly names: number;
  /** Files that somebody was checking. */
  readonly drafts: number;
  /** The file of the key that nothing in this database needs any more. */
  readonly oldFile: string | undefined;
};

/** Told to tests, which stop there. */
export type RotationStep = 'key-made' | 'identities-sealed' | 'all-sealed' | 'done';

/** Opens with whichever of the keys it was sealed under. */
const firstOf = async <T>(
  keys: readonly IdentityKey[],
  open: (key: IdentityKey['key']) => Promise<T | undefined>,
): Promise<T> => {
  for (const { key } of keys) {
    const value = await open(key);
    if (value !== undefined) return value;
  }
  throw new Error('something is sealed under a key that is not here');
};

const sealDrafts = async ({ tx: { trx }, keys, next }: Resealing): Promise<number> => {
  const drafts = await trx.selectFrom('import_drafts').select(['id', 'sealed_file', 'mapping']).execute();
  for (const { id, sealed_file, mapping } of drafts) {
    const held = new Uint8Array(Buffer.from(sealed_file, 'base64url'));
    const file = await firstOf(keys, (key) => openBytes(key, `import/${id}`, held));
    const sealed = await sealBytes(next.key, `import/${id}`, file);
    const work =
      mapping === null ? null : await firstOf(keys, (key) => openText(key, `import-work/${id}`, mapping));
    await trx
      .updateTable('import_drafts')
      .set({
        sealed_file: Buffer.from(sealed).toString('base64url'),
        mapping: work === null ? null : await sealText(next.key, `import-work/${id}`, work),
      })
      .where('id', '=', id)
      .execute();
  }
  return drafts.length;
};

/** Makes a new key in `folder` and seals everything under it. A server that runs meanwhile must be started again (KEY-2). */
export const rotateIdentityKey = async (
  { database, services, folder }: { database: Database; services: Services; folder: string },
  reached: (step: RotationStep) => void = () => undefined,
): Promise<Rotated> => {
  const next = await makeIdentityKey(folder);
  reached('key-made');
  const { identity, identityKeys: keys } = services.secrets;
  const counts = await inTransaction(database, async (tx) => {
    await holdLock(tx, identityKeySetting);
    const work = { tx, keys, next };
    const identities = await sealAnew(work);
    reached('identities-sealed');
    const drafts = await sealDrafts(work);
    await createSettingsStore(tx).put(identityKeySetting, next.id);
    const counted = { ...identities, drafts };
    const entry = { kind: 'identity-key-changed', actor: 'server', at: services.clock() };
    await createOfficeLogStore(tx).append({ ...entry, from: identity.id, to: next.id, ...counted });
    reached('all-sealed');
    return counted;
  });
  reached('done');
  return { ...counts, oldFile: await fileOfIdentityKey(folder, identity.id) };
};
