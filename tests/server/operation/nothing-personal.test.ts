/**
 * A month as an office lives through it, with names, numbers, passwords, codes and tokens that are looked for everywhere
 * the server says something to those who run it: its log, its streams, its figures and its refusals.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EventDraft } from '../../../src/domain/events.ts';
import { DeviceId } from '../../../src/domain/ids.ts';
import { canonical, emptyHead, placeAfter } from '../../../src/domain/log.ts';
import { instant, minuteMs } from '../../../src/domain/time.ts';
import { fictionalNumber } from '../../../src/server/identity/fictional-number.ts';
import { createMailer, readMailServer } from '../../../src/server/letters/mailer.ts';
import { postLetters } from '../../../src/server/letters/post-letters.ts';
import { createAdminLink } from '../../../src/server/start-links.ts';
import { sha256 } from '../../../src/signing/hash.ts';
import { challengeText, signHead } from '../../../src/signing/heads.ts';
import { createKeyPair, sign } from '../../../src/signing/keys.ts';
import { clockTime } from '../../support/factories.ts';
import {
  aLine,
  aSessionLine,
  csvText,
  participantHeader,
  sessionHeader,
  utf8,
  type Line,
} from '../../support/import-files.ts';
import { startMailServer, type MailServer } from '../../support/mail-server.ts';
import { createWatchedServer, type WatchedServer } from '../../support/watched-server.ts';

const day = '2026-11-10';
const person = { given: 'Kanariella', family: 'Gulfjädersson', number: fictionalNumber(1985, 'woman', 7) };
const admin = {
  name: 'Zebedeus Kanarielund',
  login: 'zebedeus.kanarielund',
  password: 'sjutton gula kanariefåglar',
};
const typed = 'kanarietext som någon har skrivit';

let server: WatchedServer;
let mail: MailServer;
/** Everything that must not be found. */
let canaries: Set<string>;
/** What has been said outside the replies that answered what was asked. */
let said: { where: string; text: string }[];

const keep = <T extends string>(canary: T | undefined): T => {
  if (canary === undefined || canary.length < 6) throw new Error(`no canary: ${canary}`);
  canaries.add(canary);
  return canary;
};

beforeEach(async () => {
  said = [];
  canaries = new Set([
    ...Object.values(person),
    ...Object.values(admin),
    person.number.slice(2),
    typed,
    'kanarie',
    'gulfjäder',
  ]);
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      said.push({ where: 'a stream', text: String(chunk) });
      return true;
    });
  mail = await startMailServer();
  server = await createWatchedServer({
    clock: Date.parse('2026-12-05T08:00:00+01:00'),
    mailFrom: 'narvaro@example.se',
    level: 'debug',
  });
  const request = server.app.request.bind(server.app);
  server.app.request = async (...asked: Parameters<typeof request>) => {
    const reply = await request(...asked);
    const heads = JSON.stringify([...reply.headers].filter(([name]) => name !== 'set-cookie'));
    const body = reply.status >= 400 ? await reply.clone().text() : '';
    said.push({ where: `a reply ${reply.status}`, text: `${heads}\n${body}` });
    return reply;
  };
});
afterEach(async () => {
  vi.restoreAllMocks();
  await server.close();
  await mail.stop();
});

type As = { readonly cookie: string };
const jsonOf = async <T>(reply: Response | Promise<Response>): Promise<T> => {
  const { status } = await reply;
  const text = await (await reply).text();
  if (status !== 200) throw new Error(`${status}: ${text}`);
  return JSON.parse(text) as T;
};
const ask = async <T>(path: string, body: unknown, as?: As): Promise<T> =>
  jsonOf<T>(server.post(path, body, as));

/** By the one-time link, and wrong tries at signing in. */
const comeIn = async (): Promise<void> => {
  const link = await createAdminLink(server.database, server.services);
  const token = keep(link.split('#')[1]);
  const cookie = (await server.post('/api/admin/set-up', { token, ...admin })).headers.getSetCookie()[0];
  keep(/=([^;]+);/.exec(cookie ?? '')?.[1]);
  const { login, password } = admin;
  await server.post('/api/admin/sign-in', { login, password: keep(`${password} fel`) });
  await server.post('/api/admin/sign-in', { login: `${login}x`, password });
  await server.post('/api/admin/set-up', { token, ...admin });
};

const takeIn = async (kind: 'participants' | 'sessions', lines: readonly Line[], sol: As): Promise<void> => {
  const header = kind === 'participants' ? participantHeader : sessionHeader;
  const opened = await server.app.request(`/api/admin/imports?kind=${kind}&name=kanarielista.csv`, {
    method: 'POST',
    body: new Uint8Array(utf8(csvText([header, ...lines]))),
    headers: { Cookie: sol.cookie },
  });
  const { id } = await jsonOf<{ id: string }>(opened);
  for (;;) {
    const { state } = await jsonOf<{ state: string }>(server.get(`/api/admin/imports/${id}`, sol));
    if (state === 'checked') break;
    if (state !== 'reading' && state !== 'checking') throw new Error(`the import is ${state}`);
    await wait(20);
  }
  await ask(`/api/admin/imports/${id}/commit`, {}, sol);
};

/** Enrols a tablet with a code, and pushes a session with one participant. */
const recordAndPush = async (sol: As, drafts: readonly (readonly [time: string, draft: EventDraft])[]) => {
  const enrolment = await ask<{ code: string }>(
    '/api/admin/enrolments',
    { name: 'Kanarieplatta', unit: null },
    sol,
  );
  const keys = await createKeyPair();
  const code = keep(enrolment.code);
  const enrolled = await ask<{ device: string }>('/api/enrol', { code, publicKey: keep(keys.publicKey) });
  await server.post('/api/enrol', { code, publicKey: (await createKeyPair()).publicKey });
  const device = DeviceId.parse(enrolled.device);
  const { challenge } = await ask<{ challenge: string }>('/api/device/challenge', { device });
  const signature = await sign(keys.privateKey, challengeText(device, keep(challenge)));
  const { token } = await ask<{ token: string }>('/api/device/sign-in', { device, challenge, signature });
  await server.post('/api/device/sign-in', { device, challenge, signature });
  let head = emptyHead;
  const events: string[] = [];
  for (const [time, draft] of drafts) {
    const text = canonical(placeAfter(head, device, instant(clockTime(day, time)), draft));
    head = { seq: head.seq + 1, hash: await sha256(text) };
    events.push(text);
  }
  const body = {
    from: 1,
    events,
    head: await signHead(keys.privateKey, { device, ...head, at: instant(server.services.clock()) }),
    health: { appVersion: 'test', storage: 'persistent', planIssuedAt: null, unsent: 0 },
  };
  const caller = { token: keep(token) };
  await jsonOf(server.post('/api/log', body, caller));
  await jsonOf(server.get('/api/plan', caller));
  await server.post(
    '/api/log',
    { ...body, head: { ...body.head, signature: keep('kanarie-signatur') } },
    caller,
  );
};

/** What people and programs send that is wrong in every way, with canaries in it. */
const sendNonsense = async (sol: As): Promise<void> => {
  const canary = `${person.given} ${person.number}`;
  const paths = [
    `/api/admin/participants/${encodeURIComponent(canary)}`,
    `/api/${encodeURIComponent(canary)}`,
  ];
  for (const path of [...paths, `/api/admin/log?q=${encodeURIComponent(canary)}`, `/B/${person.number}`])
    await server.get(path, sol);
  for (const body of [canary, `{"login":"${canary}"`, `{"login":"${canary}","__proto__":{"x":"${canary}"}}`])
    await server.app.request('/api/admin/sign-in', {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': canary.slice(0, 10),
        Referer: `https://x/${person.number}`,
      },
    });
  await server.post('/api/admin/review/correct', { session: canary, text: typed }, sol);
  await server.post('/api/me/open', { token: person.family }, sol);
};

/** The table is gone: every error that the database makes of it is a defect, with what was asked in the error. */
const breakIt = async (sol: As): Promise<void> => {
  await server.database.db.schema.dropTable('device_challenges').execute();
  const broken = await server.post('/api/device/challenge', { device: keep('kanarie-platta') });
  expect(broken.status).toBe(500);
  await server.get('/api/admin/participants', sol);
};

describe('what the server says to those who run it', () => {
  test('[OPS-2, OPS-3] a month with an import, a tablet, certificates, a lock, SCB’s file, letters and errors leaves no name, number, code, token or text', async () => {
    await comeIn();
    const sol = await server.administrator(admin.name);
    keep(sol.cookie.split('=')[1]);
    const name = { Förnamn: person.given, Efternamn: person.family, Personnummer: person.number };
    await takeIn('participants', [aLine(0, { ...name, 'E-post': 'kanariella@example.se' })], sol);
    await takeIn(
      'sessions',
      [aSessionLine({ Datum: day, Kursledare: admin.name, Ämne: 'Kanarieämne' })],
      sol,
    );
    const [held] = await server.stores(({ programme }) => programme.participants());
    const { rows } = { rows: await server.database.db.selectFrom('sessions').select(['id']).execute() };
    const [participant, session] = [held?.id, rows[0]?.id] as never[];
    if (participant === undefined || session === undefined) throw new Error('nothing was taken in');

    await recordAndPush(sol, [
      ['08:10', { kind: 'session-opened', session }],
      ['08:20', { kind: 'checked-in', session, participant, via: 'badge' }],
      ['12:30', { kind: 'checked-out', session, participant, via: 'badge' }],
      ['12:35', { kind: 'session-closed', session }],
      ['12:36', { kind: 'session-attested', session, trainer: 'kim' as never }],
      ['12:40', { kind: 'hours-certified', session, participant, minutes: 225, on: 'tablet' }],
    ]);
    const review = await jsonOf<{ basis: unknown }>(
      server.get(`/api/admin/review/${session as string}`, sol),
    );
    await ask('/api/admin/review/done', { session, basis: review.basis }, sol);
    const month = await jsonOf<{ basis: unknown }>(server.get('/api/admin/months/2026-11', sol));
    await ask('/api/admin/months/lock', { month: '2026-11', basis: month.basis }, sol);
    const file = await server.post('/api/admin/report/file', { month: '2026-11', format: 'csv' }, sol);
    expect(await file.text()).toContain(person.number);

    const cohort = held?.cohort;
    await ask('/api/admin/letters/send', { cohort }, sol);
    const mailer = createMailer(readMailServer(mail.url) as never, {
      name: 'Kontoret',
      address: 'narvaro@example.se',
    });
    await postLetters({ database: server.database, services: server.services, mailer });
    expect(mail.received).toHaveLength(1);
    keep(/\/B\/([0-9A-Z]{26})/.exec(mail.received[0]?.raw.replace(/=\r\n/g, '') ?? '')?.[1]);
    await sendNonsense(sol);
    server.advance(minuteMs);
    await breakIt(sol);

    said.push({ where: 'the log', text: server.lines().join('') });
    said.push({ where: 'the figures', text: await server.metrics.text() });
    const events = new Set(server.parsed().map(({ event }) => event));
    for (const event of ['request', 'pushed', 'device-enrolled', 'sign-in-failed', 'defect'])
      expect(events).toContain(event);
    expect(said.filter(({ where }) => where.startsWith('a reply 4')).length).toBeGreaterThan(8);
    expect(canaries.size).toBeGreaterThan(18);
    const found = said.flatMap(({ where, text }) =>
      [...canaries]
        .filter((canary) => text.toLowerCase().includes(canary.toLowerCase()))
        .map((canary) => `${canary} in ${where}`),
    );
    expect(found).toEqual([]);
    const shaped = said.filter(
      ({ where, text }) => where !== 'the figures' && /(?<!\d)(?:19|20)?\d{6}[-+]?\d{4}(?!\d)/.test(text),
    );
    expect(shaped).toEqual([]);
  });
});
