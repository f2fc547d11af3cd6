import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { beforeAll, describe, expect, test } from 'vitest';
import { findPeople } from '../../src/app/trainer/find-people.ts';
import { Roster } from '../../src/app/trainer/list-roster.tsx';
import { byLetter, letterOf, rowsElsewhere, rowsOf, type ListRow } from '../../src/app/trainer/list-rows.ts';
import { countOf } from '../../src/app/trainer/session-counts.ts';
import { doorSv } from '../../src/app/text/door-sv.ts';
import { LanguageProvider } from '../../src/app/text/language.tsx';
import { CohortId, UnitId } from '../../src/domain/ids.ts';
import type { Plan, PlanPerson } from '../../src/domain/programme.ts';
import { bytesToBase64Url } from '../../src/signing/hash.ts';
import { aPerson, aPlan } from './factories.ts';
import { addedIn, aListDesk, type ListDesk } from './list-desk.ts';

const amina = aPerson('Amina Berg');
const filip = aPerson('Filip Rask', { code: '8R7GWM5N' });
const alias = aPerson('Kim', { code: '7Q2MK4TX' });
const hidden = aPerson('', { code: '3C9WTQ5H' });
const hiddenWithoutCard = aPerson('');
const sara = aPerson('Sara Lind');
const hiddenGuest = aPerson('', { code: 'Z4Z4Z4Z4' });

const group = (id: string, name: string, people: readonly PlanPerson[]): Plan['cohorts'][number] => ({
  id: CohortId.parse(id),
  name,
  unit: UnitId.parse('farsta'),
  people: [...people],
});
const groups = [
  group('grupp-1', 'Grupp 1', [filip, amina, hidden, alias, hiddenWithoutCard]),
  group('grupp-2', 'Grupp 2', [sara, hiddenGuest]),
];

let officeKey = '';
beforeAll(async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  officeKey = bytesToBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
});
const desk = (): ListDesk =>
  aListDesk({
    cohorts: groups,
    cohortNames: groups.map(({ id, name }) => [id, name]),
    officeKey,
  });

const names = (rows: readonly ListRow[]): readonly string[] => rows.map(({ name }) => name);
const found = (rows: readonly ListRow[], typed: string): readonly string[] => {
  const hits = new Set(
    findPeople(
      rows.map(({ person }) => person),
      typed,
    ),
  );
  return names(rows.filter(({ person }) => hits.has(person)));
};
const someone = { given: 'Siri', family: 'Wretman', workplace: 'Farsta hemtjänst' };

describe('who stands in the list', () => {
  test('[NAME-4] people stand in Swedish order, and who has no shown name stands under the word that is shown', () => {
    expect(names(desk().rows())).toEqual(['Amina B.', 'Deltagare', 'Deltagare 3C9W-TQ5H', 'Filip R.', 'Kim']);
  });

  test('[PRIV-3] a row of somebody with an alias or a hidden name differs from others in the name alone', async () => {
    const { door, rows } = desk();
    for (const person of [amina, alias, hidden]) await door.checkIn(person.id, 'hand');
    const [first, ...others] = rows()
      .filter(({ state }) => state === 'here')
      .map(({ id: _id, name: _name, person: _person, attendance, ...looks }) => ({
        ...looks,
        hasTime: attendance !== undefined,
      }));
    expect(others).toEqual([first, first]);
  });

  test('[PRIV-3] somebody with a hidden name is found by the card’s code and by what the list shows', () => {
    const rows = desk().rows();
    expect([found(rows, '3c9w-tq5h'), found(rows, 'deltagare 3c9w'), found(rows, 'kim')]).toEqual([
      ['Deltagare 3C9W-TQ5H'],
      ['Deltagare 3C9W-TQ5H'],
      ['Kim'],
    ]);
  });

  test('[LEAVE-1] who left has gone, who came back is here again, and who was undone was never here', async () => {
    const { door, row, clockIs } = desk();
    for (const person of [amina, filip, alias]) await door.checkIn(person.id, 'hand');
    clockIs('09:10');
    await door.checkOut(amina.id, 'hand');
    await door.checkOut(filip.id, 'hand');
    clockIs('09:40');
    await door.checkIn(filip.id, 'hand');
    await door.undo(alias.id);
    expect([row('Amina B.').state, row('Filip R.').state, row('Kim').state]).toEqual([
      'left',
      'back',
      'absent',
    ]);
  });

  test('[COUNT-1] guests and walk-ins are counted as in the scan view, and a withdrawn name is missing again', async () => {
    const { door, rows, attendance } = desk();
    await door.checkIn(amina.id, 'hand');
    await door.checkIn(filip.id, 'hand');
    await door.checkIn(sara.id, 'hand');
    await door.addWalkIn(someone);
    await door.undo(filip.id);
    const expected = groups[0]?.people ?? [];
    expect(countOf(expected, attendance())).toEqual({
      here: 3,
      all: 7,
      missing: 4,
      left: 0,
      guests: 1,
      walkIns: 1,
    });
    expect(rows()).toHaveLength(7);
  });

  test('[DOOR-3] a guest stands last with the name of the group, also without a shown name', async () => {
    const { door, rows } = desk();
    await door.checkIn(sara.id, 'hand');
    await door.checkIn(hiddenGuest.id, 'hand');
    expect(
      rows()
        .slice(-2)
        .map(({ name, kind, cohortName }) => [name, kind, cohortName]),
    ).toEqual([
      ['Deltagare Z4Z4-Z4Z4', 'guest', 'Grupp 2'],
      ['Sara L.', 'guest', 'Grupp 2'],
    ]);
  });

  test('[WALK-2] those added without a badge are told apart by the order they came, and nothing says who they are', async () => {
    const { door, rows, clockIs } = desk();
    await door.addWalkIn(someone);
    clockIs('08:40');
    await door.addWalkIn({ ...someone, given: 'Bo' });
    expect(
      rows()
        .slice(-2)
        .map(({ name, person }) => [name, person.family, person.code]),
    ).toEqual([
      ['Tillagd utan kort 1', '', ''],
      ['Tillagd utan kort 2', '', ''],
    ]);
    expect(found(rows(), 'wretman')).toEqual([]);
  });

  test('[WALK-2] somebody added without a badge leaves and comes back like anybody else', async () => {
    const { door, row, clockIs } = desk();
    const id = addedIn(await door.addWalkIn(someone));
    clockIs('10:00');
    await door.checkOutAll([id]);
    expect(row('Tillagd utan kort 1').state).toBe('left');
    clockIs('10:20');
    await door.checkIn(id, 'hand');
    expect(row('Tillagd utan kort 1').state).toBe('back');
  });

  test('[FIND-1] a search in all groups finds those of the other groups, by name and by code, with their group', () => {
    const { plan, session, rows } = desk();
    const others = rowsElsewhere(plan, session, rows(), doorSv.row);
    expect([found(others, 'lind'), found(others, 'z4z4z4z4')]).toEqual([
      ['Sara L.'],
      ['Deltagare Z4Z4-Z4Z4'],
    ]);
    expect(others.map(({ cohortName }) => cohortName)).toEqual(['Grupp 2', 'Grupp 2']);
  });

  test('[FIND-1] a guest who is here already is found in the list, not once more among the other groups', async () => {
    const { plan, session, door, rows } = desk();
    await door.checkIn(sara.id, 'hand');
    expect(found(rowsElsewhere(plan, session, rows(), doorSv.row), 'sara')).toEqual([]);
    expect(found(rows(), 'sara')).toEqual(['Sara L.']);
  });

  test('[NAME-4] the index has É under E, and Å, Ä and Ö last by themselves', () => {
    const people = ['Örjan Ek', 'Émile Ek', 'Åsa Ek', 'Eva Ek', 'Änne Ek'].map((name) => aPerson(name));
    const plan = aPlan({ cohorts: [group('grupp-1', 'Grupp 1', people)] });
    const rows = rowsOf(
      { expected: plan.cohorts[0]?.people ?? [], guests: [], attendance: desk().attendance() },
      doorSv.row,
    );
    expect(byLetter(rows).map(({ letter, rows: held }) => `${letter}${held.length}`)).toEqual([
      'E2',
      'Å1',
      'Ä1',
      'Ö1',
    ]);
    expect(letterOf('7Q2M')).toBe('#');
  });
});

const markup = (node: ReactNode): string =>
  renderToStaticMarkup(
    <MemoryRouter>
      <LanguageProvider fixed="sv">{node}</LanguageProvider>
    </MemoryRouter>,
  );
const drawn = (rows: readonly ListRow[], isLocked: boolean): string =>
  markup(
    <Roster
      rows={rows}
      typed=""
      isLocked={isLocked}
      onCheckIn={() => undefined}
      onChange={() => undefined}
      onGone={() => undefined}
    />,
  );

describe('how the list is drawn', () => {
  test('[CLOSE-2] a locked list has no buttons, and calls nobody incheckad', async () => {
    const { door, rows, clockIs } = desk();
    await door.checkIn(amina.id, 'hand');
    await door.checkIn(filip.id, 'hand');
    clockIs('10:00');
    await door.checkOut(filip.id, 'hand');
    expect(drawn(rows(), false)).toContain('<button');
    await door.close();
    const locked = drawn(rows(), true);
    expect(locked).not.toContain('<button');
    expect(locked.toLowerCase()).not.toMatch(/checkad|checka/);
    expect(locked).toContain('deltog, gick före slutet');
  });

  test('[CLOSE-2] what is pressed after closing changes nothing', async () => {
    const { door, written, clockIs } = desk();
    await door.checkIn(amina.id, 'hand');
    await door.close();
    const before = written().length;
    clockIs('12:40');
    const answers = [
      await door.checkIn(filip.id, 'hand'),
      await door.checkOutAll([amina.id]),
      await door.undo(amina.id),
      await door.undoLeaving(amina.id),
      await door.addWalkIn(someone),
    ];
    expect(answers.map(({ kind }) => kind)).toEqual(['closed', 'closed', 'closed', 'closed', 'closed']);
    expect(written()).toHaveLength(before);
  });

  test('[PRIV-3] somebody with a hidden name has a row, a button and a name for a listener like everybody', () => {
    const html = drawn(desk().rows(), false);
    for (const name of ['Amina B.', 'Kim', 'Deltagare 3C9W-TQ5H', 'Deltagare'])
      expect(html).toContain(`aria-label="Checka in ${name}"`);
  });

  test('[NAME-4] more than twenty people stand under their letters, with an index that goes to each', () => {
    const people = Array.from({ length: 21 }, (_, i) =>
      aPerson(`${String.fromCodePoint(65 + (i % 7))}nna Ek`),
    );
    const { rows } = aListDesk({ cohorts: [group('grupp-1', 'Grupp 1', people)] });
    const html = drawn(rows(), false);
    expect(html).toContain('aria-label="Namn på G"');
    expect(drawn(rows().slice(0, 20), false)).not.toContain('aria-label="Namn på G"');
  });
});
