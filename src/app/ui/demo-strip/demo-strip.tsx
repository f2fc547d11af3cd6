import { useText } from '../../text/language.tsx';
import styles from './demo-strip.module.css';

/** True if the server has marked its page as a demo's: known before anybody is enrolled or signed in. */
export const isDemoPage = (): boolean => document.documentElement.dataset['demo'] === 'true';

/** Says on every page, printed ones too, that the people are invented. */
export const DemoStrip = () => {
  const text = useText();
  return (
    <aside className={styles['strip']} aria-label={text.app.demoLabel}>
      {text.app.demo}
    </aside>
  );
};
