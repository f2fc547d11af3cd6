import { Link } from 'react-router';
import type { Attention } from '../../../protocol/programme-overview.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatDate, formatDayAndMonth } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { CertificatesToDo, ReportToDo, ReviewToDo } from './month-to-dos.tsx';
import { ToDo } from './to-do.tsx';
import styles from './attention-strip.module.css';

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

/** What needs somebody at the office, first on the page, in the order a month is worked through (DASH-1). */
export const AttentionStrip = ({ attention }: { readonly attention: Attention }) => {
  const { overview: words } = useAdminText();
  const { today, setAside, unclosed, silentDevices, review, certificates, report } = attention;
  return (
    <section aria-label={words.attention}>
      <ul className={styles['strip']}>
        <ReviewToDo review={review} />
        <CertificatesToDo certificates={certificates} />
        <ReportToDo report={report} />
        <Unclosed unclosed={unclosed} />
        <Silent silentDevices={silentDevices} />
        {setAside > 0 && (
          <ToDo
            n={setAside}
            title={words.setAside.title({ n: setAside })}
            detail={words.setAside.some}
            href="/admin/granska"
            isCalm={false}
          />
        )}
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
