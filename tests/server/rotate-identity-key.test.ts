/** The identity key is changed, with real files and processes that are really killed in the middle. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { readConfig, type Config } from '../../src/server/config.ts';
import type { Services } from '../../src/server/http/services.ts';
import { openDraftFile, sealDraft } from '../../src/server/import/draft-seal.ts';
import { keyIdIn } from '../../src/server/identity/identity-seal.ts';
import { rotateIdentityKey } from '../../src/server/jobs/rotate-identity-key.ts';
import { openStartData } from '../../src/server/start-data.ts';
import { inTransaction } from '../../src/server/store/database.ts';
import { createStores, type Stores } from '../../src/server/store/stores.ts';
import { amina, guest, plant } from '../support/session-world.ts';
import type { TestServer } from '../support/test-server.ts';

const folders: string[] = [];
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const configOf = (folder: string): Config => {
  const config = readConfig({ NARVARO_DATA_DIR: folder }, []);
  if (!config.ok) throw new Error('the configuration was refused');
  return config.value;
};

/** Opens the office as a start does, without listening. */
const openOffice = async (folder: string) => {
  const data = await openStartData(configOf(folder));
  if (!data.ok) throw new Error(`the office could not be opened: ${data.error.kind}`);
  const { database, secrets } = data.value;
  let count = 0;
  const services: Services = {
    clock: () => 1_790_000_000_000,
    randomBytes: (length) => new Uint8Array(length).fill((count += 1)),
    secrets,
    origin: 'http://localhost:8080',
    isDemo: false,
    version: 'test',
    office: { name: 'Projektkontoret', phone: '' },
    programme: 'Program',
  };
  const stores: TestServer['stores'] = (work) =>
    inTransaction(database, (tx) => work(createStores(tx, services)));
  const close = () => database.db.destroy();
  closing.push(close);
  return { database, services, stores, close, folder: join(folder, 'secrets') };
};

type Office = Awaited<ReturnType<typeof openOffice>>;
const file = new TextEncoder().encode('Förnamn;Efternamn');

/** An office with a number, a protected name and a file that somebody is checking. */
const anOffice = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'narvaro-rotate-'));
  folders.push(folder);
  const office = await openOffice(folder);
  await plant(office as unknown as TestServer);
  await office.stores(async ({ identities, importDrafts }) => {
    await identities.keep(amina.id, '199001019802', false);
    await identities.keep(guest.id, '199001019810', true);
    await identities.protect(guest.id, { given: 'Lo', family: 'Ek' });
    const draft = { id: 'd1', kind: 'participants', name: 'lista.csv', administrator: 'sol' } as const;
    await importDrafts.add(await sealDraft(office.services, draft, file));
  });
  await office.close();
  return folder;
};

const whatIsKept = async ({ stores, services }: Office) => {
  const { identities, sealed } = await stores(async (all: Stores) => ({
    identities: await all.identities.read([amina.id, guest.id]),
    sealed: await all.importDrafts.sealedFile('d1'),
  }));
  return {
    number: identities.get(amina.id)?.number,
    protected: identities.get(guest.id),
    file: new TextDecoder().decode(await openDraftFile(services, 'd1', sealed ?? '')),
  };
};

const kept = {
  number: '199001019802',
  protected: { number: '199001019810', isProtected: true, name: { given: 'Lo', family: 'Ek' } },
  file: 'Förnamn;Efternamn',
};

const keysInUse = async ({ database }: Office): Promise<ReadonlySet<string | undefined>> =>
  new Set(
    (await database.db.selectFrom('identities').select('sealed').execute()).map((row) => keyIdIn(row.sealed)),
  );

/** Changes the key in a process of its own, which is killed when it has reached a step. */
const rotateAndDie = (folder: string, step: string): NodeJS.Signals | null => {
  const source = (path: string): string =>
    JSON.stringify(resolve(import.meta.dirname, '../../src/server', path));
  const script = `
    const { openStartData } = await import(${source('start-data.ts')});
    const { readConfig } = await import(${source('config.ts')});
    const { rotateIdentityKey } = await import(${source('jobs/rotate-identity-key.ts')});
    const config = readConfig({ NARVARO_DATA_DIR: ${JSON.stringify(folder)} }, []).value;
    const { value: { database, secrets } } = await openStartData(config);
    const services = { secrets, clock: () => 1790000000000 };
    await rotateIdentityKey({ database, services, folder: ${JSON.stringify(join(folder, 'secrets'))} }, (step) => {
      if (step === ${JSON.stringify(step)}) process.kill(process.pid, 'SIGKILL');
    });`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).signal;
};

describe('the identity key', () => {
  test('[KEY-1] is changed: everything is sealed under the new one and opens, also after the next start', async () => {
    const folder = await anOffice();
    const before = await openOffice(folder);
    const [old] = await keysInUse(before);

    const rotated = await rotateIdentityKey(before);

    expect(rotated).toMatchObject({ identities: 2, names: 1, drafts: 1 });
    await before.close();
    const after = await openOffice(folder);
    expect(await whatIsKept(after)).toEqual(kept);
    expect([...(await keysInUse(after))]).toEqual([after.services.secrets.identity.id]);
    expect(after.services.secrets.identity.id).not.toBe(old);
    const [entry] = await after.stores(({ officeLog }) => officeLog.latest(1));
    expect(JSON.parse(entry?.text ?? '')).toMatchObject({
      kind: 'identity-key-changed',
      from: old,
      identities: 2,
    });
  });

  test('[KEY-1] from before can be removed once nothing needs it, and the office still starts', async () => {
    const folder = await anOffice();
    const before = await openOffice(folder);
    const { oldFile } = await rotateIdentityKey(before);
    await before.close();

    await rm(oldFile ?? '');

    expect(await whatIsKept(await openOffice(folder))).toEqual(kept);
  });

  test('[KEY-1] that the database names has to be there, or the start is refused', async () => {
    const folder = await anOffice();
    const before = await openOffice(folder);
    const { oldFile } = await rotateIdentityKey(before);
    await before.close();
    for (const name of await readdir(join(folder, 'secrets')))
      if (name.startsWith('identity-')) await rm(join(folder, 'secrets', name));

    expect(oldFile).toMatch(/identity\.key$/);
    expect(await openStartData(configOf(folder))).toMatchObject({ ok: false, error: { kind: 'other-keys' } });
  });

  test('[KEY-2] that was changed beneath a running server seals nothing more there', async () => {
    const folder = await anOffice();
    const running = await openOffice(folder);
    await rotateIdentityKey(await openOffice(folder));

    const keeping = running.stores(({ identities }) => identities.keep(amina.id, '199001019828', false));

    await expect(keeping).rejects.toThrow('started again');
    expect(await whatIsKept(await openOffice(folder))).toEqual(kept);
  });

  test.each(['key-made', 'identities-sealed', 'all-sealed', 'done'])(
    '[KEY-3] is whole, the old or the new, when the change is killed at “%s”, and can be changed again',
    async (step) => {
      const folder = await anOffice();

      expect(rotateAndDie(folder, step)).toBe('SIGKILL');

      const after = await openOffice(folder);
      expect(await whatIsKept(after)).toEqual(kept);
      expect((await keysInUse(after)).size).toBe(1);
      await rotateIdentityKey(after);
      await after.close();
      const again = await openOffice(folder);
      expect(await whatIsKept(again)).toEqual(kept);
      expect([...(await keysInUse(again))]).toEqual([again.services.secrets.identity.id]);
    },
  );
});
