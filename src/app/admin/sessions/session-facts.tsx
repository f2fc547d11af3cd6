import type { ReactNode } from 'react';
import type { ChainState, ShowSessionReply } from '../../../protocol/show-session.ts';
import { useAdminText, type AdminText } from '../../text/admin-text.ts';
import { formatMoney, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import type { IconName } from '../../ui/icon/icon-paths.ts';
import { Tag } from '../../ui/tag/tag.tsx';
import { useSessionTime } from './session-day.tsx';
import styles from './session-facts.module.css';

/** The worst of several chains: what one of them lacks, the session lacks. */
export const worstOf = (chains: readonly ChainState[]): ChainState | undefined =>
  chains.find(({ state }) => state === 'broken') ??
  chains.find(({ state }) => state === 'unsigned-tail') ??
  chains[0];

const chainIcons: Readonly<Record<ChainState['state'] | 'none', IconName>> = {
  whole: 'shield-check',
  'unsigned-tail': 'clock-countdown',
  broken: 'shield-warning',
  none: 'minus',
};

const Fact = ({ term, children }: { readonly term: string; readonly children: ReactNode }) => (
  <div className={styles['fact']}>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

const ChainFact = ({ chains, words }: { chains: readonly ChainState[]; words: AdminText['session'] }) => {
  const worst = worstOf(chains);
  const state = worst?.state ?? 'none';
  return (
    <Fact term={words.chain}>
      <span className={`${styles['chain']} ${state === 'broken' ? styles['broken'] : ''}`}>
        <Icon name={chainIcons[state]} />
        {words.chainState[state]}
      </span>
      {worst !== undefined && worst.at !== null && (
        <small className="num"> {words.chainAt({ device: worst.name, number: worst.at })}</small>
      )}
    </Fact>
  );
};

/** The strip of facts: who took part, hours and money, who closed it, when it came in, and whether it is proved. */
export const SessionFacts = ({ page }: { readonly page: ShowSessionReply }) => {
  const { session: words, sessionDoor: door } = useAdminText();
  const { language } = useLanguage();
  const { session, ore, closing, attested, received, chains } = page;
  const nameOf = (device: string): string => chains.find((chain) => chain.device === device)?.name ?? device;
  const time = useSessionTime();
  return (
    <dl className={styles['facts']} aria-label={words.facts}>
      <Fact term={words.attended}>
        <span className="num">{session.present - session.guests}</span>{' '}
        <small className="num">
          {words.of({ expected: session.expected })}
          {session.guests > 0 && words.plusGuests({ n: session.guests })}
        </small>
      </Fact>
      <Fact term={words.hours}>
        <span className="num">{formatNumber(language, session.minutes / 60)}</span>{' '}
        <small className="num">{words.timesUnit({ money: formatMoney(language, ore) })}</small>
      </Fact>
      <Fact term={words.closedBy}>
        {closing === null ? (
          <small>{words.notClosed}</small>
        ) : (
          <>
            <span className="num">{time(closing.at)}</span>{' '}
            <small>{words.closedOn({ device: nameOf(closing.device) })}</small>
          </>
        )}
      </Fact>
      <Fact term={door.attested}>
        {attested !== null && (
          <>
            <span className="num">{time(attested.at)}</span>{' '}
            <small>{door.attestedBy({ trainer: attested.trainer })}</small>
          </>
        )}
        {attested === null &&
          (closing === null ? (
            <small>{door.attestLater}</small>
          ) : (
            <Tag tone="attention" icon="signature">
              {door.notAttested}
            </Tag>
          ))}
      </Fact>
      <Fact term={words.received}>
        {received === null ? (
          <small>{words.notReceived}</small>
        ) : (
          <>
            <span className="num">{time(received.at)}</span> <small>{nameOf(received.device)}</small>
          </>
        )}
      </Fact>
      <ChainFact chains={chains} words={words} />
    </dl>
  );
};
