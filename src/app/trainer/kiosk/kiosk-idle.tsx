/** Nobody there: the visitor's own picture in the ring, and what to do. No list and nobody's name (KIOSK-1). */
import type { ReactNode, RefObject } from 'react';
import { formatTimeRange } from '../../text/format.ts';
import { greetings, visitorLanguages, type VisitorLanguage } from '../../text/greetings.ts';
import { useKioskText } from '../../text/kiosk-text.ts';
import { useLanguage } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { EmblemSlot } from '../../ui/emblem-slot/emblem-slot.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import { PageHeading } from '../../ui/page-heading/page-heading.tsx';
import type { Dot } from '../../ui/ring/dots.ts';
import { Ring } from '../../ui/ring/ring.tsx';
import type { SessionView } from '../use-session.ts';
import { useCameraSide } from './camera-side.ts';
import type { Press } from './kiosk-lock.ts';
import { LockButton } from './lock-button.tsx';
import type { KioskCamera } from './use-kiosk-camera.ts';
import type { Visits } from './use-visits.ts';
import styles from './kiosk.module.css';

type IdleProps = {
  readonly view: SessionView;
  readonly visits: Visits;
  readonly camera: KioskCamera;
  readonly container: RefObject<HTMLDivElement | null>;
  readonly dots: readonly Dot[];
  readonly isWakeRefused: boolean;
  readonly canRead: boolean;
  readonly onLock: (press: Press) => void;
};

/** The other language of the interface, for those who read neither well: under Swedish English, under others Swedish. */
export const secondLanguage = (language: VisitorLanguage): 'sv' | 'en' => (language === 'sv' ? 'en' : 'sv');

const CameraHere = ({ language }: { readonly language: VisitorLanguage }) => {
  const greeting = greetings[language];
  return (
    <p className={styles['here']} lang={language} dir={greeting.dir}>
      <Icon name="caret-up" />
      <span>{greeting.words.cameraHere}</span>
    </p>
  );
};

/** A camera that gives no picture is the trainer's to mend; a connected code reader works meanwhile. */
const Trouble = ({ camera }: { readonly camera: KioskCamera }) => {
  const { self } = useKioskText();
  if (camera.state.kind !== 'problem') return null;
  return (
    <div className={`stack ${styles['trouble']}`} role="status">
      <Icon name="camera-slash" size="xl" />
      <p className="strong">{self.camera[camera.state.problem.kind]}</p>
      <p>{self.reader}</p>
      <Button size="l" icon="arrow-clockwise" onClick={camera.restart}>
        {self.retry}
      </Button>
    </div>
  );
};

const Picture = ({ camera, container, dots }: Pick<IdleProps, 'camera' | 'container' | 'dots'>) => {
  const hasProblem = camera.state.kind === 'problem';
  return (
    <div className={`${styles['view']} ${hasProblem ? styles['plain'] : ''}`}>
      <div className={hasProblem ? styles['hidden'] : styles['eye']} aria-hidden="true">
        <div ref={container} className={styles['circle']} />
        <div className={styles['ring']}>
          <Ring size="fill" dots={dots} />
        </div>
      </div>
      <Trouble camera={camera} />
    </div>
  );
};

const Steps = ({ label }: { readonly label: string }) => (
  <div className={styles['steps']} role="img" aria-label={label}>
    <span className={`${styles['step']} ${styles['two']}`}>
      <Icon name="identification-badge" />
      <b>/</b>
      <Icon name="device-mobile" />
    </span>
    <Icon name="arrow-right" />
    <span className={styles['step']}>
      <Icon name="device-tablet-camera" />
    </span>
    <Icon name="arrow-right" />
    <span className={`${styles['step']} ${styles['done']}`}>
      <Icon name="check" />
    </span>
  </div>
);

const Words = ({ view, language }: { readonly view: SessionView; readonly language: VisitorLanguage }) => {
  const { self } = useKioskText();
  const { words, dir } = greetings[language];
  const second = secondLanguage(language);
  const { session, cohorts } = view;
  const when = formatTimeRange('sv', session.startsAt, session.endsAt);
  return (
    <div className={styles['words']} lang={language} dir={dir}>
      <p className={styles['session']} lang="sv">
        <bdi>{session.title}</bdi>
        <br />
        <bdi className="num">{[when, cohorts].filter(Boolean).join(' · ')}</bdi>
      </p>
      <PageHeading title={`${words.welcome} ${words.holdUp}`} pageTitle={self.title}>
        {words.welcome}
        <br />
        {words.holdUp}
      </PageHeading>
      <p className={styles['second']} lang={second} dir="ltr">
        {greetings[second].words.welcome} {greetings[second].words.holdUp}
      </p>
      <Steps label={words.how} />
    </div>
  );
};

const Languages = ({ visits }: { readonly visits: Visits }) => {
  const { self } = useKioskText();
  return (
    <div className={styles['languages']} role="group" aria-label={self.languageGroup}>
      <Icon name="translate" />
      {visitorLanguages.map((language) => (
        <button
          key={language}
          type="button"
          className={styles['language']}
          lang={language}
          dir={greetings[language].dir}
          aria-pressed={visits.state.language === language}
          onClick={() => visits.setLanguage(language)}
        >
          {greetings[language].name}
        </button>
      ))}
    </div>
  );
};

type ReadAloudProps = { readonly visits: Visits; readonly className?: string | undefined };

/** On until nobody has been there for a while. */
export const ReadAloud = ({ visits, className }: ReadAloudProps) => {
  const { language, isReadAloud } = visits.state;
  const { words, dir } = greetings[language];
  return (
    <Button
      size="l"
      icon={isReadAloud ? 'speaker-slash' : 'speaker-high'}
      className={className}
      aria-pressed={isReadAloud}
      lang={language}
      dir={dir}
      onClick={() => visits.setReadAloud(!isReadAloud)}
    >
      {words.readAloud}
    </Button>
  );
};

const Bar = ({ visits, children }: { readonly visits: Visits; readonly children: ReactNode }) => {
  const { language } = visits.state;
  const { words, dir } = greetings[language];
  return (
    <div className={styles['bar']}>
      <div className={styles['acts']}>
        <Button size="l" icon="hand-waving" lang={language} dir={dir} onClick={visits.askForHelp}>
          {words.noCode}
        </Button>
        {children}
      </div>
      <Languages visits={visits} />
    </div>
  );
};

/** The screen while nobody is answered. It stays under the answers, and the camera with it. */
export const KioskIdle = (props: IdleProps) => {
  const { view, visits, camera, container, dots, isWakeRefused, canRead, onLock } = props;
  const { self } = useKioskText();
  const { language: rest } = useLanguage();
  const [side] = useCameraSide();
  const { language, shown } = visits.state;
  return (
    <div className={styles['idle']} data-side={side} lang={rest} inert={shown !== undefined}>
      <CameraHere language={language} />
      <Picture camera={camera} container={container} dots={dots} />
      <Words view={view} language={language} />
      <Bar visits={visits}>
        {canRead && <ReadAloud visits={visits} />}
        <span className={styles['gap']} />
        {isWakeRefused && <p className={styles['wake']}>{self.wakeRefused}</p>}
        <EmblemSlot />
        <LockButton onPress={onLock} />
      </Bar>
    </div>
  );
};
