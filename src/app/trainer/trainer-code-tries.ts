/**
 * How often a trainer's code may be tried on this tablet: counted in its settings, so that a reload gives no new tries.
 * After five wrong ones it waits five minutes (ATTEST-4).
 */
import type { SettingsStore } from '../device/database.ts';

const triesAllowed = 5;
const waitMs = 5 * 60_000;
const settingKey = 'trainer-code-tries';

export type Tries = { readonly wrong: number; readonly last: number };
export const noTries: Tries = { wrong: 0, last: 0 };

export type CodeAnswer<T> =
  | { readonly kind: 'right'; readonly trainer: T }
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** What was typed cannot be a code, such as a card that a reader typed: it is no try. */
  | { readonly kind: 'not-a-code' }
  | { readonly kind: 'wait'; readonly until: number };

/** The tries as they were left. */
export const readTries = async (settings: SettingsStore): Promise<Tries> => {
  const stored = await settings.get(settingKey);
  const [wrong, last] = (typeof stored === 'string' ? stored : '').split('@').map(Number);
  return Number.isInteger(wrong) && Number.isInteger(last) ? { wrong: wrong ?? 0, last: last ?? 0 } : noTries;
};

/** When a code may be tried again, or `undefined` if now. A clock set back does not make the wait longer than it is. */
export const waitEnd = ({ wrong, last }: Tries, at: number): number | undefined =>
  wrong >= triesAllowed && at - last < waitMs && at >= last ? last + waitMs : undefined;

/**
 * Tries one code: `find` answers whose it is. The count is written before the answer is given, so that pulling the plug
 * gives no new tries. `at` in ms.
 */
export const tryCode = async <T>(
  settings: SettingsStore,
  find: () => Promise<T | undefined>,
  at: number,
): Promise<{ readonly answer: CodeAnswer<T>; readonly tries: Tries }> => {
  const held = await readTries(settings);
  const until = waitEnd(held, at);
  if (until !== undefined) return { answer: { kind: 'wait', until }, tries: held };
  const trainer = await find();
  const wrong = held.wrong >= triesAllowed ? 1 : held.wrong + 1;
  const tries = trainer === undefined ? { wrong, last: at } : noTries;
  await settings.put(settingKey, `${tries.wrong}@${tries.last}`);
  if (trainer !== undefined) return { answer: { kind: 'right', trainer }, tries };
  const end = waitEnd(tries, at);
  const answer: CodeAnswer<T> =
    end === undefined ? { kind: 'wrong', triesLeft: triesAllowed - wrong } : { kind: 'wait', until: end };
  return { answer, tries };
};
