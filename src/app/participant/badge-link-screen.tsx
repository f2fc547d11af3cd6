/**
 * The badge's own address, opened by a phone's camera. The token is taken out of the address bar at once, so that it
 * stays in no history (BADGE-2), and given to the office for a cookie of the phone's own (ME-1).
 */
import { useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { tokenInBadge } from '../../domain/badge.ts';
import { OpenMyPageReply } from '../../protocol/open-my-page.ts';
import { browserPhone, isTrainersTablet } from '../device/browser-phone.ts';
import { sendClaims } from '../device/phone-keeper.ts';
import { callServer } from '../device/server-call.ts';
import { formatSpan } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { useParticipantText } from '../text/participant-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button } from '../ui/button/button.tsx';
import { Skeleton } from '../ui/skeleton/skeleton.tsx';
import { OnTablet } from './my-pages.tsx';
import { PhoneFrame } from './phone-frame.tsx';
import { useMyPages } from './use-me.tsx';

type Opening =
  | { readonly kind: 'opening' | 'blocked' | 'unknown' | 'offline' | 'open' }
  | { readonly kind: 'trouble'; readonly retryAfter: number | undefined };

/** What waits is sent as whoever the phone belongs to now, before it becomes somebody else's. */
const open = async (token: string): Promise<Opening> => {
  const phone = browserPhone();
  const sent = await sendClaims(phone);
  const isLeft = (await phone.store.claims()).some(({ state }) => state === 'waiting');
  if (isLeft && sent.kind === 'offline') return { kind: 'offline' };
  if (isLeft && sent.kind === 'later') return { kind: 'trouble', retryAfter: sent.retryAfter };
  const answer = await callServer({ path: '/api/me/open', reply: OpenMyPageReply, body: { token } });
  if (answer.ok) {
    await phone.store.forgetOwnerless();
    return { kind: 'open' };
  }
  if (answer.error.kind !== 'problem') return { kind: 'offline' };
  const { code, retryAfter } = answer.error.problem;
  if (code === 'link/blocked') return { kind: 'blocked' };
  if (code === 'link/unknown') return { kind: 'unknown' };
  return { kind: 'trouble', retryAfter };
};

const Told = ({ opening, onRetry }: { readonly opening: Opening; readonly onRetry: () => void }) => {
  const text = useText();
  const { language } = useLanguage();
  const { opening: words, offline, blocked, unknown, trouble } = useParticipantText();
  const retry = (
    <Button size="l" block onClick={onRetry}>
      {text.action.retry}
    </Button>
  );
  switch (opening.kind) {
    case 'opening':
    case 'open':
      return (
        <PhoneFrame title={words}>
          <Skeleton />
        </PhoneFrame>
      );
    case 'blocked':
      return (
        <PhoneFrame title={blocked.title}>
          <p>{blocked.body}</p>
        </PhoneFrame>
      );
    case 'unknown':
      return (
        <PhoneFrame title={unknown.title}>
          <p>{unknown.body}</p>
        </PhoneFrame>
      );
    case 'offline':
      return (
        <PhoneFrame title={offline.title}>
          <p>{offline.link}</p>
          {retry}
        </PhoneFrame>
      );
    case 'trouble':
      return (
        <PhoneFrame title={trouble.title}>
          <Banner
            title={
              opening.retryAfter === undefined
                ? trouble.body
                : trouble.wait({ span: formatSpan(language, opening.retryAfter * 1000) })
            }
          />
          {retry}
        </PhoneFrame>
      );
  }
};

/** Opens the participant's page on this phone, or says why it cannot. */
export const BadgeLinkScreen = () => {
  const params = useParams();
  const navigate = useNavigate();
  const { refresh } = useMyPages();
  const [isTablet, setIsTablet] = useState<boolean>();
  const [token] = useState(() => tokenInBadge(params['token'] ?? ''));
  const [round, setRound] = useState(0);
  const [opening, setOpening] = useState<Opening>({ kind: token.ok ? 'opening' : 'unknown' });
  useEffect(() => {
    void isTrainersTablet().then(setIsTablet);
  }, []);
  useEffect(() => {
    window.history.replaceState(window.history.state, '', '/B/-');
    if (!token.ok || isTablet !== false) return;
    let isGone = false;
    void open(token.value).then(async (answer) => {
      if (isGone) return;
      setOpening(answer);
      if (answer.kind !== 'open') return;
      await refresh();
      void navigate('/jag', { replace: true });
    });
    return () => {
      isGone = true;
    };
  }, [token, round, isTablet, navigate, refresh]);
  if (isTablet === true) return <OnTablet />;
  return (
    <Told
      opening={opening}
      onRetry={() => {
        setOpening({ kind: 'opening' });
        setRound((n) => n + 1);
      }}
    />
  );
};
