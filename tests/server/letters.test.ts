/** Letters, handed to a real mail server on this machine. */
import readXlsx from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../../src/domain/time.ts';
import { ListLettersReply, SendLinksReply } from '../../src/protocol/letters.ts';
import { ShowPersonReply } from '../../src/protocol/people.ts';
import { Problem } from '../../src/protocol/problems.ts';
import { readConfig } from '../../src/server/config.ts';
import { readAddress, readFrom } from '../../src/server/letters/address.ts';
import { createMailer, readMailServer, type Mailer } from '../../src/server/letters/mailer.ts';
import { postLetters, type Round } from '../../src/server/letters/post-letters.ts';
import { renderLetter } from '../../src/server/letters/render-letter.ts';
import { sendLetter } from '../../src/server/letters/send-letter.ts';
import { startMailServer, type MailServer, type ReceivedMail } from '../support/mail-server.ts';
import { aParticipant, amina, elif, olof, plant } from '../support/session-world.ts';
import { createTestServer, type TestServer } from '../support/test-server.ts';

let server: TestServer;
let cookie: string;
let mail: MailServer;
beforeEach(async () => {
  mail = await startMailServer();
  server = await createTestServer({ mailFrom: 'narvaro@example.se' });
  ({ cookie } = await server.administrator());
  await plant(server);
  await server.stores(({ programme }) =>
    programme.putParticipants([
      { ...amina, email: 'amina@example.se' },
      { ...olof, email: 'olof@example.se' },
    ]),
  );
});
afterEach(async () => {
  await server.close();
  await mail.stop();
});

const from = { name: 'Projektkontoret', address: 'narvaro@example.se' };
const mailerTo = (url: string): Mailer => {
  const found = readMailServer(url);
  if (found === undefined) throw new Error(`no mail server: ${url}`);
  return createMailer(found, from);
};
/** One round of the job, as a process just started would do it. */
const round = (mailer: Mailer = mailerTo(mail.url)): Promise<Round> =>
  postLetters({ database: server.database, services: server.services, mailer });
const post = (path: string, body: unknown) => server.post(`/api/admin/letters/${path}`, body, { cookie });
const send = async (to: object = { cohort: 'g14' }): Promise<SendLinksReply> =>
  SendLinksReply.parse(await (await post('send', to)).json());
const list = async (cohort = 'g14'): Promise<ListLettersReply> =>
  ListLettersReply.parse(await (await server.get(`/api/admin/letters?cohort=${cohort}`, { cookie })).json());
const states = async (): Promise<Record<string, string>> =>
  Object.fromEntries((await list()).people.map(({ participant, state }) => [participant, state]));
const later = async (ms: number): Promise<void> => {
  server.advance(ms);
  ({ cookie } = await server.administrator());
};
const receivers = (): readonly string[] => mail.received.flatMap(({ to }) => to).sort();
const headOf = ({ raw }: ReceivedMail): string => raw.slice(0, raw.indexOf('\r\n\r\n'));
/** Quoted-printable, as mail programs read it. */
const readable = ({ raw }: ReceivedMail): string =>
  Buffer.from(
    raw
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

describe('a personal link', () => {
  test('[MAIL-1] everybody with an address gets their own link, in two languages, with nothing about hours', async () => {
    expect(await send()).toEqual({ queued: 2, withoutAddress: 1 });
    expect(await round()).toBe('nothing-left');
    expect(receivers()).toEqual(['amina@example.se', 'olof@example.se']);
    const letter = mail.received.find(({ to }) => to[0] === 'amina@example.se');
    if (letter === undefined) throw new Error('no letter');
    const text = readable(letter);
    expect(headOf(letter)).toMatch(/^From: Projektkontoret <narvaro@example\.se>\r$/m);
    expect(headOf(letter)).toMatch(/^Message-ID: <[\w-]{32}@localhost>\r$/m);
    expect(text).toContain('Hej Amina!');
    expect(text).toContain('Medfinansieras av Europeiska unionen');
    expect(text).toContain('Co-funded by the European Union');
    expect(text.indexOf('Hej Amina')).toBeLessThan(text.indexOf('Hello Amina'));
    expect(text).not.toMatch(/Björkljus|\d+ (h|tim|timmar)\b|Grupp/);
    const token = /http:\/\/localhost:8080\/B\/([0-9A-Z]{26})/.exec(text)?.[1];
    const opened = await server.post('/api/me/open', { token });
    expect(await opened.json()).toMatchObject({ given: 'Amina' });
  });

  test('[MAIL-1] a letter loads nothing from anywhere, and what is in it cannot become HTML', () => {
    const { html, text } = renderLetter({
      subject: 'Hej',
      sv: [
        { kind: 'paragraph', text: '<img src=x> & "citat"' },
        { kind: 'list', items: ['ett', 'två'] },
        { kind: 'link', label: 'Öppna', address: 'https://narvaro.example/B/1' },
      ],
      en: [],
    });
    expect(html).toContain('&lt;img src=x&gt; &amp; &quot;citat&quot;');
    expect(html).not.toMatch(/<(img|script|style|link|iframe)/);
    expect(text).toContain('Öppna:\nhttps://narvaro.example/B/1');
    expect(text).toContain('- ett\n- två');
  });

  test('[MAIL-2] with an alias or protected identity only an address they were asked for is written to', async () => {
    await server.stores(async ({ programme, identities }) => {
      await programme.putParticipants([
        { ...aParticipant('alias', 'Deltagare 09', ''), email: 'deltagare.09@example.se' },
        { ...elif, email: 'elif@example.se' },
      ]);
      await identities.keep('elif', '190001019999', true);
    });
    expect(await send()).toEqual({ queued: 2, withoutAddress: 2 });
    await round();
    expect(receivers()).toEqual(['amina@example.se', 'olof@example.se']);
    expect(await states()).toMatchObject({ alias: 'no-address', elif: 'no-address' });
    expect((await post('address', { participant: 'elif', address: ' egen@example.org ' })).status).toBe(200);
    expect(await send()).toEqual({ queued: 1, withoutAddress: 1 });
    await round();
    expect(receivers()).toContain('egen@example.org');
    expect(receivers()).not.toContain('elif@example.se');
    const log = await server.stores(({ officeLog }) => officeLog.latest(20));
    expect(log.map(({ text }) => text).join()).not.toContain('egen@example.org');
    await post('address', { participant: 'elif', address: '' });
    expect((await list()).people.find(({ participant }) => participant === 'elif')?.hasAddress).toBe(false);
  });
});

describe('when things go wrong', () => {
  test('[MAIL-3] a receiver that does not exist is told apart, and the others get theirs', async () => {
    mail.refuse('amina@example.se');
    await send();
    await round();
    expect(receivers()).toEqual(['olof@example.se']);
    const { people } = await list();
    expect(people.find(({ participant }) => participant === 'amina')).toMatchObject({
      state: 'failed',
      error: 'address-refused',
    });
    await later(dayMs);
    await round();
    expect(mail.received).toHaveLength(1);
    expect(await send()).toEqual({ queued: 1, withoutAddress: 1 });
  });

  test('[MAIL-3] while the mail server is away letters wait, and go once when it is back', async () => {
    await send();
    await mail.stop();
    expect(await round()).toBe('server-away');
    expect(await states()).toMatchObject({ amina: 'waiting', olof: 'waiting' });
    mail = await startMailServer(Number(new URL(mail.url).port));
    await later(2 * minuteMs);
    await round();
    await later(2 * hourMs);
    await round();
    expect(receivers()).toEqual(['amina@example.se', 'olof@example.se']);
    expect(await states()).toMatchObject({ amina: 'sent', olof: 'sent' });
  });

  test('[MAIL-3] after three days without an answer a letter is told as one that did not get through', async () => {
    await send({ participant: 'amina' });
    await mail.stop();
    for (let hours = 0; hours < 76; hours += 1) {
      await round();
      server.advance(hourMs);
    }
    await later(0);
    const [first] = (await list()).people;
    expect(first).toMatchObject({ participant: 'amina', state: 'failed', error: 'no-answer' });
    mail = await startMailServer();
    await round();
    expect(mail.received).toEqual([]);
  });

  test('[MAIL-3] a process that stops while handing a letter over leaves it to a person, never to be sent again by itself', async () => {
    await send({ participant: 'amina' });
    const stopped = round(() => new Promise(() => undefined));
    void stopped;
    await expect.poll(async () => (await states())['amina']).toBe('sending');
    await round();
    expect(await states()).toMatchObject({ amina: 'sending' });
    await later(hourMs);
    await round();
    expect(mail.received).toEqual([]);
    expect(await states()).toMatchObject({ amina: 'unclear' });
    expect(await send()).toEqual({ queued: 1, withoutAddress: 1 });
    await round();
    expect(receivers()).toEqual(['olof@example.se']);
    expect(await send({ participant: 'amina' })).toEqual({ queued: 1, withoutAddress: 0 });
    await round();
    expect(receivers()).toEqual(['amina@example.se', 'olof@example.se']);
  });

  test('[MAIL-3] when the server hangs up before it says that it took the letter, nobody sends it again by itself', async () => {
    mail.hangUpOnce();
    await send({ participant: 'amina' });
    await round();
    expect(mail.received).toHaveLength(1);
    expect(await states()).toMatchObject({ amina: 'unclear' });
    await later(dayMs);
    await round();
    expect(mail.received).toHaveLength(1);
  });

  test('[MAIL-3] two processes at once, and a second press of the button, send each letter once', async () => {
    await send();
    expect(await send()).toEqual({ queued: 0, withoutAddress: 1 });
    await Promise.all([round(), round(), round()]);
    expect(receivers()).toEqual(['amina@example.se', 'olof@example.se']);
    expect(await send()).toEqual({ queued: 0, withoutAddress: 1 });
  });

  test('[MAIL-3] a letter sent anew by a person is another letter; the same letter always has the same name', async () => {
    await send({ participant: 'amina' });
    await round();
    await send({ participant: 'amina' });
    await round();
    const names = mail.received.map((letter) => /^Message-ID: (.+)\r$/m.exec(letter.raw)?.[1]);
    expect(new Set(names).size).toBe(2);
  });
});

describe('what people have written', () => {
  test('[MAIL-4] a name that tries to add a receiver or a line to the mail adds nothing', async () => {
    const evil = 'Amina\r\nBcc: evil@example.org\r\n\r\n<b>x</b>';
    await server.stores(({ programme }) =>
      programme.putParticipants([{ ...amina, given: evil, email: 'amina@example.se' }]),
    );
    await send({ participant: 'amina' });
    await round();
    const [letter] = mail.received;
    if (letter === undefined) throw new Error('no letter');
    expect(letter.to).toEqual(['amina@example.se']);
    expect(headOf(letter)).not.toMatch(/^(bcc|cc):/im);
    expect(letter.raw).not.toMatch(/^Bcc:/m);
    expect(readable(letter)).not.toContain('<b>x</b></p>');
  });

  test.each([
    'amina@example.se\r\nBcc: evil@example.org',
    'amina@example.se\nRCPT TO:<evil@example.org>',
    'amina@example.se, evil@example.org',
    'Amina <amina@example.se>',
    '"a b"@example.se',
    'amina@example.se>',
    'amina@localhost',
    'amina',
    '@example.se',
    'amina@exa mple.se',
    'amina@example..se',
    'amina@-example.se',
    'ami\u0001na@example.se',
    'a'.repeat(65) + '@example.se',
  ])(
    '[MAIL-4] what is not one plain address is refused when typed, and not written to from a list (%j)',
    async (typed) => {
      expect(readAddress(typed)).toBeUndefined();
      const refused = await post('address', { participant: 'amina', address: typed });
      expect(Problem.parse(await refused.json()).code).toBe('letters/address-wrong');
      await server.stores(({ programme }) => programme.putParticipants([{ ...amina, email: typed }]));
      expect(await send({ participant: 'amina' })).toEqual({ queued: 0, withoutAddress: 1 });
    },
  );

  test('[MAIL-4] ordinary addresses are addresses, also with letters of ours in the domain', () => {
    for (const address of ['anna.svensson@stockholm.se', "o'neil+x@example.co.uk", 'a@åre.se'])
      expect(readAddress(address)).toBe(address);
  });

  test('[MAIL-4] a letter of no known kind, or to what is no address, is never put in the queue', async () => {
    const put = (letter: Parameters<typeof sendLetter>[0]) =>
      server.stores((stores) => sendLetter(letter, { ...stores, services: server.services }));
    await expect(put({ kind: 'spam', to: { address: 'a@example.se' }, about: {} })).rejects.toThrow('kind');
    await expect(
      put({ kind: 'personal-link', to: { address: 'a@example.se\r\nx' }, about: {} }),
    ).rejects.toThrow('no address');
    await expect(
      put({ kind: 'personal-link', to: { participant: 'amina' }, about: { hours: 3 } }),
    ).rejects.toThrow('form');
  });
});

describe('a mail-merge file', () => {
  const file = (format: string, caller = cookie) =>
    server.post('/api/admin/letters/file', { cohort: 'g14', format }, { cookie: caller });

  test('[MAIL-5] a group’s links can be saved for Word, also of those without an address', async () => {
    await server.stores(({ programme }) =>
      programme.putParticipants([{ ...elif, given: '=HYPERLINK("http://evil")', family: '+Klippvind' }]),
    );
    const saved = await file('xlsx');
    expect(saved.headers.get('content-disposition')).toContain('lankar-g14.xlsx');
    const [sheet] = await readXlsx(Buffer.from(await saved.arrayBuffer()));
    const rows = sheet?.data ?? [];
    expect(rows[0]).toEqual(['Förnamn', 'Efternamn', 'E-post', 'Grupp', 'Arbetsplats', 'Länk']);
    expect(rows).toHaveLength(4);
    const own = rows.find(([given]) => given === 'Amina');
    expect(own?.[2]).toBe('amina@example.se');
    const token = /\/B\/([0-9A-Z]{26})$/.exec(String(own?.[5]))?.[1];
    expect(await (await server.post('/api/me/open', { token })).json()).toMatchObject({ given: 'Amina' });
    const csv = Buffer.from(await (await file('csv')).arrayBuffer()).toString('utf8');
    expect(csv.startsWith('\uFEFFFörnamn;Efternamn;E-post;Grupp;Arbetsplats;Länk\r\n')).toBe(true);
    expect(csv).toContain(`"'=HYPERLINK(""http://evil"")";'+Klippvind;;Grupp 14;`);
  });

  test('[MAIL-5] the file is given after the password, and who saved which is kept in both logs', async () => {
    expect((await file('csv')).status).toBe(200);
    const seen = await server.database.db.selectFrom('access_log').selectAll().execute();
    expect(seen).toMatchObject([{ kind: 'personal-links', about: 'g14' }]);
    const [last] = await server.stores(({ officeLog }) => officeLog.latest(1));
    expect(JSON.parse(last?.text ?? '{}')).toMatchObject({
      kind: 'letter-file-saved',
      cohort: 'g14',
      count: 3,
      format: 'csv',
    });
    server.advance(6 * minuteMs);
    expect(Problem.parse(await (await file('csv')).json()).code).toBe('sign-in/stale');
  });
});

describe('what the office sees', () => {
  test('[MAIL-6] each person’s letter is seen where it stands, in the group and on the person’s own page', async () => {
    await send();
    expect(await states()).toEqual({ amina: 'waiting', elif: 'no-address', olof: 'waiting' });
    await round();
    expect(await states()).toEqual({ amina: 'sent', elif: 'no-address', olof: 'sent' });
    expect((await list()).cohorts[0]).toMatchObject({ people: 3, withAddress: 2, sent: 2 });
    const page = ShowPersonReply.parse(
      await (await server.get('/api/admin/people/amina', { cookie })).json(),
    );
    expect(page).toMatchObject({
      address: { kind: 'listed', text: 'amina@example.se' },
      letters: [{ kind: 'personal-link', state: 'sent' }],
      canSendLetters: true,
    });
  });

  test('[MAIL-6] without a mail server nothing is queued, and the page says so', async () => {
    const quiet = await createTestServer();
    const { cookie: own } = await quiet.administrator();
    await plant(quiet);
    const asked = await quiet.post('/api/admin/letters/send', { cohort: 'g14' }, { cookie: own });
    expect(Problem.parse(await asked.json()).code).toBe('letters/no-server');
    const shown = await quiet.get('/api/admin/letters?cohort=g14', { cookie: own });
    expect(ListLettersReply.parse(await shown.json()).from).toBeNull();
    await quiet.close();
  });

  test('[MAIL-6] a mail server is set with both its address and whom letters are from, or the start says which is missing', () => {
    const read = (more: Record<string, string>) => readConfig(more, []);
    expect(read({ SMTP_URL: 'smtp://localhost:25' })).toMatchObject({
      ok: false,
      error: { faults: [{ kind: 'half', name: 'SMTP_URL', lacks: 'MAIL_FROM' }] },
    });
    expect(read({ SMTP_URL: 'http://localhost', MAIL_FROM: 'a@example.se' })).toMatchObject({
      error: { faults: [{ kind: 'form', name: 'SMTP_URL' }] },
    });
    expect(
      read({ SMTP_URL: 'smtps://me:p%40ss@mail.example', MAIL_FROM: 'Närvaro <a@example.se>' }),
    ).toMatchObject({
      value: {
        mail: {
          server: { host: 'mail.example', port: 465, isSecure: true, user: 'me', password: 'p@ss' },
          from: { name: 'Närvaro', address: 'a@example.se' },
        },
      },
    });
    expect(readFrom('Närvaro\r\nBcc: x <a@example.se>')).toBeUndefined();
  });
});
