/** Before the tablet is locked: what self check-in does, how one gets out again, and where the camera sits. */
import { formatTimeRange } from '../../text/format.ts';
import { greetings, unreviewedLanguages } from '../../text/greetings.ts';
import { useKioskText } from '../../text/kiosk-text.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import { SegmentedControl } from '../../ui/segmented-control/segmented-control.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { TrainerFocus } from '../trainer-frame.tsx';
import type { SessionView } from '../use-session.ts';
import { useTrainerCode } from '../use-trainer-code.ts';
import { cameraSides, useCameraSide } from './camera-side.ts';
import { useKiosk } from './kiosk-gate.tsx';
import styles from './kiosk-start.module.css';

const CameraSideChoice = () => {
  const { self } = useKioskText();
  const [side, setSide] = useCameraSide();
  return (
    <section className="stack-s">
      <h2>{self.sideTitle}</h2>
      <SegmentedControl
        label={self.sideAsked}
        isLabelShown
        options={cameraSides.map((value) => ({ value, label: self.sides[value] }))}
        value={side}
        onChange={setSide}
      />
      <p className="muted">{self.sideNote}</p>
    </section>
  );
};

/** Which languages there are, and which of them nobody has read through (KIOSK-4). */
const Languages = () => {
  const { self } = useKioskText();
  return (
    <section className="stack-s">
      <h2>{self.languagesTitle}</h2>
      <p>{self.languages}</p>
      {unreviewedLanguages.length > 0 && (
        <>
          <p>{self.unreviewed}</p>
          <ul className={styles['languages']}>
            {unreviewedLanguages.map((language) => (
              <li key={language} lang={language} dir={greetings[language].dir}>
                {greetings[language].name}
              </li>
            ))}
          </ul>
          <p>{self.unreviewedDo}</p>
        </>
      )}
    </section>
  );
};

/** The way into self check-in. */
export const KioskStart = ({ view }: { readonly view: SessionView }) => {
  const { self } = useKioskText();
  const { language } = useLanguage();
  const { act } = useKiosk();
  const { hasCodes } = useTrainerCode();
  const { session, cohorts } = view;
  if (view.isLocked)
    return (
      <TrainerFocus title={self.title} back="/idag">
        <div className="page">
          <EmptyState icon="calendar-x" title={self.over}>
            <p>{self.overDetail}</p>
          </EmptyState>
        </div>
      </TrainerFocus>
    );
  return (
    <TrainerFocus
      title={self.title}
      pageTitle={`${self.title}, ${session.title}`}
      detail={[session.title, cohorts, formatTimeRange(language, session.startsAt, session.endsAt)]
        .filter(Boolean)
        .join(' · ')}
      back="/idag"
    >
      <div className={`page stack ${styles['start']}`}>
        <p className={styles['lead']}>{self.lead}</p>
        <ul className="stack-s">
          {self.points.map((point) => (
            <li key={point} className={styles['point']}>
              <Icon name="check" />
              <span>{point}</span>
            </li>
          ))}
        </ul>
        {hasCodes ? (
          <Banner icon="lock-simple" title={self.leaveTitle}>
            {self.leaveHow}
          </Banner>
        ) : (
          <Banner tone="attention" title={self.noCodesTitle}>
            {self.noCodes}
          </Banner>
        )}
        <Button
          variant="primary"
          size="xl"
          icon="lock-simple"
          onClick={() => void act({ kind: 'lock', session: session.id })}
        >
          {self.lock}
        </Button>
        <CameraSideChoice />
        <Languages />
      </div>
    </TrainerFocus>
  );
};
