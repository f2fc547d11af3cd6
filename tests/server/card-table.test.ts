/** GET /api/plan?cards=table: every card as one table, the same as the list of them, and made anew only when it must be. */
import { afterEach, describe, expect, test } from 'vitest';
import { cardsInList, cardsInTable } from '../../src/domain/known-cards.ts';
import { Plan } from '../../src/domain/programme.ts';
import { dayMs } from '../../src/domain/time.ts';
import { hashOf } from '../../src/server/http/services.ts';
import {
  amina,
  aParticipant,
  aSession,
  guest,
  morning,
  olof,
  otherCohort,
  plant,
} from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer | undefined;
afterEach(() => server?.close());

const token = 'tablet-'.padEnd(43, 't');

const anOffice = async (database: 'sqlite' | 'postgres'): Promise<TestServer> => {
  const office = await createTestServer({ database });
  server = office;
  await plant(office, [aSession('s1')]);
  await office.stores(async ({ devices, badges }) => {
    const now = office.services.clock();
    await devices.add({ id: 'tablet', name: 'Farsta 07', unit: 'farsta', publicKey: 'key' }, now);
    await devices.addSignIn(hashOf(token), 'tablet', now + 90 * dayMs, now);
    await badges.issue([amina.id, olof.id, guest.id], morning);
  });
  return office;
};

const ask = (office: TestServer, path: string, etag?: string): Promise<Response> =>
  office.get(path, { token, ...(etag === undefined ? {} : { headers: { 'If-None-Match': etag } }) });

describe.each(['sqlite', 'postgres'] as const)('the table of cards on %s', (database) => {
  test('[PLAN-7] a tablet that asks for the table knows exactly whom a tablet with the list knows', async () => {
    const office = await anOffice(database);
    await office.stores(({ badges }) => badges.block(olof.id, morning));
    const listed = Plan.parse(await (await ask(office, '/api/plan')).json());
    const tabled = Plan.parse(await (await ask(office, '/api/plan?cards=table')).json());
    expect(listed.cards).toBeUndefined();
    expect(tabled.badges).toEqual([]);
    expect({ ...tabled, badges: [], cards: undefined }).toEqual({ ...listed, badges: [], cards: undefined });
    const list = cardsInList(listed.badges);
    const table = cardsInTable(tabled.cards ?? { idWidth: 0, rows: '' }, tabled.cohortNames);
    expect(listed.badges.length).toBe(3);
    for (const [hash, participant] of listed.badges) {
      expect(table.byHash(hash)).toEqual(list.byHash(hash));
      expect(table.cohortOf(participant)).toBe(list.cohortOf(participant));
    }
  });

  test('[PLAN-7, PLAN-5] whatever changes who has which card is news to a tablet that has the table, and nothing else is', async () => {
    const office = await anOffice(database);
    const path = '/api/plan?cards=table';
    let etag = '';
    const isNews = async (): Promise<boolean> => {
      const reply = await ask(office, path, etag);
      etag = reply.headers.get('etag') ?? etag;
      return reply.status === 200;
    };
    expect(await isNews()).toBe(true);
    expect(await isNews()).toBe(false);
    await office.stores(({ badges }) => badges.block(guest.id, morning));
    expect(await isNews()).toBe(true);
    await office.stores(({ badges }) => badges.issue([guest.id], morning));
    expect(await isNews()).toBe(true);
    await office.stores(({ programme }) => programme.putParticipants([{ ...guest, cohort: null }]));
    expect(await isNews()).toBe(true);
    await office.stores(({ programme }) => programme.putParticipants([{ ...guest, cohort: otherCohort }]));
    expect(await isNews()).toBe(true);
    await office.stores(({ programme }) =>
      programme.putParticipants([aParticipant('ny', 'Ny', 'Person', { cohort: otherCohort })]),
    );
    expect(await isNews()).toBe(false);
    await office.stores(({ badges }) => badges.handOver(guest.id, 'ny'));
    expect(await isNews()).toBe(true);
    expect(await isNews()).toBe(false);
  });
});
