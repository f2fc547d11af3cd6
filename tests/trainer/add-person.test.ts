import { describe, expect, test } from 'vitest';
import { tidyPerson, troublesOf } from '../../src/app/trainer/add-person-check.ts';
import { matchesOf } from '../../src/app/trainer/add-person-matching.ts';
import { rowsElsewhere, type ListRow } from '../../src/app/trainer/list-rows.ts';
import { doorSv } from '../../src/app/text/door-sv.ts';
import { CohortId, UnitId } from '../../src/domain/ids.ts';
import { aPerson } from './factories.ts';
import { aListDesk } from './list-desk.ts';

const siri = { given: 'Siri', family: 'Wretman', workplace: 'Farsta hemtjänst' };
const told = (person: Partial<typeof siri>): readonly string[] =>
  troublesOf({ ...siri, ...person }).map(({ field, trouble }) => `${field} ${trouble}`);

describe('what a trainer writes about somebody without a badge', () => {
  test('[WALK-1] a name and a workplace are enough', () => {
    expect(told({})).toEqual([]);
  });

  test('[WALK-1] every empty field is told, in the order they stand, and spaces are empty', () => {
    expect(told({ given: '', family: '   ', workplace: '' })).toEqual([
      'given missing',
      'family missing',
      'workplace missing',
    ]);
  });

  test.each(['850101-1234', '19850101 1234', '8501011234', 'Siri 850101–1234', '19 850101 12 34'])(
    '[WALK-1] %s is refused in every field',
    (number) => {
      expect([told({ given: number }), told({ family: number }), told({ workplace: number })]).toEqual([
        ['given number'],
        ['family number'],
        ['workplace number'],
      ]);
    },
  );

  test('[WALK-1] a workplace with a short number in its name is none', () => {
    expect(told({ workplace: 'Avdelning 12, våning 3' })).toEqual([]);
  });

  test('[WALK-1] the card’s code may stand instead of a name nobody wants to give', () => {
    expect(told({ given: '7Q2M-K4TX', family: '' })).toEqual([]);
    expect(told({ given: 'Siri', family: '' })).toEqual(['family missing']);
  });

  test('[WALK-1] more than 80 characters are told', () => {
    expect([told({ workplace: 'å'.repeat(80) }), told({ workplace: 'å'.repeat(81) })]).toEqual([
      [],
      ['workplace too-long'],
    ]);
  });

  test('[WALK-1] what a paste brings along is taken away', () => {
    expect(tidyPerson({ given: ' Siri\n', family: 'von\u00a0 Wretman', workplace: 'A\u030a' })).toEqual({
      given: 'Siri',
      family: 'von Wretman',
      workplace: 'Å',
    });
  });
});

describe('whether somebody known is meant', () => {
  const group = (id: string, people: readonly string[]) => ({
    id: CohortId.parse(id),
    name: id,
    unit: UnitId.parse('farsta'),
    people: people.map((name) => aPerson(name)),
  });
  const { plan, session, rows } = aListDesk({
    cohorts: [
      group('grupp-1', ['Amina Berg', 'Siri Holm', 'Kim']),
      group('grupp-2', ['Siri Wretman', 'Sigrid Wretman']),
    ],
  });
  const everybody: readonly ListRow[] = [...rows(), ...rowsElsewhere(plan, session, rows(), doorSv.row)];
  const meant = (given: string, family = ''): readonly string[] =>
    matchesOf(everybody, given, family).map(({ name }) => name);

  test('[FIND-1] the session’s own stand before those of other groups', () => {
    expect(meant('siri')).toEqual(['Siri H.', 'Siri W.']);
  });

  test('[FIND-1] the last name narrows it, also when the first name is written another way', () => {
    expect([meant('siri', 'wretman'), meant('sickan', 'wretman')]).toEqual([
      ['Siri W.'],
      ['Sigrid W.', 'Siri W.'],
    ]);
  });

  test('[FIND-3] a slip is forgiven, and one letter says nothing yet', () => {
    expect([meant('amnia'), meant('a')]).toEqual([['Amina B.'], []]);
  });

  test('[PRIV-3] somebody with an alias is found by it like anybody by their name', () => {
    expect(meant('Kim')).toEqual(['Kim']);
  });

  test('[FIND-3] nobody is suggested for a name that is like no other', () => {
    expect(meant('Wolfgang', 'Zetterlund')).toEqual([]);
  });
});
