import { expect, test } from 'vitest';
import { closeSession } from '../../src/app/trainer/close-session.ts';
import { openDoor } from '../../src/app/trainer/door.ts';
import { foldAttendance } from '../../src/domain/attendance.ts';
import type { EventDraft } from '../../src/domain/events.ts';
import { noCards } from '../../src/domain/known-cards.ts';
import { TrainerId } from '../../src/domain/ids.ts';
import { err, ok } from '../../src/domain/result.ts';
import { noHash } from '../../src/domain/log.ts';
import { anEvent } from '../support/factories.ts';
import { aPerson, aPlan, aSession, at } from './factories.ts';

const session = aSession('a');
const amina = aPerson('Amina Berg');
const trainer = TrainerId.parse('kim');

/** A tablet in memory that saves `room` events and then has no space, until somebody makes room. */
const aTablet = (room = 100) => {
  const events: ReturnType<typeof anEvent>[] = [];
  let space = room;
  return {
    events,
    makeRoom: () => {
      space = 100;
    },
    record: (draft: EventDraft) => {
      if (events.length >= space) return Promise.resolve(err({ kind: 'no-space' as const }));
      const seq = events.length + 1;
      const event = anEvent({ seq, at: at('12:35') }, draft);
      events.push(event);
      return Promise.resolve(ok({ event, own: { seq, session: session.id, text: '', hash: noHash } }));
    },
    attendance: () =>
      foldAttendance(
        session,
        events.map((event) => ({ event, clockOffsetMs: 0 })),
        () => true,
      ),
    cards: () => noCards,
    person: () => amina,
  };
};
type TestTablet = ReturnType<typeof aTablet>;
const doorOf = (tablet: TestTablet) => openDoor(tablet, aPlan(), session, () => at('12:35'));
const kinds = ({ events }: TestTablet) => events.map(({ kind }) => kind);

test('[CLOSE-1] nobody is said to have been there unless the trainer says so, and then from the told time', async () => {
  const nobody = aTablet();
  await closeSession(doorOf(nobody), { wereHere: new Map(), trainer });
  expect([...nobody.attendance().byParticipant]).toEqual([]);
  const one = aTablet();
  await closeSession(doorOf(one), { wereHere: new Map([[amina.id, session.startsAt]]), trainer });
  expect(one.attendance().byParticipant.get(amina.id)).toMatchObject({
    checkedInAt: session.startsAt,
    minutes: 240,
  });
});

test('[ATTEST-1] the list is closed and then attested; without a code the attestation is missing, and can come after', async () => {
  const tablet = aTablet();
  await closeSession(doorOf(tablet), { wereHere: new Map(), trainer: undefined });
  expect(tablet.attendance().attested).toBeUndefined();
  expect(await doorOf(tablet).attest(trainer)).toEqual({ kind: 'attested' });
  expect([kinds(tablet), tablet.attendance().attested?.trainer]).toEqual([
    ['session-closed', 'session-attested'],
    trainer,
  ]);
});

test('[CLOSE-2] after closing nobody more is checked in on the tablet', async () => {
  const tablet = aTablet();
  await closeSession(doorOf(tablet), { wereHere: new Map(), trainer });
  expect((await doorOf(tablet).checkIn(amina.id, 'hand')).kind).toBe('closed');
});

test('[LOG-7] what could not be saved is told, and a list that is not closed is never attested', async () => {
  const wereHere = new Map([[amina.id, session.startsAt]]);
  const told = await Promise.all(
    [2, 3, 4].map(async (room) => (await closeSession(doorOf(aTablet(room)), { wereHere, trainer })).kind),
  );
  expect(told).toEqual(['not-closed', 'not-attested', 'closed']);
});

test('[CLOSE-1] killed between the writes, the closing is done again without saying anybody was there twice', async () => {
  const wereHere = new Map([[amina.id, session.startsAt]]);
  const tablet = aTablet(2);
  expect(await closeSession(doorOf(tablet), { wereHere, trainer })).toEqual({ kind: 'not-closed' });
  tablet.makeRoom();
  expect(await closeSession(doorOf(tablet), { wereHere, trainer })).toEqual({ kind: 'closed' });
  expect(kinds(tablet)).toEqual(['session-opened', 'checked-in', 'session-closed', 'session-attested']);
});
