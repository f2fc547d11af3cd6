import { OwnAccountReply } from '../../../protocol/factors.ts';
import { BeginSignOnReply } from '../../../protocol/sign-on.ts';
import { useAccountText } from '../../text/admin-account-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { FailureBanner } from '../access/failure-banner.tsx';
import { useSensitiveAct } from '../access/use-act.ts';
import { usePolled } from '../admin-api.ts';
import { AdminFrame } from '../admin-frame.tsx';
import { FactorsCard } from './factors-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { SignInsCard } from './sign-ins-card.tsx';
import styles from './accounts.module.css';

const askEveryMs = 30_000;

/** Ties one's own account to oneself at the city's sign-in service (AUTH-8). */
const SignOnCard = ({ signOn }: { readonly signOn: NonNullable<OwnAccountReply['signOn']> }) => {
  const { account } = useAccountText();
  const { act, failure } = useSensitiveAct();
  const link = async (): Promise<void> => {
    const begun = await act('/api/admin/sign-on/link', {}, BeginSignOnReply);
    if (begun !== undefined) window.location.assign(begun.address);
  };
  return (
    <Card>
      <div className="stack">
        <h2>{account.signOn.title({ name: signOn.name })}</h2>
        <FailureBanner failure={failure} />
        <p>{signOn.isLinked ? account.signOn.linked : account.signOn.notLinked}</p>
        {!signOn.isLinked && (
          <p>
            <Button onClick={() => void link()}>{account.signOn.link}</Button>
          </p>
        )}
      </div>
    </Card>
  );
};

/** /admin/konto: how one signs in, what stands in for a lost step, and where one is signed in (AUTH-5, AUTH-7). */
export const AccountScreen = () => {
  const { account: words } = useAccountText();
  const { value, refresh } = usePolled('/api/admin/account', OwnAccountReply, askEveryMs);
  return (
    <AdminFrame title={words.title}>
      {value === undefined ? (
        <Skeleton rows={5} />
      ) : (
        <div className={styles['sections']}>
          <p className="muted">
            {value.hasPassword
              ? words.login({ login: value.login })
              : words.loginElsewhere({ name: value.signOn?.name ?? '' })}
          </p>
          <FactorsCard account={value} onChanged={refresh} />
          <SignInsCard signIns={value.signIns} onChanged={refresh} />
          {value.hasPassword && <PasswordCard />}
          {value.signOn !== null && <SignOnCard signOn={value.signOn} />}
        </div>
      )}
    </AdminFrame>
  );
};
