/** The frames of the trainer's views, with what stands in all of them: where the check-ins are, and that it is a demo. */
import type { ReactNode } from 'react';
import { useNow } from '../device/clock.ts';
import { sendStatusOf } from '../device/send-status.ts';
import { useTabletState } from '../device/tablet-context.tsx';
import { useLanguage, useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { FocusShell } from '../ui/focus-shell/focus-shell.tsx';
import { SendStatus } from '../ui/send-status/send-status.tsx';
import { TabletShell } from '../ui/tablet-shell/tablet-shell.tsx';
import { sendWords } from './send-words.ts';

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

/** A view with one task: no menu, one way back. */
export const TrainerFocus = ({ children, ...frame }: FocusProps) => (
  <FocusShell {...frame} sendStatus={<TrainerStatus />} isDemo={useIsDemo()}>
    {children}
  </FocusShell>
);
