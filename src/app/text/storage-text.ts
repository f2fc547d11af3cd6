/** The words about the room on the tablet and a log that is lost, loaded when they are needed. */
import { storageEn } from './storage-en.ts';
import { storageSv } from './storage-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type StorageText = Widened<typeof storageSv>;

const texts: Readonly<Record<Language, StorageText>> = { sv: storageSv, en: storageEn };

/** The words in the language now read. */
export const useStorageText = (): StorageText => texts[useLanguage().language];
