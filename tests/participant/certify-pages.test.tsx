/** What a participant reads before certifying: what is asked, what has changed and why, and what was answered. */
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { describe, expect, test } from 'vitest';
import { CertifyCard, isAsked } from '../../src/app/participant/certify-card.tsx';
import { CertifyRows } from '../../src/app/participant/certify-rows.tsx';
import { adminCertifyEn } from '../../src/app/text/admin-certify-en.ts';
import { adminCertifySv } from '../../src/app/text/admin-certify-sv.ts';
import { certifyEn } from '../../src/app/text/certify-en.ts';
import { certifySv } from '../../src/app/text/certify-sv.ts';
import { LanguageProvider } from '../../src/app/text/language.tsx';
import { ReopenedBy } from '../../src/domain/reopening.ts';
import { MyMonth, MySession } from '../../src/protocol/show-my-page.ts';

const at = (time: string): number => Date.parse(`2026-10-07T${time}:00+02:00`);

const aSession = (attendance: object = {}, more: object = {}): MySession =>
  MySession.parse({
    id: 's1',
    kind: 'on-site',
    title: 'Barnets bästa i utredningen',
    place: 'Farsta',
    startsAt: at('13:00'),
    endsAt: at('17:00'),
    breaks: [],
    number: 1,
    of: 6,
    isCancelled: false,
    isOwn: true,
    attendance: {
      presence: [{ from: at('12:51'), to: at('17:02') }],
      counted: [
        { from: at('13:00'), to: at('14:45') },
        { from: at('15:00'), to: at('17:00') },
      ],
      isOpen: false,
      minutes: 225,
      status: 'to-certify',
      reopened: null,
      certifiedVia: null,
      ...attendance,
    },
    objections: [],
    ...more,
  });
const aMonth = (more: object = {}): MyMonth =>
  MyMonth.parse({
    month: '2026-10',
    standing: 'to-certify',
    minutes: 225,
    rows: [{ session: 's1', minutes: 225 }],
    certifyBy: '2026-11-20',
    certifiedAt: null,
    ...more,
  });
const read = (page: React.ReactNode): string =>
  renderToStaticMarkup(
    <LanguageProvider fixed="sv">
      <MemoryRouter>{page}</MemoryRouter>
    </LanguageProvider>,
  )
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ');
const rows = (session: MySession): string =>
  read(<CertifyRows title="Dina tillfällen" sessions={[session]} canObject />);

describe('the rows', () => {
  test('[CERT-1] show the day, the times that count and the minutes they are, and nothing else that could be certified', () => {
    const words = rows(aSession());

    expect(words).toContain('Onsdag 7 oktober , 13.00–14.45 och 15.00–17.00');
    expect(words).toContain('3 timmar 45 min');
    expect(words).not.toContain('12.51');
    expect(words).toContain('Något stämmer inte');
  });

  test('[ATT-3] say so where some of the time counts at another session', () => {
    expect(rows(aSession({ minutes: 120 }))).toContain('Den räknas en gång.');
    expect(rows(aSession())).not.toContain('Den räknas en gång.');
  });

  test('[CERT-2] show before, after and why where something has changed', () => {
    const words = rows(aSession({ status: 'reopened', reopened: { minutes: 240, by: 'left-earlier' } }));

    expect(words).toContain('Du intygade 4 timmar. Nu räknas 3 timmar 45 min.');
    expect(words).toContain('Projektkontoret har rättat tiden du gick.');
  });

  test('[CERT-2] have words for every reason in both languages', () => {
    for (const reason of ReopenedBy.options)
      expect([reason, certifySv.because[reason] !== '', certifyEn.because[reason] !== '']).toEqual([
        reason,
        true,
        true,
      ]);
  });

  test('[CERT-3] show what was written and the answer, and ask for no second message while one waits', () => {
    const waiting = { id: 'o1', text: 'Jag var kvar.', at: at('18:00'), answer: null };
    const words = rows(aSession({ status: 'objection' }, { objections: [waiting] }));
    expect(words).toContain('Jag var kvar.');
    expect(words).toContain('Projektkontoret har inte svarat än.');
    expect(words).not.toContain('Något stämmer inte');

    const answered = { ...waiting, answer: { text: 'Listan visar 17.00.', at: at('19:00') } };
    const after = rows(aSession({}, { objections: [answered] }));
    expect(after).toContain('Listan visar 17.00.');
    expect(after).toContain('Något stämmer inte');
  });
});

describe('the amber card', () => {
  test('[CERT-1] names the month, the sum and the last day', () => {
    expect(read(<CertifyCard month={aMonth()} />)).toMatch(
      /Intyga oktober.*: 3 timmar 45 min .*20 november.* Kontrollera och intyga/,
    );
  });

  test('[CERT-2] says so when the month is to be certified again', () => {
    expect(read(<CertifyCard month={aMonth({ standing: 'reopened' })} />)).toMatch(
      /igen.*Tiderna har ändrats sedan du intygade\..*Se vad som ändrats/,
    );
  });

  test.each([
    ['to-certify', true],
    ['reopened', true],
    ['open', false],
    ['waiting', false],
    ['certified', false],
    ['approved', false],
  ])('[CERT-1] stands there for a month that is %s: %s', (standing, isThere) => {
    expect(isAsked(aMonth({ standing }))).toBe(isThere);
  });
});

test('[UI-12] participants and the office read the same things about certificates in both languages', () => {
  const keys = (branch: unknown): readonly string[] =>
    typeof branch === 'object' && branch !== null
      ? Object.entries(branch).flatMap(([key, inner]) => [key, ...keys(inner)])
      : [];

  expect(keys(certifyEn)).toEqual(keys(certifySv));
  expect(keys(adminCertifyEn)).toEqual(keys(adminCertifySv));
});
