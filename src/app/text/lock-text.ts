/** The words of a locked tablet. */
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import { lockEn } from './lock-en.ts';
import { lockSv } from './lock-sv.ts';
import type { Widened } from './text-type.ts';

export type LockText = Widened<typeof lockSv>;

const texts: Readonly<Record<Language, LockText>> = { sv: lockSv, en: lockEn };

export const useLockText = (): LockText => texts[useLanguage().language];
