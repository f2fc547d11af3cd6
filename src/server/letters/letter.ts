/**
 * What a letter is before it is a mail: a subject and blocks of text, in Swedish and below it in English. A new kind of
 * letter is one file with a `LetterKind`, and a line in letter-kinds.ts.
 */
import type * as z from 'zod/mini';
import type { Participant } from '../../domain/office.ts';
import type { LetterError } from '../../protocol/letters.ts';
import type { Result } from '../../domain/result.ts';
import type { Services } from '../http/services.ts';
import type { Stores } from '../store/stores.ts';

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Shown as words over an address that can be read. */
  | { readonly kind: 'link'; readonly label: string; readonly address: string };

export type Letter = {
  /** Swedish; holds nobody's name and no hours. */
  readonly subject: string;
  readonly sv: readonly Block[];
  readonly en: readonly Block[];
};

export type Writing<A> = {
  /** Whom it is to; nobody for a letter to an address alone. */
  readonly participant: Participant | undefined;
  readonly about: A;
  readonly stores: Stores;
  readonly services: Pick<Services, 'origin' | 'office' | 'programme' | 'clock'>;
};

/** How one kind of letter is written, at the moment it is sent: what changed since it was queued is in it. */
export type LetterKind<A = unknown> = {
  readonly kind: string;
  /** The form of what it is about: ids and months. */
  readonly about: z.ZodMiniType<A>;
  /** The letter, or why there is none to send any more (`gone` when it is no longer needed). */
  readonly write: (writing: Writing<A>) => Promise<Result<Letter, Extract<LetterError, 'no-card' | 'gone'>>>;
};

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
