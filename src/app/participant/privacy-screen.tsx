/** /integritet: everything about how participants' data is handled. */
import { noticeVersion } from '../../domain/notice.ts';
import { usePublicText } from '../text/public-text.ts';
import { PublicPage, PublicSection } from './public-page.tsx';

const order = ['why', 'who', 'what', 'where', 'see', 'hidden', 'long', 'rights', 'cookies'] as const;

export const PrivacyScreen = () => {
  const { privacy } = usePublicText();
  return (
    <PublicPage title={privacy.title}>
      {order.map((key) => (
        <PublicSection key={key} title={privacy.sections[key]}>
          <p>{privacy.sections[`${key}Body`]}</p>
        </PublicSection>
      ))}
      <p className="muted">{privacy.version({ version: noticeVersion })}</p>
    </PublicPage>
  );
};
