/** What a person gets when they ask what is kept about them. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../src/domain/time.ts';
import { DataExtract } from '../../src/protocol/data-extract.ts';
import { aPhone, cardOf, issueBadges } from '../support/phone-world.ts';
import {
  amina,
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
beforeEach(async () => {
  server = await createTestServer();
  await plant(server);
  await issueBadges(server, [amina.id, olof.id]);
  await server.stores(({ identities }) => identities.keep(amina.id, '199001019802', false));
  const tablet = await aTablet(server);
  await tablet.record(
    [at(30), opened],
    [at(55), checkedIn(amina)],
    [at(56), checkedIn(olof)],
    [at(200), checkedOut(amina)],
    [at(241), closed],
  );
  server.advance(dayMs / 3);
  await tablet.deliver();
});
afterEach(() => server.close());

const extractBy = async (caller: { readonly cookie?: string }, id: string = amina.id): Promise<DataExtract> =>
  DataExtract.parse(await (await server.post(`/api/admin/participants/${id}/extract`, {}, caller)).json());
const onPhone = async (how: 'link' | 'card') => {
  const phone = aPhone(server, how);
  const card = await cardOf(server, amina.id);
  await (how === 'link' ? phone.open(card.token) : phone.identify(card.code));
  return server.get('/api/me/extract', { cookie: phone.cookie() ?? '' });
};

describe('a person who asks what is kept about them', () => {
  test('[ACC-3] gets their record, hours and every event, with the number masked, and nothing of anybody else', async () => {
    const planner = await server.administrator('Sol Granhimmel', ['planner']);
    const extract = await extractBy(planner);

    expect(extract.person).toMatchObject({ given: amina.given, number: '19900101-••••', cohort: 'Grupp 14' });
    expect(extract.events.map(({ kind, device }) => [kind, device])).toEqual([
      ['checked-in', 'Farsta 07'],
      ['checked-out', 'Farsta 07'],
    ]);
    expect(extract.sessions[0]?.attendance?.minutes).toBeGreaterThan(0);
    expect(extract.cards).toHaveLength(1);
    const text = JSON.stringify(extract);
    expect(text).not.toContain('9802');
    expect(text).not.toContain(olof.id);
    expect(text).not.toContain(olof.given);
  });

  test('[PROT-3] somebody who goes by an alias has no date of birth in an extract but the handler’s', async () => {
    await server.stores(async ({ programme }) => {
      await programme.putParticipants([
        { ...amina, given: 'Deltagare 12', family: '', email: 'a@example.se' },
      ]);
    });
    const planner = await server.administrator('Sol Granhimmel', ['planner']);
    const handler = await server.administrator('Hanna Handläggare', ['protected']);
    expect((await extractBy(planner)).person).toMatchObject({ number: null, email: '', letterAddress: null });
    expect((await extractBy(handler)).person).toMatchObject({
      number: '19900101-••••',
      email: 'a@example.se',
    });
  });

  test('[ACC-1] and the office that made it: the extract is noted, and the next one tells of it', async () => {
    const planner = await server.administrator('Sol Granhimmel', ['planner']);
    await extractBy(planner);

    expect((await extractBy(planner)).seen.map(({ kind }) => kind)).toEqual(['data-extract', 'data-extract']);
  });

  test('[PROT-3] is not told on by it when the identity is protected: a planner reads the alias alone', async () => {
    const handler = await server.administrator('Vide Lund', ['protected']);
    await server.post(`/api/admin/protected/${amina.id}/protect`, { alias: 'Alva' }, handler);
    const planner = await server.administrator('Sol Granhimmel', ['planner']);

    const text = JSON.stringify(await extractBy(planner));

    expect(text).toContain('Alva');
    expect(text).not.toContain(amina.family);
    expect(text).not.toContain('protect');
  });

  test('[ACC-3] fetches it themselves on their own phone, but not with the readable code alone', async () => {
    const own = await onPhone('link');

    expect(DataExtract.parse(await own.json()).person.given).toBe(amina.given);
    expect((await onPhone('card')).status).toBe(401);
  });
});
