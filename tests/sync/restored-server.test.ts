/** The office's machine is lost and last night's backup is put back: the tablets fill it again (ARCHITECTURE, "The log"). */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Tablet } from '../../src/app/device/tablet.ts';
import { sendStatusOf } from '../../src/app/device/send-status.ts';
import type { EventDraft } from '../../src/domain/events.ts';
import type { OwnEvent } from '../../src/app/device/own-log.ts';
import { createMemoryDevice, type MemoryDevice } from '../support/memory-own-log.ts';
import {
  amina,
  aSession,
  checkedIn,
  closed,
  elif,
  guest,
  morning,
  olof,
  opened,
  plant,
} from '../support/session-world.ts';
import { openOffice, type Office } from '../support/simulated-office.ts';
import { openPage } from '../support/simulated-tablet.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';
import { pathOf } from '../support/simulated-network.ts';

let server: TestServer;
let office: Office;
beforeAll(async () => {
  server = await createTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  office = await openOffice(server, morning);
  await plant({ ...server, stores: office.stores });
});
afterEach(() => office.close());

type Held = { readonly tablet: Tablet; readonly device: MemoryDevice };

const enrolled = async (fetching = office.fetching): Promise<Held> => {
  const device = createMemoryDevice();
  const tablet = await openPage({ device, fetching, clock: () => office.now() });
  if (!(await tablet.enrol(await office.enrolmentCode('farsta'))).ok) throw new Error('not enrolled');
  return { tablet, device };
};
const record = async ({ tablet }: Held, ...drafts: readonly EventDraft[]): Promise<void> => {
  for (const draft of drafts) if (!(await tablet.record(draft)).ok) throw new Error('not saved');
};
const ownOf = ({ tablet, device }: Held): readonly OwnEvent[] => {
  const id = tablet.state().identity?.device;
  return id === undefined ? [] : device.logOf(id).events();
};
const rowsOf = ({ tablet }: Held) =>
  office.stores(({ logs }) => logs.ofDevice(tablet.state().identity?.device ?? '', 1, 10_000));

describe('a server put back from an older copy', () => {
  test('[SYNC-2] is filled again by the tablets, though they had receipts for everything', async () => {
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    await held.tablet.syncNow();
    const copy = await office.backUp();
    await record(held, checkedIn(olof), checkedIn(elif));
    await held.tablet.syncNow();
    const before = await office.stores(({ attendance }) => attendance.ofSession('s1'));
    await office.putBack(copy);
    expect(await rowsOf(held)).toHaveLength(2);
    await held.tablet.syncNow();
    expect((await rowsOf(held)).map(({ text }) => text)).toEqual(ownOf(held).map(({ text }) => text));
    expect(await office.stores(({ attendance }) => attendance.ofSession('s1'))).toEqual(before);
    expect(held.tablet.state()).toMatchObject({ acknowledged: 4, send: { unsent: 0 } });
  });

  test('[SYNC-2] is filled again together with what was recorded since', async () => {
    const held = await enrolled();
    const copy = await office.backUp();
    await record(held, opened, checkedIn(amina));
    await held.tablet.syncNow();
    await office.putBack(copy);
    await record(held, checkedIn(olof), closed);
    await held.tablet.syncNow();
    expect((await rowsOf(held)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  test('[SYNC-2] is filled again also with what a tablet recorded before it was enrolled anew', async () => {
    const held = await enrolled();
    const before = held.tablet.state().identity?.device ?? '';
    const copy = await office.backUp();
    await record(held, opened, checkedIn(amina));
    await held.tablet.syncNow();
    await held.tablet.enrol(await office.enrolmentCode('farsta'));
    await office.putBack(copy);
    const again = await openPage({
      device: held.device,
      fetching: office.fetching,
      clock: () => office.now(),
    });
    await again.syncNow();
    await again.syncNow();
    const rows = await office.stores(({ logs }) => logs.ofDevice(before, 1, 10));
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test('[SEND-1] while it is being filled the tablet does not say that everything is sent', async () => {
    let failFrom = Number.POSITIVE_INFINITY;
    let pushes = 0;
    const held = await enrolled(async (input, init) => {
      if (pathOf(input) === '/api/log' && init?.method === 'POST') pushes += 1;
      if (pushes >= failFrom) throw new TypeError('Failed to fetch');
      return office.fetching(input, init);
    });
    const copy = await office.backUp();
    for (let i = 0; i < 700; i += 1) await record(held, checkedIn(amina));
    await held.tablet.syncNow();
    expect(held.tablet.state()).toMatchObject({ acknowledged: 700, send: { unsent: 0 } });
    await office.putBack(copy);
    failFrom = pushes + 3;
    await held.tablet.syncNow();
    expect(held.tablet.state()).toMatchObject({
      acknowledged: 500,
      send: { unsent: 200, unsentCheckIns: 200 },
    });
    expect(sendStatusOf(held.tablet.state().send, office.now())).toMatchObject({
      kind: 'server',
      count: 200,
    });
  });

  test('[SYNC-5] two tablets at one door agree again, also on what came in another order this time', async () => {
    const [left, right, third] = [await enrolled(), await enrolled(), await enrolled()];
    const copy = await office.backUp();
    await record(left, opened, checkedIn(amina));
    await left.tablet.syncNow();
    await right.tablet.syncNow();
    await office.putBack(copy);
    await record(third, checkedIn(guest, 'hand'));
    await third.tablet.syncNow();
    await left.tablet.syncNow();
    await record(third, checkedIn(olof));
    await third.tablet.syncNow();
    await right.tablet.syncNow();
    const seen = [...right.tablet.attendance(aSession('s1')).byParticipant.keys()];
    expect(seen).toEqual(['amina', 'guest', 'olof']);
  });
});
