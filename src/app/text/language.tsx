/** Which language a person reads, remembered by the device, and the words in it. */
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en } from './en.ts';
import { isLanguage, type Language } from './languages.ts';
import { sv } from './sv.ts';
import type { Text } from './text-type.ts';

const storageKey = 'narvaro.language';
const texts: Readonly<Record<Language, Text>> = { sv, en };

type LanguageChoice = {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
};

const LanguageContext = createContext<LanguageChoice | undefined>(undefined);

/** A browser may refuse storage altogether; the choice then lasts as long as the page. */
const readStored = (): Language | undefined => {
  try {
    const stored = localStorage.getItem(storageKey);
    return isLanguage(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
};
const writeStored = (language: Language): void => {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    return;
  }
};

type LanguageProviderProps = {
  readonly children: ReactNode;
  /** Fixes the language from outside, for a kiosk that goes back to Swedish or an example; nothing is remembered. */
  readonly fixed?: Language;
};

/** Gives the words to everything inside it and keeps `<html lang>` true (UI-7). */
export const LanguageProvider = ({ children, fixed }: LanguageProviderProps) => {
  const [chosen, setChosen] = useState<Language>(() => readStored() ?? 'sv');
  const language = fixed ?? chosen;
  const setLanguage = useCallback((next: Language) => {
    writeStored(next);
    setChosen(next);
  }, []);
  useEffect(() => {
    const before = document.documentElement.lang;
    document.documentElement.lang = language;
    return () => {
      document.documentElement.lang = before;
    };
  }, [language]);
  const value = useMemo(() => ({ language, setLanguage }), [language, setLanguage]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
};

/** The language now read, and how to change it. */
export const useLanguage = (): LanguageChoice => {
  const choice = useContext(LanguageContext);
  if (choice === undefined) throw new Error('useLanguage is used outside LanguageProvider');
  return choice;
};

/** Every word but the office's, in the language now read. */
export const useText = (): Text => texts[useLanguage().language];
