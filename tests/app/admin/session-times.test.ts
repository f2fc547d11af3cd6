import { describe, expect, test } from 'vitest';
import { clockWords } from '../../../src/app/admin/sessions/event-list.tsx';
import { clockTime, otherDay } from '../../../src/app/admin/sessions/formats.ts';
import { adminSv } from '../../../src/app/text/admin-sv.ts';
import { DeviceId } from '../../../src/domain/ids.ts';
import { instant } from '../../../src/domain/time.ts';
import type { SessionEvent } from '../../../src/protocol/show-session.ts';

const at = (text: string) => instant(Date.parse(text));
const session = at('2026-11-22T18:00:00+01:00');
const plain = (text: string | undefined): string | undefined => text?.replaceAll('\u00a0', ' ');

const anEvent = (change: Partial<SessionEvent>): SessionEvent => ({
  device: DeviceId.parse('AAAAAAAAAAAAAAAAAAAAAA'),
  seq: 4,
  kind: 'checked-in',
  via: 'badge',
  reason: null,
  at: at('2026-11-22T19:02:51+01:00'),
  happenedAt: at('2026-11-22T19:02:51+01:00'),
  clockOffsetMs: 0,
  otherOffsetMs: null,
  receivedAt: at('2026-11-22T19:03:00+01:00'),
  isWithdrawn: false,
  setAside: null,
  ...change,
});

const said = (change: Partial<SessionEvent>): string | undefined =>
  plain(
    clockWords(adminSv.session, 'sv', anEvent(change), (when) =>
      [otherDay('sv', when, session), clockTime(when)].filter(Boolean).join(' '),
    ),
  );

describe('when an event happened', () => {
  test('[ADM-2] the day is told where it is another than the session’s, by Stockholm’s midnight', () => {
    expect(otherDay('sv', at('2026-11-22T23:59:00+01:00'), session)).toBeUndefined();
    expect(otherDay('sv', at('2026-11-22T00:00:00+01:00'), session)).toBeUndefined();
    expect(plain(otherDay('sv', at('2026-11-21T19:02:51+01:00'), session))).toBe('21 nov');
    expect(plain(otherDay('en', at('2026-11-23T00:00:00+01:00'), session))).toBe('23 Nov');
  });

  test('[ADM-2] a clock years away is told with its year', () => {
    expect(plain(otherDay('sv', at('2016-11-22T19:02:51+01:00'), session))).toBe('22 nov 2016');
  });

  test('[TIME-3] a clock that went right says nothing more', () => {
    expect(said({})).toBeUndefined();
  });

  test('[TIME-3] a clock that was wrong is told with what it showed, and on what day', () => {
    expect(said({ at: at('2026-11-21T19:02:51+01:00'), clockOffsetMs: 86_400_000 })).toBe(
      'Plattans klocka visade 21 nov 19.02.51, 24 timmar fel.',
    );
  });

  test('[TIME-3] an event that is later than its own arrival is told with what the clock showed', () => {
    const ahead = at('2026-11-25T19:02:51+01:00');
    expect(said({ at: ahead, happenedAt: ahead })).toBe(
      'Plattans klocka visade 25 nov 19.02.51. Händelsen kom hit redan 19.03.00.',
    );
  });
});
