/** Every kind of letter there is. */
import * as z from 'zod/mini';
import type { Result } from '../../domain/result.ts';
import { certifyReminderLetter } from './certify-reminder.ts';
import type { Letter, LetterKind, Writing } from './letter.ts';
import { personalLinkLetter } from './personal-link.ts';
import { unitFeedbackLetter } from './unit-feedback.ts';

type AnyKind = {
  readonly kind: string;
  readonly isAbout: (about: unknown) => boolean;
  readonly write: (writing: Writing<unknown>) => Promise<Result<Letter, 'no-card' | 'gone'>>;
};

/** Lets kinds with different forms stand in one table: the form is checked before the kind sees it. */
const known = <A>({ kind, about, write }: LetterKind<A>): AnyKind => ({
  kind,
  isAbout: (value) => about.safeParse(value).success,
  write: (writing) => write({ ...writing, about: z.parse(about, writing.about) }),
});

const kinds: readonly AnyKind[] = [
  known(personalLinkLetter),
  known(unitFeedbackLetter),
  known(certifyReminderLetter),
];

export const letterKind = (kind: string): AnyKind | undefined => kinds.find((one) => one.kind === kind);
