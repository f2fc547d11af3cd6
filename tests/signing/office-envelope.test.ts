import { describe, expect, test } from 'vitest';
import { TrainerId } from '../../src/domain/ids.ts';
import { looksLikeIdentityNumber, readWalkIn, walkInPurpose, walkInText } from '../../src/domain/walk-in.ts';
import { importEnvelopeKey, openEnvelope, sealToOffice } from '../../src/signing/envelope.ts';
import { bytesToBase64Url } from '../../src/signing/hash.ts';
import { hashTrainerCode, readTrainerCode, trainerWithCode } from '../../src/signing/trainer-code.ts';

const anOffice = async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  return { publicKey: bytesToBase64Url(raw), privateKey: await importEnvelopeKey(pkcs8) };
};
const purpose = walkInPurpose('session', 'added-1');
const name = { given: 'Ingrid', family: 'Påhittad', workplace: 'Vård & omsorg, Farsta' };

describe('an envelope to the office', () => {
  test('[WALK-1] only the office reads who came without a badge', async () => {
    const office = await anOffice();
    const sealed = await sealToOffice(office.publicKey, purpose, walkInText(name));
    expect(sealed).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(sealed).not.toContain('Ingrid');
    const opened = await openEnvelope(office.privateKey, purpose, sealed);
    expect(readWalkIn(opened ?? '')).toEqual(name);
    const stranger = await anOffice();
    expect(await openEnvelope(stranger.privateKey, purpose, sealed)).toBeUndefined();
  });

  test('[WALK-1] it opens for the one person at the one session it was written for', async () => {
    const office = await anOffice();
    const sealed = await sealToOffice(office.publicKey, purpose, walkInText(name));
    expect(
      await openEnvelope(office.privateKey, walkInPurpose('session', 'added-2'), sealed),
    ).toBeUndefined();
    expect(await openEnvelope(office.privateKey, purpose, `${sealed.slice(0, -4)}AAAA`)).toBeUndefined();
    for (const damaged of ['', 'A', 'å', sealed.slice(0, 80)])
      expect(await openEnvelope(office.privateKey, purpose, damaged)).toBeUndefined();
  });

  test('[WALK-1] the same name never looks the same twice', async () => {
    const office = await anOffice();
    const [one, two] = await Promise.all([
      sealToOffice(office.publicKey, purpose, walkInText(name)),
      sealToOffice(office.publicKey, purpose, walkInText(name)),
    ]);
    expect(one).not.toBe(two);
  });

  test('[PRIV-2] what looks like a personal identity number is known as such, and ordinary words are not', () => {
    for (const text of [
      '19890201-3286',
      '890201 3286',
      '8902013286',
      'Anna 890201–3286',
      '８９０２０１-3286',
    ])
      expect(looksLikeIdentityNumber(text), text).toBe(true);
    for (const text of ['Anna', 'Enhet 3', 'Farsta 12', 'Våning 4, rum 212'])
      expect(looksLikeIdentityNumber(text), text).toBe(false);
  });
});

describe('a trainer’s code', () => {
  const codesFor = async (code: string) => {
    const hashing = { salt: 'salt', iterations: 10 };
    const kim = { id: TrainerId.parse('kim'), name: 'Kim Alm', hash: await hashTrainerCode(code, hashing) };
    return { ...hashing, trainers: [kim] };
  };

  test('[ATTEST-2] is known without a network, however it is spaced, and no other is', async () => {
    const codes = await codesFor('482913');
    expect(await trainerWithCode('482 913', codes)).toMatchObject({ name: 'Kim Alm' });
    for (const wrong of ['482914', '48291', '4829130', '', 'abcdef'])
      expect(await trainerWithCode(wrong, codes), wrong).toBeUndefined();
  });

  test('[ATTEST-2] is not to be read in what a tablet keeps', async () => {
    expect(JSON.stringify(await codesFor('482913'))).not.toContain('482913');
  });

  test('[ATTEST-2] has four to six digits', () => {
    expect(['1234', '12345', '123456', ' 12 34 '].map(readTrainerCode)).toEqual([
      '1234',
      '12345',
      '123456',
      '1234',
    ]);
    expect(['123', '1234567', '12a4', ''].map(readTrainerCode)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
