import { describe, expect, test } from 'vitest';
import { CohortId, Hash, ParticipantId } from '../../src/domain/ids.ts';
import { cardsInList, cardsInTable, tableOfCards } from '../../src/domain/known-cards.ts';
import { PlanBadge } from '../../src/domain/programme.ts';
import { seeded } from '../support/seeded.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const aText = (random: () => number, length: number): string =>
  Array.from({ length }, () => letters[Math.floor(random() * 64)]).join('');
const names = Array.from({ length: 40 }, (_, i) => [CohortId.parse(`g${i}`), `Grupp ${i}`] as const);

const cardsOf = (seed: number, n: number): readonly PlanBadge[] => {
  const random = seeded(seed);
  return Array.from({ length: n }, () =>
    PlanBadge.parse([
      aText(random, 43),
      aText(random, 1 + Math.floor(random() * 24)),
      names[Math.floor(random() * names.length)]?.[0],
      random() < 0.2 ? 1 : 0,
    ]),
  );
};

describe('the table of all cards', () => {
  test('[PLAN-7] a tablet finds each of very many cards, and whose cohort it is, as in a list of them', () => {
    for (const [seed, n] of [0, 1, 2, 3, 50, 4000].entries()) {
      const badges = cardsOf(seed, n);
      const table = cardsInTable(tableOfCards(badges, names), names);
      const list = cardsInList(badges);
      for (const [hash] of badges) expect(table.byHash(hash)).toEqual(list.byHash(hash));
      const owners = new Set(badges.slice(0, 50).map(([, owner]) => owner));
      for (const owner of owners) {
        const cohorts = badges.filter(([, one]) => one === owner).map(([, , cohort]) => cohort);
        expect(cohorts).toContain(table.cohortOf(owner));
      }
      for (const [hash] of cardsOf(seed + 1000, 200)) expect(table.byHash(hash)).toBeUndefined();
    }
  });

  test('[PLAN-7] nobody is found by a part of an id, an id too long, or a hash that begins otherwise', () => {
    const badges = [
      PlanBadge.parse(['A'.repeat(43), 'amina', 'g1', 0]),
      PlanBadge.parse(['B'.repeat(43), 'am', 'g2', 1]),
    ];
    const table = cardsInTable(tableOfCards(badges, names), names);
    expect(table.cohortOf(ParticipantId.parse('am'))).toBe('g2');
    expect(table.cohortOf(ParticipantId.parse('amina'))).toBe('g1');
    for (const other of ['ami', 'mina', 'a', 'aminata'])
      expect(table.cohortOf(ParticipantId.parse(other))).toBeUndefined();
    expect(table.byHash(Hash.parse(`${'A'.repeat(21)}${'B'.repeat(22)}`))).toBeUndefined();
    expect(table.byHash(Hash.parse('B'.repeat(43)))).toMatchObject({ isBlocked: true });
  });

  test('[PLAN-7] a table that is cut off, or of cohorts that are not named, knows nobody there and fails nowhere', () => {
    const badges = cardsOf(7, 60);
    const whole = tableOfCards(badges, names);
    const cut = cardsInTable({ ...whole, rows: whole.rows.slice(0, whole.rows.length / 2 + 5) }, names);
    const found = badges.filter(([hash]) => cut.byHash(hash) !== undefined);
    expect(found.length).toBeGreaterThanOrEqual(29);
    expect(found.length).toBeLessThanOrEqual(31);
    const unnamed = cardsInTable(whole, []);
    for (const [hash] of badges) expect(unnamed.byHash(hash)).toBeUndefined();
    expect(tableOfCards(badges, []).rows).toBe('');
    expect(
      cardsInTable({ idWidth: 0, rows: '?'.repeat(100) }, names).byHash(Hash.parse('A'.repeat(43))),
    ).toBeUndefined();
  });
});
