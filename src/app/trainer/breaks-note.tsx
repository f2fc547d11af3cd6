/** Says that breaks are deducted by themselves, so that nobody is checked out for coffee (HRS-1). */
import type { Session } from '../../domain/programme.ts';
import { useDoorText } from '../text/door-text.ts';
import { formatTimeRange } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import styles from './breaks-note.module.css';

/** Nothing at all for a session without breaks. */
export const BreaksNote = ({ session }: { readonly session: Session }) => {
  const { list } = useDoorText();
  const { language } = useLanguage();
  const { breaks } = session;
  if (breaks.length === 0) return null;
  const times = breaks
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to }) => formatTimeRange(language, from, to))
    .join(', ');
  return <p className={`${styles['note']} num`}>{list.breaks({ n: breaks.length, times })}</p>;
};
