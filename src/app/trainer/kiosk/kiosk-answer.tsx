/** One answer over the whole screen: welcome, already here, or help. Help looks the same whatever was wrong (KIOSK-1). */
import type { CSSProperties } from 'react';
import { useCertifyText } from '../../text/certify-text.ts';
import { greetings } from '../../text/greetings.ts';
import { Button } from '../../ui/button/button.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import type { Dot } from '../../ui/ring/dots.ts';
import { Ring } from '../../ui/ring/ring.tsx';
import { nameSize } from '../names.ts';
import { isLeavingFace, lastsMsOf } from './kiosk-face.ts';
import { ReadAloud, secondLanguage } from './kiosk-idle.tsx';
import { KioskLeaving } from './kiosk-leaving.tsx';
import type { KioskShown } from './kiosk-state.ts';
import { faceWords } from './kiosk-words.ts';
import type { Visits } from './use-visits.ts';
import styles from './kiosk-answer.module.css';

type AnswerProps = {
  readonly shown: KioskShown;
  readonly visits: Visits;
  readonly dots: readonly Dot[];
  readonly canRead: boolean;
};

const TimeLeft = ({ shown, visits }: Pick<AnswerProps, 'shown' | 'visits'>) => {
  const lastsMs = lastsMsOf(shown.face);
  const style: CSSProperties = { animationDuration: `${lastsMs}ms` };
  const { words } = greetings[visits.state.language];
  return (
    <>
      {/* Begins again when the answer is to stay its whole time again. */}
      <span key={shown.until} className={styles['bar']} style={style} aria-hidden="true" />
      <span className={styles['seconds']}>{words.showsFor({ seconds: lastsMs / 1_000 })}</span>
    </>
  );
};

const Seen = ({ shown, visits, dots }: Pick<AnswerProps, 'shown' | 'visits' | 'dots'>) => {
  const { language } = visits.state;
  const { tablet } = useCertifyText();
  const { face } = shown;
  const words = faceWords(face, greetings[language]);
  const second = secondLanguage(language);
  return (
    <div className={styles['seen']}>
      <div className={styles['ring']} aria-hidden="true">
        <Ring size="fill" dots={dots} />
      </div>
      <div className={styles['middle']}>
        <span className={styles['mark']}>
          <Icon name={face.kind === 'welcome' ? 'check' : 'checks'} />
        </span>
        <h1 className={styles['greeting']}>
          {words.title !== '' && (
            <span className={words.name === undefined ? styles['title'] : styles['before']}>
              {words.title}
            </span>
          )}
          {words.name !== undefined && (
            <bdi className={`${styles['name']} ${styles[nameSize(words.name)]}`}>{words.name}</bdi>
          )}
          {words.title === '' && <span className={styles['message']}>{words.message}</span>}
        </h1>
        {words.title !== '' && <p className={styles['message']}>{words.message}</p>}
        {words.detail !== undefined && <p className={styles['detail']}>{words.detail}</p>}
        <p className={styles['second']} lang={second} dir="ltr">
          {faceWords(face, greetings[second]).message}
        </p>
        {face.kind === 'already' && face.leaving !== undefined && (
          <Button
            size="l"
            icon="sign-out"
            className={styles['leave']}
            lang={greetings[language].rest}
            dir="ltr"
            onClick={() => visits.leave(face)}
          >
            {tablet.leave}
          </Button>
        )}
      </div>
    </div>
  );
};

const Help = ({ shown, visits, canRead }: Omit<AnswerProps, 'dots'>) => {
  const { language } = visits.state;
  const greeting = greetings[language];
  const words = faceWords(shown.face, greeting);
  const second = secondLanguage(language);
  return (
    <>
      <div className={styles['asking']}>
        <span className={styles['diamond']}>
          <Icon name="hand-waving" />
        </span>
        <div>
          <h1 className={styles['go']}>{words.title}</h1>
          <p className={styles['secondGo']} lang={second} dir="ltr">
            {greetings[second].words.seeTrainer}
          </p>
          <p className={styles['reason']}>{words.message}</p>
        </div>
      </div>
      <div className={styles['foot']}>
        <Button size="l" icon="scan" className={styles['main']} onClick={visits.close}>
          {greeting.words.tryAgain}
        </Button>
        {canRead && <ReadAloud visits={visits} className={styles['other']} />}
        <span className={styles['next']}>
          <Icon name="users-three" />
          <span>{greeting.words.nextPerson}</span>
        </span>
      </div>
    </>
  );
};

/** The answer to whoever stands there. It takes no focus, and the next code replaces it at once. */
export const KioskAnswer = ({ shown, visits, dots, canRead }: AnswerProps) => {
  const { language } = visits.state;
  const { face } = shown;
  const { kind } = face;
  if (isLeavingFace(face))
    return (
      <div className={`${styles['answer']} ${styles['quiet']}`} lang={greetings[language].rest} dir="ltr">
        <KioskLeaving face={face} visits={visits} />
        <TimeLeft shown={shown} visits={visits} />
      </div>
    );
  return (
    <div className={`${styles['answer']} ${styles[kind]}`} lang={language} dir={greetings[language].dir}>
      {kind === 'help' ? (
        <Help shown={shown} visits={visits} canRead={canRead} />
      ) : (
        <Seen shown={shown} visits={visits} dots={dots} />
      )}
      <TimeLeft shown={shown} visits={visits} />
    </div>
  );
};
