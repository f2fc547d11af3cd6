import { describe, expect, test } from 'vitest';
import { keyAct } from '../../../src/app/admin/review/review-keys.ts';
import { nextMatter, reviewGroups, rowFor, rowsIn } from '../../../src/app/admin/review/review-rows.ts';
import type { Matter } from '../../../src/protocol/review.ts';
import { ParticipantId } from '../../../src/domain/ids.ts';
import { SessionPerson, SessionWalkIn } from '../../../src/protocol/show-session.ts';

const attendance = {
  checkedInAt: 1000,
  leftAt: null,
  via: 'badge',
  device: 'd1',
  isOpen: false,
  minutes: 210,
  remarks: [],
};

const aPerson = (id: string, isHere = true): SessionPerson =>
  SessionPerson.parse({
    participant: id,
    given: id,
    family: '',
    unit: 'farsta',
    cohort: 'Grupp 14',
    track: 'employee',
    isGuest: false,
    programmeMinutes: 0,
    attendance: isHere ? attendance : null,
    events: [],
  });

const aWalkIn = (id: string): SessionWalkIn =>
  SessionWalkIn.parse({ id, written: null, attendance, events: [] });

const remarksOf = (id: string): Matter => ({
  kind: 'remarks',
  participant: ParticipantId.parse(id),
  remarks: ['guest'],
  basis: 'b',
});
const walkInOf = (id: string): Matter => ({
  kind: 'walk-in',
  walkIn: ParticipantId.parse(id),
  suggestions: [],
});

const groupsOf = (
  matters: readonly Matter[],
  people: readonly SessionPerson[],
  walkIns: readonly string[] = [],
) => reviewGroups({ matters: [...matters], page: { people: [...people], walkIns: walkIns.map(aWalkIn) } });

describe('a session under review', () => {
  test('[RVIEW-1] the reviewer meets what has to be decided first, then those in order, then those who were not there', () => {
    const groups = groupsOf(
      [{ kind: 'not-attested' }, remarksOf('nour')],
      [aPerson('olof', false), aPerson('amina'), aPerson('nour')],
    );
    expect(rowsIn(groups).map(({ key }) => key)).toEqual([
      'not-attested',
      'remarks:nour',
      'person:amina',
      'person:olof',
    ]);
  });

  test('[RVIEW-1] a person with two things to decide has two rows, and none among those in order', () => {
    const objection: Matter = {
      kind: 'objection',
      participant: ParticipantId.parse('nour'),
      objection: 'o1',
      madeAt: 1 as never,
      text: 'Jag var där hela dagen',
    };
    const groups = groupsOf([objection, remarksOf('nour')], [aPerson('nour'), aPerson('amina')]);
    expect(groups.matters.map(({ key }) => key)).toEqual(['objection:o1', 'remarks:nour']);
    expect(groups.clear.map(({ key }) => key)).toEqual(['person:amina']);
  });

  test('[RVIEW-1] somebody without a card stands among the decisions until decided, and after that with the others', () => {
    const before = groupsOf([walkInOf('w1')], [aPerson('amina')], ['w1']);
    expect(rowsIn(before).map(({ key }) => key)).toEqual(['walk-in:w1', 'person:amina']);
    const after = groupsOf([], [aPerson('amina')], ['w1']);
    expect(rowsIn(after).map(({ key }) => key)).toEqual(['person:amina', 'added:w1']);
  });

  test.each([
    ['the one that took its place', 0, 'remarks:olof'],
    ['the last, after the last has been decided', 2, 'remarks:elif'],
  ])('[RVIEW-2] after a decision the reviewer is at %s', (_words, place, key) => {
    const groups = groupsOf([remarksOf('olof'), remarksOf('elif')], [aPerson('olof'), aPerson('elif')]);
    expect(nextMatter(groups, place)?.key).toBe(key);
  });

  test('[RVIEW-2] when somebody else decides meanwhile, the reviewer stays with the same person', () => {
    const rows = rowsIn(groupsOf([remarksOf('elif')], [aPerson('elif'), aPerson('nour')]));
    expect(rowFor(rows, 'remarks:nour')?.key).toBe('person:nour');
    expect(rowFor(rows, 'person:elif')?.key).toBe('remarks:elif');
    expect(rowFor(rows, 'scan:d1:4')?.key).toBe('remarks:elif');
    expect(rowFor(rows, undefined)?.key).toBe('remarks:elif');
  });

  test('[RVIEW-2] when nothing is left there is nowhere more to go', () => {
    expect(nextMatter(groupsOf([], [aPerson('olof')]), 0)).toBeUndefined();
  });
});

describe('the keys in the list', () => {
  const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...held,
  });

  test.each([
    ['ArrowUp', 'up'],
    ['ArrowDown', 'down'],
    ['g', 'approve'],
    ['G', 'approve'],
    ['r', 'correct'],
    ['R', 'correct'],
    ['x', undefined],
    ['Enter', undefined],
  ])('[RVIEW-3] the reviewer presses %s', (key, act) => {
    expect(keyAct(press(key), true)).toBe(act);
  });

  test('[RVIEW-3] letters do nothing once they are turned off; the arrows still walk', () => {
    expect(keyAct(press('g'), false)).toBeUndefined();
    expect(keyAct(press('r'), false)).toBeUndefined();
    expect(keyAct(press('ArrowDown'), false)).toBe('down');
  });

  test.each(['ctrlKey', 'metaKey', 'altKey'] as const)(
    '[RVIEW-3] a browser’s own shortcut with %s decides nothing',
    (held) => {
      expect(keyAct(press('r', { [held]: true }), true)).toBeUndefined();
    },
  );
});
