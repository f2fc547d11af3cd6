import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Attention } from '../../../protocol/programme-overview.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatDate, formatDayAndMonth } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import styles from './attention-strip.module.css';

type ToDoProps = {
  readonly n: number;
  readonly title: string;
  readonly detail: ReactNode;
  readonly href: string;
  /** Whether it asks something of anybody. */
  readonly isCalm: boolean;
};

const ToDo = ({ n, title, detail, href, isCalm }: ToDoProps) => (
  <li>
    <Link to={href} className={`${styles['item']} ${isCalm ? styles['calm'] : ''}`}>
      <b className={`${styles['value']} num`}>{n}</b>
      <span>
        <b>{title}</b>
        <span className={styles['detail']}>{detail}</span>
      </span>
      <Icon name="caret-right" />
    </Link>
  </li>
);

const Unclosed = ({ unclosed }: Pick<Attention, 'unclosed'>) => {
  const { overview: words } = useAdminText();
  const { language } = useLanguage();
  const [latest] = unclosed.latest;
  const detail =
    latest === undefined
      ? words.unclosed.none
      : `${latest.cohorts.slice(0, 2).join(', ')}, ${formatDayAndMonth(language, latest.startsAt)}`;
  return (
    <ToDo
      n={unclosed.count}
      title={words.unclosed.title({ n: unclosed.count })}
      detail={detail}
      href={latest === undefined ? '/admin/tillfallen' : `/admin/tillfallen/${latest.id}`}
      isCalm={unclosed.count === 0}
    />
  );
};

const Silent = ({ silentDevices }: Pick<Attention, 'silentDevices'>) => {
  const { overview: words } = useAdminText();
  const { language } = useLanguage();
  const [first] = silentDevices;
  const when = (at: number): string => formatDayAndMonth(language, at);
  return (
    <ToDo
      n={silentDevices.length}
      title={words.silent.title({ n: silentDevices.length })}
      detail={
        first === undefined
          ? words.silent.none
          : first.lastContactAt === null
            ? words.silent.never(first)
            : words.silent.detail({ name: first.name, when: when(first.lastContactAt) })
      }
      href="/admin/plattor"
      isCalm={first === undefined}
    />
  );
};

const UnclosedList = ({ unclosed }: Pick<Attention, 'unclosed'>) => {
  const { overview: words } = useAdminText();
  const { language } = useLanguage();
  if (unclosed.latest.length < 2) return null;
  return (
    <details className={styles['list']}>
      <summary>{words.unclosed.list}</summary>
      <ul>
        {unclosed.latest.map(({ id, title, cohorts, startsAt, hasRecords }) => (
          <li key={id}>
            <Link to={`/admin/tillfallen/${id}`}>{title}</Link>
            {` · ${cohorts.join(', ')} · ${formatDate(language, startsAt)}`}
            {!hasRecords && ` · ${words.unclosed.nothing}`}
          </li>
        ))}
      </ul>
    </details>
  );
};

/** What needs somebody at the office, first on the page; calm figures stay so that nothing moves about. */
export const AttentionStrip = ({ attention }: { readonly attention: Attention }) => {
  const { overview: words } = useAdminText();
  const { today, setAside, unclosed, silentDevices } = attention;
  return (
    <section aria-label={words.attention}>
      <ul className={styles['strip']}>
        <Unclosed unclosed={unclosed} />
        <Silent silentDevices={silentDevices} />
        <ToDo
          n={setAside}
          title={words.setAside.title({ n: setAside })}
          detail={setAside === 0 ? words.setAside.none : words.setAside.some}
          href="/admin/plattor"
          isCalm={setAside === 0}
        />
        <ToDo
          n={today.sessions}
          title={words.today.title({ n: today.sessions })}
          detail={today.sessions === 0 ? words.today.none : words.today.detail(today)}
          href="/admin/tillfallen"
          isCalm
        />
      </ul>
      <UnclosedList unclosed={unclosed} />
    </section>
  );
};
