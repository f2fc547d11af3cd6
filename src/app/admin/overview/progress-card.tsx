import type { Progress } from '../../../protocol/programme-overview.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { formatNumber, formatPercent } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Card } from '../../ui/card/card.tsx';
import money from './money-card.module.css';
import styles from './progress-card.module.css';

const rows = 5;
const columns = 20;
const goalColumn = 16;

/** A hundred dots filled column by column, so that the goal of 80 is a line between two columns. */
const HundredDots = ({ filled, label }: { readonly filled: number; readonly label: string }) => {
  const { overview: words } = useAdminText();
  const goalX = goalColumn * 22.4 - 0.2;
  return (
    <svg viewBox="0 0 450 150" role="img" aria-label={label} className={styles['dots']}>
      {Array.from({ length: rows * columns }, (_, i) => (
        <circle
          // oxlint-disable-next-line react/no-array-index-key -- a dot has no identity but its place
          key={i}
          className={i < filled ? styles['filled'] : styles['empty']}
          cx={11 + Math.floor(i / rows) * 22.4}
          cy={11 + (i % rows) * 25}
          r={i < filled ? 7.5 : 6.75}
        />
      ))}
      <line className={styles['goal']} x1={goalX} x2={goalX} y1="0" y2="124" />
      <text className={styles['goalWord']} x={goalX + 32} y="143" textAnchor="end">
        {words.progress.goal}
      </text>
    </svg>
  );
};

/** How many are on the way to completing, against the goal that the programme is measured by (ADM-4). */
export const ProgressCard = ({ total }: { readonly total: Progress }) => {
  const { overview: words } = useAdminText();
  const { language } = useLanguage();
  const share = total.offeredTo === 0 ? 0 : total.onTrack / total.offeredTo;
  const filled = Math.floor(share * 100);
  return (
    <Card aria-labelledby="overview-progress">
      <h2 id="overview-progress" className={money['title']}>
        {words.progress.title}
      </h2>
      {total.offeredTo === 0 ? (
        <p className="muted">{words.progress.none}</p>
      ) : (
        <>
          <p className={money['key']}>
            <span className={`${money['value']} num`}>{formatPercent(language, filled / 100)}</span>{' '}
            <span className="muted num">
              {words.progress.of({ n: formatNumber(language, total.offeredTo) })}
            </span>
          </p>
          <HundredDots filled={filled} label={words.progress.dots({ n: filled })} />
          <p className="num">{words.progress.completed({ n: formatNumber(language, total.completed) })}</p>
          <p className="muted">{words.progress.means}</p>
        </>
      )}
    </Card>
  );
};
