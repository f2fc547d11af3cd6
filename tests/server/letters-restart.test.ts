/** A process is killed while it hands a letter over, and another is started. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hourMs } from '../../src/domain/time.ts';
import { sendLetter } from '../../src/server/letters/send-letter.ts';
import { inTransaction, migrate } from '../../src/server/store/database.ts';
import { createStores, type Stores } from '../../src/server/store/stores.ts';
import { openLetterOffice, type LetterOffice } from '../support/letter-office.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { amina, cohort, elif, morning, olof } from '../support/session-world.ts';

const program = resolve(import.meta.dirname, '../support/post-letters-process.ts');
const people = [amina, elif, olof].map((person) => ({ ...person, email: `${person.id}@example.se` }));

let folder: string;
let office: LetterOffice;
let mail: MailServer;
const stores = <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
  inTransaction(office.database, (tx) => work(createStores(tx, office.services)));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'narvaro-letters-'));
  office = await openLetterOffice(folder, morning);
  mail = await startMailServer();
  await migrate(office.database);
  await stores(async (all) => {
    await all.programme.putCohorts([{ id: cohort, name: 'Grupp 14', track: 'employee', unit: amina.unit }]);
    await all.programme.putParticipants(people);
    await all.badges.issue(
      people.map(({ id }) => id),
      morning,
    );
    for (const { id } of people)
      await sendLetter(
        { kind: 'personal-link', to: { participant: id }, about: {} },
        { ...all, services: office.services },
      );
  });
});
afterEach(async () => {
  await office.database.db.destroy();
  await mail.stop();
  await rm(folder, { recursive: true, force: true });
});

const start = (now: number): ChildProcess =>
  spawn(process.execPath, [program, folder, String(now), mail.url], { stdio: 'ignore' });
const end = (child: ChildProcess): Promise<number | null> =>
  new Promise((ended) => child.once('exit', (code) => ended(code)));
const states = async (): Promise<readonly string[]> =>
  (await stores(({ letters }) => letters.latest('personal-link')).then((all) => [...all.values()])).map(
    ({ state }) => state,
  );

test('[MAIL-3] killed in the middle of a letter, the others are sent by the next process and that one is not sent again', async () => {
  mail.fallSilentOnce();
  const first = start(morning);
  await expect.poll(() => mail.received.length, { timeout: 20_000 }).toBe(1);
  first.kill('SIGKILL');
  await end(first);
  expect(await end(start(morning))).toBe(0);
  expect(new Set(mail.received.flatMap(({ to }) => to)).size).toBe(3);
  expect(mail.received).toHaveLength(3);
  expect((await states()).toSorted()).toEqual(['sending', 'sent', 'sent']);
  expect(await end(start(morning + hourMs))).toBe(0);
  expect(mail.received).toHaveLength(3);
  expect((await states()).toSorted()).toEqual(['sent', 'sent', 'unclear']);
}, 60_000);
