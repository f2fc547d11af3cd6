import { useState } from 'react';
import type { OneTimeLinkReply } from '../../../protocol/administrators.ts';
import { useAdminAccessText } from '../../text/admin-access-text.ts';
import { formatDateTime } from '../../text/format.ts';
import { useLanguage, useText } from '../../text/language.tsx';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import styles from './access.module.css';

type OneTimeLinkProps = { readonly made: OneTimeLinkReply; readonly onClose: () => void };

/** A link that is shown this once, to be given to the right person (SIGN-1). */
export const OneTimeLink = ({ made, onClose }: OneTimeLinkProps) => {
  const { accounts } = useAdminAccessText();
  const { link: words } = accounts;
  const text = useText();
  const { language } = useLanguage();
  const announce = useAnnounce();
  const [copying, setCopying] = useState<'copied' | 'failed'>();
  const told = (how: 'copied' | 'failed'): void => {
    setCopying(how);
    announce(how === 'copied' ? words.copied : words.copyFailed, 'polite');
  };
  const copy = (): void => {
    void navigator.clipboard.writeText(made.link).then(
      () => told('copied'),
      () => told('failed'),
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.title}
      footer={
        <>
          <Button variant="primary" icon="copy" onClick={copy}>
            {copying === 'copied' ? words.copied : words.copy}
          </Button>
          <Button onClick={onClose}>{text.action.close}</Button>
        </>
      }
    >
      <div className="stack">
        <p>{words.once}</p>
        <p>
          <span className="sr-only">{words.label}: </span>
          <code className={`mono ${styles['link']}`}>{made.link}</code>
        </p>
        <p>{words.until({ time: formatDateTime(language, made.expiresAt) })}</p>
        {copying === 'failed' && <Banner tone="attention" title={words.copyFailed} />}
      </div>
    </Dialog>
  );
};
