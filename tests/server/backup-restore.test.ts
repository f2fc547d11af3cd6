/** A backup is made, the machine is lost, and the backup is put back (issue item 3; I5, I19, A25). */
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Tablet } from '../../src/app/device/tablet.ts';
import { createRecoveryKey } from '../../src/server/backup/recovery-key.ts';
import { noteRevocations } from '../../src/server/backup/revocations.ts';
import { verify } from '../../src/server/backup/verify.ts';
import { signInCookie } from '../../src/server/http/sign-in-cookie.ts';
import { createToken, hashOf } from '../../src/server/http/services.ts';
import { dayMs, hourMs } from '../../src/domain/time.ts';
import type { EventDraft } from '../../src/domain/events.ts';
import { recordFromPhone } from '../../src/server/phones-log.ts';
import { Hash, SessionId } from '../../src/domain/ids.ts';
import { valueIn } from '../support/behind-the-server.ts';
import { openBackupOffice, type BackupOffice } from '../support/backup-office.ts';
import { createMemoryDevice } from '../support/memory-own-log.ts';
import { startPostgres, type Postgres } from '../support/postgres.ts';
import { amina, checkedIn, closed, elif, morning, olof, opened, plant } from '../support/session-world.ts';
import { openPage } from '../support/simulated-tablet.ts';
import type { TestServer } from '../support/test-server.ts';

let postgres: Postgres;
let office: BackupOffice;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());
afterEach(() => office.close());

const openOffice = async (kind: 'sqlite' | 'postgres'): Promise<void> => {
  office = await openBackupOffice(morning, kind, postgres);
  await plant({ stores: office.stores } as TestServer);
};
const enrolled = async (): Promise<Tablet> => {
  const tablet = await openPage({
    device: createMemoryDevice(),
    fetching: (input, init) => office.fetching(input, init),
    clock: () => office.now(),
  });
  if (!(await tablet.enrol(await office.enrolmentCode('farsta'))).ok) throw new Error('not enrolled');
  return tablet;
};
const record = async (tablet: Tablet, ...drafts: readonly EventDraft[]): Promise<void> => {
  for (const draft of drafts) if (!(await tablet.record(draft)).ok) throw new Error('not saved');
};
const idOf = (tablet: Tablet): string => tablet.state().identity?.device ?? '';
const textsOf = async (tablet: Tablet): Promise<readonly string[]> =>
  (await office.stores(({ logs }) => logs.ofDevice(idOf(tablet), 1, 1000))).map(({ text }) => text);
const attendance = () => office.stores((stores) => stores.attendance.ofSession('s1'));
const trainerWith = (letter: string) => ({
  id: 't1',
  name: 'Kim Alm',
  code_hash: letter.repeat(43),
  issued_at: office.now(),
});
const officeKinds = async (): Promise<readonly string[]> =>
  (await office.stores(({ officeLog }) => officeLog.latest(50))).map(
    ({ text }) => (JSON.parse(text) as { kind: string }).kind,
  );
const signedIn = async (id: string): Promise<string> => {
  const { services } = office;
  const token = createToken(services());
  await office.stores(async ({ accounts, officeLog }) => {
    await accounts.add({ id, name: id, login: id, password: `scrypt of ${id}` }, office.now());
    await accounts.setRoles(id, ['system', 'reader']);
    await officeLog.append({ kind: 'administrator-added', actor: id, at: office.now() });
    await accounts.addSignIn(hashOf(token), id, office.now());
  });
  return signInCookie(services().origin, token).split(';')[0] ?? '';
};

describe.each(['sqlite', 'postgres'] as const)('an office on %s', (kind) => {
  test('[BACKUP-4] whose machine is lost has after the tablets’ next sync what it had without the loss', async () => {
    await openOffice(kind);
    const [left, right] = [await enrolled(), await enrolled()];
    await record(left, opened, checkedIn(amina));
    await left.syncNow();
    const file = await office.backUpWell();
    office.advance(hourMs);
    await record(left, checkedIn(olof));
    await record(right, checkedIn(elif, 'hand'), closed);
    await left.syncNow();
    await right.syncNow();
    const before = { attendance: await attendance(), left: await textsOf(left), right: await textsOf(right) };
    expect(before.attendance).toHaveLength(3);

    const restored = await office.restoreOnNew(file);
    expect(restored).toMatchObject({ ok: true, value: { madeAt: morning } });
    expect(await textsOf(left)).toHaveLength(2);
    expect(await textsOf(right)).toHaveLength(0);
    await left.syncNow();
    await right.syncNow();
    expect({ left: await textsOf(left), right: await textsOf(right) }).toEqual({
      left: before.left,
      right: before.right,
    });
    expect(await attendance()).toEqual(before.attendance);
    expect(await officeKinds()).toContain('restored');
    const verified = await verify(office.database(), office.services(), office.folder);
    expect(verified).toMatchObject({ findings: [], missing: [] });
  });

  test('[BACKUP-1] gets back every row of every table, byte for byte', async () => {
    await openOffice(kind);
    const tablet = await enrolled();
    await record(tablet, opened, checkedIn(amina));
    await tablet.syncNow();
    await signedIn('adm-1');
    const before = await textsOf(tablet);
    const restored = await office.restoreOnNew(await office.backUpWell());
    expect(restored).toMatchObject({ ok: true, value: { findings: [] } });
    expect(await textsOf(tablet)).toEqual(before);
    expect((await office.stores(({ accounts }) => accounts.all())).map(({ id }) => id)).toEqual(['adm-1']);
    const people = await office.stores(({ programme }) => programme.participants());
    expect(people.map(({ id }) => id).sort()).toEqual(['amina', 'elif', 'guest', 'olof']);
  });
});

describe('a backup', () => {
  test.each([
    ['sqlite', 'postgres'],
    ['postgres', 'sqlite'],
  ] as const)('[BACKUP-1] made of %s is put back on %s', async (from, onto) => {
    await openOffice(from);
    const tablet = await enrolled();
    await record(tablet, opened, checkedIn(amina));
    await tablet.syncNow();
    const file = await office.backUpWell();
    await record(tablet, checkedIn(olof));
    await tablet.syncNow();
    const before = await attendance();
    expect((await office.restoreOnNew(file, onto)).ok).toBe(true);
    await tablet.syncNow();
    expect(await attendance()).toEqual(before);
    expect((await verify(office.database(), office.services(), office.folder)).findings).toEqual([]);
  });

  test('[BACKUP-1] holds what there was at one moment, though tablets send while it is made', async () => {
    await openOffice('sqlite');
    const tablet = await enrolled();
    await record(tablet, opened);
    for (let i = 0; i < 700; i += 1) await record(tablet, checkedIn(amina));
    await tablet.syncNow();
    for (let i = 0; i < 300; i += 1) await record(tablet, checkedIn(olof));
    const [done] = await Promise.all([office.backUp(), tablet.syncNow()]);
    expect(done).toMatchObject({ kind: 'made', made: { findings: [] } });
    expect(tablet.state().acknowledged).toBe(1001);
  });

  test('[BACKUP-2] tells whoever steals it no name, no id and no key', async () => {
    await openOffice('sqlite');
    const bytes = await readFile(await office.backUpWell());
    for (const secret of ['Björkljus', 'amina', 'receipt', 'participants', office.key.privateKey])
      expect(bytes.includes(secret)).toBe(false);
    const others = await readdir(office.folder);
    for (const name of others.filter((one) => one.endsWith('.jsonl')))
      expect(await readFile(join(office.folder, name), 'utf8')).not.toMatch(/Björkljus|Amina|scrypt/);
  });

  test('[BACKUP-2] that has been cut, changed in any place, or is opened with another key, restores nothing', async () => {
    await openOffice('sqlite');
    const file = await office.backUpWell();
    const bytes = await readFile(file);
    const folder = join(office.folder, '..', 'tries');
    await mkdir(folder);
    const tryWith = async (content: Buffer): Promise<unknown> => {
      const changed = join(folder, 'changed.backup');
      await writeFile(changed, content);
      return office.tryRestore(changed, { dataFolder: join(folder, 'data') });
    };
    const steps = Array.from({ length: 12 }, (_, i) => Math.floor((bytes.length * (i + 0.5)) / 12));
    for (const at of [...steps, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(await tryWith(changed)).toMatchObject({ ok: false });
    }
    for (const length of [0, 10, 500, Math.floor(bytes.length / 2), bytes.length - 1])
      expect(await tryWith(bytes.subarray(0, length))).toMatchObject({ ok: false });
    const other = createRecoveryKey(office.services());
    expect(
      await office.tryRestore(file, { dataFolder: join(folder, 'data'), recoveryKey: other }),
    ).toMatchObject({ ok: false, error: { kind: 'other-key' } });
    expect(await readdir(join(folder, 'data'))).toEqual([]);
  });
});

describe('a restore', () => {
  test('[BACKUP-4] leaves what is already there as it is, and is refused', async () => {
    await openOffice('sqlite');
    const file = await office.backUpWell();
    const here = office.dataFolder();
    const before = (await readdir(here)).toSorted();
    expect(await office.tryRestore(file, { dataFolder: here })).toMatchObject({
      ok: false,
      error: { kind: 'not-empty' },
    });
    expect((await readdir(here)).toSorted()).toEqual(before);
    expect(
      await office.tryRestore(file, { dataFolder: join(here, '..', 'demo'), isDemo: true }),
    ).toMatchObject({ ok: false, error: { kind: 'other-kind' } });
  });

  test('[BACKUP-4] that was stopped half-way has restored nothing, and can be done again', async () => {
    await openOffice('sqlite');
    const file = await office.backUpWell();
    const dataFolder = join(office.folder, '..', 'machine-again');
    await mkdir(join(dataFolder, '.restoring', 'secrets'), { recursive: true });
    await writeFile(join(dataFolder, '.restoring', 'narvaro.sqlite'), 'half of it');
    expect(await office.tryRestore(file, { dataFolder })).toMatchObject({ ok: true });
    expect((await readdir(dataFolder)).toSorted()).toEqual([
      'backup-public.key',
      'narvaro.sqlite',
      'secrets',
    ]);
  });

  test('[BACKUP-4] begins a new epoch, which every answer says', async () => {
    await openOffice('sqlite');
    const epochOf = async (): Promise<string | null> =>
      (await office.fetching('/api/me')).headers.get('Narvaro-Epoch');
    expect(await epochOf()).toBe('first');
    const file = await office.backUpWell();
    await office.restoreOnNew(file);
    const second = await epochOf();
    expect(second).toMatch(/^[\w-]{20}$/);
    await office.restoreOnNew(file);
    expect([null, 'first', second]).not.toContain(await epochOf());
  });

  test('[BACKUP-4] hands out no number again: neither an arrival, nor a place in the phones’ log', async () => {
    await openOffice('sqlite');
    const fromPhone = (person: { id: typeof amina.id }) =>
      office.stores((stores) =>
        recordFromPhone(stores, office.services(), {
          kind: 'checked-in',
          session: SessionId.parse('s1'),
          participant: person.id,
          via: 'phone',
          phone: Hash.parse('p'.repeat(43)),
        }),
      );
    const places = () =>
      office.stores(async ({ logs }) =>
        (await logs.ofSession('s1')).map(({ device, seq }) => `${device}:${seq}`),
      );
    await fromPhone(amina);
    const file = await office.backUpWell();
    await fromPhone(olof);
    const [, lost] = await places();
    const lastArrival = await office.stores(({ logs }) => logs.lastArrival());
    await office.restoreOnNew(file);
    await fromPhone(elif);
    expect(await places()).not.toContain(lost);
    expect(await places()).toHaveLength(2);
    expect(await office.stores(({ logs }) => logs.lastArrival())).toBeGreaterThan(lastArrival);
    expect((await verify(office.database(), office.services(), office.folder)).findings).toEqual([]);
  });

  test('[BACKUP-4] tells which of the office’s decisions are gone, and which events the tablets have not yet sent', async () => {
    await openOffice('sqlite');
    const tablet = await enrolled();
    const decide = () =>
      office.stores(({ officeLog }) =>
        officeLog.append({ kind: 'device-renamed', actor: 'adm-1', at: office.now() }),
      );
    await decide();
    const file = await office.backUpWell();
    await decide();
    await decide();
    await record(tablet, opened, checkedIn(amina));
    await tablet.syncNow();
    office.advance(hourMs);
    await office.backUpWell();
    await office.restoreOnNew(file);
    const look = () => verify(office.database(), office.services(), office.folder);
    expect(await look()).toMatchObject({
      findings: [],
      missing: [
        { log: idOf(tablet), from: 1, to: 2 },
        { log: 'office', from: 3, to: 4 },
      ],
    });
    await tablet.syncNow();
    expect((await look()).missing).toMatchObject([{ log: 'office', from: 3, to: 4 }]);
  });

  test('[BACKUP-5] brings back to life no tablet, badge, account, role, password, trainer’s code or name that was shut out since', async () => {
    await openOffice('sqlite');
    const tablet = await enrolled();
    await signedIn('adm-1');
    await signedIn('adm-2');
    await office.stores(async ({ badges, trainers }) => {
      await badges.issue([amina.id, olof.id], office.now());
      await trainers.put(trainerWith('a'));
    });
    const file = await office.backUpWell();
    office.advance(hourMs);
    await office.stores(async ({ devices, badges, accounts, identities, shownNames, trainers }) => {
      await devices.revoke(idOf(tablet), office.now());
      await badges.block(amina.id, office.now());
      await accounts.setDisabled('adm-1', office.now());
      await accounts.setRoles('adm-2', ['reader']);
      await accounts.setPassword('adm-2', 'another');
      await trainers.put(trainerWith('b'));
      await identities.protect(olof.id, { given: 'Olof', family: 'Granmoln' });
      await shownNames.replace(olof.id, { given: 'Deltagare 01', family: '' });
    });
    await noteRevocations({
      folder: office.folder,
      database: office.database(),
      services: office.services(),
    });
    const restored = await office.restoreOnNew(file);
    if (!restored.ok) throw new Error(restored.error.kind);
    expect(restored.value.shut).toEqual({
      devices: 1,
      badges: 1,
      administrators: 1,
      roles: 1,
      passwords: 1,
      factors: 0,
      trainerCodes: 1,
      protectedPeople: 1,
    });
    await office.stores(async ({ devices, accounts, programme, identities, badges }) => {
      expect((await devices.get(idOf(tablet)))?.revoked_at).toBe(morning + hourMs);
      expect(await accounts.byId('adm-1')).toBeUndefined();
      expect([...(await accounts.rolesOf('adm-2'))]).toEqual(['reader']);
      expect((await programme.participant(olof.id))?.family).toBe('');
      expect((await identities.read([olof.id])).get(olof.id)).toMatchObject({
        isProtected: true,
        name: { given: 'Olof', family: 'Granmoln' },
      });
      expect((await badges.tokens([amina.id])).size).toBe(0);
    });
    await record(tablet, checkedIn(amina));
    await tablet.syncNow();
    expect(tablet.state().send.isRevoked).toBe(true);
    expect(await attendance()).toHaveLength(0);
  });

  test('[BACKUP-5] ends every sign-in, link and code, and lets no waiting letter be sent twice', async () => {
    await openOffice('sqlite');
    const cookie = await signedIn('adm-1');
    const look = () => office.fetching('/api/admin/devices', { headers: { Cookie: cookie } });
    expect((await look()).status).toBe(200);
    const code = await office.enrolmentCode('farsta');
    await office.stores(async ({ accounts, letters }) => {
      await accounts.addSetupLink(hashOf('a link'), office.now() + dayMs, ['reader']);
      const to = { participant: amina.id, address: null };
      await letters.add({ id: 'l1', kind: 'personal-link', ...to, about: '{}' }, office.now());
    });
    const file = await office.backUpWell();
    expect(await office.restoreOnNew(file)).toMatchObject({ ok: true, value: { letters: 1 } });
    expect((await look()).status).toBe(401);
    expect(await valueIn(office.database(), "select state from letters where id = 'l1'")).toBe('unclear');
    expect(await valueIn(office.database(), 'select count(*) from setup_links where used_at is null')).toBe(
      '0',
    );
    const fresh = await openPage({
      device: createMemoryDevice(),
      fetching: (input, init) => office.fetching(input, init),
      clock: () => office.now(),
    });
    expect((await fresh.enrol(code)).ok).toBe(false);
  });

  test('[BACKUP-5] without the journal says that nobody can know what was shut out', async () => {
    await openOffice('sqlite');
    const file = await office.backUpWell();
    await writeFile(join(office.folder, 'revocations.jsonl'), 'not what it was\n');
    expect(await office.restoreOnNew(file)).toMatchObject({ ok: true, value: { isJournalBroken: true } });
  });
});
