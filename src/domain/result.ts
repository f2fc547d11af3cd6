/** Expected failures as values: what can go wrong stands in the return type (LAYOUT, "Comments, errors, tests"). */
export type Ok<T> = { readonly ok: true; readonly value: T };
export type Err<E> = { readonly ok: false; readonly error: E };
export type Result<T, E> = Ok<T> | Err<E>;

/** Wraps an answer. */
export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

/** Wraps an expected failure. Defects are thrown instead. */
export const err = <E>(error: E): Err<E> => ({ ok: false, error });

/** Marks a place the compiler has shown cannot be reached; reaching it is a defect. */
export const unreachable = (value: never): never => {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
};
