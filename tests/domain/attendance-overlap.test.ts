import { describe, expect, test } from 'vitest';
import { foldAttendance } from '../../src/domain/attendance.ts';
import { shareMinutes, type Share } from '../../src/domain/shared-minutes.ts';
import { happenedAt } from '../../src/domain/evidence.ts';
import { SessionId } from '../../src/domain/ids.ts';
import type { Session } from '../../src/domain/programme.ts';
import { minuteMs } from '../../src/domain/time.ts';
import { aCheckIn, anEvent, aSession, monday, person } from '../support/factories.ts';

const sessionFrom = (id: string, from: string, to: string): Session =>
  aSession({ id: SessionId.parse(id), startsAt: monday(from), endsAt: monday(to), breaks: [] });

/** Somebody who came at `from` and stayed until the trainer closed at the end. */
const wholeStay = (session: Session, from: string, device: string): Share => {
  const events = [
    anEvent(
      { device, seq: 1, at: monday(from) },
      { kind: 'checked-in', session: session.id, participant: person('amina'), via: 'badge' },
    ),
    anEvent({ device, seq: 2, at: session.endsAt }, { kind: 'session-closed', session: session.id }),
  ];
  const folded = foldAttendance(
    session,
    events.map((event) => ({ event, clockOffsetMs: 0 })),
    () => true,
  );
  const attendance = folded.byParticipant.get(person('amina'));
  if (attendance === undefined) throw new Error('not present');
  return { session: session.id, attendance };
};

describe('two sessions at once', () => {
  const morning = sessionFrom('morning', '08:30', '12:30');
  const other = sessionFrom('other', '10:00', '14:00');

  test('[ATT-3] somebody checked in at two sessions at once is counted once for each minute, where they came first', () => {
    const shares = [wholeStay(other, '10:00', 'b'), wholeStay(morning, '08:30', 'a')];
    for (const given of [shares, shares.toReversed()]) {
      const bySession = new Map(shareMinutes(given).map(({ session, attendance }) => [session, attendance]));
      expect(bySession.get('morning')?.minutes).toBe(240);
      expect(bySession.get('other')?.minutes).toBe(90);
      for (const attendance of bySession.values())
        expect(attendance.remarks).toContain('overlapping-sessions');
    }
  });

  test('[ATT-3] sessions after one another share nothing and carry no remark', () => {
    const afternoon = sessionFrom('afternoon', '12:30', '15:30');
    const shared = shareMinutes([wholeStay(morning, '08:30', 'a'), wholeStay(afternoon, '12:30', 'b')]);
    expect(shared.map(({ attendance }) => attendance.minutes)).toEqual([240, 180]);
    expect(shared.flatMap(({ attendance }) => attendance.remarks)).not.toContain('overlapping-sessions');
  });
});

describe('times that cannot be right', () => {
  const remarksAt = (time: string, receivedAt?: number) => {
    const event = aCheckIn({ seq: 1, at: monday(time) });
    const item = { event, clockOffsetMs: 0, ...(receivedAt === undefined ? {} : { receivedAt }) };
    return foldAttendance(aSession(), [item], () => true).byParticipant.get(person('amina'))?.remarks;
  };

  test('[ATT-6] somebody checked in more than an hour before the session is told of', () => {
    expect(remarksAt('07:29')).toContain('outside-session');
    expect(remarksAt('07:30')).not.toContain('outside-session');
  });

  test('[ATT-6] a check-in that is later than its own arrival is told of', () => {
    expect(remarksAt('08:30', monday('08:29'))).not.toContain('clock-offset');
    expect(remarksAt('08:30', monday('08:27'))).toContain('clock-offset');
  });

  test('[TIME-3] a tablet whose clock stands at the end of time gets a time, not a defect', () => {
    const event = aCheckIn({ seq: 1, at: 8_640_000_000_000_000 });
    expect(happenedAt({ event, clockOffsetMs: 10 * minuteMs })).toBe(8_640_000_000_000_000);
  });
});
