import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { openDeviceDatabase } from '../../src/app/device/database.ts';
import { createOwnLog } from '../../src/app/device/own-log.ts';
import { rescueFileOf } from '../../src/app/device/rescue-file.ts';
import { rescuePurpose } from '../../src/protocol/rescue-file.ts';
import { DeviceId } from '../../src/domain/ids.ts';
import { noHash } from '../../src/domain/log.ts';
import { openEnvelope } from '../../src/signing/envelope.ts';
import { bytesToBase64Url, sha256 } from '../../src/signing/hash.ts';
import { isHeadSignedBy, SignedHead } from '../../src/signing/heads.ts';
import { createKeyPair } from '../../src/signing/keys.ts';
import { monday, person, sessionId } from '../support/factories.ts';

const device = DeviceId.parse('farsta-07');
const now = monday('12:40');

test('[RESCUE-1] the office alone opens the file, with every unsent event as it was written under a signed head', async () => {
  const office = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, [
    'deriveBits',
  ]);
  const officeKey = bytesToBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', office.publicKey)));
  const keys = await createKeyPair();
  const store = openDeviceDatabase('rescue').logOf(device);
  const log = createOwnLog({ device, store, clock: () => now, lock: (work) => work() });
  for (const id of ['amina', 'olof'])
    await log.record({ kind: 'checked-in', session: sessionId, participant: person(id), via: 'hand' });
  const identity = { device, ...keys };
  const file = await rescueFileOf({ identity, log: store, officeKey, clock: () => now }, 'unsent');
  expect(`${file.name}${file.text}`).not.toMatch(/amina|olof/);
  const { sealed } = JSON.parse(file.text) as { sealed: string };
  expect(await openEnvelope(office.privateKey, rescuePurpose('another'), sealed)).toBeUndefined();
  const text = await openEnvelope(office.privateKey, rescuePurpose(device), sealed);
  const inside = JSON.parse(text ?? '') as { from: number; events: string[]; head: unknown };
  const head = SignedHead.parse(inside.head);
  expect([inside.from, inside.events.length, head.seq]).toEqual([1, 2, 2]);
  let previous: string = noHash;
  for (const event of inside.events) {
    expect((JSON.parse(event) as { prev: string }).prev).toBe(previous);
    previous = await sha256(event);
  }
  expect([head.hash, await isHeadSignedBy(keys.publicKey, head)]).toEqual([previous, true]);
});
