/** Why time is recorded, in four lines: before anything else, and again when the words have changed (ME-4). */
import { useState } from 'react';
import { Link } from 'react-router';
import { noticeVersion } from '../../domain/notice.ts';
import { RecordNoticeReply } from '../../protocol/record-notice.ts';
import { callServer } from '../device/server-call.ts';
import { useParticipantText } from '../text/participant-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button } from '../ui/button/button.tsx';
import { PhoneFrame } from './phone-frame.tsx';
import styles from './notice-screen.module.css';

/** The four lines, wherever they are read. */
export const NoticeLines = () => {
  const { notice } = useParticipantText();
  return (
    <>
      <p className={styles['intro']}>{notice.intro}</p>
      <dl className={styles['lines']}>
        <dt>{notice.what}</dt>
        <dd>{notice.whatBody}</dd>
        <dt>{notice.why}</dt>
        <dd>{notice.whyBody}</dd>
        <dt>{notice.who}</dt>
        <dd>{notice.whoBody}</dd>
        <dt>{notice.long}</dt>
        <dd>{notice.longBody}</dd>
      </dl>
    </>
  );
};

/** Shown until the office has recorded that it has been read. */
export const NoticeScreen = ({ onRead }: { readonly onRead: () => Promise<void> }) => {
  const { notice } = useParticipantText();
  const [state, setState] = useState<'reading' | 'sending' | 'failed'>('reading');
  const go = async (): Promise<void> => {
    setState('sending');
    const answer = await callServer({
      path: '/api/me/notice',
      reply: RecordNoticeReply,
      body: { version: noticeVersion },
    });
    if (answer.ok) await onRead();
    else setState('failed');
  };
  return (
    <PhoneFrame title={notice.title}>
      <NoticeLines />
      <p>{notice.phone}</p>
      <div role="alert">{state === 'failed' && <Banner tone="attention" title={notice.failed} />}</div>
      <Button
        variant="primary"
        size="l"
        block
        disabledReason={state === 'sending' ? '' : undefined}
        onClick={() => void go()}
      >
        {notice.go}
      </Button>
      <p>
        <Link to="/integritet">{notice.more}</Link>
      </p>
      <p className="muted">{notice.version({ version: noticeVersion })}</p>
    </PhoneFrame>
  );
};
