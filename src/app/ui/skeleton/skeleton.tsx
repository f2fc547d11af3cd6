import { useText } from '../../text/language.tsx';
import styles from './skeleton.module.css';

/** The shape of rows about to come; never a spinner over the whole page. */
export const Skeleton = ({ rows = 3 }: { readonly rows?: number }) => {
  const text = useText();
  return (
    <output className={styles['skeleton']}>
      <span className="sr-only">{text.ui.loading}</span>
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <span key={row} className={styles['row']} aria-hidden="true" />
      ))}
    </output>
  );
};
