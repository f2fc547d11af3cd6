import { useState } from 'react';
import { Link } from 'react-router';
import { useText } from '../../text/language.tsx';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/icon-paths.ts';
import styles from './send-status.module.css';

export type SendKind = 'sent' | 'offline' | 'local' | 'sending' | 'server' | 'late' | 'aside' | 'revoked';

export type SendStatusProps = {
  readonly kind: SendKind;
  readonly title: string;
  readonly detail: string;
  readonly href?: string;
};

const icons: Readonly<Record<SendKind, IconName>> = {
  sent: 'cloud-check',
  offline: 'wifi-slash',
  local: 'device-tablet',
  sending: 'cloud-arrow-up',
  server: 'device-tablet',
  late: 'clock-countdown',
  aside: 'device-tablet',
  revoked: 'prohibit',
};

/** Where what has been recorded now is. Says so aloud only when the kind changes, never at each new number (UI-2). */
export const SendStatus = ({ kind, title, detail, href = '/plattan' }: SendStatusProps) => {
  const text = useText();
  const [said, setSaid] = useState({ kind, words: '' });
  if (said.kind !== kind) setSaid({ kind, words: `${title}. ${detail}` });
  return (
    <div className={styles['frame']}>
      <Link to={href} className={`${styles['status']} ${styles[kind]}`}>
        <Icon name={icons[kind]} />
        <span>
          <span className="sr-only">{text.send.label}: </span>
          <b>{title}</b>
          <small>{detail}</small>
        </span>
      </Link>
      <output className="sr-only">{said.words}</output>
    </div>
  );
};
