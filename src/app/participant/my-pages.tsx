/** The pages of somebody the phone belongs to; whoever it does not know is told what to do. */
import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router';
import { noticeVersion } from '../../domain/notice.ts';
import type { ShowMyPageReply } from '../../protocol/show-my-page.ts';
import { useCertifyText } from '../text/certify-text.ts';
import { formatSpan } from '../text/format.ts';
import { useLanguage, useText } from '../text/language.tsx';
import { useParticipantText } from '../text/participant-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button, LinkButton } from '../ui/button/button.tsx';
import { Skeleton } from '../ui/skeleton/skeleton.tsx';
import { CardScreen } from './card-screen.tsx';
import { CertifiedScreen } from './certified-screen.tsx';
import { CertifyScreen } from './certify-screen.tsx';
import { DetailsScreen } from './details-screen.tsx';
import { HoursScreen } from './hours-screen.tsx';
import { NoticeScreen } from './notice-screen.tsx';
import { PhoneFrame } from './phone-frame.tsx';
import { useMyPages } from './use-me.tsx';

const Stranger = () => {
  const { stranger } = useParticipantText();
  return (
    <PhoneFrame title={stranger.title}>
      <p>{stranger.body}</p>
      <p>{stranger.again}</p>
      <p>{stranger.typed}</p>
      <LinkButton href="/in" size="l" block>
        {stranger.toCheckIn}
      </LinkButton>
    </PhoneFrame>
  );
};

/** A trainer's tablet is nobody's phone (ME-6). */
export const OnTablet = () => {
  const { tablet } = useParticipantText();
  return (
    <PhoneFrame title={tablet.title}>
      <p>{tablet.body}</p>
      <LinkButton href="/idag" variant="primary" size="l" block>
        {tablet.back}
      </LinkButton>
    </PhoneFrame>
  );
};

/** The office did not answer, or asked for patience. */
const NotNow = ({ title, body }: { readonly title: string; readonly body: string }) => {
  const text = useText();
  const { refresh } = useMyPages();
  return (
    <PhoneFrame title={title} hasNav>
      <Banner icon="wifi-slash" title={body} />
      <Button size="l" block onClick={() => void refresh()}>
        {text.action.retry}
      </Button>
    </PhoneFrame>
  );
};

const Known = ({
  title,
  children,
}: {
  readonly title: string;
  readonly children: (me: ShowMyPageReply) => ReactNode;
}) => {
  const { offline, trouble } = useParticipantText();
  const { language } = useLanguage();
  const { me, refresh } = useMyPages();
  switch (me.kind) {
    case 'loading':
      return (
        <PhoneFrame title={title}>
          <Skeleton />
        </PhoneFrame>
      );
    case 'stranger':
      return <Stranger />;
    case 'offline':
      return <NotNow title={offline.title} body={offline.hours} />;
    case 'trouble':
      return (
        <NotNow
          title={trouble.title}
          body={
            me.retryAfter === undefined
              ? trouble.body
              : trouble.wait({ span: formatSpan(language, me.retryAfter * 1000) })
          }
        />
      );
    case 'tablet':
      return <OnTablet />;
    case 'known':
      if (me.me.hours === null) return <Stranger />;
      if (me.me.notice?.version !== noticeVersion) return <NoticeScreen onRead={refresh} />;
      return children(me.me);
  }
};

/** The card is there without a network; the notice comes before it wherever the office can be asked (ME-4, ME-5). */
const MyCard = () => {
  const { me, refresh } = useMyPages();
  if (me.kind === 'tablet') return <OnTablet />;
  const isUntold = me.kind === 'known' && me.me.hours !== null && me.me.notice?.version !== noticeVersion;
  return isUntold ? <NoticeScreen onRead={refresh} /> : <CardScreen />;
};

/** Everything under /jag. The card is there without a network; the rest is the office's to say. */
export const MyPages = () => {
  const { hours, details } = useParticipantText();
  const { page } = useCertifyText();
  return (
    <Routes>
      <Route index element={<Known title={hours.title}>{(me) => <HoursScreen me={me} />}</Known>} />
      <Route
        path="intyga/:manad"
        element={<Known title={page.back}>{(me) => <CertifyScreen me={me} />}</Known>}
      />
      <Route
        path="intyga/:manad/klart"
        element={<Known title={page.back}>{(me) => <CertifiedScreen me={me} />}</Known>}
      />
      <Route path="kort" element={<MyCard />} />
      <Route
        path="uppgifter"
        element={<Known title={details.title}>{(me) => <DetailsScreen me={me} />}</Known>}
      />
      <Route path="*" element={<Known title={hours.title}>{(me) => <HoursScreen me={me} />}</Known>} />
    </Routes>
  );
};
