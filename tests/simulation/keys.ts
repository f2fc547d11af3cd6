/**
 * The office's identity key is changed, and the change may be stopped anywhere (F41, KEY-1, KEY-3): what was sealed before
 * is read afterwards, with the key that the database names.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Secrets } from '../../src/server/http/services.ts';
import { identityKeySetting } from '../../src/server/identity/identity-vault.ts';
import { rotateIdentityKey, type RotationStep } from '../../src/server/jobs/rotate-identity-key.ts';
import { loadSecrets, withIdentityKey } from '../../src/server/secrets.ts';
import { createSettingsStore } from '../../src/server/store/settings-store.ts';
import { oneOf } from '../support/seeded.ts';
import type { Office } from './office.ts';
import { canaries } from './programme.ts';
import type { World } from './world.ts';

/** As office.ts names the first one. */
const firstKey = 'sim';

class Stopped extends Error {}

/** Every identity key there is: those that were here, and those whose files are in the folder. */
const withKeysIn = async (folder: string, secrets: Secrets): Promise<Secrets> => {
  const { identityKeys } = await loadSecrets(folder);
  const known = new Set(secrets.identityKeys.map(({ id }) => id));
  return {
    ...secrets,
    identityKeys: [...secrets.identityKeys, ...identityKeys.filter(({ id }) => !known.has(id))],
  };
};

/** The office as it starts: with the key that its database names, of those that are here. */
export const startWithKey = async (office: Office): Promise<void> => {
  const id = await office.stores((_, tx) => createSettingsStore(tx).get(identityKeySetting));
  const secrets = withIdentityKey(office.services.secrets, id ?? firstKey);
  if (secrets === undefined) throw new Error('the key that the database names is not here');
  office.setSecrets(secrets);
};

const changeOnce = async (
  { office }: World,
  folder: string,
  stopsAt: RotationStep | undefined,
): Promise<void> => {
  const { disk, services } = office;
  try {
    await office.safely(() =>
      rotateIdentityKey({ database: disk.database(), services, folder }, (step) => {
        if (step === stopsAt) throw new Stopped();
      }),
    );
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  office.setSecrets(await withKeysIn(folder, services.secrets));
  await startWithKey(office);
};

const checkReadable = async ({ office, programme, checked, wrong }: World): Promise<void> => {
  checked.count('I22');
  const ids = programme.people.slice(0, 2).map(({ id }) => id);
  const found = await office.stores(({ identities }) => identities.read(ids));
  for (const [i, id] of ids.entries())
    if (found.get(id)?.number !== canaries.number(i))
      wrong('I22', `the number of ${id} cannot be read after the key was changed`);
  if (found.get(programme.protectedPerson)?.name?.given !== canaries.protectedGiven)
    wrong('I22', 'the protected name cannot be read after the key was changed');
};

export const changeIdentityKey = async (world: World): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'narvaro-keys-'));
  try {
    const stopsAt = oneOf(world.random, ['key-made', 'identities-sealed', 'all-sealed', undefined] as const);
    await changeOnce(world, folder, stopsAt);
    world.tell(() => `the office changes its identity key, ${stopsAt ?? 'and'} stops`);
    await checkReadable(world);
    if (stopsAt !== undefined) await changeOnce(world, folder, undefined);
    await checkReadable(world);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
