/** What the door adds to attendance: told times, people without a badge, shared phones, and who has attested. */
import { describe, expect, test } from 'vitest';
import { foldAttendance, type Attendance } from '../../src/domain/attendance.ts';
import { happenedAt } from '../../src/domain/evidence.ts';
import type { AttendanceEvent } from '../../src/domain/events.ts';
import { Hash } from '../../src/domain/ids.ts';
import {
  aCheckIn,
  aCheckOut,
  aClosing,
  anAttestation,
  aRefusal,
  aSession,
  aWalkIn,
  aWithdrawalOf,
  evidence,
  idOf,
  minutes,
  monday,
  person,
  toldAt,
} from '../support/factories.ts';

const session = aSession();
const fold = (events: readonly AttendanceEvent[], clockOffsetMs = 0) =>
  foldAttendance(session, evidence(events, clockOffsetMs), (id) => id !== 'guest');
const of = (events: readonly AttendanceEvent[], who = 'amina'): Attendance => {
  const attendance = fold(events).byParticipant.get(person(who));
  if (attendance === undefined) throw new Error(`${who} was not present`);
  return attendance;
};
const close = aClosing({ seq: 90, at: monday('12:00') });

describe('a time that somebody tells', () => {
  test('[ATT-7] who was there from the start but forgotten at the door counts from the told time, with a remark', () => {
    const told = toldAt(aCheckIn({ seq: 1, at: monday('11:55') }, 'amina', 'hand'), monday('08:30'));
    const amina = of([told, close]);
    expect(amina.minutes).toBe(195);
    expect(amina.checkedInAt).toBe(monday('08:30'));
    expect(amina.remarks).toContain('time-by-hand');
    expect(amina.remarks).not.toContain('late');
  });

  test('[ATT-7] who left early without anybody scanning leaves at the told time', () => {
    const amina = of([
      aCheckIn({ seq: 1, at: monday('08:25') }),
      toldAt(aCheckOut({ seq: 2, at: monday('11:50') }, 'amina', 'hand'), monday('09:30')),
      close,
    ]);
    expect(amina.minutes).toBe(60);
    expect(amina.remarks).toEqual(expect.arrayContaining(['left-early', 'time-by-hand', 'by-hand']));
  });

  test('[ATT-7] a time later than its own recording is not believed', () => {
    const event = toldAt(aCheckIn({ seq: 1, at: monday('08:40') }, 'amina', 'hand'), monday('11:00'));
    expect(happenedAt({ event, clockOffsetMs: 0 })).toBe(monday('08:40'));
  });

  test('[ATT-7] a told time is the time of the room, whatever the tablet’s clock said', () => {
    const told = toldAt(aCheckIn({ seq: 1, at: monday('14:55') }, 'amina', 'hand'), monday('08:30'));
    const folded = fold([told], -minutes(180));
    const amina = folded.byParticipant.get(person('amina'));
    expect(amina?.checkedInAt).toBe(monday('08:30'));
    expect(amina?.remarks).toContain('clock-offset');
  });

  test('[ATT-4] the time that was recorded first stays readable when another is told', () => {
    const scanned = aCheckIn({ seq: 1, at: monday('08:25') });
    const amina = of([
      scanned,
      aWithdrawalOf({ seq: 2, at: monday('09:20') }, scanned),
      toldAt(aCheckIn({ seq: 3, at: monday('09:20') }, 'amina', 'hand'), monday('09:15')),
      close,
    ]);
    expect(amina.checkedInAt).toBe(monday('09:15'));
    expect(amina.checkIn).toBe('a:3');
  });

  test('[CODE-4] a phone that had no network counts from when it saw the code, with a remark of its own', () => {
    const sent = toldAt(aCheckIn({ seq: 1, at: monday('10:40') }, 'amina', 'phone'), monday('08:28'));
    const amina = of([sent, close]);
    expect(amina.minutes).toBe(195);
    expect(amina.remarks).toContain('sent-later');
    expect(amina.remarks).not.toContain('time-by-hand');
  });

  test('[CODE-4] a phone that took a minute counts from when it saw the code too, without a remark', () => {
    const sent = toldAt(aCheckIn({ seq: 1, at: monday('08:41') }, 'amina', 'phone'), monday('08:40'));
    const amina = of([sent, close]);
    expect(amina.checkedInAt).toBe(monday('08:40'));
    expect(amina.remarks).not.toContain('sent-later');
  });
});

describe('leaving', () => {
  test('[LEAVE-1] who comes back begins a new stretch, and both count', () => {
    const amina = of([
      aCheckIn({ seq: 1, at: monday('08:30') }),
      aCheckOut({ seq: 2, at: monday('09:00') }),
      aCheckIn({ seq: 3, at: monday('11:00') }),
      close,
    ]);
    expect(amina.minutes).toBe(90);
    expect(amina.presence).toHaveLength(2);
    expect(amina.checkOut).toBeUndefined();
  });

  test('[LEAVE-1] an undone leaving lets the person stay', () => {
    const left = aCheckOut({ seq: 2, at: monday('09:00') });
    const before = of([aCheckIn({ seq: 1, at: monday('08:30') }), left]);
    expect(before.checkOut).toBe(idOf(left));
    const after = of([
      aCheckIn({ seq: 1, at: monday('08:30') }),
      left,
      aWithdrawalOf({ seq: 3, at: monday('09:01') }, left),
    ]);
    expect(after.isOpen).toBe(true);
    expect(after.checkOut).toBeUndefined();
  });
});

describe('somebody without a badge', () => {
  test('[WALK-2] stands apart from the participants, with times but in nobody’s hours', () => {
    const folded = fold([
      aWalkIn({ seq: 1, at: monday('08:40') }),
      aCheckOut({ seq: 2, at: monday('10:00') }, 'added-1', 'hand'),
      close,
    ]);
    expect(folded.byParticipant.size).toBe(0);
    expect(folded.walkIns.get(person('added-1'))).toMatchObject({
      checkedInAt: monday('08:40'),
      via: 'hand',
      isOpen: false,
      minutes: 80,
    });
  });

  test('[WALK-2] added by mistake and undone is gone from the list', () => {
    const added = aWalkIn({ seq: 1, at: monday('08:40') });
    const folded = fold([added, aWithdrawalOf({ seq: 2, at: monday('08:41') }, added)]);
    expect(folded.walkIns.size).toBe(0);
    expect(folded.byParticipant.size).toBe(0);
  });
});

describe('phones', () => {
  const by = (seq: number, who: string, phone: string): AttendanceEvent => ({
    ...aCheckIn({ seq, at: monday('08:30') }, who, 'phone'),
    phone: Hash.parse(phone.padEnd(43, 'x')),
  });

  test('[CODE-5] one phone for two people is a remark on both, and on nobody else', () => {
    const events = [by(1, 'amina', 'one'), by(2, 'olof', 'one'), by(3, 'elif', 'two')];
    expect(of(events, 'amina').remarks).toContain('shared-phone');
    expect(of(events, 'olof').remarks).toContain('shared-phone');
    expect(of(events, 'elif').remarks).not.toContain('shared-phone');
  });

  test('[CODE-5] one person who uses the same phone twice is no remark', () => {
    expect(of([by(1, 'amina', 'one'), by(2, 'amina', 'one')]).remarks).not.toContain('shared-phone');
  });

  test('[CODE-5] what was undone does not make a phone shared', () => {
    const undone = by(2, 'olof', 'one');
    const events = [by(1, 'amina', 'one'), undone, aWithdrawalOf({ seq: 3, at: monday('08:31') }, undone)];
    expect(of(events).remarks).not.toContain('shared-phone');
  });
});

describe('the trainer’s word', () => {
  test('[ATTEST-1] a closed session is attested only when a trainer has said so', () => {
    expect(fold([close]).attested).toBeUndefined();
    const folded = fold([close, anAttestation({ seq: 91, at: monday('12:01') })]);
    expect(folded.attested).toEqual({ trainer: 'kim', at: monday('12:01') });
  });

  test('[ATTEST-1] to attest afterwards lengthens nobody’s presence', () => {
    const early = aClosing({ seq: 2, at: monday('11:00') });
    const events = [aCheckIn({ seq: 1, at: monday('08:30') }), early];
    const late = anAttestation({ seq: 3, at: monday('11:50') });
    expect(of([...events, late]).minutes).toBe(of(events).minutes);
  });

  test('[DOOR-6] scans that gave no check-in are told one by one, oldest first, without those let in after all', () => {
    const second = aRefusal({ seq: 2, at: monday('08:31') });
    const third = aRefusal({ seq: 3, at: monday('08:32') });
    const folded = fold([
      third,
      second,
      aRefusal({ seq: 1, at: monday('08:30') }),
      aWithdrawalOf({ seq: 4, at: monday('08:33') }, second),
    ]);
    expect(folded.refusedScans.map(({ event }) => event)).toEqual(['a:1', 'a:3']);
    expect(folded.refused).toBe(2);
  });
});
