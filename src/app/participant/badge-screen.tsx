/**
 * What a participant's own phone shows when its camera has opened the badge's address. The token is taken out of the
 * address bar at once, so that it stays in no history (BADGE-2).
 */
import { useEffect } from 'react';
import { useText } from '../text/language.tsx';
import { Brand } from '../ui/brand/brand.tsx';
import { DemoStrip, isDemoPage } from '../ui/demo-strip/demo-strip.tsx';
import { EmblemSlot } from '../ui/emblem-slot/emblem-slot.tsx';
import styles from './badge-screen.module.css';

export const BadgeScreen = () => {
  const text = useText();
  useEffect(() => {
    window.history.replaceState(null, '', '/B/-');
    document.title = `${text.badge.title} – Närvaro`;
  }, [text]);
  return (
    <main className={styles['page']}>
      {isDemoPage() && <DemoStrip />}
      <Brand />
      <h1>{text.badge.title}</h1>
      <p>{text.badge.body}</p>
      <p>{text.badge.note}</p>
      <EmblemSlot />
    </main>
  );
};
