import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { openDeviceDatabase } from '../../src/app/device/database.ts';
import { createOwnLog } from '../../src/app/device/own-log.ts';
import { rescueFileOf } from '../../src/app/device/rescue-file.ts';
import {
  maxRescueFileChars,
  readRescueFile,
  RescueInside,
  rescuePurpose,
} from '../../src/protocol/rescue-file.ts';
import { DeviceId, Hash, SessionId } from '../../src/domain/ids.ts';
import { canonical, emptyHead, noHash, placeAfter } from '../../src/domain/log.ts';
import { instant } from '../../src/domain/time.ts';
import { openEnvelope } from '../../src/signing/envelope.ts';
import { bytesToBase64Url, sha256 } from '../../src/signing/hash.ts';
import { isHeadSignedBy, SignedHead } from '../../src/signing/heads.ts';
import { createKeyPair } from '../../src/signing/keys.ts';
import { createMemoryLog } from '../support/memory-own-log.ts';
import { monday, person, sessionId } from '../support/factories.ts';

const device = DeviceId.parse('farsta-07');
const now = monday('12:40');

const anOffice = async () => {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(
    { name: 'ECDH', namedCurve: 'P-256' },
    false,
    ['deriveBits'],
  );
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  return { privateKey, officeKey: bytesToBase64Url(raw) };
};

/** A log of so many check-ins, each as long as check-ins are. */
const aLog = async (events: number) => {
  const log = createMemoryLog();
  let head = emptyHead;
  for (let n = 0; n < events; n += 1) {
    const text = canonical(
      placeAfter(head, DeviceId.parse('d'.repeat(20)), instant(now + n), {
        kind: 'checked-in',
        session: SessionId.parse('s'.repeat(20)),
        participant: person('p'.repeat(20)),
        via: 'badge',
        token: Hash.parse('t'.repeat(43)),
      }),
    );
    const own = { seq: n + 1, session: sessionId, text, hash: await sha256(text) };
    await log.append(own, head);
    head = { seq: own.seq, hash: own.hash };
  }
  return log;
};

test('[RESCUE-7] what a busy tablet records in half a year can be handed in as one file', async () => {
  const { officeKey } = await anOffice();
  const log = await aLog(26_000);
  const identity = { device, ...(await createKeyPair()) };
  const file = await rescueFileOf({ identity, log, officeKey, clock: () => now }, 'unsent');
  expect(file).toMatchObject({ events: 26_000, left: 0 });
  expect(file.text.length).toBeLessThan(maxRescueFileChars);
  expect(readRescueFile(file.text).ok).toBe(true);
});

test('[RESCUE-7] a file is never larger than can be handed in: it holds what comes first, signed to its own end', async () => {
  const { officeKey, privateKey } = await anOffice();
  const log = await aLog(100);
  const keys = await createKeyPair();
  const deps = { identity: { device, ...keys }, log, officeKey, clock: () => now };
  for (const most of [
    { chars: 20_000, events: 1000 },
    { chars: maxRescueFileChars, events: 39 },
  ]) {
    const file = await rescueFileOf(deps, 'unsent', most);
    expect(file.text.length).toBeLessThanOrEqual(most.chars);
    expect(file.events).toBeGreaterThan(30);
    expect(file.events).toBeLessThan(40);
    expect(file.events + file.left).toBe(100);
    const { sealed } = JSON.parse(file.text) as { sealed: string };
    const inside = RescueInside.parse(
      JSON.parse((await openEnvelope(privateKey, rescuePurpose(device), sealed)) ?? ''),
    );
    const head = SignedHead.parse(inside.head);
    const last = log.events()[file.events - 1];
    expect(inside.events.at(-1)).toBe(last?.text);
    expect(head).toMatchObject({ seq: file.events, hash: last?.hash });
    expect(await isHeadSignedBy(keys.publicKey, head)).toBe(true);
    expect(file.name).toBe(`narvaro-${device}-${file.events}.json`);
  }
});

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
