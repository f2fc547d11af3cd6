import { useId, useState } from 'react';
import { AuditBundleReply } from '../../../protocol/audit-bundle.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { useAdminBundleText } from '../../text/admin-bundle-text.ts';
import { formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { SelectField } from '../../ui/field/field.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { FailureBanner } from '../access/failure-banner.tsx';
import { usePolled } from '../admin-api.ts';
import { AdminFrame } from '../admin-frame.tsx';
import { useFreshSignIn } from '../fresh-sign-in.tsx';
import { grouped, monthInText } from '../report/month-words.ts';
import { saveFile } from '../save-file.ts';
import styles from './bundle-screen.module.css';

const pollMs = 30_000;

type About = { readonly about: AuditBundleReply };

/** The choice of months and the button; asks for the password when it was given too long ago (BUNDLE-7). */
const Make = ({ about, onMade }: About & { readonly onMade: () => void }) => {
  const { make: words } = useAdminBundleText();
  const { language } = useLanguage();
  const ask = useFreshSignIn();
  const announce = useAnnounce();
  const titleId = useId();
  const [month, setMonth] = useState('');
  const [isMaking, setIsMaking] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const [failure, setFailure] = useState<CallFailure>();
  const make = async (): Promise<void> => {
    if (isMaking) return;
    setIsMaking(true);
    setIsSaved(false);
    setFailure(undefined);
    const answer = await ask(() => saveFile('/api/admin/bundle', { month: month === '' ? null : month }));
    setIsMaking(false);
    if (!answer.ok) return setFailure(answer.error);
    setIsSaved(true);
    announce(words.saved, 'polite');
    onMade();
  };
  return (
    <Card aria-labelledby={titleId}>
      <div className="stack">
        <h2 id={titleId} className={styles['heading']}>
          {words.title}
        </h2>
        <SelectField
          label={words.scope}
          hint={words.scopeHint}
          value={month}
          options={[
            { value: '', label: words.everything },
            ...about.months
              .map((one) => ({
                value: one.month,
                label: words.until({ month: monthInText(language, one.month) }),
              }))
              .reverse(),
          ]}
          onChange={(change) => setMonth(change.target.value)}
        />
        {about.verifier === null && (
          <Banner tone="stop" title={words.notBuilt}>
            {words.notBuiltDetail}
          </Banner>
        )}
        <FailureBanner failure={failure} />
        {isSaved && <Banner tone="in" title={words.saved} />}
        <div>
          <Button
            variant="primary"
            icon="download-simple"
            aria-busy={isMaking}
            disabledReason={about.verifier === null ? words.notBuilt : undefined}
            onClick={() => void make()}
          >
            {words.button}
          </Button>
        </div>
        <p className="muted">{words.how}</p>
      </div>
    </Card>
  );
};

const Inside = ({ about }: About) => {
  const { inside: words } = useAdminBundleText();
  const { language } = useLanguage();
  const titleId = useId();
  const figures = [
    [words.events, about.events],
    [words.entries, about.entries],
    [words.devices, about.devices],
    [words.months, about.months.length],
  ] as const;
  return (
    <Card aria-labelledby={titleId}>
      <h2 id={titleId} className={styles['heading']}>
        {words.title}
      </h2>
      <ul className={styles['list']}>
        {words.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <p>
        {words.notInside} {words.trainers}
      </p>
      <dl className={styles['figures']}>
        {figures.map(([name, n]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{formatNumber(language, n)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
};

const Check = ({ about: { verifier, officeKey, officeHead } }: About) => {
  const { check: words } = useAdminBundleText();
  const titleId = useId();
  return (
    <Card aria-labelledby={titleId}>
      <h2 id={titleId} className={styles['heading']}>
        {words.title}
      </h2>
      <ol className={styles['list']}>
        {words.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div className="stack-s">
        <p>{words.command}</p>
        <p>{words.why}</p>
      </div>
      <dl className={styles['sums']}>
        {verifier !== null && (
          <>
            <dt>{words.page}</dt>
            <dd className="mono">{grouped(verifier.page)}</dd>
            <dt>{words.program}</dt>
            <dd className="mono">{grouped(verifier.command)}</dd>
          </>
        )}
        <dt>{words.officeKey}</dt>
        <dd className="mono">{officeKey}</dd>
        <dt>{words.officeHead}</dt>
        <dd className="mono">{officeHead ?? words.none}</dd>
      </dl>
      <p className="muted">{words.officeHeadHint}</p>
    </Card>
  );
};

/** /admin/revision: a bundle for an audit, what is in it, and how it is checked without us (BUNDLE-1, BUNDLE-5). */
export const BundleScreen = () => {
  const words = useAdminBundleText();
  const { value, refresh } = usePolled('/api/admin/bundle', AuditBundleReply, pollMs);
  return (
    <AdminFrame title={words.title}>
      <p className={styles['intro']}>{words.intro}</p>
      {value === undefined ? (
        <Skeleton rows={6} />
      ) : (
        <div className={styles['cards']}>
          <div className={styles['column']}>
            <Make about={value} onMade={refresh} />
            <Inside about={value} />
          </div>
          <Check about={value} />
        </div>
      )}
    </AdminFrame>
  );
};
