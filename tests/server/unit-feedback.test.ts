/** Feedback to a unit's manager: what is in it, whom it is about, and how it is sent. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UnitId } from '../../src/domain/ids.ts';
import { SendUnitFeedbackReply, UnitFeedbackReply } from '../../src/protocol/unit-feedback.ts';
import { createMailer, readMailServer } from '../../src/server/letters/mailer.ts';
import { postLetters } from '../../src/server/letters/post-letters.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import {
  amina,
  aParticipant,
  aTablet,
  at,
  checkedIn,
  checkedOut,
  closed,
  olof,
  opened,
  plant,
} from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let mail: MailServer;
beforeEach(async () => {
  mail = await startMailServer();
  server = await createTestServer({ mailFrom: 'narvaro@example.se' });
  await plant(server);
  await server.stores(({ programme }) =>
    programme.putParticipants([
      { ...amina, workplace: 'Barn och unga' },
      { ...olof, workplace: 'Barn och unga' },
      aParticipant('hidden', 'Deltagare 12', '', { workplace: 'Barn och unga' }),
      aParticipant('elif', 'Elif', 'Klippvind', { workplace: 'Vuxenenheten' }),
      aParticipant('bo', 'Bo', 'Bergsol', { unit: UnitId.parse('bromma'), workplace: 'Barn och unga' }),
    ]),
  );
  const tablet = await aTablet(server);
  await tablet.record(
    [at(15), opened],
    [at(20), checkedIn(amina)],
    [at(25), checkedIn(olof)],
    [at(120), checkedOut(olof)],
    [at(272), closed],
  );
  server.advance(5 * 3_600_000);
  await tablet.deliver();
});
afterEach(async () => {
  await server.close();
  await mail.stop();
});

const workplace = 'Barn och unga';
const send = async (address: string, unit = 'farsta') =>
  server.post('/api/admin/followup/units/send', { unit, workplace, address }, await server.administrator());
const page = async (): Promise<UnitFeedbackReply> =>
  UnitFeedbackReply.parse(
    await (
      await server.get(
        `/api/admin/followup/units?unit=farsta&workplace=${encodeURIComponent(workplace)}`,
        await server.administrator(),
      )
    ).json(),
  );
const deliver = async (): Promise<string> => {
  const found = readMailServer(mail.url);
  if (found === undefined) throw new Error('no mail server');
  const mailer = createMailer(found, { name: 'Projektkontoret', address: 'narvaro@example.se' });
  await postLetters({ database: server.database, services: server.services, mailer });
  const { raw } = mail.received.at(-1) ?? { raw: '' };
  const bytes = raw
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};

test('[DASH-9] has everybody of the workplace with attendance and what is left, an alias as it is, and nobody else', async () => {
  const { people } = await page();
  expect(people.map(({ given, minutes, leftMinutes }) => [given, minutes, leftMinutes])).toEqual([
    ['Amina', 210, 26 * 60 - 210],
    ['Deltagare 12', 0, 26 * 60],
    ['Olof', 90, 26 * 60 - 90],
  ]);
});

test('[DASH-9] is a letter to one address about that workplace alone, written when it is sent', async () => {
  const answer = await send(' chef@example.se ');
  expect(SendUnitFeedbackReply.parse(await answer.json())).toEqual({ people: 3 });
  const letter = await deliver();
  expect(mail.received.map(({ to }) => to)).toEqual([['chef@example.se']]);
  expect(letter).toContain('Amina Björkljus: 1 av 1 tillfällen, 3,5 timmar, 22,5 timmar kvar');
  expect(letter).toContain('Deltagare 12: 0 av 1 tillfällen, 0 timmar, 26 timmar kvar');
  expect(letter).not.toMatch(/Elif|Bergsol|sen |sjuk|tidigare/);
  expect((await page()).address).toBe('chef@example.se');
});

test('[DASH-9] leaves in the logs who sent it and of which unit, and never the address or a name', async () => {
  await send('chef@example.se');
  const { db } = server.database;
  const office = await db.selectFrom('office_log').selectAll().orderBy('seq', 'desc').executeTakeFirst();
  expect(JSON.parse(office?.text ?? '')).toMatchObject({
    kind: 'unit-feedback-sent',
    unit: 'farsta',
    count: 3,
  });
  expect(office?.text).not.toMatch(/chef@|Amina/);
  const seen = await db.selectFrom('access_log').select(['kind', 'about']).execute();
  expect(seen).toContainEqual({ kind: 'unit-feedback', about: 'farsta' });
  const letters = await db.selectFrom('letters').select('about').execute();
  expect(JSON.stringify(letters)).not.toMatch(/Amina|Deltagare/);
});

test.each([
  ['no address', 'chefen', 'farsta', 'letters/address-wrong'],
  ['two addresses', 'a@example.se, b@example.se', 'farsta', 'letters/address-wrong'],
  ['a unit nobody is in', 'chef@example.se', 'skarpnack', 'figures/unit-unknown'],
])('[DASH-9] is refused for %s, and nothing is queued', async (_why, address, unit, code) => {
  expect(await (await send(address, unit)).json()).toMatchObject({ code });
  expect(await server.database.db.selectFrom('letters').selectAll().execute()).toEqual([]);
});
