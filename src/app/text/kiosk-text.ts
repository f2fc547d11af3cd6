/** The words of the locked tablet and of the trainer's code, apart from the others so that they load with their screens. */
import { kioskEn } from './kiosk-en.ts';
import { kioskSv } from './kiosk-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type KioskText = Widened<typeof kioskSv>;

const texts: Readonly<Record<Language, KioskText>> = { sv: kioskSv, en: kioskEn };

/** The words in the language now read; for screens under trainer/ only. */
export const useKioskText = (): KioskText => texts[useLanguage().language];
