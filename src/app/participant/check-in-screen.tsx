/** The rotating code, opened by a phone's camera or typed: who it is, and what the office answers. */
import { useEffect, useState } from 'react';
import { readSessionCode } from '../../domain/session-code.ts';
import type { KeptClaim, Sent } from '../device/phone-keeper.ts';
import { formatRelativeDay, formatSpan, formatTime } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useParticipantText } from '../text/participant-text.ts';
import { useProblemText } from '../text/problem-text.ts';
import { useNow } from '../device/clock.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button } from '../ui/button/button.tsx';
import { Skeleton } from '../ui/skeleton/skeleton.tsx';
import { CheckedIn } from './checked-in.tsx';
import { CodeForm } from './code-form.tsx';
import { OnTablet } from './my-pages.tsx';
import { PhoneFrame } from './phone-frame.tsx';
import { SavedOnPhone } from './saved-on-phone.tsx';
import { useCheckIn, type CheckIn } from './use-check-in.ts';
import { useMyPages } from './use-me.tsx';
import { WhoForm } from './who-form.tsx';

/** The code in the address, taken out of it at once so that it stays in no history. */
const codeInAddress = (): string | undefined => {
  const { hash } = window.location;
  return readSessionCode(hash) === undefined ? undefined : hash.replace(/^#/, '');
};

const Earlier = ({ claims }: { readonly claims: readonly KeptClaim[] }) => {
  const { checkIn } = useParticipantText();
  const { language } = useLanguage();
  const problem = useProblemText();
  const now = useNow(60_000);
  return claims.map(({ id, reply, problem: code, seenAt }) => (
    <Banner
      key={id}
      tone={reply === undefined ? 'attention' : 'in'}
      role="status"
      title={
        reply === undefined
          ? checkIn.earlierRefused({
              day: formatRelativeDay(language, seenAt, now),
              reason: problem(code ?? 'code/unknown').title,
            })
          : checkIn.earlier({ session: reply.session.title, time: formatTime(language, reply.at) })
      }
    />
  ));
};

const Refused = ({
  claim,
  onAgain,
}: {
  readonly claim: KeptClaim;
  readonly onAgain: (code: string) => void;
}) => {
  const { checkIn } = useParticipantText();
  const words = useProblemText()(claim.problem ?? 'code/unknown');
  return (
    <PhoneFrame title={words.title}>
      <p>{words.action}</p>
      <p>{checkIn.askTrainer}</p>
      <CodeForm onCode={onAgain} />
    </PhoneFrame>
  );
};

const Elsewhere = ({ work, claim }: { readonly work: CheckIn; readonly claim: KeptClaim }) => {
  const { checkIn } = useParticipantText();
  const { reply } = claim;
  return (
    <PhoneFrame title={checkIn.other}>
      {reply?.expected != null && (
        <p>{checkIn.otherThere({ session: `${reply.expected.title}, ${reply.expected.place}` })}</p>
      )}
      <p className="strong">{checkIn.otherHere({ session: reply?.session.title ?? '' })}</p>
      <p>{checkIn.otherDecide}</p>
      <Button
        variant="primary"
        size="l"
        block
        disabledReason={work.isSending ? '' : undefined}
        onClick={work.stay}
      >
        {checkIn.stay}
      </Button>
      <Button size="l" block onClick={work.drop}>
        {checkIn.leave}
      </Button>
    </PhoneFrame>
  );
};

/** The office asked for patience: nothing is lost, and it is tried again by itself. */
const Later = ({ sent, work }: { readonly sent: Sent & { kind: 'later' }; readonly work: CheckIn }) => {
  const { checkIn, saved, trouble } = useParticipantText();
  const { language } = useLanguage();
  return (
    <PhoneFrame title={trouble.title}>
      <p>
        {sent.retryAfter === undefined
          ? trouble.body
          : trouble.wait({ span: formatSpan(language, sent.retryAfter * 1000) })}
      </p>
      <p>{saved.body}</p>
      <Button
        size="l"
        block
        disabledReason={work.isSending ? '' : undefined}
        onClick={() => void work.send()}
      >
        {checkIn.again}
      </Button>
    </PhoneFrame>
  );
};

const Waiting = ({ work }: { readonly work: CheckIn }) => {
  const { checkIn } = useParticipantText();
  switch (work.sent?.kind) {
    case 'stranger':
      return <WhoForm onKnown={work.send} />;
    case 'offline':
      return <SavedOnPhone isSending={work.isSending} onSend={work.send} />;
    case 'later':
      return <Later sent={work.sent} work={work} />;
    case 'done':
    case undefined:
      return (
        <PhoneFrame title={checkIn.sending}>
          <Skeleton />
        </PhoneFrame>
      );
  }
};

/** /in: the way in by one's own phone; a trainer's tablet is nobody's (ME-6). */
export const CheckInScreen = () => {
  const { me } = useMyPages();
  return me.kind === 'tablet' ? <OnTablet /> : <CheckInByCode />;
};

const CheckInByCode = () => {
  const { checkIn } = useParticipantText();
  const [code] = useState(codeInAddress);
  useEffect(() => {
    if (window.location.hash !== '') window.history.replaceState(window.history.state, '', '/in');
  }, []);
  const work = useCheckIn(code);
  /** A phone that is already open on this page and scans again gets a new address and no new page. */
  useEffect(() => {
    const scanned = (): void => {
      const next = codeInAddress();
      if (next === undefined) return;
      window.history.replaceState(window.history.state, '', '/in');
      work.claim(next);
    };
    window.addEventListener('hashchange', scanned);
    return () => window.removeEventListener('hashchange', scanned);
  }, [work]);
  const { current, earlier } = work;
  if (current === undefined)
    return (
      <PhoneFrame title={checkIn.title}>
        <Earlier claims={earlier} />
        <CodeForm onCode={work.claim} />
        <p>{checkIn.camera}</p>
        <p>{checkIn.noCard}</p>
      </PhoneFrame>
    );
  switch (current.state) {
    case 'waiting':
      return <Waiting work={work} />;
    case 'asked':
      return <Elsewhere work={work} claim={current} />;
    case 'answered':
      return <CheckedIn claim={current} />;
    case 'refused':
      return <Refused claim={current} onAgain={work.claim} />;
  }
};
