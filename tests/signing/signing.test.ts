import { describe, expect, test } from 'vitest';
import { canonical, emptyHead, noHash } from '../../src/domain/log.ts';
import { Hash } from '../../src/domain/ids.ts';
import { instant } from '../../src/domain/time.ts';
import { followChain } from '../../src/signing/chain.ts';
import { base64UrlToBytes, bytesToBase64Url, sha256, utf8 } from '../../src/signing/hash.ts';
import {
  challengeText,
  isHeadSignedBy,
  isReceiptSignedBy,
  signHead,
  signReceipt,
} from '../../src/signing/heads.ts';
import { createKeyPair, isPublicKey, isSignedBy, sign } from '../../src/signing/keys.ts';
import {
  createSealingKey,
  importSealingKey,
  openBytes,
  openText,
  sealBytes,
  sealText,
} from '../../src/signing/seal.ts';
import { aCheckIn, monday, tablet } from '../support/factories.ts';
import { between, seeded, seeds } from '../support/seeded.ts';

const statement = async (text = 'x') => ({
  device: tablet('a'),
  seq: 3,
  hash: await sha256(text),
  at: instant(monday('08:30')),
});

describe('hashes', () => {
  test('[LOG-2] are SHA-256 over UTF-8, as base64url', async () => {
    expect(await sha256('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
    expect(await sha256('å')).not.toBe(await sha256('a\u030a'));
  });

  test('[LOG-2] base64url comes back as the same bytes, and nothing else is taken for it', () => {
    for (const seed of seeds(300)) {
      const random = seeded(seed);
      const bytes = Uint8Array.from({ length: between(random, 0, 40) }, () => between(random, 0, 255));
      expect(base64UrlToBytes(bytesToBase64Url(bytes))).toEqual(bytes);
    }
    for (const wrong of ['a', 'ab+/', 'ab==', 'å', 'aaaaa']) expect(base64UrlToBytes(wrong)).toBeUndefined();
  });
});

describe('signatures', () => {
  test('[DEV-2] a tablet’s private key cannot be read out', async () => {
    const { privateKey, publicKey } = await createKeyPair();
    expect(privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('pkcs8', privateKey)).rejects.toThrow();
    expect(await isPublicKey(publicKey)).toBe(true);
  });

  test('[SYNC-4] a head is good for its device, number, hash and time, and for nothing else', async () => {
    const { privateKey, publicKey } = await createKeyPair();
    const head = await signHead(privateKey, await statement());
    expect(await isHeadSignedBy(publicKey, head)).toBe(true);
    const changes = [{ seq: 4 }, { device: tablet('b') }, { hash: await sha256('y') }, { at: instant(1) }];
    for (const change of changes) expect(await isHeadSignedBy(publicKey, { ...head, ...change })).toBe(false);
    const other = await createKeyPair();
    expect(await isHeadSignedBy(other.publicKey, head)).toBe(false);
  });

  test('[SYNC-3] a signature for one thing is never good for another', async () => {
    const { privateKey, publicKey } = await createKeyPair();
    const head = await signHead(privateKey, await statement());
    const receipt = await signReceipt(privateKey, await statement());
    expect(await isReceiptSignedBy(publicKey, receipt)).toBe(true);
    expect(await isReceiptSignedBy(publicKey, head)).toBe(false);
    expect(await isHeadSignedBy(publicKey, receipt)).toBe(false);
    const answer = await sign(privateKey, challengeText('a', 'challenge'));
    expect(await isSignedBy(publicKey, challengeText('a', 'challenge'), answer)).toBe(true);
    expect(await isSignedBy(publicKey, challengeText('b', 'challenge'), answer)).toBe(false);
  });

  test.each(['', 'A', 'A'.repeat(86), 'A'.repeat(87), 'å'.repeat(86), '!'.repeat(86)])(
    '[SYNC-4] the signature %j is simply false',
    async (signature) => {
      const { publicKey } = await createKeyPair();
      expect(await isSignedBy(publicKey, 'text', signature)).toBe(false);
    },
  );

  test('[DEV-1] what is no P-256 point is no public key', async () => {
    for (const wrong of ['', 'A'.repeat(87), 'B'.repeat(87), 'AA', 'å']) {
      expect(await isPublicKey(wrong)).toBe(false);
      expect(await isSignedBy(wrong, 'text', 'A'.repeat(86))).toBe(false);
    }
  });
});

describe('following a chain', () => {
  const aChain = async (length: number): Promise<readonly string[]> => {
    const texts: string[] = [];
    let prev = noHash;
    for (let seq = 1; seq <= length; seq += 1) {
      const text = canonical({ ...aCheckIn({ seq, at: monday('08:30') }), prev });
      texts.push(text);
      prev = await sha256(text);
    }
    return texts;
  };

  test('[LOG-2] a whole chain holds from its beginning and from any of its links', async () => {
    const texts = await aChain(6);
    const whole = await followChain(tablet('a'), emptyHead, texts);
    if (!whole.ok) throw new Error('broken');
    expect(whole.value.map(({ place }) => place.seq)).toEqual([1, 2, 3, 4, 5, 6]);
    const third = whole.value[2];
    if (third === undefined) throw new Error('too short');
    const rest = await followChain(tablet('a'), { seq: 3, hash: third.hash }, texts.slice(3));
    expect(rest.ok && rest.value.at(-1)?.hash).toBe(whole.value.at(-1)?.hash);
    expect(await followChain(tablet('a'), emptyHead, [])).toEqual({ ok: true, value: [] });
  });

  const deep = 100_000;
  const endless = `${'['.repeat(deep)}${']'.repeat(deep)}`;

  test('[ATK-1, LOG-1] an event with something nested without end in it has its place, and counts for nobody', async () => {
    const [text = ''] = await aChain(1);
    const chain = await followChain(tablet('a'), emptyHead, [text.replace(/\}$/, `,"x":${endless}}`)]);
    expect(chain).toMatchObject({ ok: true, value: [{ place: { seq: 1 }, event: undefined }] });
    expect(chain.ok && chain.value[0]).toHaveProperty('event');
  });

  test.each<readonly [string, number, (texts: string[]) => void]>([
    ['an event was taken out', 3, (texts) => texts.splice(2, 1)],
    ['two events changed places', 2, (texts) => texts.splice(1, 2, texts[2] ?? '', texts[1] ?? '')],
    ['a name in it was changed', 4, (texts) => texts.splice(2, 1, (texts[2] ?? '').replace('amina', 'olof'))],
    ['a space was added', 4, (texts) => texts.splice(2, 1, (texts[2] ?? '').replace(',', ', '))],
    ['it is another tablet’s', 3, (texts) => texts.splice(2, 1, (texts[2] ?? '').replace('"a"', '"b"'))],
    ['it is no JSON', 3, (texts) => texts.splice(2, 1, 'inte json')],
    ['it is no event', 3, (texts) => texts.splice(2, 1, '[]')],
    ['it is nested without end', 3, (texts) => texts.splice(2, 1, endless)],
    ['an event stands twice', 4, (texts) => texts.splice(3, 0, texts[2] ?? '')],
  ])('[LOG-2] %s: the chain breaks, and the number says where', async (_, seq, change) => {
    const texts = [...(await aChain(5))];
    change(texts);
    expect(await followChain(tablet('a'), emptyHead, texts)).toEqual({
      ok: false,
      error: { kind: 'broken', seq },
    });
  });

  test('[LOG-2] a chain that begins after another hash is not this log’s', async () => {
    const other = Hash.parse('x'.repeat(43));
    expect(await followChain(tablet('a'), { seq: 0, hash: other }, await aChain(1))).toMatchObject({
      ok: false,
    });
  });
});

describe('sealing', () => {
  test('[PLAN-4] what is sealed opens with the same key for the same purpose, and otherwise not at all', async () => {
    const [key, other] = [await createSealingKey(), await createSealingKey()];
    const sealed = await sealText(key, 'plan', 'Åsa Björk');
    expect(Buffer.from(sealed, 'base64url').includes('Björk')).toBe(false);
    expect(await openText(key, 'plan', sealed)).toBe('Åsa Björk');
    expect(await openText(key, 'badge', sealed)).toBeUndefined();
    expect(await openText(other, 'plan', sealed)).toBeUndefined();
    expect(await openText(key, 'plan', sealed.slice(0, -2))).toBeUndefined();
    expect(await openText(key, 'plan', 'åäö')).toBeUndefined();
    expect(await openText(key, 'plan', '')).toBeUndefined();
  });

  test('[PLAN-4] the same text is never sealed to the same bytes twice, and the key cannot be read out', async () => {
    const key = await createSealingKey();
    expect(await sealText(key, 'plan', 'x')).not.toBe(await sealText(key, 'plan', 'x'));
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  test('[PLAN-4] one flipped bit anywhere is noticed', async () => {
    const key = await importSealingKey(new Uint8Array(32).fill(7));
    const sealed = await sealBytes(key, 'plan', utf8('Amina'));
    for (let i = 0; i < sealed.length; i += 1) {
      const changed = Uint8Array.from(sealed);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(await openBytes(key, 'plan', changed)).toBeUndefined();
    }
  });
});
