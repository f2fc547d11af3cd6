/** Lists that are taken in, and people whose identity is or becomes protected. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ImportStatus } from '../../src/protocol/import.ts';
import { aLine, csvText, participantHeader, utf8, type Line } from '../support/import-files.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let planner: { readonly cookie: string };
beforeEach(async () => {
  server = await createTestServer();
  planner = await server.administrator('Sol Granhimmel', ['planner']);
});
afterEach(() => server.close());

/** A list that has been read and checked; the answer is its id. */
const checked = async (lines: readonly Line[]): Promise<string> => {
  const sent = await server.app.request('/api/admin/imports?kind=participants&name=lista.csv', {
    method: 'POST',
    body: new Uint8Array(utf8(csvText([participantHeader, ...lines]))),
    headers: { Cookie: planner.cookie },
  });
  const { id } = (await sent.json()) as { id: string };
  await settled(id);
  return id;
};
const settled = async (id: string): Promise<void> => {
  for (;;) {
    const reply = await server.get(`/api/admin/imports/${id}`, planner);
    const { state } = ImportStatus.parse(await reply.json());
    if (state !== 'reading' && state !== 'checking') return;
    await wait(20);
  }
};
const takeIn = (id: string) => server.post(`/api/admin/imports/${id}/commit`, {}, planner);
const onlyPerson = async () => {
  const [person] = await server.stores(({ programme }) => programme.participants());
  if (person === undefined) throw new Error('nobody was taken in');
  return person;
};
const address = { 'E-post': 'nagon@stockholm.example' };

describe('a list', () => {
  test('[PROT-2] that marks somebody taken in openly as protected puts an alias in the name’s place and keeps the name sealed', async () => {
    await takeIn(await checked([aLine(0, address)]));
    const { id, given, family } = await onlyPerson();

    await takeIn(await checked([aLine(0, { ...address, 'Skyddade personuppgifter': 'ja' })]));

    expect(await onlyPerson()).toMatchObject({ id, given: 'Deltagare 01', family: '', email: '' });
    const identity = (await server.stores(({ identities }) => identities.read([id]))).get(id);
    expect(identity).toMatchObject({ isProtected: true, name: { given, family } });
  });

  test('[PROT-2] that was checked before somebody became protected does not bring the name back', async () => {
    await takeIn(await checked([aLine(0, address)]));
    const { id } = await onlyPerson();
    const before = await checked([aLine(0, { ...address, Arbetsplats: 'Enhet Farsta 9' })]);
    const handler = await server.administrator('Vide Lund', ['protected']);
    await server.post(`/api/admin/protected/${id}/protect`, { alias: 'Alva' }, handler);

    expect(await (await takeIn(before)).json()).toMatchObject({ code: 'import/not-ready' });
    await settled(before);
    await takeIn(before);

    expect(await onlyPerson()).toMatchObject({
      given: 'Alva',
      family: '',
      email: '',
      workplace: 'Enhet Farsta 9',
    });
  });
});
