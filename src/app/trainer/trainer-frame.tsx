/** The frames of the trainer's views, with what stands in all of them: where the check-ins are, and that it is a demo. */
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useNow } from '../device/clock.ts';
import { sendStatusOf } from '../device/send-status.ts';
import { useTabletState } from '../device/tablet-context.tsx';
import { useLanguage, useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { FocusShell } from '../ui/focus-shell/focus-shell.tsx';
import { SendStatus } from '../ui/send-status/send-status.tsx';
import { TabletShell } from '../ui/tablet-shell/tablet-shell.tsx';
import { isReminderPlace } from './close-reminded.ts';
import { CloseReminder } from './close-reminder.tsx';
import { sendWords } from './send-words.ts';
import styles from './close-reminder.module.css';

const TrainerStatus = () => {
  const text = useText();
  const words = useTrainerText();
  const { language } = useLanguage();
  const { send } = useTabletState();
  const now = useNow(5_000);
  const status = sendStatusOf(send, now);
  return <SendStatus kind={status.kind} {...sendWords(status, text, words, language)} />;
};

const useIsDemo = (): boolean => {
  const { identity, plan } = useTabletState();
  return plan?.plan.demo ?? identity?.demo ?? false;
};

type PageProps = {
  readonly title: string;
  readonly pageTitle?: string | undefined;
  readonly children: ReactNode;
};

/** An open view, with the menu. */
export const TrainerPage = ({ title, pageTitle, children }: PageProps) => (
  <TabletShell title={title} pageTitle={pageTitle} sendStatus={<TrainerStatus />} isDemo={useIsDemo()}>
    <CloseReminder />
    {children}
  </TabletShell>
);

type FocusProps = PageProps & {
  readonly detail?: ReactNode;
  readonly back: string | undefined;
  readonly backLabel?: string | undefined;
  readonly theme?: 'light' | 'dark' | undefined;
  readonly isFilled?: boolean;
};

/** The camera and the list have room for a reminder above them; the other views are seen by others, or are the closing. */
const WithReminder = ({ isFilled, children }: { isFilled: boolean; children: ReactNode }) => {
  const { pathname } = useLocation();
  if (!isReminderPlace(pathname)) return children;
  return (
    <div className={`${styles['with']} ${isFilled ? styles['filled'] : ''}`}>
      <CloseReminder />
      <div className={styles['view']}>{children}</div>
    </div>
  );
};

/** A view with one task: no menu, one way back. */
export const TrainerFocus = ({ children, ...frame }: FocusProps) => (
  <FocusShell {...frame} sendStatus={<TrainerStatus />} isDemo={useIsDemo()}>
    <WithReminder isFilled={frame.isFilled === true}>{children}</WithReminder>
  </FocusShell>
);
