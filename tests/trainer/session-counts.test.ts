import { describe, expect, test } from 'vitest';
import { countOf, dotsFor } from '../../src/app/trainer/session-counts.ts';
import { foldAttendance, type SessionAttendance } from '../../src/domain/attendance.ts';
import type { AttendanceEvent, EventDraft } from '../../src/domain/events.ts';
import { DeviceId, ParticipantId } from '../../src/domain/ids.ts';
import { noHash } from '../../src/domain/log.ts';
import { instant } from '../../src/domain/time.ts';
import { aPerson, aSession, at } from './factories.ts';

const session = aSession('a');
const [amina, filip, wiktor] = ['Amina Berg', 'Filip Rask', 'Wiktor Ceder'].map((name) => aPerson(name));
const expected = [amina, filip, wiktor].flatMap((person) => person ?? []);
const guest = ParticipantId.parse('guest');
const idOf = (person: { readonly id: ParticipantId } | undefined): ParticipantId => person?.id ?? guest;

const after = (...drafts: readonly EventDraft[]): SessionAttendance =>
  foldAttendance(
    session,
    drafts.map((draft, i) => ({
      event: {
        ...draft,
        v: 1,
        device: DeviceId.parse('farsta-07'),
        seq: i + 1,
        prev: noHash,
        at: instant(at('08:20') + i * 60_000),
      } as AttendanceEvent,
      clockOffsetMs: 0,
    })),
    (id) => expected.some((person) => person.id === id),
  );
const comes = (participant: ParticipantId): EventDraft => ({
  kind: 'checked-in',
  session: session.id,
  participant,
  via: 'badge',
});
const leaves = (participant: ParticipantId): EventDraft => ({
  kind: 'checked-out',
  session: session.id,
  participant,
  via: 'hand',
});
const isAdded = (participant: ParticipantId): EventDraft => ({
  kind: 'walk-in',
  session: session.id,
  participant,
  sealed: 'sealed',
});
const closed: EventDraft = { kind: 'session-closed', session: session.id };

describe('how many are here', () => {
  test('[COUNT-1] before anyone comes everybody expected is missing', () => {
    expect(countOf(expected, after())).toEqual({
      here: 0,
      all: 3,
      missing: 3,
      left: 0,
      guests: 0,
      walkIns: 0,
    });
  });

  test('[COUNT-1] a guest is here too, and makes the group larger', () => {
    const attendance = after(comes(idOf(amina)), comes(guest));
    expect(countOf(expected, attendance)).toEqual({
      here: 2,
      all: 4,
      missing: 2,
      left: 0,
      guests: 1,
      walkIns: 0,
    });
    expect(dotsFor(expected, attendance)).toEqual(['filled', 'square', 'empty', 'empty']);
  });

  test('[COUNT-1] somebody who left is not here, and not missing either', () => {
    const attendance = after(comes(idOf(amina)), comes(idOf(filip)), leaves(idOf(filip)));
    expect(countOf(expected, attendance)).toEqual({
      here: 1,
      all: 3,
      missing: 1,
      left: 1,
      guests: 0,
      walkIns: 0,
    });
    expect(dotsFor(expected, attendance)).toEqual(['filled', 'half', 'empty']);
  });

  test('[COUNT-1] somebody added without a badge is here, makes the group larger, and is a square in the ring', () => {
    const attendance = after(comes(idOf(amina)), isAdded(guest));
    expect(countOf(expected, attendance)).toEqual({
      here: 2,
      all: 4,
      missing: 2,
      left: 0,
      guests: 0,
      walkIns: 1,
    });
    expect(dotsFor(expected, attendance)).toEqual(['filled', 'square', 'empty', 'empty']);
  });

  test('[COUNT-1] a walk-in who left is not here, and still a square', () => {
    const attendance = after(comes(idOf(amina)), isAdded(guest), leaves(guest));
    expect(countOf(expected, attendance)).toMatchObject({ here: 1, all: 4, left: 1, walkIns: 1 });
    expect(dotsFor(expected, attendance)).toEqual(['filled', 'square', 'empty', 'empty']);
  });

  test('[COUNT-1] once the list is closed all who took part are counted', () => {
    const attendance = after(comes(idOf(amina)), comes(idOf(filip)), leaves(idOf(filip)), closed);
    expect(countOf(expected, attendance).here).toBe(2);
  });
});
