/** What a screen reader says about things that happen without moving focus. */
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';

export type Politeness = 'polite' | 'assertive';
export type Announce = (words: string, politeness: Politeness) => void;

type Announcement = { readonly id: number; readonly words: string; readonly politeness: Politeness };

const AnnounceContext = createContext<Announce | undefined>(undefined);

/** Keeps only the latest two: in a queue, what happened three people ago is noise (UI-8). */
export const withAnnouncement = (
  kept: readonly Announcement[],
  words: string,
  politeness: Politeness,
): readonly Announcement[] => [...kept, { id: (kept.at(-1)?.id ?? 0) + 1, words, politeness }].slice(-2);

/** Holds the two live regions. Each announcement is a new paragraph, so that the same words twice are said twice. */
export const LiveAnnouncer = ({ children }: { readonly children: ReactNode }) => {
  const [kept, setKept] = useState<readonly Announcement[]>([]);
  const announce = useCallback<Announce>((words, politeness) => {
    setKept((before) => withAnnouncement(before, words, politeness));
  }, []);
  const region = (politeness: Politeness) => (
    <div className="sr-only" aria-live={politeness} aria-relevant="additions">
      {kept
        .filter((announcement) => announcement.politeness === politeness)
        .map(({ id, words }) => (
          <p key={id}>{words}</p>
        ))}
    </div>
  );
  return (
    <AnnounceContext value={announce}>
      {children}
      {region('polite')}
      {region('assertive')}
    </AnnounceContext>
  );
};

/** `announce('Amina incheckad. 15 av 20.', 'polite')` */
export const useAnnounce = (): Announce => {
  const announce = useContext(AnnounceContext);
  if (announce === undefined) throw new Error('useAnnounce is used outside LiveAnnouncer');
  return announce;
};
