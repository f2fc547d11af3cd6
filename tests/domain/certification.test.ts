/** What a certificate is worth, and what a month asks its participant. */
import { describe, expect, test } from 'vitest';
import { certificateState, type Certificate } from '../../src/domain/certification.ts';
import {
  certifyBy,
  hoursStatus,
  linesToCertify,
  monthSpan,
  monthStanding,
  newlyCertified,
  type HoursLine,
} from '../../src/domain/certify-month.ts';
import { Decision } from '../../src/domain/decision-entries.ts';
import { EventId, ParticipantId, SessionId } from '../../src/domain/ids.ts';
import { reopenedBy, type KnownEvent, type Reopened } from '../../src/domain/reopening.ts';
import { instant, isoOf } from '../../src/domain/time.ts';

const hash = 'a'.repeat(43);
const certifiedAt = Date.parse('2026-11-02T18:00:00+01:00');
const certificate = (minutes: number, more: Partial<Certificate> = {}): Certificate => ({
  minutes,
  at: instant(certifiedAt),
  via: 'phone',
  event: EventId.parse('phones:7'),
  ...more,
});
const aLine = (more: Partial<HoursLine> & { readonly id?: string } = {}): HoursLine => {
  const { id = 's1', ...rest } = more;
  return {
    session: SessionId.parse(id),
    startsAt: instant(Date.parse('2026-10-07T13:00:00+02:00')),
    minutes: 180,
    isSettled: true,
    certificate: undefined,
    hasObjection: false,
    isApproved: false,
    ...rest,
  };
};
const row = (id: string, minutes: number) => ({ session: SessionId.parse(id), minutes });

describe('a certificate', () => {
  test.each([
    ['nothing to certify without minutes', 0, undefined, 'nothing'],
    ['missing until it is given', 180, undefined, 'missing'],
    ['one for exactly the minutes that count', 180, 180, 'certified'],
    ['none any more when there are more minutes', 195, 180, 'reopened'],
    ['none any more when there are fewer', 165, 180, 'reopened'],
    ['none any more when nothing is left', 0, 180, 'reopened'],
    ['settled once the participant has certified that nothing is left', 0, 0, 'nothing'],
    ['none any more when minutes come after it was given for none', 30, 0, 'reopened'],
  ] as const)('[CERT-1] is %s', (_what, minutes, certified, state) => {
    const given = certified === undefined ? undefined : certificate(certified);

    expect(certificateState(minutes, given)).toBe(state);
  });
});

describe('a session, as its participant sees it', () => {
  test.each([
    ['registered while the list is open', { isSettled: false }, '2026-11', 'registered'],
    ['registered until the month is over', {}, '2026-10', 'registered'],
    ['to certify when the month is over', {}, '2026-11', 'to-certify'],
    ['certified', { certificate: certificate(180) }, '2026-11', 'certified'],
    [
      'certified on the tablet before the list is closed',
      { certificate: certificate(180, { via: 'tablet' }), isSettled: false },
      '2026-10',
      'certified',
    ],
    [
      'approved when the office has locked it',
      { certificate: certificate(180), isApproved: true },
      '2026-11',
      'approved',
    ],
    ['to certify again when it has changed', { certificate: certificate(195) }, '2026-11', 'reopened'],
    [
      'to certify again also in a month that is not over',
      { certificate: certificate(195) },
      '2026-10',
      'reopened',
    ],
    [
      'to certify again also after the lock',
      { certificate: certificate(195), isApproved: true },
      '2026-11',
      'reopened',
    ],
    ['waiting for an answer', { hasObjection: true }, '2026-11', 'objection'],
  ] as const)('[CERT-2] is %s', (_what, more, current, status) => {
    expect(hoursStatus(aLine(more), current)).toBe(status);
  });
});

describe('a month', () => {
  test('[CERT-1] is asked about by the 20th of the next, and is Stockholm’s', () => {
    expect(certifyBy('2026-12')).toBe('2027-01-20');
    const { from, to } = monthSpan('2026-10');
    expect([isoOf(from), isoOf(to)]).toEqual(['2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z']);
  });

  test.each([
    ['every session with minutes', [aLine(), aLine({ id: 's2' })], ['s1', 's2']],
    ['no session without minutes', [aLine(), aLine({ id: 's2', minutes: 0 })], ['s1']],
    ['none that is not closed', [aLine(), aLine({ id: 's2', isSettled: false })], ['s1']],
    ['none with an objection that waits', [aLine(), aLine({ id: 's2', hasObjection: true })], ['s1']],
    [
      'one that has changed to nothing',
      [aLine(), aLine({ id: 's2', minutes: 0, certificate: certificate(60) })],
      ['s1', 's2'],
    ],
  ] as const)('[CERT-1] asks about %s', (_what, lines, asked) => {
    expect(linesToCertify(lines).map(({ session }) => session)).toEqual(asked);
  });

  test.each([
    ['certified when the rows are exactly right', [row('s1', 180), row('s2', 60)], ['s1', 's2']],
    ['refused with a row too few', [row('s1', 180)], undefined],
    ['refused with a row too many', [row('s1', 180), row('s2', 60), row('s3', 10)], undefined],
    ['refused with a minute too many', [row('s1', 181), row('s2', 60)], undefined],
    ['refused with a row twice', [row('s1', 180), row('s1', 180)], undefined],
    [
      'refused with a session twice beside the right ones',
      [row('s1', 180), row('s2', 60), row('s2', 60)],
      undefined,
    ],
  ] as const)('[CERT-1] is %s', (_what, rows, written) => {
    const lines = [aLine(), aLine({ id: 's2', minutes: 60 })];

    expect(newlyCertified(lines, rows)?.map(({ session }) => session)).toEqual(written);
  });

  test('[CERT-1] certified again as it is leaves nothing to write', () => {
    const done = [
      aLine({ certificate: certificate(180) }),
      aLine({ id: 's2', minutes: 0, certificate: certificate(0) }),
    ];

    expect(newlyCertified(done, [row('s1', 180), row('s2', 0)])).toEqual([]);
    expect(newlyCertified(done, [row('s1', 180)])).toEqual([]);
  });

  test.each([
    ['to certify', [aLine()], '2026-11', 'to-certify'],
    ['not over', [aLine()], '2026-10', 'open'],
    ['certified when every session is', [aLine({ certificate: certificate(180) })], '2026-11', 'certified'],
    [
      'to certify again when one has changed',
      [aLine({ certificate: certificate(180) }), aLine({ id: 's2', certificate: certificate(60) })],
      '2026-11',
      'reopened',
    ],
    [
      'waiting when only an objection is left',
      [aLine({ certificate: certificate(180) }), aLine({ id: 's2', hasObjection: true })],
      '2026-11',
      'waiting',
    ],
    [
      'open while a list is',
      [aLine({ certificate: certificate(180) }), aLine({ id: 's2', isSettled: false })],
      '2026-11',
      'open',
    ],
    [
      'approved when all of it is locked',
      [aLine({ certificate: certificate(180), isApproved: true })],
      '2026-11',
      'approved',
    ],
  ] as const)('[CERT-1] is %s', (_what, lines, current, standing) => {
    expect(monthStanding(lines, current)).toBe(standing);
  });
});

describe('why a certificate no longer is one', () => {
  const amina = ParticipantId.parse('amina');
  const place = (seq: number, minutesAfter: number) => ({
    seq,
    actor: 'admin',
    at: certifiedAt + minutesAfter * 60_000,
    session: 's1',
  });
  const decide = (...decisions: readonly object[]): readonly Decision[] =>
    decisions.map((decision) => Decision.parse(decision));
  const corrected = (seq: number, minutesAfter: number, more: object = {}) => ({
    ...place(seq, minutesAfter),
    kind: 'attendance-corrected',
    participant: 'amina',
    spans: [],
    reason: 'left-earlier',
    text: hash,
    basis: '-',
    minutesBefore: 180,
    minutesAfter: 165,
    ...more,
  });
  const event = (more: Partial<KnownEvent> = {}): KnownEvent => ({
    device: 'tablet',
    seq: 3,
    participant: 'amina',
    receivedAt: certifiedAt - 60_000,
    ...more,
  });
  const why = (more: Partial<Reopened>): string =>
    reopenedBy({
      participant: amina,
      certificate: certificate(180),
      history: [],
      events: [],
      isOverlapping: false,
      ownerOf: (id) => (id === 'double' ? amina : id),
      ...more,
    });

  test.each([
    ['the office’s own reason', decide(corrected(1, 5)), 'left-earlier'],
    [
      'the latest of two corrections',
      decide(corrected(1, 5), corrected(2, 9, { reason: 'technical' })),
      'technical',
    ],
    [
      'a correction that was taken back',
      decide(corrected(1, -5), { ...place(2, 5), kind: 'decision-taken-back', decision: 1 }),
      'taken-back',
    ],
    [
      'a scan that was claimed',
      decide({ ...place(1, 5), kind: 'scan-claimed', participant: 'amina', event: 'tablet:4' }),
      'claimed',
    ],
    [
      'a matched walk-in',
      decide({ ...place(1, 5), kind: 'walk-in-matched', participant: 'amina', walkIn: 'w1' }),
      'matched',
    ],
    [
      'a list that was ended',
      decide({ ...place(1, 5), kind: 'session-ended', endedAt: certifiedAt }),
      'ended',
    ],
    ['not a correction from before', decide(corrected(1, -5)), 'recounted'],
    ['not somebody else’s correction', decide(corrected(1, 5, { participant: 'olof' })), 'recounted'],
  ] as const)('[CERT-2] is told as %s', (_what, history, reason) => {
    expect(why({ history })).toBe(reason);
  });

  test('[CERT-2] is told as something that came in late, but not what was known', () => {
    expect(why({ events: [event({ receivedAt: certifiedAt + 1 })] })).toBe('late-event');
    expect(why({ events: [event()] })).toBe('recounted');
  });

  test('[CERT-2] of a tablet’s certificate, what the tablet itself had recorded before was known', () => {
    const onTablet = certificate(180, { via: 'tablet', event: EventId.parse('tablet:5') });
    const sentLater = { receivedAt: certifiedAt + 3_600_000 };

    expect(why({ certificate: onTablet, events: [event(sentLater)] })).toBe('recounted');
    expect(why({ certificate: onTablet, events: [event({ ...sentLater, seq: 6 })] })).toBe('late-event');
    expect(why({ certificate: onTablet, events: [event({ ...sentLater, device: 'other' })] })).toBe(
      'late-event',
    );
  });

  test('[CERT-2] is told as two records that were one person’s, or as the same time at two sessions', () => {
    expect(why({ events: [event({ participant: 'double' })] })).toBe('merged');
    expect(why({ isOverlapping: true })).toBe('overlap');
  });
});
