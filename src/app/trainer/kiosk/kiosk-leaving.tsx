/** Whoever leaves: that they are checked out, and, if they want to, their time today to certify (CERT-6). */
import { useEffect, useRef } from 'react';
import { greetings } from '../../text/greetings.ts';
import { useCertifyText } from '../../text/certify-text.ts';
import { formatTime } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import { CertifyForm } from '../certify-form.tsx';
import type { LeavingFace } from './kiosk-face.ts';
import { leavingTitle } from './kiosk-words.ts';
import type { Visits } from './use-visits.ts';
import styles from './kiosk-leaving.module.css';

type LeavingProps = { readonly face: LeavingFace; readonly visits: Visits };

const LeavingActs = ({ face, visits }: LeavingProps) => {
  const { tablet } = useCertifyText();
  const { action } = useText();
  switch (face.kind) {
    case 'left':
      return (
        <div className={styles['acts']}>
          {face.offer !== undefined && (
            <Button variant="primary" size="xl" block icon="signature" onClick={() => visits.offer(face)}>
              {tablet.offer}
            </Button>
          )}
          <Button size="l" block onClick={visits.close}>
            {action.close}
          </Button>
        </div>
      );
    case 'certify':
      return (
        <CertifyForm
          offer={face.offer}
          onCertify={visits.certify}
          onLater={visits.close}
          onDone={(minutes) => visits.certified(face, minutes)}
        />
      );
    case 'certified':
      return null;
  }
};

/** One panel in the app's own language; the next card takes its place at once. */
export const KioskLeaving = ({ face, visits }: LeavingProps) => {
  const { language } = useLanguage();
  const { tablet } = useCertifyText();
  const heading = useRef<HTMLHeadingElement>(null);
  /* The button that was pressed to come here is gone: whoever uses a keyboard goes on from the heading. */
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className={styles['leaving']}>
      <span className={styles['mark']}>
        <Icon name={face.kind === 'left' ? 'sign-out' : face.kind === 'certify' ? 'signature' : 'check'} />
      </span>
      <h1 ref={heading} tabIndex={-1}>
        {leavingTitle(face, greetings[language])}
      </h1>
      {face.kind === 'left' && (
        <p className={`num ${styles['time']}`}>{tablet.leftAt({ time: formatTime(language, face.at) })}</p>
      )}
      <LeavingActs face={face} visits={visits} />
    </div>
  );
};
