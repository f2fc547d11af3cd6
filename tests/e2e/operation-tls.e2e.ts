/** The server that ends TLS itself: what it shows, what it refuses, and a certificate renewed while it runs. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { expect, test } from '@playwright/test';
import { makeCertificate, type Certificate } from '../support/certificate.ts';
import { freePort } from '../support/free-port.ts';
import { httpsClient } from '../support/https-client.ts';
import { startOfficeProcess, type OfficeProcess } from '../support/office-process.ts';

test.describe('TLS', () => {
  let folder: string;
  let first: Certificate;
  let files: Certificate;
  let office: OfficeProcess | undefined;
  const settings = (port: number) => ({
    PORT: String(port),
    NARVARO_URL: `https://localhost:${port}`,
    NARVARO_TLS_CERT: files.certificate,
    NARVARO_TLS_KEY: files.key,
  });
  const put = ({ certificate, key }: Certificate): void => {
    cpSync(certificate, files.certificate);
    cpSync(key, files.key);
  };

  test.beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'narvaro-tls-'));
    first = makeCertificate(folder, 'first');
    files = { certificate: join(folder, 'live.crt'), key: join(folder, 'live.key') };
    put(first);
  });
  test.afterEach(async () => {
    await office?.end();
    office = undefined;
    rmSync(folder, { recursive: true, force: true });
  });

  test('[OPS-5] somebody is served over TLS 1.2 or newer and nothing else, and a renewed certificate without a restart', async () => {
    const port = await freePort();
    office = await startOfficeProcess(settings(port));
    const call = httpsClient(port, () => files.certificate);
    const alive = await call('/healthz');
    expect(alive.status).toBe(200);
    expect(alive.headers['strict-transport-security']).toMatch(/^max-age=\d{8}(;|$)/);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
    const agreed = (maxVersion: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'): Promise<string | null> =>
      new Promise((answer) => {
        const socket = connect(
          {
            port,
            host: '127.0.0.1',
            rejectUnauthorized: false,
            minVersion: 'TLSv1',
            maxVersion,
            ciphers: 'DEFAULT@SECLEVEL=0',
          },
          () => {
            answer(socket.getProtocol());
            socket.destroy();
          },
        );
        socket.once('error', () => answer(null));
      });
    expect([await agreed('TLSv1.3'), await agreed('TLSv1.2'), await agreed('TLSv1.1')]).toEqual([
      'TLSv1.3',
      'TLSv1.2',
      null,
    ]);

    put(makeCertificate(folder, 'second'));
    office.signal('SIGHUP');
    await office.until('"event":"certificate-renewed"');
    const renewed = await call('/healthz');
    expect(renewed.status).toBe(200);
    expect(renewed.fingerprint).not.toBe(alive.fingerprint);

    cpSync(first.key, files.key);
    office.signal('SIGHUP');
    await office.until('"event":"certificate-refused","fault":"other-key"');
    expect((await call('/healthz')).fingerprint).toBe(renewed.fingerprint);
    office.signal('SIGTERM');
    expect(await office.ended).toBe(0);
  });

  test('[OPS-5, START-1] somebody who starts with another’s key is told so, and nothing is served', async () => {
    const port = await freePort();
    cpSync(makeCertificate(folder, 'other').key, files.key);
    const refused = await startOfficeProcess(settings(port)).catch((error: unknown) => String(error));
    expect(refused).toContain('NARVARO_TLS_KEY är en annan nyckel än certifikatets');
    expect(refused).toContain('"event":"start-refused","problem":"tls"');
  });
});
