import { useEffect, useId, useRef } from 'react';
import { useText } from '../../text/language.tsx';
import { Icon } from '../icon/icon.tsx';
import styles from './error-summary.module.css';

type ErrorSummaryProps = {
  /** `id` is that of the field, so that a press goes straight there. */
  readonly errors: readonly { readonly id: string; readonly words: string }[];
  readonly title?: string | undefined;
};

/** All that must be put right, above the form. Takes focus when it appears. */
export const ErrorSummary = ({ errors, title }: ErrorSummaryProps) => {
  const text = useText();
  const titleId = useId();
  const box = useRef<HTMLDivElement>(null);
  const hasErrors = errors.length > 0;
  useEffect(() => {
    if (hasErrors) box.current?.focus();
  }, [hasErrors]);
  if (!hasErrors) return null;
  return (
    <div ref={box} className={styles['summary']} role="alert" aria-labelledby={titleId} tabIndex={-1}>
      <h2 id={titleId} className={styles['title']}>
        <Icon name="warning-circle" />
        <span>{title ?? text.ui.errorSummary({ n: errors.length })}</span>
      </h2>
      <ul>
        {errors.map(({ id, words }) => (
          <li key={`${id} ${words}`}>
            <a
              className={styles['link']}
              href={`#${id}`}
              onClick={(click) => {
                click.preventDefault();
                document.getElementById(id)?.focus();
              }}
            >
              {words}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
};
