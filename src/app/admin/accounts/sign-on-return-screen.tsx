import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { FinishSignOnReply } from '../../../protocol/sign-on.ts';
import { useAccountText } from '../../text/admin-account-text.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { LinkButton } from '../../ui/button/button.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { FailureBanner } from '../access/failure-banner.tsx';
import { send } from '../admin-api.ts';
import { Entrance } from '../entrance.tsx';

/** What came back is handed in once, however often the page is drawn. */
const handedIn = new Map<string, ReturnType<typeof handIn>>();
const handIn = (query: string) => send('/api/admin/sign-on/finish', { query }, FinishSignOnReply);
const handInOnce = (query: string): ReturnType<typeof handIn> => {
  const answer = handedIn.get(query) ?? handIn(query);
  handedIn.set(query, answer);
  return answer;
};

/**
 * /admin/sso: where the city's sign-in service sends people back to. The code is taken out of the address before
 * anything else, and goes to our own server alone (AUTH-8).
 */
export const SignOnReturnScreen = () => {
  const { signOn } = useAccountText();
  const { search } = useLocation();
  const [query] = useState(() => search.replace(/^\?/, ''));
  const navigate = useNavigate();
  const [failure, setFailure] = useState<CallFailure>();
  useEffect(() => {
    let isCurrent = true;
    window.history.replaceState(null, '', '/admin/sso');
    void handInOnce(query).then((answer) => {
      if (!isCurrent) return;
      if (!answer.ok) return setFailure(answer.error);
      void navigate(answer.value.kind === 'linked' ? '/admin/konto' : '/admin', { replace: true });
    });
    return () => {
      isCurrent = false;
    };
  }, [query, navigate]);
  return (
    <Entrance title={signOn.title} isDemo={false}>
      {failure === undefined ? (
        <>
          <p role="status">{signOn.working}</p>
          <Skeleton />
        </>
      ) : (
        <>
          <FailureBanner failure={failure} />
          <LinkButton href="/admin" variant="primary">
            {signOn.back}
          </LinkButton>
        </>
      )}
    </Entrance>
  );
};
