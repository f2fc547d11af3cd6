import { describe, expect, test } from 'vitest';
import { findPeople, markIn } from '../../src/app/trainer/find-people.ts';
import { nameInList } from '../../src/app/trainer/names.ts';
import { aPerson } from './factories.ts';

const group = [
  aPerson('Marta Wik', { code: '7Q2MK4TX' }),
  aPerson('Maj-Britt Nordström'),
  aPerson('Håkan Öberg'),
  aPerson('José García', { code: '8R7GWM5N' }),
  aPerson('Camila Lund'),
  aPerson('', { given: 'Deltagare 07', family: '' }),
];
const found = (typed: string): readonly string[] => findPeople(group, typed).map(nameInList);

describe('searching for a name', () => {
  test('[FIND-1] the beginning of a first name is enough', () => {
    expect(found('ma')).toEqual(['Marta W.', 'Maj-Britt N.']);
  });

  test('[FIND-1] a last name, and the second half of a double name, are found too', () => {
    expect([found('wik'), found('britt')]).toEqual([['Marta W.'], ['Maj-Britt N.']]);
  });

  test('[FIND-1] first and last name together narrow the search', () => {
    expect(found('ma nord')).toEqual(['Maj-Britt N.']);
  });

  test('[FIND-1] an alias is found as it is', () => {
    expect(found('deltagare 07')).toEqual(['Deltagare 07']);
  });

  test('[FIND-1] nothing typed shows everybody, in the same order', () => {
    expect(findPeople(group, '  ')).toEqual(group);
  });

  test('[FIND-2] accents and capitals do not matter', () => {
    expect([found('hakan oberg'), found('JOSE'), found('öberg')]).toEqual([
      ['Håkan Ö.'],
      ['José G.'],
      ['Håkan Ö.'],
    ]);
  });

  test.each([
    ['one letter left out', 'Camla'],
    ['one letter too many', 'Cammila'],
    ['one letter wrong', 'Canila'],
    ['two letters swapped', 'Caimla'],
    ['the first letter wrong', 'Kamila'],
  ])('[FIND-3] %s still finds Camila', (_what, typed) => {
    expect(found(typed)).toEqual(['Camila L.']);
  });

  test('[FIND-3] two slips find nobody, and two letters are too short to guess from', () => {
    expect([found('Cemla'), found('xa')]).toEqual([[], []]);
  });

  test('[FIND-3] somebody who matches as typed is never mixed with those who nearly do', () => {
    expect(found('mart')).toEqual(['Marta W.']);
  });

  test('[FIND-1] the code on the card finds its person, with or without dash and with l for 1', () => {
    expect([found('7q2m-k4tx'), found('8R7G')]).toEqual([['Marta W.'], ['José G.']]);
  });
});

test('[FIND-4] what was typed is marked in the name, accents and all', () => {
  expect([markIn('Håkan Ö.', 'hak'), markIn('Maj-Britt N.', 'brit'), markIn('Camila L.', 'lund')]).toEqual([
    ['', 'Håk', 'an Ö.'],
    ['Maj-', 'Brit', 't N.'],
    ['Camila L.', '', ''],
  ]);
});
