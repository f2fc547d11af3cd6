import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useText } from '../../text/language.tsx';
import { Icon } from '../icon/icon.tsx';
import styles from './dialog.module.css';

type DialogProps = {
  readonly isOpen: boolean;
  /** Called when it has closed by Esc, the close button or the page; the caller then sets `isOpen` to false. */
  readonly onClose: () => void;
  readonly title: string;
  /** Drawn before the title, for the eye alone: whom or what the box is about. */
  readonly mark?: ReactNode;
  /** One quiet line under the title. */
  readonly detail?: ReactNode;
  readonly children: ReactNode;
  /** Buttons, the one to press first. */
  readonly footer?: ReactNode;
};

/** A box over the page. The browser keeps focus inside, closes it by Esc and gives focus back where it was. */
export const Dialog = ({ isOpen, onClose, title, mark, detail, children, footer }: DialogProps) => {
  const text = useText();
  const titleId = useId();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = box.current;
    if (element === null || element.open === isOpen) return;
    if (isOpen) element.showModal();
    else element.close();
  }, [isOpen]);
  // A box that is taken away while it is open is closed first: the browser then gives focus back.
  useLayoutEffect(() => {
    const element = box.current;
    return () => {
      if (element?.open === true) element.close();
    };
  }, []);
  return (
    <dialog
      ref={box}
      className={styles['dialog']}
      aria-labelledby={titleId}
      onClose={({ currentTarget }) => {
        // Told late: a box that has been opened again since is not closed.
        if (isOpen && !currentTarget.open) onClose();
      }}
    >
      {isOpen && (
        <>
          <header className={styles['header']}>
            {mark !== undefined && <span aria-hidden="true">{mark}</span>}
            <div className={`${styles['words']} ${mark === undefined ? '' : styles['marked']}`}>
              <h2 id={titleId}>{title}</h2>
              {detail !== undefined && <div className="muted">{detail}</div>}
            </div>
            <button
              type="button"
              className={styles['close']}
              aria-label={text.ui.closeDialog}
              onClick={() => box.current?.close()}
            >
              <Icon name="x" />
            </button>
          </header>
          <div className={styles['body']}>{children}</div>
          {footer !== undefined && <footer className={styles['footer']}>{footer}</footer>}
        </>
      )}
    </dialog>
  );
};
