import { useText } from '../../text/language.tsx';
import styles from './skip-link.module.css';

/** The id of every shell's main landmark. */
export const mainId = 'main';

/** First in Tab order; shows itself when focused. Moves focus by hand because the address bar belongs to the router. */
export const SkipLink = () => {
  const text = useText();
  return (
    <a
      className={styles['skip']}
      href={`#${mainId}`}
      onClick={(click) => {
        click.preventDefault();
        document.getElementById(mainId)?.focus();
      }}
    >
      {text.nav.skip}
    </a>
  );
};
