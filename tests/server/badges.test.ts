import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { tokenInBadge } from '../../src/domain/badge.ts';
import { ListParticipantsReply, type ListParticipantsRequest } from '../../src/protocol/list-participants.ts';
import { PrintBadgesReply } from '../../src/protocol/print-badges.ts';
import { ReissueBadgeReply } from '../../src/protocol/reissue-badge.ts';
import { hashOf } from '../../src/server/http/services.ts';
import {
  aParticipant,
  aTablet,
  at,
  checkedIn,
  amina,
  closed,
  cohort,
  plant,
} from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cookie: string;
beforeEach(async () => {
  server = await createTestServer();
  ({ cookie } = await server.administrator());
  await plant(server);
});
afterEach(() => server.close());

const cards = async (query: string): Promise<PrintBadgesReply> =>
  PrintBadgesReply.parse(await (await server.get(`/api/admin/badges${query}`, { cookie })).json());
const issue = (id: string = cohort) => server.post('/api/admin/badges/issue', { cohort: id }, { cookie });
const reissue = (participant: string, reason = 'lost') =>
  server.post('/api/admin/badges/reissue', { participant, reason }, { cookie });
const officeLog = async () =>
  (await server.stores((stores) => stores.officeLog.latest(10))).map(({ text }) =>
    z.looseObject({ kind: z.string() }).parse(JSON.parse(text)),
  );

describe('printing', () => {
  test('[ADM-6] an administrator makes the cards a cohort lacks, and prints the same cards again later', async () => {
    expect((await cards('')).cohorts).toMatchObject([
      { name: 'Grupp 14', unit: 'Farsta', people: 3, missing: 3 },
      { name: 'Grupp 15', people: 1, missing: 1 },
    ]);
    expect((await cards('?cohort=g14')).cards).toEqual([]);
    expect(await (await issue()).json()).toEqual({ issued: 3 });
    const first = await cards('?cohort=g14');
    expect(first.cards.map(({ name }) => name)).toEqual(['Amina B.', 'Elif K.', 'Olof G.']);
    expect(await (await issue()).json()).toEqual({ issued: 0 });
    expect((await cards('?cohort=g14')).cards).toEqual(first.cards);
    expect(first.cohorts[0]?.missing).toBe(0);
  });

  test('[ADM-6] a card says the same to a camera as the tablet knows the badge by', async () => {
    await issue();
    const [card] = (await cards('?cohort=g14')).cards;
    expect(card?.text).toMatch(/^HTTP:\/\/LOCALHOST:8080\/B\/[0-9A-Z]{26}$/);
    const token = tokenInBadge(card?.text ?? '');
    const rows = await server.stores(({ badges }) => badges.all());
    expect(rows.find(({ participant }) => participant === card?.participant)?.token_hash).toBe(
      token.ok ? hashOf(token.value) : 'no token',
    );
  });

  test('[ADM-6] somebody who goes by an alias gets a card that looks like every other', async () => {
    await server.stores(({ programme }) =>
      programme.putParticipants([aParticipant('alias', 'Deltagare 09', '')]),
    );
    await issue();
    const found = (await cards('?cohort=g14')).cards.find(({ participant }) => participant === 'alias');
    expect(Object.keys(found ?? {})).toEqual(['participant', 'name', 'group', 'unit', 'code', 'text']);
    expect(found?.name).toBe('Deltagare 09');
  });

  test('[ADM-6] making cards is written in the log of the office; making none, or looking, is not', async () => {
    await issue();
    await issue();
    await cards('?cohort=g14');
    expect(await officeLog()).toMatchObject([{ kind: 'badges-issued', cohort: 'g14', count: 3 }]);
  });

  test('[ADM-6] nobody makes or sees cards without being signed in, or for a cohort that is not there', async () => {
    expect((await server.get('/api/admin/badges?cohort=g14')).status).toBe(401);
    expect((await server.post('/api/admin/badges/issue', { cohort })).status).toBe(401);
    expect((await issue('g99')).status).toBe(404);
  });
});

describe('a new card', () => {
  test('[ADM-7] when a card is lost, the old one is blocked and a new one can be printed', async () => {
    await issue();
    const before = (await cards('?participant=amina')).cards[0];
    const reply = ReissueBadgeReply.parse(await (await reissue('amina')).json());
    const after = (await cards('?participant=amina')).cards;
    expect(reply.blocked).toBe(1);
    expect(after).toHaveLength(1);
    expect(after[0]?.code).toBe(reply.code);
    expect(after[0]?.text).not.toBe(before?.text);
    const rows = await server.stores(({ badges }) => badges.all());
    expect(
      rows
        .filter(({ participant }) => participant === 'amina')
        .map(({ code, blocked_at }) => [code, blocked_at !== null]),
    ).toEqual(
      expect.arrayContaining([
        [before?.code, true],
        [reply.code, false],
      ]),
    );
    expect(await cards('?participant=olof')).toMatchObject({ cards: [{ name: 'Olof G.' }] });
  });

  test('[ADM-7] who blocked which card, when and why stands in the log of the office', async () => {
    await issue();
    await reissue('amina', 'damaged');
    expect((await officeLog())[0]).toMatchObject({
      kind: 'badge-reissued',
      participant: 'amina',
      reason: 'damaged',
      blocked: 1,
    });
  });

  test('[ADM-7] a reason in free words, or a person who is not there, is refused and nothing is blocked', async () => {
    await issue();
    expect((await reissue('amina', 'hon var sjuk')).status).toBe(400);
    expect((await reissue('nobody')).status).toBe(404);
    const rows = await server.stores(({ badges }) => badges.all());
    expect(rows.every(({ blocked_at }) => blocked_at === null)).toBe(true);
  });
});

describe('the list of participants', () => {
  const search = async (asked: Partial<ListParticipantsRequest> = {}): Promise<ListParticipantsReply> => {
    const body = { search: '', unit: null, cohort: null, page: 1, ...asked };
    return ListParticipantsReply.parse(
      await (await server.post('/api/admin/participants/search', body, { cookie })).json(),
    );
  };
  const names = async (text: string) => (await search({ search: text })).people.map(({ given }) => given);

  test('[ADM-5] a name is found by the beginning of any part, whatever the marks and capitals', async () => {
    await server.stores(({ programme }) =>
      programme.putParticipants([aParticipant('asa', 'Åsa-Britt', 'Öst Älvdal')]),
    );
    expect(await names('asa')).toEqual(['Åsa-Britt']);
    expect(await names('BRITT ost')).toEqual(['Åsa-Britt']);
    expect(await names('älv å')).toEqual(['Åsa-Britt']);
    expect(await names('sa')).toEqual([]);
    expect(await names('')).toHaveLength(5);
  });

  test('[ADM-5] a person is found by the code on the card, and not by the code of a card that is blocked', async () => {
    await issue();
    const [card] = (await cards('?participant=amina')).cards;
    const typed = `${card?.code.slice(0, 4)}-${card?.code.slice(4).toLowerCase()}`;
    expect(await names(typed)).toEqual(['Amina']);
    await reissue('amina');
    expect(await names(typed)).toEqual([]);
  });

  test('[ADM-5] unit and cohort narrow the list, and a page after the last shows the last', async () => {
    await server.stores(({ programme }) =>
      programme.putParticipants(
        Array.from({ length: 60 }, (_, i) =>
          aParticipant(`p${i}`, `Person ${String(i).padStart(2, '0')}`, 'X'),
        ),
      ),
    );
    expect(await search({ page: 9 })).toMatchObject({ total: 64, page: 2, pages: 2 });
    expect((await search({ page: 2 })).people).toHaveLength(14);
    expect((await search({ cohort: 'g15' as ListParticipantsRequest['cohort'] })).people).toMatchObject([
      { given: 'Deltagare 07', cohort: 'Grupp 15', badge: 'none' },
    ]);
    expect(await search({ unit: 'bromma' as ListParticipantsRequest['unit'] })).toMatchObject({
      total: 0,
      pages: 1,
    });
  });

  test('[ADM-5] an administrator sees the hours so far and whether the card works', async () => {
    const tablet = await aTablet(server);
    await tablet.record([at(20), checkedIn(amina)], [at(275), closed]);
    await tablet.deliver();
    await issue();
    expect((await search({ search: 'amina' })).people[0]).toMatchObject({ minutes: 210, badge: 'working' });
  });
});
