/** ASVS 12.3.2 and 13.2.1: whoever answers under the mail server's or the sign-in service's name without its certificate is told nothing. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createMailer, type Mail, type MailServer } from '../../src/server/letters/mailer.ts';
import { makeCertificate, type Certificate } from '../support/certificate.ts';
import { createTestServer } from '../support/test-server.ts';

let folder: string;
const certificates: Record<string, Certificate> = {};
const ends: (() => Promise<void>)[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'narvaro-certificates-'));
  certificates['nobody’s'] = makeCertificate(folder, 'self');
  certificates['another’s'] = makeCertificate(folder, 'other', ['DNS:example.org']);
  certificates['its own'] = makeCertificate(folder, 'own');
  /* Vouched for as a city's own authority would: another's is wrong for its name alone. */
  const vouched = ['another’s', 'its own'].map((whose) => filesOf(whose).cert.toString());
  setDefaultCACertificates([...getCACertificates('bundled'), ...vouched]);
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesOf = (whose: string): { readonly cert: Buffer; readonly key: Buffer } => {
  const { certificate = '', key = '' } = certificates[whose] ?? {};
  return { cert: readFileSync(certificate), key: readFileSync(key) };
};

/** A mail server, and everything it was told. */
const aMailServer = async (options: SMTPServerOptions): Promise<{ port: number; told: string[] }> => {
  const told: string[] = [];
  const server = new SMTPServer({
    logger: false,
    onAuth: ({ username = '', password = '' }, _session, answer) => {
      told.push(`${username}:${password}`);
      if (password === 'rätt') answer(null, { user: username });
      else answer(Object.assign(new Error('no'), { responseCode: 535 }));
    },
    onRcptTo: ({ address }, _session, answer) => {
      told.push(address);
      answer();
    },
    onData: (stream, _session, answer) => {
      stream.on('data', (chunk: Buffer) => told.push(chunk.toString()));
      stream.on('end', () => answer());
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', () => listening());
  });
  ends.push(
    () =>
      new Promise((closed) => {
        server.close(() => closed());
      }),
  );
  return { port: (server.server.address() as AddressInfo).port, told };
};

const mail: Mail = {
  to: 'amina.granmoln@example.org',
  messageId: 'a@b',
  subject: 'Hej',
  text: 'Kanarie',
  html: '<p>Kanarie</p>',
};
const from = { name: 'Projektkontoret', address: 'kontoret@example.org' };
const sent = (server: Partial<MailServer> & { readonly port: number }) =>
  createMailer(
    { host: 'localhost', isSecure: true, user: 'kontoret', password: 'rätt', ...server },
    from,
  )(mail);

describe('a mail server', () => {
  test.each(['nobody’s', 'another’s'])(
    '[SEC-5] with %s certificate is handed no mail, no address and no password, by TLS from the first byte or later',
    async (whose) => {
      const direct = await aMailServer({ secure: true, ...filesOf(whose) });
      expect(await sent({ port: direct.port })).toEqual({
        ok: false,
        error: { kind: 'later', error: 'no-answer' },
      });
      const later = await aMailServer(filesOf(whose));
      expect(await sent({ port: later.port, isSecure: false })).toEqual({
        ok: false,
        error: { kind: 'later', error: 'no-answer' },
      });
      expect([...direct.told, ...later.told]).toEqual([]);
    },
  );

  test('[SEC-5] with its own certificate is handed the mail', async () => {
    const direct = await aMailServer({ secure: true, ...filesOf('its own') });
    expect((await sent({ port: direct.port })).ok).toBe(true);
    expect(direct.told.slice(0, 2)).toEqual(['kontoret:rätt', mail.to]);
  });

  test('[SEC-5] that knows us by our password takes the mail, and nothing is handed to one that does not', async () => {
    const server = await aMailServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    const wrong = await sent({ port: server.port, isSecure: false, password: 'fel' });
    expect(wrong).toEqual({ ok: false, error: { kind: 'later', error: 'sign-in-refused' } });
    expect(server.told).toEqual(['kontoret:fel']);
    expect((await sent({ port: server.port, isSecure: false })).ok).toBe(true);
    expect(server.told.slice(1, 3)).toEqual(['kontoret:rätt', mail.to]);
  });
});

describe('a sign-in service', () => {
  const aService = async (whose: string): Promise<{ issuer: string; asked: string[] }> => {
    const asked: string[] = [];
    const server: Server = createServer(filesOf(whose), (request, response) => {
      asked.push(request.url ?? '');
      response.end('{}');
    });
    await new Promise<void>((listening) => {
      server.listen(0, '127.0.0.1', () => listening());
    });
    ends.push(
      () =>
        new Promise((closed) => {
          server.closeAllConnections();
          server.close(() => closed());
        }),
    );
    return { issuer: `https://localhost:${(server.address() as AddressInfo).port}`, asked };
  };

  test.each([
    ['nobody’s', false],
    ['another’s', false],
    ['its own', true],
  ])(
    '[SEC-5] with %s certificate is asked at all: %s, and nobody is sent to one that does not answer as it should',
    async (whose, isAsked) => {
      const { issuer, asked } = await aService(whose);
      const signOn = {
        issuer,
        clientId: 'narvaro',
        clientSecret: 'kanarie',
        name: 'Staden',
        isOnlyWay: false,
      };
      const server = await createTestServer({ signOn: { ...signOn, twoFactors: undefined } });
      ends.push(server.close);
      const reply = await server.post('/api/admin/sign-on/begin', { kind: 'sign-in' });
      expect(((await reply.json()) as { code: string }).code).toBe('sign-on/unreachable');
      expect(asked.length > 0).toBe(isAsked);
    },
  );
});
