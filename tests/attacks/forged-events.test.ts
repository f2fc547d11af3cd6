/** A1 and A2: events nobody recorded, and events recorded once that come again, elsewhere or in pieces. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { emptyHead } from '../../src/domain/log.ts';
import { bytesToBase64Url, base64UrlToBytes } from '../../src/signing/hash.ts';
import { createKeyPair } from '../../src/signing/keys.ts';
import { aRogue, presentAt, push, pushOf, textsOf, type Rogue } from '../support/attacker.ts';
import { amina, checkedIn, elif, guest, olof, opened, plant } from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let tablet: Rogue;
let other: Rogue;
let count = 0;
beforeAll(async () => {
  server = await createTestServer();
  await plant(server);
});
afterAll(() => server.close());
beforeEach(async () => {
  count += 1;
  tablet = await aRogue(server, `tablet-${count}`);
  other = await aRogue(server, `other-${count}`);
});

const heldOf = (device: Rogue) => server.stores(({ logs }) => logs.ofDevice(device.id, 1, 1000));
const forksOf = (device: Rogue) => server.stores(({ logs }) => logs.forks(device.id));

/** The order of P-256, to turn a signature into its twin. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const twinOf = (signature: string): string => {
  const bytes = base64UrlToBytes(signature) ?? new Uint8Array(64);
  const s = BigInt(`0x${Buffer.from(bytes.subarray(32)).toString('hex')}`);
  const twin = Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex');
  return bytesToBase64Url(new Uint8Array([...bytes.subarray(0, 32), ...twin]));
};

describe('a log that somebody forged', () => {
  test('[ATK-1] A1: signed with any other key than the tablet’s own is refused, whoever sends it', async () => {
    const { texts } = await textsOf(tablet.id, [opened, checkedIn(elif)]);
    const stranger: Rogue = { ...tablet, keys: await createKeyPair() };

    expect(await push(server, tablet, await pushOf(stranger, texts))).toBe('sync/head-not-signed');
    expect(await push(server, tablet, await pushOf({ ...tablet, keys: other.keys }, texts))).toBe(
      'sync/head-not-signed',
    );
    expect(await heldOf(tablet)).toEqual([]);
    expect(await forksOf(tablet)).toEqual([]);
  });

  test('[ATK-1] A1: under another tablet’s name is refused, also when that tablet’s own head is sent along', async () => {
    const { texts } = await textsOf(other.id, [opened, checkedIn(elif)]);
    const true_ = await pushOf(other, texts);

    expect(await push(server, tablet, true_)).toBe('sync/head-not-signed');
    expect(await push(server, tablet, await pushOf(tablet, texts, { device: other.id }))).toBe(
      'sync/head-not-signed',
    );
    expect(await push(server, tablet, await pushOf(tablet, texts))).toBe('broken-chain');
    expect([await heldOf(tablet), await heldOf(other)]).toEqual([[], []]);
  });

  test('[ATK-1] A1: a signature that is empty, cut, padded, written otherwise or of another kind is refused', async () => {
    const { texts } = await textsOf(tablet.id, [opened]);
    const body = await pushOf(tablet, texts);
    const { signature } = body.head;
    const der = `MEUCIQ${'A'.repeat(80)}`;
    const wrong = [
      '',
      'A',
      signature.slice(0, -1),
      `${signature}A`,
      `${signature}==`,
      ` ${signature}`,
      'A'.repeat(86),
      bytesToBase64Url(new Uint8Array(64).fill(255)),
      bytesToBase64Url(new Uint8Array(32)),
      der,
      'none',
      `eyJhbGciOiJub25lIn0.${'A'.repeat(40)}.`,
    ];
    for (const one of wrong)
      expect([one, await push(server, tablet, { ...body, head: { ...body.head, signature: one } })]).toEqual([
        one,
        'sync/head-not-signed',
      ]);
    expect(await push(server, tablet, { ...body, head: { ...body.head, alg: 'none' } })).toBe(
      'request/malformed',
    );
    expect(await heldOf(tablet)).toEqual([]);
  });

  test('[ATK-1] A1: the twin that every signature has says the same thing, so nothing new is stored by it', async () => {
    const { texts } = await textsOf(tablet.id, [opened, checkedIn(amina)]);
    const body = await pushOf(tablet, texts);
    const twin = { ...body, head: { ...body.head, signature: twinOf(body.head.signature) } };

    expect(await push(server, tablet, body)).toBe('ok');
    const before = await heldOf(tablet);
    expect(await push(server, tablet, twin)).toBe('ok');
    expect(await heldOf(tablet)).toEqual(before);
    expect(await forksOf(tablet)).toEqual([]);
  });

  test.each([
    ['a key twice', (text: string) => text.replace('"kind"', '"participant":"amina","kind"')],
    ['a key twice, the other way', (text: string) => text.replace('{', '{"participant":"amina",')],
    ['spaces', (text: string) => text.replace(':', ': ')],
    [
      'keys in another order',
      (text: string) =>
        JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).toReversed())),
    ],
    ['a letter written as an escape', (text: string) => text.replace('elif', '\\u0065lif')],
    ['a number written otherwise', (text: string) => text.replace('"v":1', '"v":1.0')],
    ['a prototype', (text: string) => text.replace('{', '{"__proto__":{"participant":"amina"},')],
    ['a constructor', (text: string) => text.replace('{', '{"constructor":{"prototype":{"a":1}},')],
    ['a field of its own', (text: string) => text.replace('{', '{"approved":true,')],
  ])(
    '[ATK-1] A1: an event with %s is kept for a person to look at, and is nobody’s attendance',
    async (_what, change) => {
      const { texts } = await textsOf(tablet.id, [checkedIn(elif)]);
      const changed = texts.map(change);
      expect(changed).not.toEqual(texts);

      expect(await push(server, tablet, await pushOf(tablet, changed))).toBe('unreadable');
      expect((await heldOf(tablet)).map(({ text, set_aside }) => [text, set_aside])).toEqual([
        [changed[0], 'unreadable'],
      ]);
      expect(await presentAt(server, 's1')).not.toContain('elif');
      expect(({} as Record<string, unknown>)['participant']).toBeUndefined();
    },
  );

  test('[ATK-1] A1: a message with a key twice, a prototype or endless nesting is refused whole', async () => {
    const { texts } = await textsOf(tablet.id, [checkedIn(elif)]);
    const body = JSON.stringify(await pushOf(tablet, texts));
    const hostile = [
      body.replace('{', '{"from":7,'),
      body.replace('{', '{"__proto__":{"isRevoked":false},'),
      body.replace('{', '{"\\u005f_proto__":{},'),
      body.replace('"health":{', '"health":{"__proto__":{"a":1},'),
      body.replace('{', '{"constructor":{"prototype":{}},'),
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
      '{"a"',
      '"\\ud800"',
      'null',
      '',
    ];
    for (const one of hostile)
      expect([one.slice(0, 40), await push(server, tablet, one)]).toEqual([
        one.slice(0, 40),
        'request/malformed',
      ]);
    expect(await heldOf(tablet)).toEqual([]);
  });
});

describe('a log that comes again', () => {
  test('[ATK-1] A2: recorded traffic sent a hundred times, whole and in every cut, changes nothing', async () => {
    const { texts } = await textsOf(tablet.id, [opened, checkedIn(amina), checkedIn(olof)]);
    const whole = await pushOf(tablet, texts);
    const parts = await Promise.all([1, 2].map((to) => pushOf(tablet, texts.slice(0, to))));
    expect(await push(server, tablet, whole)).toBe('ok');
    const before = [await heldOf(tablet), await presentAt(server, 's1')];

    for (let i = 0; i < 33; i += 1)
      for (const body of [whole, ...parts]) expect(await push(server, tablet, body)).toBe('ok');
    expect([await heldOf(tablet), await presentAt(server, 's1')]).toEqual(before);
  });

  test('[ATK-1] A2: another tablet’s recorded traffic cannot be delivered as one’s own', async () => {
    const { texts } = await textsOf(other.id, [opened, checkedIn(amina)]);
    expect(await push(server, other, await pushOf(other, texts))).toBe('ok');
    expect(await push(server, tablet, await pushOf(other, texts))).toBe('sync/head-not-signed');
    expect(await heldOf(tablet)).toEqual([]);
  });

  test('[ATK-1] A2: a chain with a link cut out, doubled, swapped or begun from nowhere adds nothing to the log', async () => {
    const { texts } = await textsOf(tablet.id, [opened, checkedIn(amina), checkedIn(olof), checkedIn(guest)]);
    const [a = '', b = '', c = '', d = ''] = texts;
    const { texts: later } = await textsOf(tablet.id, [checkedIn(guest)], { ...emptyHead, seq: 4 });
    for (const cut of [[a, c, d], [a, a, b], [a, c, b], [b, a], later])
      expect(await push(server, tablet, await pushOf(tablet, cut))).toBe('broken-chain');
    expect(await heldOf(tablet)).toEqual([]);
    expect(await push(server, tablet, await pushOf(tablet, texts))).toBe('ok');
  });

  const numbers = [
    '-1',
    '0',
    '1.5',
    '1e400',
    '9007199254740992',
    '9007199254740993',
    '1e21',
    'null',
    '"1"',
    '[1]',
    'NaN',
    'true',
  ];
  test.each(numbers)(
    '[ATK-1] A2: the number %s is refused in words wherever a number may stand',
    async (number) => {
      const { texts } = await textsOf(tablet.id, [opened]);
      const body = JSON.stringify(await pushOf(tablet, texts));
      const hostile = [
        body.replace('"from":1', `"from":${number}`),
        body.replace(/"seq":1,/, `"seq":${number},`),
        body.replace(/"head":\{(.*?)"at":\d+/, `"head":{$1"at":${number}`),
        body.replace('"unsent":0', `"unsent":${number}`),
      ];
      for (const one of hostile) {
        if (one === body) continue;
        const answer = await push(server, tablet, one);
        expect(['request/malformed', 'sync/head-not-signed', 'sync/gap', 'ok']).toContain(answer);
        if (answer === 'ok') expect(one).toContain('"unsent":0');
      }
      const event = texts[0] ?? '';
      for (const one of [
        event.replace('"seq":1', `"seq":${number}`),
        event.replace('"v":1', `"v":${number}`),
      ])
        expect(await push(server, tablet, await pushOf(tablet, [one]))).toBe('broken-chain');
      expect(await heldOf(tablet)).toEqual([]);
    },
  );
});
