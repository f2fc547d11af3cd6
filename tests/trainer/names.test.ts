import { describe, expect, test } from 'vitest';
import { byName, nameInList, nameOnResult, nameSize } from '../../src/app/trainer/names.ts';
import { aPerson } from './factories.ts';

describe('what a person is called', () => {
  const amina = aPerson('Amina Berg');

  test('[NAME-1] those in the queue see a first name only', () => {
    expect(nameOnResult(amina, [amina, aPerson('Filip Rask')])).toBe('Amina');
  });

  test('[NAME-1] two with the same first name are told apart by the initial', () => {
    expect(nameOnResult(amina, [amina, aPerson('amina Åkesson')])).toBe('Amina B.');
  });

  test('[NAME-2] a list shows first name and initial', () => {
    expect([aPerson('Daniel åberg'), amina].map(nameInList)).toEqual(['Daniel Å.', 'Amina B.']);
  });

  test('[NAME-2] an agreed alias looks like any other name', () => {
    const hidden = aPerson('', { given: 'Deltagare 07', family: '' });
    expect([nameInList(hidden), nameOnResult(hidden, [hidden, amina])]).toEqual([
      'Deltagare 07',
      'Deltagare 07',
    ]);
  });

  test('[NAME-3] the longer a name, the smaller it stands, and it is never cut', () => {
    expect(['Bo', 'Birgitta', 'Karl-Fredrik', 'Maria Magdalena K.'].map(nameSize)).toEqual([
      'xl',
      'l',
      'm',
      's',
    ]);
  });

  test('[NAME-4] a Swedish list ends with å, ä and ö', () => {
    const names = ['Ölle Ek', 'Zara Ek', 'Åsa Ek', 'Ärla Ek', 'Anna Öst', 'Anna Ek'].map((name) =>
      aPerson(name),
    );
    expect(names.toSorted(byName).map(nameInList)).toEqual([
      'Anna E.',
      'Anna Ö.',
      'Zara E.',
      'Åsa E.',
      'Ärla E.',
      'Ölle E.',
    ]);
  });
});
