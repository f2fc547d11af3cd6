import { useState } from 'react';
import type { CurrentAdministratorReply } from '../../../protocol/current-administrator.ts';
import { AccountActReply } from '../../../protocol/factors.ts';
import { useAccountText, type AdminAccountText } from '../../text/admin-account-text.ts';
import { formatDateTime } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { send } from '../admin-api.ts';

type News = CurrentAdministratorReply['news'][number];
type Kind = keyof AdminAccountText['news']['kinds'];

const isKind = (kind: string, kinds: AdminAccountText['news']['kinds']): kind is Kind =>
  Object.hasOwn(kinds, kind);

/** What has happened to one's own account since the last time, until it has been read (AUTH-4, AUTH-6). */
export const AccountNews = ({ news }: { readonly news: readonly News[] }) => {
  const { news: words } = useAccountText();
  const { language } = useLanguage();
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  const left = news.filter(({ id, kind }) => !read.has(id) && isKind(kind, words.kinds));
  const markRead = (): void => {
    const ids = left.map(({ id }) => id);
    setRead(new Set([...read, ...ids]));
    void send('/api/admin/news/read', { ids }, AccountActReply);
  };
  return left.map(({ id, kind, count, at }, index) => {
    if (!isKind(kind, words.kinds)) return null;
    const { title, detail } = words.kinds[kind];
    return (
      <Banner
        key={id}
        tone="attention"
        title={title({ n: count })}
        action={
          index === left.length - 1 ? (
            <Button size="s" onClick={markRead}>
              {words.read}
            </Button>
          ) : undefined
        }
      >
        <p>
          {formatDateTime(language, at)}. {detail}
        </p>
      </Banner>
    );
  });
};
