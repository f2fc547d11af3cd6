/** The certificate, looked at before anybody meets it: what is wrong with it is said in words. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTls, watchTls, type Tls } from '../../../src/server/operation/tls.ts';
import { tlsLines, type TlsProblem } from '../../../src/server/operation/tls-words.ts';
import { makeCertificate, makeJunk, type Certificate } from '../../support/certificate.ts';

let folder: string;
let ours: Certificate;
let other: Certificate;
let junk: string;
let now: number;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'narvaro-tls-'));
  ours = makeCertificate(folder, 'ours', ['DNS:narvaro.example', 'IP:127.0.0.1']);
  other = makeCertificate(folder, 'other');
  junk = makeJunk(folder);
  now = Date.now() + 60_000;
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const read = (files: Certificate, host = 'narvaro.example', at = now) => readTls(files, { host, now: at });
const faultOf = async (files: Certificate, host?: string, at?: number): Promise<TlsProblem['fault']> => {
  const tls = await read(files, host, at);
  if (tls.ok) throw new Error('it was taken');
  expect(tlsLines(tls.error)).toHaveLength(2);
  return tls.error.fault;
};

describe('a certificate', () => {
  test('[OPS-5] one that is right is taken, for its name and its address, and nothing older than TLS 1.2', async () => {
    const tls = await read(ours);
    expect(tls).toMatchObject({ ok: true, value: { options: { minVersion: 'TLSv1.2' } } });
    expect((await read(ours, '127.0.0.1')).ok).toBe(true);
    if (tls.ok) expect(Math.round((tls.value.expiresAt - now) / 86_400_000)).toBe(10);
  });

  const tenDaysMs = 11 * 86_400_000;
  test('[OPS-5] somebody is told which file cannot be read, or is something else', async () => {
    const missing = join(folder, 'missing.pem');
    expect(await faultOf({ ...ours, certificate: missing })).toEqual({ kind: 'unreadable', file: missing });
    expect(await faultOf({ ...ours, key: missing })).toEqual({ kind: 'unreadable', file: missing });
    expect(await faultOf({ ...ours, certificate: junk })).toEqual({ kind: 'not-a-certificate', file: junk });
    expect(await faultOf({ ...ours, key: junk })).toEqual({ kind: 'not-a-key', file: junk });
    expect(await faultOf({ certificate: ours.key, key: ours.certificate })).toMatchObject({
      kind: 'not-a-certificate',
    });
  });

  test('[OPS-5] somebody is told that the key is another’s, that it is too old or too new, or for another name', async () => {
    expect(await faultOf({ ...ours, key: other.key })).toEqual({ kind: 'other-key' });
    expect(await faultOf(ours, undefined, now + tenDaysMs)).toMatchObject({ kind: 'expired' });
    expect(await faultOf(ours, undefined, now - 86_400_000)).toMatchObject({ kind: 'not-yet' });
    expect(await faultOf(ours, 'narvaro.se')).toEqual({ kind: 'other-name', host: 'narvaro.se' });
    const expired = tlsLines({ kind: 'tls', fault: { kind: 'expired', day: '2026-12-02' } });
    expect(expired[0]).toBe('Certifikatet gick ut 2026-12-02. Förnya det och starta igen.');
  });

  test('[OPS-5] a chain that is half written, or a key that is too weak, is refused in words before anything meets it', async () => {
    const half = join(folder, 'half.crt');
    const chain = readFileSync(other.certificate, 'utf8');
    for (const length of [20, 400, chain.length - 10]) {
      writeFileSync(half, readFileSync(ours.certificate, 'utf8') + chain.slice(0, length));
      expect(await faultOf({ ...ours, certificate: half })).toEqual({ kind: 'broken-chain', file: half });
    }
    writeFileSync(half, readFileSync(ours.certificate, 'utf8') + chain);
    expect((await read({ ...ours, certificate: half })).ok).toBe(true);
    const weak = makeCertificate(folder, 'weak', ['DNS:narvaro.example'], 'rsa:1024');
    expect(await faultOf(weak)).toEqual({ kind: 'too-weak' });
  });

  test('[OPS-5] one that the server itself will not take is told, and nothing is thrown at whoever reloads', async () => {
    const refused: TlsProblem[] = [];
    const watch = watchTls(ours, {
      everyMs: 60_000,
      read: () => read(ours),
      take: () => {
        throw new Error('not this one');
      },
      refuse: (problem) => void refused.push(problem),
    });
    await watch.reload();
    watch.stop();
    expect(refused.map(({ fault }) => fault.kind)).toEqual(['not-taken']);
  });

  test('[OPS-5] a renewed one is taken when its files have changed, and one that cannot be used is told and left', async () => {
    const files = { certificate: join(folder, 'live.crt'), key: join(folder, 'live.key') };
    const put = ({ certificate, key }: Certificate): void => {
      cpSync(certificate, files.certificate);
      cpSync(key, files.key);
    };
    put(ours);
    const taken: Tls[] = [];
    const refused: TlsProblem[] = [];
    const watch = watchTls(files, {
      everyMs: 20,
      read: () => readTls(files, { host: 'narvaro.example', now }),
      take: (tls) => void taken.push(tls),
      refuse: (problem) => void refused.push(problem),
    });
    await new Promise((wait) => setTimeout(wait, 200));
    expect(taken).toEqual([]);
    put(makeCertificate(folder, 'renewed', ['DNS:narvaro.example']));
    await expect.poll(() => taken.length).toBeGreaterThan(0);
    const before = taken.length;
    put(other);
    await expect.poll(() => refused.map(({ fault }) => fault.kind)).toContain('other-name');
    expect(taken.length).toBe(before);
    await watch.reload();
    expect(refused.length).toBeGreaterThan(1);
    watch.stop();
  });
});
