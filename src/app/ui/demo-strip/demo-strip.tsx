import { useText } from '../../text/language.tsx';
import styles from './demo-strip.module.css';

/** Says on every page, printed ones too, that the people are invented. */
export const DemoStrip = () => {
  const text = useText();
  return (
    <aside className={styles['strip']} aria-label={text.app.demoLabel}>
      {text.app.demo}
    </aside>
  );
};
