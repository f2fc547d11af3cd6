import { useAccountText } from '../../text/admin-account-text.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import styles from './accounts.module.css';
import { useCopying } from './use-copying.ts';

type RecoveryCodesProps = { readonly codes: readonly string[]; readonly onSaved: () => void };

/** The codes, shown this once: to print, to copy, and to say that they are kept (AUTH-5). */
export const RecoveryCodes = ({ codes, onSaved }: RecoveryCodesProps) => {
  const { recovery } = useAccountText();
  const { copying, copy } = useCopying(codes.join('\n'), recovery.copyFailed);
  return (
    <div className="stack">
      <p>{recovery.lead}</p>
      <Banner tone="attention" title={recovery.once} />
      <ol className={styles['codes']} aria-label={recovery.list}>
        {codes.map((code) => (
          <li key={code}>
            <code className="mono">{code}</code>
          </li>
        ))}
      </ol>
      <p className={styles['acts']}>
        <Button onClick={() => window.print()}>{recovery.print}</Button>
        <Button icon="copy" onClick={copy}>
          {copying === 'copied' ? recovery.copied : recovery.copy}
        </Button>
      </p>
      {copying === 'failed' && <Banner tone="attention" title={recovery.copyFailed} />}
      <Button variant="primary" size="l" block onClick={onSaved}>
        {recovery.saved}
      </Button>
    </div>
  );
};
