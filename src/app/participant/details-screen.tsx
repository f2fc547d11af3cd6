/** What is known about this person, the notice they were shown, and how to take this phone away. */
import { useState } from 'react';
import { Link } from 'react-router';
import { DataExtract } from '../../protocol/data-extract.ts';
import { LeaveMyPageReply } from '../../protocol/leave-my-page.ts';
import type { ShowMyPageReply } from '../../protocol/show-my-page.ts';
import { browserPhone } from '../device/browser-phone.ts';
import { saveJson } from '../device/save-blob.ts';
import { sendClaims } from '../device/phone-keeper.ts';
import { callServer } from '../device/server-call.ts';
import { formatDate } from '../text/format.ts';
import { useLanguage } from '../text/language.tsx';
import { useParticipantText } from '../text/participant-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button } from '../ui/button/button.tsx';
import { LanguageButton, PhoneFrame } from './phone-frame.tsx';
import { useMyPages } from './use-me.tsx';
import styles from './details-screen.module.css';

const Facts = ({ me }: { readonly me: ShowMyPageReply }) => {
  const { details, notice } = useParticipantText();
  const { language } = useLanguage();
  return (
    <dl className={styles['facts']}>
      <dt>{details.name}</dt>
      <dd>{`${me.given} ${me.family}`.trim() || me.hours?.card.code}</dd>
      <dt>{details.group}</dt>
      <dd>{me.cohort ?? details.noGroup}</dd>
      <dt>{details.programme}</dt>
      <dd>{me.programme}</dd>
      <dt>{details.noticeShown}</dt>
      <dd>
        {me.notice === null
          ? details.notShown
          : `${notice.shown({ date: formatDate(language, me.notice.shownAt) })} ${notice.version({ version: me.notice.version })}`}
        <br />
        <Link to="/integritet">{notice.more}</Link>
      </dd>
      <dt>{details.language}</dt>
      <dd>
        <LanguageButton />
      </dd>
    </dl>
  );
};

/** Everything that is kept about the person, as a file (ACC-3). */
const OwnExtract = () => {
  const { details } = useParticipantText();
  const [state, setState] = useState<'here' | 'fetching' | 'failed'>('here');
  const fetchExtract = async (): Promise<void> => {
    setState('fetching');
    const answer = await callServer({ path: '/api/me/extract', reply: DataExtract });
    const isHere = answer.ok && answer.value !== 'not-modified';
    setState(isHere ? 'here' : 'failed');
    if (isHere) saveJson(`${details.extractFile}.json`, answer.value.value);
  };
  return (
    <>
      <p>{details.extractBody}</p>
      <div role="alert">
        {state === 'failed' && <Banner tone="attention" title={details.extractFailed} />}
      </div>
      <Button
        size="l"
        block
        icon="file-arrow-down"
        aria-busy={state === 'fetching'}
        onClick={() => void fetchExtract()}
      >
        {details.extract}
      </Button>
    </>
  );
};

/** My details. */
export const DetailsScreen = ({ me }: { readonly me: ShowMyPageReply }) => {
  const { details, trouble } = useParticipantText();
  const { forget } = useMyPages();
  const [state, setState] = useState<'here' | 'going' | 'failed' | 'unsent'>('here');
  const remove = async (): Promise<void> => {
    const isWarned = state === 'unsent';
    setState('going');
    const phone = browserPhone();
    await sendClaims(phone);
    if (!isWarned && (await phone.store.claims()).some((claim) => claim.state === 'waiting')) {
      setState('unsent');
      return;
    }
    const answer = await callServer({ path: '/api/me/leave', reply: LeaveMyPageReply, body: {} });
    const isGone =
      answer.ok || (answer.error.kind === 'problem' && answer.error.problem.code === 'sign-in/required');
    if (isGone) await forget();
    else setState('failed');
  };
  return (
    <PhoneFrame title={details.title} hasNav>
      <Facts me={me} />
      <Banner icon="identification-badge" title={details.lost}>
        <p>{details.lostBody({ office: me.office.name })}</p>
        <p>
          <a href={`tel:${me.office.phone.replace(/[^+\d]/g, '')}`}>
            {details.call({ phone: me.office.phone })}
          </a>
        </p>
      </Banner>
      {me.hours !== null && <OwnExtract />}
      <p>{details.removeBody}</p>
      <div role="alert">
        {state === 'unsent' && <Banner tone="attention" title={details.unsent} />}
        {state === 'failed' && <Banner tone="attention" title={`${trouble.title}. ${trouble.body}`} />}
      </div>
      <Button
        size="l"
        block
        icon="sign-out"
        disabledReason={state === 'going' ? '' : undefined}
        onClick={() => void remove()}
      >
        {state === 'unsent' ? details.removeAnyway : details.remove}
      </Button>
    </PhoneFrame>
  );
};
