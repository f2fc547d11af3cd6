/** The words of the list and its people, apart from the camera's so that each view loads its own. */
import { doorEn } from './door-en.ts';
import { doorSv } from './door-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type DoorText = Widened<typeof doorSv>;

const texts: Readonly<Record<Language, DoorText>> = { sv: doorSv, en: doorEn };

/** The list's words in the language now read; for screens under trainer/ only. */
export const useDoorText = (): DoorText => texts[useLanguage().language];
