import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/app/trainer/door.ts';
import {
  isChoiceOpen,
  nextScanState,
  nothingShown,
  type ScanAction,
  type ScanState,
  type ShowFor,
} from '../../src/app/trainer/scan-state.ts';
import { CohortId } from '../../src/domain/ids.ts';
import { aPerson, outcomes } from './factories.ts';

const amina = aPerson('Amina Berg');
const filip = aPerson('Filip Rask');

const comes = (outcome: Outcome, at: number, showFor: ShowFor = 'normal'): ScanAction => ({
  kind: 'outcome',
  outcome,
  at,
  showFor,
});
const after = (...actions: readonly ScanAction[]): ScanState => actions.reduce(nextScanState, nothingShown);
const shownKind = (state: ScanState): string | undefined => state.shown?.outcome.kind;

describe('one person after another', () => {
  test('[STAGE-1] the next person is shown at once, whoever was there', () => {
    const state = after(comes(outcomes.checkedIn(amina), 0), comes(outcomes.checkedIn(filip), 100));
    expect(state.shown).toMatchObject({ outcome: { participant: filip.id }, at: 100 });
  });

  test('[STAGE-1] a recorded person replaced by the next leaves nothing to sort out', () => {
    expect(after(comes(outcomes.checkedIn(amina), 0), comes(outcomes.checkedIn(filip), 100)).toSort).toEqual(
      [],
    );
  });

  test('[STAGE-2] an unknown card nobody decided about waits to be sorted out when the next person comes', () => {
    const state = after(comes(outcomes.unknown('k'), 0), comes(outcomes.checkedIn(amina), 500));
    expect(state.toSort.map(({ outcome }) => outcome.kind)).toEqual(['unknown']);
    expect(shownKind(state)).toBe('checked-in');
  });

  test.each([
    ['a person of another session', outcomes.otherSession(filip)],
    ['a blocked card', outcomes.blocked('k')],
    ['an event that could not be saved', outcomes.notSaved],
  ])('[STAGE-2] %s is not forgotten in a queue', (_what, outcome) => {
    expect(after(comes(outcome, 0), comes(outcomes.checkedIn(amina), 500)).toSort).toHaveLength(1);
  });

  test('[STAGE-2] a locked list is nothing to sort out', () => {
    expect(after(comes(outcomes.closed, 0), comes(outcomes.checkedIn(amina), 500)).toSort).toEqual([]);
  });

  test('[STAGE-2] the newest to sort out stands first', () => {
    const state = after(
      comes(outcomes.unknown('k'), 0),
      comes(outcomes.blocked('l'), 500),
      comes(outcomes.checkedIn(amina), 900),
    );
    expect(state.toSort.map(({ outcome }) => outcome.kind)).toEqual(['blocked', 'unknown']);
  });

  test('[STAGE-2] the same card shown again is one thing to sort out, not two', () => {
    const state = after(
      comes(outcomes.unknown('k'), 0),
      comes(outcomes.unknown('l'), 500),
      comes(outcomes.unknown('k'), 5000),
      comes(outcomes.checkedIn(amina), 9000),
    );
    expect(state.toSort).toHaveLength(2);
  });

  test('[STAGE-2] a guest who is checked in after all is no longer to sort out', () => {
    const state = after(
      comes(outcomes.otherSession(filip), 0),
      comes(outcomes.checkedIn(amina), 500),
      comes(outcomes.checkedIn(filip), 900),
    );
    expect(state.toSort).toEqual([]);
  });

  test('[STAGE-2] a poster in the background never pushes away a question nobody has answered', () => {
    const state = after(comes(outcomes.unknown('k'), 0), comes(outcomes.notOurs, 300));
    expect(shownKind(state)).toBe('unknown');
  });

  test('[STAGE-2] Esc puts a question away among what is to sort out', () => {
    const state = after(comes(outcomes.unknown('k'), 0), { kind: 'close' });
    expect(state.shown).toBeUndefined();
    expect(state.toSort).toHaveLength(1);
  });

  test('[STAGE-2] what has been decided is gone', () => {
    const state = after(comes(outcomes.unknown('k'), 0), { kind: 'settle' });
    expect([state.shown, state.toSort]).toEqual([undefined, []]);
  });

  test('[STAGE-2] what is taken up again leaves the list, and what it replaces goes there', () => {
    const before = after(comes(outcomes.unknown('k'), 0), comes(outcomes.blocked('l'), 500));
    const state = nextScanState(before, { kind: 'reopen', id: before.toSort[0]?.id ?? 0, at: 900 });
    expect(shownKind(state)).toBe('unknown');
    expect(state.toSort.map(({ outcome }) => outcome.kind)).toEqual(['blocked']);
  });
});

describe('codes that are typed', () => {
  const typed = (outcome: Outcome, at: number): ScanAction => ({
    kind: 'outcome',
    outcome,
    at,
    showFor: 'normal',
    isTyped: true,
  });
  const unknownCode: Outcome = { kind: 'unknown-code' };
  const typedGuest: Outcome = {
    kind: 'other-session',
    participant: filip.id,
    person: filip,
    cohort: CohortId.parse('grupp-2'),
    expected: undefined,
    token: undefined,
  };
  const left = (...isIn: readonly string[]): ScanAction => ({
    kind: 'left',
    left: [],
    isIn: (who) => isIn.includes(who),
  });

  test('[STAGE-3] a code nobody has stays until somebody chooses', () => {
    expect(shownKind(after(typed(unknownCode, 0), { kind: 'tick', at: 3_600_000 }))).toBe('unknown-code');
  });

  test('[STAGE-2] a code nobody has waits to be sorted out when the next person holds up a card', () => {
    const state = after(typed(unknownCode, 0), comes(outcomes.checkedIn(amina), 500));
    expect(state.toSort.map(({ outcome }) => outcome.kind)).toEqual(['unknown-code']);
  });

  test('[STAGE-2] a slip of the fingers that is typed over is nothing to sort out', () => {
    const state = after(
      typed(unknownCode, 0),
      typed(unknownCode, 4000),
      typed(outcomes.checkedIn(amina), 9000),
    );
    expect([shownKind(state), state.toSort]).toEqual(['checked-in', []]);
  });

  test('[STAGE-2] a person of another session whose code was typed is not forgotten, and can be taken up again', () => {
    const waiting = after(typed(typedGuest, 0), comes(outcomes.checkedIn(amina), 500), left());
    expect(waiting.toSort.map(({ outcome }) => outcome)).toEqual([typedGuest]);
    const again = nextScanState(waiting, { kind: 'reopen', id: waiting.toSort[0]?.id ?? 0, at: 900 });
    expect([again.shown?.outcome, again.toSort]).toEqual([typedGuest, []]);
  });

  test('[STAGE-2] whoever has come in since, also by name in the list, is nothing to sort out', () => {
    const waiting = after(typed(typedGuest, 0), comes(outcomes.checkedIn(amina), 500));
    expect(nextScanState(waiting, left(amina.id)).toSort).toHaveLength(1);
    expect(nextScanState(waiting, left(filip.id)).toSort).toEqual([]);
  });
});

describe('what the log says is left', () => {
  const left = (...cards: readonly string[]): ScanAction => ({
    kind: 'left',
    left: cards.map((card, i) => ({ outcome: outcomes.unknown(card), at: i })),
    isIn: () => false,
  });

  test('[STAGE-2] cards left before a reload, or by the locked tablet, are there to sort out, newest first', () => {
    expect(after(left('k', 'l')).toSort.map(({ outcome }) => outcome)).toEqual([
      outcomes.unknown('l'),
      outcomes.unknown('k'),
    ]);
  });

  test('[STAGE-2] a card that is shown now is not also left to sort out', () => {
    expect(after(comes(outcomes.unknown('k'), 0), left('k')).toSort).toEqual([]);
  });

  test('[STAGE-2] what the log no longer holds is gone, what no log could keep stays', () => {
    const state = after(
      comes(outcomes.unknown('k'), 0),
      comes(outcomes.notSaved, 500),
      comes(outcomes.checkedIn(amina), 900),
      left(),
    );
    expect(state.toSort.map(({ outcome }) => outcome.kind)).toEqual(['not-saved']);
  });

  test('[STAGE-2] a card keeps its place among what is to sort out when the log is read again', () => {
    const once = after(left('k'));
    expect(nextScanState(once, left('k')).toSort[0]?.id).toBe(once.toSort[0]?.id);
  });
});

describe('how long an answer stays', () => {
  const isGoneAt = (outcome: Outcome, at: number, showFor: ShowFor = 'normal'): boolean =>
    after(comes(outcome, 0, showFor), { kind: 'tick', at }).shown === undefined;

  test('[STAGE-3] a check-in is seen for two seconds', () => {
    expect([1999, 2000].map((at) => isGoneAt(outcomes.checkedIn(amina), at))).toEqual([false, true]);
  });

  test('[STAGE-3] another sort of code is seen for three seconds', () => {
    expect([2999, 3000].map((at) => isGoneAt(outcomes.notOurs, at))).toEqual([false, true]);
  });

  test('[STAGE-3] a question stays until somebody chooses', () => {
    expect(isGoneAt(outcomes.unknown('k'), 3_600_000)).toBe(false);
  });

  test.each([
    ['short', 1200],
    ['long', 8000],
  ] as const)('[STAGE-3] a trainer who chose %s sees it for %i ms', (showFor, ms) => {
    expect(isGoneAt(outcomes.checkedIn(amina), ms - 1, showFor)).toBe(false);
    expect(isGoneAt(outcomes.checkedIn(amina), ms, showFor)).toBe(true);
  });

  test('[STAGE-3] a trainer who wants to press sees it until then', () => {
    expect(isGoneAt(outcomes.checkedIn(amina), 3_600_000, 'until-pressed')).toBe(false);
  });

  test('[STAGE-3] time stands still while a finger rests on the answer, and goes on after', () => {
    const held = after(
      comes(outcomes.checkedIn(amina), 0),
      { kind: 'hold', at: 1500 },
      { kind: 'tick', at: 60_000 },
    );
    expect(held.shown).toBeDefined();
    const released = nextScanState(held, { kind: 'release', at: 60_000 });
    expect(nextScanState(released, { kind: 'tick', at: 60_499 }).shown).toBeDefined();
    expect(nextScanState(released, { kind: 'tick', at: 60_500 }).shown).toBeUndefined();
  });

  test('[STAGE-3] an old timer never takes away a newer answer', () => {
    const state = after(comes(outcomes.checkedIn(amina), 0), comes(outcomes.checkedIn(filip), 1900), {
      kind: 'tick',
      at: 2000,
    });
    expect(state.shown).toMatchObject({ outcome: { participant: filip.id } });
  });
});

test('[STAGE-4] a tap meant for the answer before does not choose for the next person', () => {
  const { shown } = after(comes(outcomes.unknown('k'), 1000));
  expect(shown).toBeDefined();
  if (shown === undefined) return;
  expect([1399, 1400].map((at) => isChoiceOpen(shown, at))).toEqual([false, true]);
});
