import { useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { LinkButton } from '../ui/button/button.tsx';
import { EmptyState } from '../ui/empty-state/empty-state.tsx';
import { TrainerFocus, TrainerPage } from './trainer-frame.tsx';

/** An address that leads nowhere. */
export const NoPage = () => {
  const text = useText();
  return (
    <TrainerPage title={text.trouble.noPage.title}>
      <EmptyState
        icon="question"
        title={text.nav.today}
        action={
          <LinkButton href="/idag" variant="primary" size="l" icon="calendar-check">
            {text.nav.today}
          </LinkButton>
        }
      >
        <p>{text.trouble.noPage.detail}</p>
      </EmptyState>
    </TrainerPage>
  );
};

/** A session that this tablet does not hold. */
export const NoSession = () => {
  const text = useText();
  const { scan } = useTrainerText();
  return (
    <TrainerFocus title={scan.noSession} back="/idag">
      <div className="page">
        <EmptyState
          icon="calendar-x"
          title={scan.noSession}
          action={
            <LinkButton href="/idag" variant="primary" size="l" icon="calendar-check">
              {text.nav.today}
            </LinkButton>
          }
        >
          <p>{scan.noSessionDetail}</p>
        </EmptyState>
      </div>
    </TrainerFocus>
  );
};
