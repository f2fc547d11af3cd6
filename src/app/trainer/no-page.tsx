import { lazy, Suspense } from 'react';
import { useTabletState } from '../device/tablet-context.tsx';
import { useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { LinkButton } from '../ui/button/button.tsx';
import { EmptyState } from '../ui/empty-state/empty-state.tsx';
import { TrainerFocus, TrainerPage } from './trainer-frame.tsx';

const RevokedDetail = lazy(() =>
  import('./revoked-detail.tsx').then((file) => ({ default: file.RevokedDetail })),
);

/** An address that leads nowhere. */
export const NoPage = () => {
  const text = useText();
  return (
    <TrainerPage title={text.trouble.noPage.title}>
      <EmptyState
        icon="question"
        title={text.trouble.noPage.detail}
        action={
          <LinkButton href="/idag" variant="primary" size="l" icon="calendar-check">
            {text.nav.today}
          </LinkButton>
        }
      />
    </TrainerPage>
  );
};

/** A session that this tablet does not hold, or holds no longer because it has been turned off. */
export const NoSession = () => {
  const text = useText();
  const { scan } = useTrainerText();
  const { isRevoked } = useTabletState().send;
  const title = isRevoked ? text.trouble.revoked.title : scan.noSession;
  return (
    <TrainerFocus title={title} back="/idag">
      <div className="page">
        <EmptyState
          icon={isRevoked ? 'prohibit' : 'calendar-x'}
          title={title}
          action={
            <LinkButton href="/idag" variant="primary" size="l" icon="calendar-check">
              {text.nav.today}
            </LinkButton>
          }
        >
          {isRevoked ? (
            <Suspense>
              <RevokedDetail />
            </Suspense>
          ) : (
            <p>{scan.noSessionDetail}</p>
          )}
        </EmptyState>
      </div>
    </TrainerFocus>
  );
};
