/** Prints forms: they are drawn straight under the body, the browser prints, and they are taken away again. */
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { CertifyingPerson, ListCertificatesReply } from '../../../protocol/list-certificates.ts';
import { PaperForm } from './paper-form.tsx';
import styles from './paper-form.module.css';

/** `print(people)` asks the browser; `pages` is what is drawn meanwhile. */
export const usePrintForms = (
  list: ListCertificatesReply,
): { readonly print: (people: readonly CertifyingPerson[]) => void; readonly pages: ReactNode } => {
  const [people, setPeople] = useState<readonly CertifyingPerson[]>([]);
  useEffect(() => {
    if (people.length === 0) return;
    const done = (): void => setPeople([]);
    window.addEventListener('afterprint', done);
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [people]);
  const print = useCallback((chosen: readonly CertifyingPerson[]) => setPeople([...chosen]), []);
  const pages =
    people.length === 0
      ? null
      : createPortal(
          <div className={styles['paper']}>
            {people.map((person) => (
              <PaperForm key={person.participant} person={person} list={list} />
            ))}
          </div>,
          document.body,
        );
  return { print, pages };
};
