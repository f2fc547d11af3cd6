import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  identityKeyOf,
  openUnder,
  sealUnder,
  type IdentityKey,
} from '../../../src/server/identity/identity-seal.ts';
import { numberPurpose } from '../../../src/server/identity/identity-vault.ts';
import { openText, sealText } from '../../../src/signing/seal.ts';

const number = '191212121212';
const mine = numberPurpose('amina');
const keyOf = (id: string) => identityKeyOf(id, new Uint8Array(randomBytes(32)));
const platformKey = ({ key }: IdentityKey): CryptoKey => key as unknown as CryptoKey;

describe('a person’s number', () => {
  test('[KEY-1] that an earlier version sealed is opened, and what is sealed now is of the same form', async () => {
    const key = await keyOf('first');
    expect(openUnder([key], mine, `first.${await sealText(platformKey(key), mine, number)}`)).toBe(number);
    expect(openUnder([key], mine, await sealText(platformKey(key), mine, number))).toBe(number);
    const sealed = sealUnder(key, mine, number);
    expect(sealed).toMatch(/^first\.[A-Za-z0-9_-]+$/);
    expect(await openText(platformKey(key), mine, sealed.slice('first.'.length))).toBe(number);
  });

  test('[KEY-1] and a name with any letters, come out as they went in, and never sealed twice alike', async () => {
    const key = await keyOf('first');
    for (const text of ['', number, '{"given":"Åsa 李","family":"Ö\u0000ström 👩‍🏫"}', 'x'.repeat(5000)])
      expect(openUnder([key], mine, sealUnder(key, mine, text))).toBe(text);
    expect(sealUnder(key, mine, number)).not.toBe(sealUnder(key, mine, number));
  });

  test('[KEY-1] is opened with the key it was sealed under, whichever comes first, and with no other', async () => {
    const [old, current] = await Promise.all([keyOf('old'), keyOf('current')]);
    const sealed = sealUnder(old, mine, number);
    expect(openUnder([current, old], mine, sealed)).toBe(number);
    expect(openUnder([current], mine, sealed)).toBeUndefined();
    expect(openUnder([{ ...current, id: 'old' }], mine, sealed)).toBeUndefined();
    const unnamed = sealed.slice('old.'.length);
    expect(openUnder([current, old], mine, unnamed)).toBe(number);
  });

  test('[PRIV-2] moved to somebody else’s row, cut or changed in any letter, says nothing', async () => {
    const key = await keyOf('first');
    const sealed = sealUnder(key, mine, number);
    expect(openUnder([key], numberPurpose('olof'), sealed)).toBeUndefined();
    for (let at = 'first.'.length; at < sealed.length; at += 1) {
      expect(openUnder([key], mine, sealed.slice(0, at))).toBeUndefined();
      /* Of the last letter two bits alone count, and these differ too. */
      const other = String.fromCharCode(sealed.charCodeAt(at) === 0x41 ? 0x7a : 0x41);
      const changed = `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`;
      expect([at, openUnder([key], mine, changed)]).toEqual([at, undefined]);
    }
  });
});
