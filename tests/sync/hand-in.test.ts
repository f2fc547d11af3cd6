/** The rescue file handed in by another tablet or by the office (RESCUE-2 … RESCUE-5), with the real code on both sides. */
import { describe, expect, test } from 'vitest';
import {
  handInFile as handInOnTablet,
  handInWaiting,
  keepFile,
  takeAnswers,
  waitingFiles,
} from '../../src/app/device/hand-in-queue.ts';
import { signInDevice } from '../../src/app/device/identity.ts';
import { createOwnLog } from '../../src/app/device/own-log.ts';
import { rescueFileOf } from '../../src/app/device/rescue-file.ts';
import { DeviceId, Hash, ParticipantId, SessionId } from '../../src/domain/ids.ts';
import { HandInReply } from '../../src/protocol/hand-in.ts';
import { canonical, placeAfter } from '../../src/domain/log.ts';
import { ListDevicesReply } from '../../src/protocol/list-devices.ts';
import { maxRescueFileChars, rescuePurpose } from '../../src/protocol/rescue-file.ts';
import { Problem } from '../../src/protocol/problems.ts';
import { DecideFileReply, SetAsideReply } from '../../src/protocol/review.ts';
import { sealToOffice } from '../../src/signing/envelope.ts';
import { bytesToBase64Url, sha256 } from '../../src/signing/hash.ts';
import { signHead } from '../../src/signing/heads.ts';
import { createKeyPair } from '../../src/signing/keys.ts';
import { roles } from '../../src/domain/roles.ts';
import { instant } from '../../src/domain/time.ts';
import { amina, checkedIn, closed, elif, olof, opened } from '../support/session-world.ts';
import { signedIn } from '../support/signed-in.ts';
import { pathOf } from '../support/simulated-network.ts';
import { askingOver } from '../support/simulated-tablet.ts';
import { useVenue, type Held } from '../support/simulated-venue.ts';

const json = { 'Content-Type': 'application/json' };
const offline: typeof fetch = () => Promise.reject(new TypeError('no network'));

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect) => {
  const { office, enrolled, reopened, record, idOf, rowsOf, forksOf, textsOf, present } = useVenue(dialect);

  const administrator = async (): Promise<string> =>
    (await signedIn(office(), { name: 'Sol Granhimmel', roles, now: office().now() })).cookie;

  const ask = async (path: string, body: unknown, headers: Record<string, string>): Promise<Response> =>
    office().fetching(path, {
      headers: { ...json, ...headers },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });

  /** By the office; `where` is `/look` to look first. */
  const byOffice = async (file: string, where = ''): Promise<Response> =>
    ask(`/api/admin/hand-in${where}`, { file }, { Cookie: await administrator() });

  const byTablet = async (file: string, held: Held): Promise<Response> => {
    const identity = await held.device.identity.get();
    if (identity === undefined) throw new Error('not enrolled');
    const device = await signInDevice(identity, askingOver(office().fetching));
    if (!device.ok) throw new Error('not signed in');
    return ask('/api/hand-in', { file }, { Authorization: `Bearer ${device.value.token}` });
  };

  const replyOf = async (response: Response): Promise<HandInReply> =>
    HandInReply.parse(await response.json());
  const refusalOf = async (response: Response): Promise<string | undefined> =>
    Problem.parse(await response.json()).reason;

  const waiting = async () => {
    const reply = await ask('/api/admin/set-aside', undefined, { Cookie: await administrator() });
    return SetAsideReply.parse(await reply.json());
  };

  /** What the list of tablets says that waits for a person, of one of them. */
  const toReviewOf = async (device: string): Promise<number | undefined> => {
    const reply = await ask('/api/admin/devices', undefined, { Cookie: await administrator() });
    return ListDevicesReply.parse(await reply.json()).devices.find(({ id }) => id === device)?.forks;
  };

  const decide = async (file: number | undefined, decision: 'take' | 'leave-out'): Promise<Response> =>
    ask(
      '/api/admin/set-aside/file',
      { file, decision, text: 'Ringde kursledaren' },
      { Cookie: await administrator() },
    );

  /** A tablet that has sent two events, and has two more that no network has taken. */
  const brokenTablet = async (): Promise<{ held: Held; file: string }> => {
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    await held.tablet.syncNow();
    const alone = await reopened(held, offline);
    await record(alone, checkedIn(olof), checkedIn(elif));
    const file = await alone.tablet.rescue('unsent');
    return { held: alone, file: file?.text ?? '' };
  };

  test('[RESCUE-2] a broken tablet’s file counts as if the tablet had sent it, whoever hands it in', async () => {
    const { held, file } = await brokenTablet();
    expect(await replyOf(await byOffice(file, '/look'))).toMatchObject({
      deviceName: held.tablet.state().identity?.name,
      outcome: 'taken',
      reason: null,
      events: 2,
      fresh: 2,
      known: 0,
      held: 2,
    });
    expect((await present()).map(([who]) => who)).toEqual(['amina']);
    const other = await enrolled();
    expect(await replyOf(await byTablet(file, other))).toMatchObject({ outcome: 'taken', fresh: 2, held: 4 });
    expect((await rowsOf(held)).map(({ text }) => text)).toEqual(textsOf(held));
    expect((await present()).map(([who]) => who)).toEqual(['amina', 'elif', 'olof']);
  });

  test.each([
    ['unknown-session', { ...checkedIn(olof), session: SessionId.parse('nowhere') }],
    ['unknown-participant', { ...checkedIn(olof), participant: ParticipantId.parse('nobody') }],
    ['unreadable', { ...closed, minutes: 210 }],
  ] as const)(
    '[RESCUE-4] a file with something the office cannot count is told as %s, before it is handed in and after',
    async (reason, draft) => {
      const held = await enrolled();
      await record(held, opened);
      await held.tablet.syncNow();
      const alone = await reopened(held, offline);
      await record(alone, checkedIn(amina), draft);
      const file = (await alone.tablet.rescue('unsent'))?.text ?? '';
      const told = { outcome: 'taken', reason, fresh: 2 };
      expect(await replyOf(await byOffice(file, '/look'))).toMatchObject({ ...told, held: 1 });
      expect(await replyOf(await byOffice(file))).toMatchObject({ ...told, held: 3 });
      expect((await present()).map(([who]) => who)).toEqual(['amina']);
      expect((await waiting()).events).toMatchObject([{ reason, events: 1 }]);
      expect(await replyOf(await byOffice(file, '/look'))).toMatchObject({ reason: null, fresh: 0 });
    },
  );

  /* What the file's size does is the same on either database. */
  if (dialect === 'sqlite')
    test('[RESCUE-7] half a year of a busy tablet is taken in one file, by another tablet', async () => {
      const held = await enrolled();
      const identity = await held.device.identity.get();
      if (identity === undefined) throw new Error('not enrolled');
      const { device, publicKey, privateKey } = identity;
      const log = held.device.logOf(device);
      const refused = { kind: 'scan-refused', session: opened.session, reason: 'unknown' } as const;
      let head = await log.head();
      for (let n = 0; n < 26_000; n += 1) {
        const token = Hash.parse(String(n).padStart(43, 't'));
        const at = instant(office().now() + n);
        const text = canonical(placeAfter(head, device, at, { ...refused, token }));
        const own = { seq: head.seq + 1, session: opened.session, text, hash: await sha256(text) };
        await log.append(own, head);
        head = { seq: own.seq, hash: own.hash };
      }
      const file = await rescueFileOf(
        {
          identity: { device, publicKey, privateKey },
          log,
          officeKey: office().services.secrets.officePublicKey,
          clock: () => office().now(),
        },
        'unsent',
      );
      const reply = await replyOf(await byTablet(file.text, await enrolled()));
      expect(reply).toMatchObject({ outcome: 'taken', reason: null, fresh: 26_000, held: 26_000 });
    });

  test('[RESCUE-3] handing in again changes nothing, and the tablet itself goes on as if it had sent it', async () => {
    const { held, file } = await brokenTablet();
    await byOffice(file);
    expect(await replyOf(await byOffice(file))).toMatchObject({
      outcome: 'taken',
      fresh: 0,
      known: 2,
      held: 4,
    });
    const sealedAnew = await held.tablet.rescue('all');
    expect(await replyOf(await byOffice(sealedAnew?.text ?? ''))).toMatchObject({
      fresh: 0,
      known: 4,
      held: 4,
    });
    const back = await reopened(held);
    await back.tablet.syncNow();
    expect(back.tablet.state()).toMatchObject({ acknowledged: 4, setAside: undefined, send: { unsent: 0 } });
    expect([await forksOf(held), (await waiting()).files]).toEqual([[], []]);
  });

  test('[RESCUE-2] a file as the first version wrote it is still read', async () => {
    const { held } = await brokenTablet();
    const identity = await held.device.identity.get();
    const log = held.device.logOf(idOf(held));
    if (identity === undefined) throw new Error('not enrolled');
    const { device, publicKey, privateKey } = identity;
    const head = await signHead(privateKey, { device, ...(await log.head()), at: instant(office().now()) });
    const inside = { v: 1, device, publicKey, from: 3, events: textsOf(held).slice(2), head };
    const { officePublicKey } = office().services.secrets;
    const sealed = await sealToOffice(officePublicKey, rescuePurpose(device), JSON.stringify(inside));
    const file = JSON.stringify({ v: 1, kind: 'narvaro-rescue', device, sealed });
    expect(await replyOf(await byOffice(file))).toMatchObject({ outcome: 'taken', fresh: 2, held: 4 });
  });

  test('[RESCUE-4] a revoked tablet’s file is taken, and counts nothing until a person has decided', async () => {
    const { held, file } = await brokenTablet();
    await office().stores(({ devices }) => devices.revoke(idOf(held), office().now()));
    expect(await replyOf(await byOffice(file))).toMatchObject({
      outcome: 'taken',
      reason: 'revoked',
      fresh: 2,
    });
    expect((await present()).map(([who]) => who)).toEqual(['amina']);
    expect((await waiting()).events).toMatchObject([{ reason: 'revoked', events: 2 }]);
  });

  test('[RESCUE-4] a clone’s file is kept whole beside the log, and a person is told', async () => {
    const first = await enrolled();
    await record(first, opened);
    const clone = await reopened({ ...first, device: first.device.copy() }, offline);
    await record(first, checkedIn(olof));
    await first.tablet.syncNow();
    await record(clone, checkedIn(elif));
    const file = (await clone.tablet.rescue('all'))?.text ?? '';
    expect(await replyOf(await byOffice(file, '/look'))).toMatchObject({
      outcome: 'set-aside',
      reason: 'fork',
    });
    expect(await replyOf(await byOffice(file))).toMatchObject({
      outcome: 'set-aside',
      reason: 'fork',
      held: 2,
    });
    await byOffice(file);
    expect((await waiting()).deliveries).toMatchObject([
      { reason: 'fork', checkIns: [{ name: 'Elif Klippvind' }] },
    ]);
  });

  test('[LOG-5] a clone that goes on sending is one matter, with the names the office does not have, each once', async () => {
    const first = await enrolled();
    await record(first, opened, checkedIn(amina));
    const clone = await reopened({ ...first, device: first.device.copy() });
    await record(first, checkedIn(olof));
    await first.tablet.syncNow();
    await record(clone, checkedIn(elif));
    await clone.tablet.syncNow();
    await record(clone, checkedIn(olof));
    await clone.tablet.syncNow();
    expect(await forksOf(first)).toHaveLength(2);
    const [card, ...more] = (await waiting()).deliveries;
    expect(more).toEqual([]);
    expect(card?.checkIns.map(({ name }) => name)).toEqual(['Elif Klippvind', 'Olof Granmoln']);
    await ask(
      '/api/admin/set-aside/delivery',
      { delivery: card?.delivery, text: 'Tillagda för hand' },
      { Cookie: await administrator() },
    );
    expect((await waiting()).deliveries).toEqual([]);
    await record(clone, checkedIn(amina));
    await clone.tablet.syncNow();
    const later = (await waiting()).deliveries;
    expect(later.map(({ checkIns }) => checkIns.length)).toEqual([1]);
  });

  test('[RESCUE-4] a file that begins after what the office holds waits, and is taken when the rest has come', async () => {
    const held = await enrolled();
    await record(held, opened, checkedIn(amina));
    const first = (await held.tablet.rescue('all'))?.text ?? '';
    const log = held.device.logOf(idOf(held));
    const identity = await held.device.identity.get();
    if (identity === undefined) throw new Error('not enrolled');
    await record(held, checkedIn(olof));
    const { officePublicKey: officeKey } = office().services.secrets;
    const receipt = {
      device: idOf(held),
      seq: 2,
      hash: (await log.head()).hash,
      at: instant(0),
      signature: '',
    };
    const later = await rescueFileOf(
      { identity, log: { ...log, receipt: () => Promise.resolve(receipt) }, officeKey, clock: office().now },
      'unsent',
    );
    expect(await replyOf(await byOffice(later.text))).toMatchObject({ outcome: 'set-aside', reason: 'gap' });
    const [kept] = (await waiting()).files ?? [];
    expect(kept).toMatchObject({ reason: 'gap', from: 3, held: 0, checkIns: [{ name: 'Olof Granmoln' }] });
    expect((await decide(kept?.file, 'take')).status).toBe(409);
    await byOffice(first);
    const decided = DecideFileReply.parse(await (await decide(kept?.file, 'take')).json());
    expect(decided.result).toMatchObject({ outcome: 'taken', fresh: 1, held: 3 });
    expect([(await waiting()).files, (await present()).length]).toEqual([[], 2]);
  });

  test('[RESCUE-4] an unknown tablet’s file waits whole; taken in, its events still wait for a person', async () => {
    const keys = await createKeyPair();
    const device = DeviceId.parse('from-after-the-backup');
    const { officePublicKey: officeKey } = office().services.secrets;
    const held = await enrolled();
    const log = held.device.logOf(device);
    const own = createOwnLog({ device, store: log, clock: office().now, lock: (work) => work() });
    for (const draft of [opened, checkedIn(olof)]) await own.record(draft);
    const unknown = await rescueFileOf(
      { identity: { device, ...keys }, log, officeKey, clock: office().now },
      'all',
    );
    expect(await replyOf(await byTablet(unknown.text, held))).toMatchObject({
      deviceName: null,
      outcome: 'set-aside',
      reason: 'unknown-device',
      events: 2,
    });
    const [kept] = (await waiting()).files ?? [];
    expect((await decide(kept?.file, 'take')).status).toBe(200);
    const { events, files } = await waiting();
    expect([files, events]).toMatchObject([[], [{ reason: 'revoked', events: 2, canAccept: true }]]);
    expect(await present()).toEqual([]);
  });

  test('[RESCUE-4] a file nobody’s key vouches for, or another key’s, is kept and counts nothing', async () => {
    const { held } = await brokenTablet();
    const log = held.device.logOf(idOf(held));
    const identity = await held.device.identity.get();
    if (identity === undefined) throw new Error('not enrolled');
    const { officePublicKey: officeKey } = office().services.secrets;
    const deps = { log, officeKey, clock: office().now };
    const unsigned = await rescueFileOf({ ...deps, identity: { ...identity, privateKey: undefined } }, 'all');
    const forged = await rescueFileOf(
      { ...deps, identity: { device: idOf(held), ...(await createKeyPair()) } },
      'all',
    );
    expect(await replyOf(await byOffice(unsigned.text))).toMatchObject({ reason: 'no-signature' });
    expect(await replyOf(await byOffice(forged.text))).toMatchObject({ reason: 'wrong-key' });
    expect((await waiting()).files?.map(({ reason }) => reason)).toEqual(['no-signature', 'wrong-key']);
    expect(await toReviewOf(idOf(held))).toBe(2);
    expect((await present()).map(([who]) => who)).toEqual(['amina']);
    const [kept] = (await waiting()).files ?? [];
    expect((await decide(kept?.file, 'leave-out')).status).toBe(200);
    expect(await replyOf(await byOffice(unsigned.text))).toMatchObject({ outcome: 'set-aside' });
    expect((await waiting()).files).toHaveLength(1);
    expect(await toReviewOf(idOf(held))).toBe(1);
  });

  test('[RESCUE-4] a file that names this office and is damaged is kept whole', async () => {
    const { file } = await brokenTablet();
    const { sealed, ...outer } = JSON.parse(file) as { sealed: string };
    const damaged = JSON.stringify({ ...outer, sealed: `${sealed.slice(0, -8)}AAAAAAAA` });
    expect(await replyOf(await byOffice(damaged))).toMatchObject({
      outcome: 'set-aside',
      reason: 'unopened',
    });
    expect((await waiting()).files).toMatchObject([{ reason: 'unopened', events: 0 }]);
  });

  test('[RESCUE-6] a file handed in on a tablet without a network waits there, and goes when there is one', async () => {
    const { file } = await brokenTablet();
    const other = await enrolled();
    const identity = await other.device.identity.get();
    if (identity === undefined) throw new Error('not enrolled');
    const durable = other.device.settings;
    const rescue = { name: 'narvaro-x.json', text: file };
    expect(await keepFile(durable, rescue)).toBe(true);
    expect(await keepFile(durable, rescue)).toBe(true);
    const away = { durable, identity, asking: askingOver(offline), clock: () => office().now() };
    expect(await handInOnTablet(rescue, away)).toEqual({ kind: 'waits' });
    const portal: typeof fetch = () => Promise.resolve(new Response('<html>log in', { status: 200 }));
    expect(await handInWaiting({ ...away, asking: askingOver(portal) })).toBe(1);
    const broken: typeof fetch = (input, init) =>
      pathOf(input) === '/api/hand-in'
        ? Promise.resolve(new Response('{}', { status: 503 }))
        : office().fetching(input, init);
    expect(await handInWaiting({ ...away, asking: askingOver(broken) })).toBe(1);
    expect(await waitingFiles(durable)).toEqual([rescue]);
    expect(await takeAnswers(durable)).toEqual([]);
    expect(await handInWaiting({ ...away, asking: askingOver(office().fetching) })).toBe(0);
    expect(await takeAnswers(durable)).toMatchObject([
      { name: 'narvaro-x.json', reply: { outcome: 'taken', fresh: 2 } },
    ]);
    expect(await takeAnswers(durable)).toEqual([]);
    expect((await present()).map(([who]) => who)).toEqual(['amina', 'elif', 'olof']);
    await keepFile(durable, { name: 'x.json', text: '{"a":1}' });
    const refused = await handInOnTablet(
      { name: 'x.json', text: '{"a":1}' },
      { ...away, asking: askingOver(office().fetching) },
    );
    expect(refused).toMatchObject({ kind: 'refused', problem: { reason: 'not-ours' } });
    expect(await waitingFiles(durable)).toEqual([]);
    expect(await takeAnswers(durable)).toMatchObject([
      { name: 'x.json', problem: { code: 'rescue/refused', reason: 'not-ours' } },
    ]);
  });

  test('[RESCUE-6] what an office that was put back is given again is not told once more', async () => {
    const { file } = await brokenTablet();
    const other = await enrolled();
    const identity = await other.device.identity.get();
    if (identity === undefined) throw new Error('not enrolled');
    const durable = other.device.settings;
    await keepFile(durable, { name: 'narvaro-x.json', text: file });
    const there = { durable, identity, asking: askingOver(office().fetching), clock: office().now };
    expect(await handInWaiting(there)).toBe(0);
    expect(await takeAnswers(durable)).toHaveLength(1);
    expect(await handInWaiting({ ...there, restoredAt: 7 })).toBe(0);
    expect(await takeAnswers(durable)).toEqual([]);
  });

  test('[RESCUE-5] a file that is not ours, cut, another office’s or too large is refused with the reason', async () => {
    const { file } = await brokenTablet();
    const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, [
      'deriveBits',
    ]);
    const elsewhere = bytesToBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
    const device = DeviceId.parse('d');
    const sealed = await sealToOffice(elsewhere, rescuePurpose(device), '{}');
    const outer = { kind: 'narvaro-rescue', device, sealed };
    expect(await refusalOf(await byOffice('Namn;Timmar'))).toBe('not-ours');
    expect(await refusalOf(await byOffice('{"a":1}'))).toBe('not-ours');
    expect(await refusalOf(await byOffice(file.slice(0, -40)))).toBe('cut');
    expect(await refusalOf(await byOffice(JSON.stringify({ v: 2, office: 'x', ...outer })))).toBe(
      'other-office',
    );
    expect(await refusalOf(await byOffice(JSON.stringify({ v: 1, ...outer })))).toBe('not-opened');
    expect((await byOffice('x'.repeat(maxRescueFileChars + 100_000))).status).toBe(413);
    expect((await waiting()).files).toEqual([]);
  });
});
