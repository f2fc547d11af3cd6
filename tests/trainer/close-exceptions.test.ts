import { expect, test } from 'vitest';
import { exceptionsIn } from '../../src/app/trainer/close-exceptions.ts';
import { rowsOf, type ListRow } from '../../src/app/trainer/list-rows.ts';
import { doorSv } from '../../src/app/text/door-sv.ts';
import { foldAttendance } from '../../src/domain/attendance.ts';
import type { EventDraft } from '../../src/domain/events.ts';
import { ParticipantId } from '../../src/domain/ids.ts';
import { anEvent } from '../support/factories.ts';
import { aPerson, aSession, at } from './factories.ts';

const session = aSession('a');
const expected = [aPerson('Amina Berg'), aPerson('Olof Gran'), aPerson('Petra Ek'), aPerson('Wiktor Cruz')];
const [amina, olof, petra] = expected.map(({ id }) => id);
const guest = ParticipantId.parse('guest');
const walkIn = ParticipantId.parse('walk-in');

const comes = (participant: ParticipantId | undefined): EventDraft => ({
  kind: 'checked-in',
  session: session.id,
  participant: participant ?? guest,
  via: 'badge',
});
const leaves = (participant: ParticipantId | undefined): EventDraft => ({
  kind: 'checked-out',
  session: session.id,
  participant: participant ?? guest,
  via: 'hand',
});

const rowsAfter = (...passed: readonly (readonly [string, EventDraft])[]): readonly ListRow[] => {
  const events = passed.map(([time, draft], i) => anEvent({ seq: i + 1, at: at(time) }, draft));
  const attendance = foldAttendance(
    session,
    events.map((event) => ({ event, clockOffsetMs: 0 })),
    (id) => expected.some((person) => person.id === id),
  );
  const guests = [...attendance.byParticipant.keys()]
    .filter((id) => expected.every((person) => person.id !== id))
    .map((id) => ({ id, person: undefined, cohortName: 'Grupp 2' }));
  return rowsOf({ expected, guests, attendance }, doorSv.row);
};
const names = (rows: readonly ListRow[]): readonly string[] => rows.map(({ name }) => name);

test('[CLOSE-1] before closing the trainer sees who left early, who came late, the guests and those added', () => {
  const rows = rowsAfter(
    ['08:20', comes(amina)],
    ['08:25', comes(olof)],
    ['08:26', comes(guest)],
    ['08:40', { kind: 'walk-in', session: session.id, participant: walkIn, sealed: 'sealed' }],
    ['09:05', comes(petra)],
    ['11:30', leaves(olof)],
  );
  const { left, late, guests, added, stillIn } = exceptionsIn(rows, session);
  expect({
    left: names(left),
    late: names(late),
    guests: names(guests),
    added: names(added),
    stillIn: names(stillIn),
  }).toEqual({
    left: ['Olof G.'],
    late: ['Petra E.', 'Tillagd utan kort 1'],
    guests: ['Gäst'],
    added: ['Tillagd utan kort 1'],
    stillIn: ['Amina B.', 'Petra E.', 'Gäst', 'Tillagd utan kort 1'],
  });
});

test('[CLOSE-1] who follows the plan, who leaves at its end and who never came are no exceptions', () => {
  const rows = rowsAfter(['08:30', comes(amina)], ['12:30', leaves(amina)]);
  expect(Object.values(exceptionsIn(rows, session)).flat()).toEqual([]);
});
