/** Reads aloud, with a voice that is on the tablet itself: nothing a visitor hears is made by somebody else's server. */
import { useEffect, useMemo, useState } from 'react';

type Voice = Pick<SpeechSynthesisVoice, 'lang' | 'localService'>;

/** The first voice of the language that needs no network. */
export const localVoice = <V extends Voice>(voices: readonly V[], language: string): V | undefined =>
  voices.find(({ lang, localService }) => localService && lang.toLowerCase().split(/[-_]/u)[0] === language);

const speech = (): SpeechSynthesis | undefined =>
  (globalThis as { speechSynthesis?: SpeechSynthesis }).speechSynthesis;

const useVoices = (): readonly SpeechSynthesisVoice[] => {
  const [voices, setVoices] = useState<readonly SpeechSynthesisVoice[]>(() => speech()?.getVoices() ?? []);
  useEffect(() => {
    const held = speech();
    if (held === undefined) return;
    const read = (): void => setVoices(held.getVoices());
    held.addEventListener('voiceschanged', read);
    return () => held.removeEventListener('voiceschanged', read);
  }, []);
  return voices;
};

/** How to say something in the language; undefined where the tablet has no voice of its own for it. */
export const useVoice = (language: string): ((words: string) => void) | undefined => {
  const voice = localVoice(useVoices(), language);
  useEffect(() => () => speech()?.cancel(), []);
  return useMemo(() => {
    const held = speech();
    if (held === undefined || voice === undefined) return undefined;
    return (words) => {
      held.cancel();
      const said = new SpeechSynthesisUtterance(words);
      said.voice = voice;
      said.lang = voice.lang;
      held.speak(said);
    };
  }, [voice]);
};
