import { describe, expect, test } from 'vitest';
import { confirmPlan, evidenceOf, keepOthers, keepPlan, readPlan } from '../../src/app/device/plan-keeper.ts';
import { canonical } from '../../src/domain/log.ts';
import { CohortId, Hash } from '../../src/domain/ids.ts';
import { tableOfCards } from '../../src/domain/known-cards.ts';
import { Plan, PlanBadge } from '../../src/domain/programme.ts';
import { dayMs } from '../../src/domain/time.ts';
import { aCheckIn, aSession, monday, tablet } from '../support/factories.ts';
import { createMemoryDevice } from '../support/memory-own-log.ts';

const now = monday('08:00');
const aPlan = (): Plan =>
  Plan.parse({
    issuedAt: monday('00:00'),
    window: { from: now - 7 * dayMs, to: now + 15 * dayMs },
    demo: false,
    programme: 'Programmet',
    office: { name: 'Projektkontoret', phone: '' },
    device: { id: tablet('a'), name: 'Farsta 07' },
    sessions: [aSession()],
    cohorts: [
      {
        id: 'farsta-14',
        name: 'Grupp 1',
        unit: 'farsta',
        people: [{ id: 'amina', given: 'Amina', family: 'Björkljus', code: '' }],
      },
    ],
    cohortNames: [],
    officeKey: '',
    sessionCodes: [],
    trainerCodes: { salt: 'salt', iterations: 1, trainers: [] },
    badges: [],
  });
const kept = async () => {
  const { plan } = createMemoryDevice();
  await keepPlan(plan, aPlan(), '"etag"', now);
  return plan;
};

describe('the plan on the tablet', () => {
  test('[PLAN-4] lies sealed: no name can be read from what is on the disk', async () => {
    const store = await kept();
    const held = await store.get();
    const bytes = new TextDecoder('latin1').decode(held?.sealed);
    for (const word of ['Amina', 'amina', 'Farsta', 'farsta-14']) expect(bytes).not.toContain(word);
    expect(held?.key.extractable).toBe(false);
    expect(await readPlan(store, now)).toMatchObject({ plan: aPlan(), etag: '"etag"', fetchedAt: now });
  });

  test('[PLAN-4, PLAN-7] the table of cards lies sealed as well, and is looked up in after the app is opened again', async () => {
    const { plan: store } = createMemoryDevice();
    const names = [[CohortId.parse('farsta-14'), 'Grupp 1']] as [CohortId, string][];
    const badge = PlanBadge.parse(['A'.repeat(43), 'amina', 'farsta-14', 1]);
    const plan = { ...aPlan(), cohortNames: names, cards: tableOfCards([badge], names) };
    await keepPlan(store, plan, undefined, now);
    const held = await store.get();
    for (const bytes of [held?.sealed, held?.cards])
      for (const word of ['amina', 'AAAA', 'farsta-14'])
        expect(new TextDecoder('latin1').decode(bytes)).not.toContain(word);
    const cards = (await readPlan(store, now))?.cards;
    expect(cards?.byHash(badge[0])).toEqual({ participant: 'amina', cohort: 'farsta-14', isBlocked: true });
    expect(cards?.byHash(Hash.parse('B'.repeat(43)))).toBeUndefined();
  });

  test('[PLAN-4, PLAN-7] a table that was changed on the disk is no table: the plan is let go of and fetched anew', async () => {
    const { plan: store } = createMemoryDevice();
    await keepPlan(store, { ...aPlan(), cards: { idWidth: 5, rows: 'x'.repeat(64) } }, undefined, now);
    const held = await store.get();
    if (held?.cards === undefined) throw new Error('no cards were kept');
    const changed = held.cards.slice();
    changed[20] = (changed[20] ?? 0) ^ 1;
    await store.put({ ...held, cards: changed });
    expect(await readPlan(store, now)).toBeUndefined();
    expect(await store.get()).toBeUndefined();
  });

  test('[PLAN-4] a new plan takes the place of the old whole', async () => {
    const store = await kept();
    await keepPlan(store, { ...aPlan(), cohorts: [] }, '"next"', now + 1);
    expect(await readPlan(store, now + 1)).toMatchObject({ plan: { cohorts: [] }, etag: '"next"' });
  });

  test('[PLAN-6] is gone after thirty days without a word from the office', async () => {
    const store = await kept();
    const long = {
      ...aPlan(),
      window: { from: aPlan().window.from, to: (now + 90 * dayMs) as Plan['issuedAt'] },
    };
    await keepPlan(store, long, undefined, now);
    expect(await readPlan(store, now + 30 * dayMs)).toBeDefined();
    expect(await readPlan(store, now + 30 * dayMs + 1)).toBeUndefined();
    expect(await store.get()).toBeUndefined();
  });

  test('[PLAN-6] stays when the office says that it still holds', async () => {
    const store = await kept();
    await confirmPlan(store, now + 10 * dayMs);
    expect(await readPlan(store, now + 14 * dayMs)).toMatchObject({
      fetchedAt: now,
      confirmedAt: now + 10 * dayMs,
    });
    const { plan: empty } = createMemoryDevice();
    await confirmPlan(empty, now);
    expect(await empty.get()).toBeUndefined();
  });

  test('[PLAN-6] is gone when its days are over', async () => {
    const store = await kept();
    expect(await readPlan(store, now + 15 * dayMs)).toBeDefined();
    expect(await readPlan(store, now + 15 * dayMs + 1)).toBeUndefined();
    expect(await store.get()).toBeUndefined();
  });

  test('[PLAN-4] one that cannot be opened or read is no plan, and is removed', async () => {
    const store = await kept();
    const held = await store.get();
    if (held === undefined) throw new Error('nothing kept');
    await store.put({ ...held, sealed: held.sealed.slice(1) });
    expect(await readPlan(store, now)).toBeUndefined();
    expect(await store.get()).toBeUndefined();
    expect(await readPlan(store, now)).toBeUndefined();
  });
});

describe('what other tablets recorded', () => {
  test('[SYNC-5] is kept once, and read as evidence with their clocks’ offsets', async () => {
    const { plan } = createMemoryDevice();
    const text = canonical(aCheckIn({ device: 'b', seq: 1, at: now }));
    await keepOthers(plan, [{ text, clockOffsetMs: 5 }], 7);
    await keepOthers(plan, [{ text, clockOffsetMs: 5 }], 8);
    expect(evidenceOf(await plan.others())).toEqual([
      { event: JSON.parse(text) as unknown, clockOffsetMs: 5 },
    ]);
    expect(await plan.cursor()).toBe(8);
  });

  test('[LOG-1] of a kind this version cannot read is passed over, and the rest kept', async () => {
    const { plan } = createMemoryDevice();
    const later = JSON.stringify({ ...aCheckIn({ device: 'b', seq: 1, at: now }), kind: 'danced' });
    const text = canonical(aCheckIn({ device: 'b', seq: 2, at: now }));
    await keepOthers(
      plan,
      [
        { text: later, clockOffsetMs: 0 },
        { text, clockOffsetMs: 0 },
      ],
      2,
    );
    expect((await plan.others()).map(({ seq }) => seq)).toEqual([2]);
  });
});
