/** The day of the session that a page is about, so that a time on another day is never read as one on that day. */
import { createContext, useCallback, useContext } from 'react';
import { formatTime } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { otherDay } from './formats.ts';

const SessionDay = createContext<number | undefined>(undefined);

/** Put around what is told of a session, with when it starts. */
export const SessionDayProvider = SessionDay;

/** The day of an instant where it is another than the session's. */
export const useOtherDay = (): ((at: number) => string | undefined) => {
  const day = useContext(SessionDay);
  const { language } = useLanguage();
  return useCallback(
    (at: number) => (day === undefined ? undefined : otherDay(language, at, day)),
    [day, language],
  );
};

/** A time as it stands on the session's pages: with its day where that is another than the session's (ADM-2). */
export const useSessionTime = (): ((at: number, format?: (at: number) => string) => string) => {
  const dayOf = useOtherDay();
  const { language } = useLanguage();
  return (at, format = (when) => formatTime(language, when)) =>
    [dayOf(at), format(at)].filter((part) => part !== undefined).join(nbsp);
};

const nbsp = '\u00a0';
