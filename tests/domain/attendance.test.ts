import { describe, expect, test } from 'vitest';
import { foldAttendance, type Attendance } from '../../src/domain/attendance.ts';
import { minutesOf } from '../../src/domain/counted-minutes.ts';
import { clockToleranceMs, happenedAt, type Evidence } from '../../src/domain/evidence.ts';
import type { AttendanceEvent } from '../../src/domain/events.ts';
import type { Session } from '../../src/domain/programme.ts';
import { instant } from '../../src/domain/time.ts';
import {
  aCheckIn,
  aCheckOut,
  aClosing,
  anOpening,
  aRefusal,
  aSession,
  aWithdrawalOf,
  clockTime,
  evidence,
  minutes,
  monday,
  person,
} from '../support/factories.ts';

const session = aSession();
const fold = (events: readonly AttendanceEvent[], of: Session = session) =>
  foldAttendance(of, evidence(events), (id) => id !== 'guest');
const foldEvidence = (items: readonly Evidence[]) => foldAttendance(session, items, () => true);
const of = (events: readonly AttendanceEvent[], who = 'amina', session?: Session): Attendance => {
  const attendance = fold(events, session).byParticipant.get(person(who));
  if (attendance === undefined) throw new Error(`${who} was not present`);
  return attendance;
};
const close = aClosing({ seq: 90, at: monday('12:00') });

describe('checking in', () => {
  test('[ATT-2] the earliest standing check-in wins; a second one is no second person', () => {
    const events = [
      aCheckIn({ device: 'b', seq: 1, at: monday('08:40') }, 'amina', 'hand'),
      aCheckIn({ seq: 1, at: monday('08:25:30') }),
      close,
    ];
    const amina = of(events);
    expect(amina).toMatchObject({
      checkedInAt: monday('08:25:30'),
      via: 'badge',
      checkIn: 'a:1',
      device: 'a',
    });
    expect(fold(events).byParticipant.size).toBe(1);
  });

  test('[ATT-2] of two check-ins in the same millisecond, device and number decide, on every machine alike', () => {
    const at = monday('08:30');
    const events = [
      aCheckIn({ device: 'b', seq: 1, at }),
      aCheckIn({ device: 'a', seq: 7, at }),
      aCheckIn({ device: 'a', seq: 3, at }),
    ];
    expect(of(events).checkIn).toBe('a:3');
    expect(of([...events].reverse()).checkIn).toBe('a:3');
  });

  test('[ATT-5] somebody who is in counts nothing until the session is closed', () => {
    expect(of([aCheckIn({ seq: 1, at: monday('08:30') })])).toMatchObject({
      isOpen: true,
      minutes: 0,
      remarks: [],
    });
  });

  test('[ATT-5] somebody never checked out counts until the session’s end, with a remark', () => {
    expect(
      of([aCheckIn({ seq: 1, at: monday('08:30') }), aClosing({ seq: 2, at: monday('12:20') })]),
    ).toMatchObject({
      isOpen: false,
      minutes: 195,
      remarks: ['no-check-out'],
      presence: [{ from: monday('08:30'), to: undefined }],
    });
  });

  test('[ATT-5] a session closed early counts until it was closed', () => {
    expect(
      of([aCheckIn({ seq: 1, at: monday('08:30') }), aClosing({ seq: 2, at: monday('11:00') })]),
    ).toMatchObject({
      minutes: 135,
      remarks: ['no-check-out', 'closed-early'],
    });
  });

  test('[ATT-5] of two closings the latest holds', () => {
    const events = [
      aCheckIn({ seq: 1, at: monday('08:30') }),
      aClosing({ device: 'b', seq: 1, at: monday('11:00') }),
      close,
    ];
    expect(fold(events).closedAt).toBe(monday('12:00'));
    expect(of(events).minutes).toBe(195);
  });

  test('[ATT-5] a check-in after the closing counts nothing and leaves nobody in', () => {
    const late = of([aCheckIn({ seq: 1, at: monday('12:30') }), close]);
    expect(late).toMatchObject({ isOpen: false, minutes: 0 });
    expect(late.remarks).toContain('outside-session');
  });
});

describe('coming and going', () => {
  test('[HRS-1] in and out twice counts the two stretches, less the break', () => {
    const events = [
      aCheckIn({ seq: 1, at: monday('08:30') }),
      aCheckOut({ seq: 2, at: monday('09:00') }),
      aCheckIn({ seq: 3, at: monday('09:45') }),
      aCheckOut({ seq: 4, at: monday('10:30') }),
      close,
    ];
    expect(of(events)).toMatchObject({ minutes: 60, remarks: ['left-early'], isOpen: false });
    expect(of(events).presence).toHaveLength(2);
  });

  test('[HRS-1] a check-out without a check-in is nobody’s presence', () => {
    expect(fold([aCheckOut({ seq: 1, at: monday('09:00') }), close]).byParticipant.size).toBe(0);
  });

  test('[HRS-1] a check-out before the check-in does not end it', () => {
    expect(
      of([aCheckOut({ seq: 2, at: monday('08:00') }), aCheckIn({ seq: 1, at: monday('08:30') }), close])
        .minutes,
    ).toBe(195);
  });

  test('[HRS-2] seconds never count: both ends are cut to the minute that is shown', () => {
    const events = [
      aCheckIn({ seq: 1, at: monday('08:30:59') }),
      aCheckOut({ seq: 2, at: monday('08:31:01') }),
      close,
    ];
    expect(of(events).minutes).toBe(1);
    expect(
      of([aCheckIn({ seq: 1, at: monday('08:30:01') }), aCheckOut({ seq: 2, at: monday('08:30:59') }), close])
        .minutes,
    ).toBe(0);
  });

  test('[HRS-1] time before the start and after the end does not count', () => {
    const events = [
      aCheckIn({ seq: 1, at: monday('07:45') }),
      aCheckOut({ seq: 2, at: monday('13:00') }),
      close,
    ];
    expect(of(events)).toMatchObject({ minutes: 195, remarks: [] });
  });

  test('[HRS-1] somebody there only in the break has been there, for no minutes', () => {
    const events = [
      aCheckIn({ seq: 1, at: monday('10:01') }),
      aCheckOut({ seq: 2, at: monday('10:14') }),
      close,
    ];
    expect(of(events).minutes).toBe(0);
  });
});

describe('undo', () => {
  const wrong = aCheckIn({ seq: 1, at: monday('08:30') });
  const undo = aWithdrawalOf({ seq: 2, at: monday('08:31') }, wrong);

  test('[ATT-4] a withdrawn check-in does not count', () => {
    expect(fold([wrong, undo, close]).byParticipant.size).toBe(0);
  });

  test('[ATT-4] checking in again after an undo counts from then', () => {
    const again = aCheckIn({ seq: 3, at: monday('08:35') });
    expect(of([again, undo, wrong, close])).toMatchObject({
      checkIn: 'a:3',
      minutes: 190,
      remarks: ['late', 'no-check-out'],
    });
  });

  test('[ATT-4] withdrawing a check-out puts the person back in', () => {
    const out = aCheckOut({ seq: 2, at: monday('09:00') });
    expect(of([wrong, out, aWithdrawalOf({ seq: 3, at: monday('09:01') }, out)]).isOpen).toBe(true);
  });

  test('[ATT-4] withdrawing the closing opens the session again', () => {
    const folded = fold([wrong, close, aWithdrawalOf({ seq: 91, at: monday('12:01') }, close)]);
    expect(folded.closedAt).toBeUndefined();
    expect(folded.byParticipant.get(person('amina'))?.isOpen).toBe(true);
  });

  test('[ATT-4] a withdrawal that arrives before what it withdraws still holds', () => {
    expect(fold([undo, close, wrong]).byParticipant.size).toBe(0);
  });

  test('[ATT-4] another tablet at the same door may withdraw', () => {
    expect(
      fold([wrong, aWithdrawalOf({ device: 'b', seq: 1, at: monday('08:31') }, wrong), close]).byParticipant
        .size,
    ).toBe(0);
  });

  test('[ATT-4] a refused scan that was withdrawn is not counted as refused', () => {
    const refused = aRefusal({ seq: 1, at: monday('08:30') });
    expect(fold([refused, aRefusal({ seq: 2, at: monday('08:31') })]).refused).toBe(2);
    expect(fold([refused, aWithdrawalOf({ seq: 2, at: monday('08:31') }, refused)]).refused).toBe(0);
  });
});

describe('remarks', () => {
  const remarks = (...events: readonly AttendanceEvent[]): readonly string[] =>
    of([...events, close]).remarks;
  const out = aCheckOut({ seq: 50, at: monday('12:00') });

  test('[ATT-6] somebody there from start to end gets none', () => {
    expect(remarks(aCheckIn({ seq: 1, at: monday('08:30:59') }), out)).toEqual([]);
  });

  test('[ATT-6] late, and left early', () => {
    expect(remarks(aCheckIn({ seq: 1, at: monday('08:31') }), out)).toEqual(['late']);
    expect(
      remarks(aCheckIn({ seq: 1, at: monday('08:30') }), aCheckOut({ seq: 2, at: monday('11:59:59') })),
    ).toEqual(['left-early']);
  });

  test('[ATT-6] checked in by hand, on two tablets, as a guest', () => {
    expect(remarks(aCheckIn({ seq: 1, at: monday('08:30') }, 'amina', 'hand'), out)).toEqual(['by-hand']);
    expect(
      remarks(
        aCheckIn({ seq: 1, at: monday('08:30') }),
        aCheckIn({ device: 'b', seq: 1, at: monday('08:40') }),
        out,
      ),
    ).toEqual(['two-devices']);
    const guest = [
      aCheckIn({ seq: 1, at: monday('08:30') }, 'guest'),
      aCheckOut({ seq: 2, at: monday('12:00') }, 'guest'),
      close,
    ];
    expect(of(guest, 'guest').remarks).toEqual(['guest']);
  });

  test('[ATT-6] checked in on one tablet and out on another is no remark', () => {
    expect(
      remarks(
        aCheckIn({ seq: 1, at: monday('08:30') }),
        aCheckOut({ device: 'b', seq: 1, at: monday('12:00') }),
      ),
    ).toEqual([]);
  });

  test('[ATT-6] a check-in when the session is over is outside it', () => {
    expect(remarks(aCheckIn({ seq: 1, at: monday('12:00') }))).toContain('outside-session');
    expect(remarks(aCheckIn({ seq: 1, at: monday('11:59') }))).not.toContain('outside-session');
  });
});

describe('clocks', () => {
  const checkIn = aCheckIn({ seq: 1, at: monday('08:30') });

  test('[TIME-3] up to two minutes wrong, the tablet’s own time counts', () => {
    expect(happenedAt({ event: checkIn, clockOffsetMs: clockToleranceMs })).toBe(monday('08:30'));
    expect(happenedAt({ event: checkIn, clockOffsetMs: -clockToleranceMs })).toBe(monday('08:30'));
  });

  test('[TIME-3] more than that, the corrected time counts, and never before 1970', () => {
    expect(happenedAt({ event: checkIn, clockOffsetMs: clockToleranceMs + 1 })).toBe(monday('08:32') + 1);
    expect(happenedAt({ event: checkIn, clockOffsetMs: -minutes(180) })).toBe(monday('05:30'));
    expect(happenedAt({ event: aCheckIn({ seq: 1, at: 5 }), clockOffsetMs: -minutes(180) })).toBe(0);
  });

  test('[TIME-3] a tablet three hours wrong gives the right minutes, and a remark', () => {
    const wrong = [
      aCheckIn({ seq: 1, at: monday('05:30') }),
      aCheckOut({ seq: 2, at: monday('09:00') }),
      aClosing({ seq: 3, at: monday('09:00') }),
    ];
    const attendance = foldEvidence(evidence(wrong, minutes(180))).byParticipant.get(person('amina'));
    expect(attendance).toMatchObject({
      minutes: 195,
      checkedInAt: monday('08:30'),
      remarks: ['clock-offset'],
    });
  });

  test('[TIME-3] of two measurements of one event the smaller counts', () => {
    const items = [
      { event: checkIn, clockOffsetMs: minutes(50) },
      { event: checkIn, clockOffsetMs: 1000 },
      { event: close, clockOffsetMs: 0 },
    ];
    expect(foldEvidence(items).byParticipant.get(person('amina'))?.minutes).toBe(195);
  });
});

describe('the session', () => {
  test('[ATT-1] an empty log is an empty session', () => {
    expect(fold([])).toEqual({
      byParticipant: new Map(),
      closedAt: undefined,
      openedAt: undefined,
      attested: undefined,
      walkIns: new Map(),
      refusedScans: [],
      refused: 0,
      certificates: new Map(),
    });
  });

  test('[ATT-5] it was opened when the first tablet opened it', () => {
    const folded = fold([
      anOpening({ seq: 2, at: monday('08:20') }),
      anOpening({ device: 'b', seq: 1, at: monday('08:10') }),
    ]);
    expect(folded.openedAt).toBe(monday('08:10'));
  });

  test('[ATT-5] two tablets at one door, offline: the same people, whichever delivers first', () => {
    const a = [aCheckIn({ seq: 1, at: monday('08:28') }), aCheckIn({ seq: 2, at: monday('08:35') }, 'olof')];
    const b = [
      aCheckIn({ device: 'b', seq: 1, at: monday('08:29') }),
      aCheckOut({ device: 'b', seq: 2, at: monday('11:00') }, 'olof'),
    ];
    expect(fold([...a, ...b, close])).toEqual(fold([close, ...b, ...a]));
    expect(of([...b, ...a, close], 'olof').minutes).toBe(130);
  });

  test('[HRS-1] the night with two half past twos has the hours that went by', () => {
    const night = aSession({
      startsAt: clockTime('2026-10-25', '01:00'),
      endsAt: clockTime('2026-10-25', '04:00'),
      breaks: [],
    });
    const events = [aCheckIn({ seq: 1, at: night.startsAt }), aCheckOut({ seq: 2, at: night.endsAt })];
    expect(of(events, 'amina', night).minutes).toBe(240);
    const spring = aSession({
      startsAt: clockTime('2027-03-28', '01:00'),
      endsAt: clockTime('2027-03-28', '04:00'),
      breaks: [],
    });
    const short = [aCheckIn({ seq: 1, at: spring.startsAt }), aCheckOut({ seq: 2, at: spring.endsAt })];
    expect(of(short, 'amina', spring).minutes).toBe(120);
  });

  test('[HRS-1] over the turn of the year and the leap day minutes are whole', () => {
    const eve = aSession({
      startsAt: clockTime('2027-12-31', '23:30'),
      endsAt: clockTime('2028-01-01', '00:30'),
      breaks: [],
    });
    expect(minutesOf([{ from: eve.startsAt, to: eve.endsAt }], eve)).toBe(60);
    const leap = aSession({
      startsAt: clockTime('2028-02-28', '23:00'),
      endsAt: clockTime('2028-02-29', '01:00'),
      breaks: [],
    });
    expect(minutesOf([{ from: leap.startsAt, to: leap.endsAt }], leap)).toBe(120);
  });

  test('[HRS-1] breaks that overlap or stick out are deducted once and only inside the session', () => {
    const messy = aSession({
      breaks: [
        { from: monday('10:00'), to: monday('10:20') },
        { from: monday('10:10'), to: monday('10:30') },
        { from: monday('11:45'), to: monday('13:00') },
        { from: instant(0), to: monday('08:35') },
      ],
    });
    expect(minutesOf([{ from: messy.startsAt, to: messy.endsAt }], messy)).toBe(210 - 30 - 15 - 5);
  });
});
