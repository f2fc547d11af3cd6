/** What happens where the part that minds the clock is loaded late, not at first, or for a log that is written no more. */
import { describe, expect, test } from 'vitest';
import type { ClockNotes, OpenClockNotes } from '../../src/app/device/clock-contract.ts';
import { createClockKeeper } from '../../src/app/device/clock-keeper.ts';
import { DeviceId } from '../../src/domain/ids.ts';
import { ok } from '../../src/domain/result.ts';
import { createMemoryDevice } from '../support/memory-own-log.ts';

const logOf = (letter: string) => createMemoryDevice().logOf(DeviceId.parse(letter.repeat(20)));
const deps = { clock: () => 0, note: () => Promise.resolve(true) };
const measure = () => Promise.resolve(ok(0));

/** Notes that say which ends they were shown. */
const noting = (): ClockNotes & { readonly looked: number[] } => {
  const looked: number[] = [];
  return {
    looked,
    look: (end) => {
      looked.push(end);
      return Promise.resolve();
    },
    lookWhole: () => {
      looked.push(-1);
      return Promise.resolve();
    },
    compareFirst: async (asks) => {
      const offset = await asks();
      return offset.ok ? ok(undefined) : offset;
    },
  };
};

describe('who minds the clock', () => {
  test('[CLOCK-2] a tablet that could not load it sends nothing, loads it at its next try, and then sends', async () => {
    let tries = 0;
    const notes = noting();
    const open: OpenClockNotes = () => {
      tries += 1;
      return tries < 3 ? Promise.reject(new TypeError('not loaded')) : Promise.resolve(notes);
    };
    const keeper = createClockKeeper(open, deps);
    keeper.mind(logOf('a'));
    expect(await keeper.compareFirst(measure)).toBe('not-kept');
    await keeper.look(1);
    expect(await keeper.compareFirst(measure)).toBe('not-kept');
    expect(await keeper.compareFirst(measure)).toEqual(ok(undefined));
    await keeper.look(2);
    expect(notes.looked).toEqual([2]);
    expect(tries).toBe(3);
  });

  test('[CLOCK-2] a check-in waits for nothing while it is loading, and nothing is sent before it is there', async () => {
    let give: (notes: ClockNotes) => void = () => undefined;
    const keeper = createClockKeeper(() => new Promise((resolve) => (give = resolve)), deps);
    keeper.mind(logOf('a'));
    await keeper.look(1);
    let answer: unknown = 'waits';
    const compared = keeper.compareFirst(measure).then((told) => (answer = told));
    await Promise.resolve();
    expect(answer).toBe('waits');
    give(noting());
    await compared;
    expect(answer).toEqual(ok(undefined));
  });

  test('[CLOCK-5] before a file is made it is loaded and looks; where it cannot be loaded the file is made all the same', async () => {
    let tries = 0;
    const notes = noting();
    const keeper = createClockKeeper(() => {
      tries += 1;
      return tries < 2 ? Promise.reject(new TypeError('not loaded')) : Promise.resolve(notes);
    }, deps);
    keeper.mind(logOf('a'));
    await keeper.lookWhole();
    expect(notes.looked).toEqual([]);
    await keeper.lookWhole();
    expect(notes.looked).toEqual([-1]);
  });

  test('[CLOCK-2] what was loaded for a log that is written no more is not used for the next', async () => {
    const former = noting();
    const now = noting();
    const gives: ((notes: ClockNotes) => void)[] = [];
    const keeper = createClockKeeper(() => new Promise((resolve) => gives.push(resolve)), deps);
    keeper.mind(logOf('a'));
    const late = keeper.compareFirst(measure);
    keeper.mind(logOf('b'));
    gives[1]?.(now);
    expect(await keeper.compareFirst(measure)).toEqual(ok(undefined));
    gives[0]?.(former);
    expect(await late).toBe('not-kept');
    await keeper.look(7);
    expect([former.looked, now.looked]).toEqual([[], [7]]);
  });
});
