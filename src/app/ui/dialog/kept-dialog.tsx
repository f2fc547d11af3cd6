import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import styles from './dialog.module.css';

type KeptDialogProps = { readonly title: string; readonly children: ReactNode };

/**
 * A box over the page that only a button of its own takes away: for what is shown once. Esc and the phone's back
 * leave it open, there is no close button, and focus begins at its heading.
 */
export const KeptDialog = ({ title, children }: KeptDialogProps) => {
  const titleId = useId();
  const box = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    box.current?.showModal();
    heading.current?.focus();
  }, []);
  // A box that is taken away while it is open is closed first: the browser then gives focus back.
  useLayoutEffect(() => {
    const element = box.current;
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={box}
      className={styles['dialog']}
      aria-labelledby={titleId}
      onCancel={(event) => event.preventDefault()}
      onClose={({ currentTarget }) => {
        // A browser lets a person close a box the second time they ask, whatever the page says.
        if (currentTarget.isConnected && !currentTarget.open) currentTarget.showModal();
      }}
    >
      <header className={styles['header']}>
        <div className={styles['words']}>
          <h2 id={titleId} ref={heading} tabIndex={-1}>
            {title}
          </h2>
        </div>
      </header>
      <div className={styles['body']}>{children}</div>
    </dialog>
  );
};
