/** The shape every language must fill, taken from Swedish: a missing, extra or differently shaped key does not compile. */
import type { sv } from './sv.ts';

/** The same keys and parameters, any words. */
export type Widened<T> = T extends string
  ? string
  : T extends (...parameters: infer P) => string
    ? (...parameters: P) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

export type Text = Widened<typeof sv>;
