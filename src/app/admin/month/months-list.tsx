import { Link } from 'react-router';
import type { MonthSummary } from '../../../protocol/month.ts';
import { useAdminMonthText } from '../../text/admin-month-text.ts';
import { formatShortDay } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import type { IconName } from '../../ui/icon/icon-paths.ts';
import { Tag, type Tone } from '../../ui/tag/tag.tsx';
import { dayWords, monthTitle } from './month-names.ts';
import styles from './month.module.css';

type Said = { readonly tone: Tone; readonly icon: IconName; readonly words: string };

const useStateWords = (): ((month: MonthSummary) => Said) => {
  const { list } = useAdminMonthText();
  const { language } = useLanguage();
  return ({ state, sentAt }) => {
    const day = sentAt === null ? undefined : formatShortDay(language, sentAt);
    const words = list.state;
    switch (state) {
      case 'empty':
        return { tone: 'neutral', icon: 'minus', words: words.empty };
      case 'open':
        return { tone: 'neutral', icon: 'list-checks', words: words.open };
      case 'locked':
        return { tone: 'attention', icon: 'lock-simple', words: words.locked };
      case 'sent':
        return {
          tone: 'in',
          icon: 'paper-plane-tilt',
          words: day === undefined ? words.sentPlain : words.sent({ day }),
        };
      case 'again':
        return { tone: 'attention', icon: 'arrows-clockwise', words: words.again };
      case 'sent-again':
        return {
          tone: 'in',
          icon: 'arrows-clockwise',
          words: day === undefined ? words.sentAgainPlain : words.sentAgain({ day }),
        };
    }
  };
};

/** Every month, the latest first, with how far it has come. */
export const MonthsList = ({
  months,
  shown,
}: {
  months: readonly MonthSummary[];
  shown: string | undefined;
}) => {
  const { list } = useAdminMonthText();
  const { language } = useLanguage();
  const stateWords = useStateWords();
  return (
    <section className={styles['card']} aria-labelledby="months">
      <h2 id="months">{list.title}</h2>
      <ul className={styles['months']}>
        {months.toReversed().map((month) => {
          const { tone, icon, words } = stateWords(month);
          return (
            <li key={month.month}>
              <Link
                to={`/admin/manad/${month.month}`}
                aria-current={month.month === shown ? 'page' : undefined}
              >
                {monthTitle(language, month.month)}
              </Link>
              <span className={styles['dates']}>
                {month.state === 'open' && (
                  <span className="muted num">{list.due({ day: dayWords(language, month.due) })}</span>
                )}
                {month.late > 0 && (
                  <Tag tone="attention" icon="warning-diamond">
                    {list.late({ n: month.late })}
                  </Tag>
                )}
                <Tag tone={tone} icon={icon}>
                  {words}
                </Tag>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
