import { useState } from 'react';
import { AccountActReply, type OwnSignIn } from '../../../protocol/factors.ts';
import { useAccountText, type AdminAccountText } from '../../text/admin-account-text.ts';
import { formatDateTime } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { FailureBanner } from '../access/failure-banner.tsx';
import { useSensitiveAct } from '../access/use-act.ts';
import styles from './accounts.module.css';

const names: Readonly<Record<string, string>> = {
  edge: 'Edge',
  firefox: 'Firefox',
  chrome: 'Chrome',
  safari: 'Safari',
  ios: 'iOS',
  android: 'Android',
  windows: 'Windows',
  mac: 'macOS',
  chromeos: 'ChromeOS',
  linux: 'Linux',
};

/** A kind of browser in words: what is not known is left out. */
const browserWords = (kind: string | null, words: AdminAccountText['account']['signIns']): string => {
  const [browser = '', system = ''] = (kind ?? '').split(' ').map((part) => names[part] ?? '');
  if (browser !== '' && system !== '') return words.on({ browser, system });
  return browser === '' && system === '' ? words.unknown : `${browser}${system}`;
};

const useColumns = (onEnd: (path: string) => void): readonly Column<OwnSignIn>[] => {
  const { account } = useAccountText();
  const { signIns: words } = account;
  const { language } = useLanguage();
  return [
    {
      key: 'browser',
      header: words.column.browser,
      isRowHeader: true,
      cell: ({ browser, isThis }) => (
        <span className={styles['acts']}>
          {browserWords(browser, words)}
          {isThis && <Tag tone="outline">{words.thisOne}</Tag>}
        </span>
      ),
    },
    {
      key: 'since',
      header: words.column.since,
      cell: ({ createdAt }) => <span className="num">{formatDateTime(language, createdAt)}</span>,
    },
    {
      key: 'seen',
      header: words.column.seen,
      cell: ({ lastSeenAt }) => <span className="num">{formatDateTime(language, lastSeenAt)}</span>,
    },
    {
      key: 'act',
      header: words.column.act,
      cell: ({ id, browser, isThis }) =>
        isThis ? null : (
          <Button
            size="s"
            aria-label={words.endOf({ browser: browserWords(browser, words) })}
            onClick={() => onEnd(`/api/admin/sign-ins/${encodeURIComponent(id)}/end`)}
          >
            {words.end}
          </Button>
        ),
    },
  ];
};

type SignInsCardProps = { readonly signIns: readonly OwnSignIn[]; readonly onChanged: () => void };

/** Where one is signed in, by kind of browser and time; one or all others can be ended (AUTH-7). */
export const SignInsCard = ({ signIns, onChanged }: SignInsCardProps) => {
  const { account } = useAccountText();
  const { signIns: words } = account;
  const { act, failure } = useSensitiveAct();
  const [isEnded, setIsEnded] = useState(false);
  const end = async (path: string): Promise<void> => {
    setIsEnded(false);
    if ((await act(path, {}, AccountActReply)) === undefined) return;
    setIsEnded(true);
    onChanged();
  };
  const columns = useColumns((path) => void end(path));
  return (
    <Card>
      <div className="stack">
        <h2>{words.title}</h2>
        <p>{words.intro}</p>
        <FailureBanner failure={failure} />
        <div role="status">{isEnded && <Banner tone="in" icon="check" title={words.ended} />}</div>
        <Table caption={words.caption} columns={columns} rows={signIns} rowKey={({ id }) => id} />
        {signIns.length > 1 && (
          <p>
            <Button onClick={() => void end('/api/admin/sign-ins/end-others')}>{words.endOthers}</Button>
          </p>
        )}
      </div>
    </Card>
  );
};
