/** What the office's list says of a tablet that was connected anew, or whose copy was (STORE-5, DEV-5). */
import { describe, expect, test } from 'vitest';
import type { Tablet } from '../../src/app/device/tablet.ts';
import { EnrolDeviceReply } from '../../src/protocol/enrol-device.ts';
import { ListDevicesReply, type ListedDevice } from '../../src/protocol/list-devices.ts';
import { createKeyPair } from '../../src/signing/keys.ts';
import { amina, checkedIn, olof, opened } from '../support/session-world.ts';
import { createMemoryDevice, type MemoryDevice } from '../support/memory-own-log.ts';
import { signedIn } from '../support/signed-in.ts';
import { openPage } from '../support/simulated-tablet.ts';
import { useVenue } from '../support/simulated-venue.ts';

describe('the office’s list', () => {
  const { office, enrolled, parted, record, idOf } = useVenue('sqlite');

  /** What is said of the tablet that had this id. */
  const listed = async (device: string): Promise<ListedDevice | undefined> => {
    const { fetching, now } = office();
    const { cookie: Cookie } = await signedIn(office(), {
      name: 'Sol Granhimmel',
      roles: ['system'],
      now: now(),
    });
    const answer = await fetching('/api/admin/devices', { headers: { Cookie } });
    return ListDevicesReply.parse(await answer.json()).devices.find((one) => one.id === device);
  };

  /** A browser whose log is gone, and that remembers how far it had come. */
  const cleared = (lastSeen: string, device: MemoryDevice = createMemoryDevice()): Promise<Tablet> =>
    openPage({
      device,
      fetching: office().fetching,
      clock: () => office().now(),
      lastSeen: () => Promise.resolve(lastSeen),
    });

  test('[STORE-5] says that a tablet has lost its log where events it had written never came', async () => {
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    await held.tablet.syncNow();
    const tablet = await cleared(`${idOf(held)}:3`);
    await tablet.enrol(await office().enrolmentCode('farsta'));
    expect(await listed(idOf(held))).toMatchObject({
      status: 'lost-log',
      lost: { recorded: 3, held: 2, isCopy: false },
    });
  });

  test('[STORE-5] does not say it where the office holds the log whole', async () => {
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    await held.tablet.syncNow();
    const tablet = await cleared(`${idOf(held)}:2`);
    await tablet.enrol(await office().enrolmentCode('farsta'));
    expect(await listed(idOf(held))).toMatchObject({
      status: 'works',
      lost: { recorded: 2, held: 2, isCopy: false },
    });
  });

  test('[STORE-5] does not say it once what was missing has come', async () => {
    const held = await enrolled();
    await record(held, opened);
    await held.tablet.syncNow();
    await record(held, checkedIn(amina), checkedIn(olof));
    const tablet = await cleared(`${idOf(held)}:3`);
    await tablet.enrol(await office().enrolmentCode('farsta'));
    expect((await listed(idOf(held)))?.status).toBe('lost-log');
    await held.tablet.syncNow();
    expect(await listed(idOf(held))).toMatchObject({ status: 'works', lost: { recorded: 3, held: 3 } });
  });

  test('[STORE-5] does not say it of a tablet that works, for the sake of its copy that is connected anew', async () => {
    const { first, clone } = await parted();
    await clone.tablet.enrol(await office().enrolmentCode('farsta'));
    expect(await listed(idOf(first))).toMatchObject({
      status: 'works',
      lost: { recorded: 3, held: 2, isCopy: true },
    });
  });

  const claim = async (device: string, recorded: number): Promise<unknown> => {
    const { publicKey } = await createKeyPair();
    const code = await office().enrolmentCode('farsta');
    const reply = await office().fetching('/api/enrol', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code, publicKey, former: { device, recorded } }),
    });
    return EnrolDeviceReply.parse(await reply.json()).former;
  };

  test('[PG-6] somebody who says that they were a tablet that goes on is told no more than they said, and takes nothing from it', async () => {
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    await held.tablet.syncNow();
    expect(await claim(idOf(held), 1)).toEqual({ held: 1, lastAt: null });
    expect(await claim(idOf(held), 9007199254740991)).toBeUndefined();
    expect((await listed(idOf(held)))?.status).toBe('works');
    expect(await claim(idOf(held), 5000)).toEqual({ held: 2, lastAt: null });
    office().setClock(office().now() + 60_000);
    await record(held, checkedIn(olof));
    await held.tablet.syncNow();
    expect(await listed(idOf(held))).toMatchObject({ status: 'works', delivered: 3 });
  });
});
