import { minutesToOre } from '../../../domain/hours.ts';
import type { Forecast, ProgrammeOverviewReply } from '../../../protocol/programme-overview.ts';
import { useFollowupText } from '../../text/admin-followup-text.ts';
import { formatMoney, formatPercent } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { Card } from '../../ui/card/card.tsx';
import { PlanBar } from '../../ui/chart/plan-bar.tsx';
import { CurveChart } from '../followup/curve-chart.tsx';
import { hourWords, wholePercent } from '../followup/month-words.ts';
import styles from './money-card.module.css';

/** Minutes as kronor, öre left out. */
const useKronor = (): ((minutes: number) => string) => {
  const { language } = useLanguage();
  return (minutes) => formatMoney(language, Math.round(minutesToOre(minutes) / 100) * 100);
};

/** Where it is heading, always with how it was computed and never as a fact (DASH-5). */
const ForecastPart = ({
  forecast,
  budgetOre,
}: {
  readonly forecast: Forecast | null;
  readonly budgetOre: number;
}) => {
  const { forecast: words } = useFollowupText();
  const { language } = useLanguage();
  const kronor = useKronor();
  if (forecast === null) return <p className="muted">{words.none}</p>;
  const permille = (n: number): string => formatPercent(language, Math.floor(n / 10) / 100);
  return (
    <div className={styles['forecast']}>
      <h3>{words.title}</h3>
      <p className="num">
        {words.value({ low: kronor(forecast.lowMinutes), high: kronor(forecast.highMinutes) })}
      </p>
      <p className="muted num">{words.notFact}</p>
      <details className={styles['details']}>
        <summary>{words.how}</summary>
        <ul className="stack-s num">
          <li>
            {words.middle({
              money: kronor(forecast.minutes),
              percent: formatPercent(language, wholePercent(minutesToOre(forecast.minutes), budgetOre) / 100),
            })}
          </li>
          <li>
            {words.attended({
              percent: permille(forecast.attendedPermille),
              hours: hourWords(language, forecast.remainingMinutes),
            })}
          </li>
          <li>
            {words.range({
              low: permille(forecast.lowestPermille),
              high: permille(forecast.highestPermille),
            })}
          </li>
          <li>
            {words.reported({ n: forecast.lockedMonths, percent: permille(forecast.reportedPermille) })}
          </li>
        </ul>
      </details>
    </div>
  );
};

/** What is approved of the whole plan, what waits, and where it is heading: three things never mixed (DASH-2). */
export const MoneyCard = ({ page }: { readonly page: ProgrammeOverviewReply }) => {
  const { money: words, units } = useFollowupText();
  const { language } = useLanguage();
  const kronor = useKronor();
  const { money, budgetOre, total, curve, forecast } = page;
  const pending = money.certifiedMinutes + money.uncertifiedMinutes;
  const figures = {
    approved: hourWords(language, money.approvedMinutes),
    hours: hourWords(language, money.recordedMinutes),
    planned: hourWords(language, total.offeredMinutes),
  };
  return (
    <Card aria-labelledby="overview-money">
      <h2 id="overview-money" className={styles['title']}>
        {words.title}
      </h2>
      <p className={styles['key']}>
        <span className={`${styles['value']} num`}>{kronor(money.approvedMinutes)}</span>{' '}
        <span className="muted num">{words.approved({ budget: formatMoney(language, budgetOre) })}</span>
      </p>
      <PlanBar
        isWide
        label={units.bar({
          approved: figures.approved,
          pending: hourWords(language, pending),
          plan: figures.planned,
        })}
        solid={minutesToOre(money.approvedMinutes)}
        striped={minutesToOre(pending)}
        tick={minutesToOre(total.offeredMinutes)}
        most={budgetOre}
      />
      <div className={styles['facts']}>
        <p className="num">
          <b>{words.pending({ money: kronor(pending) })}</b>{' '}
          {pending > 0 &&
            words.split({
              certified: kronor(money.certifiedMinutes),
              uncertified: kronor(money.uncertifiedMinutes),
            })}
        </p>
        <p className="num">{words.sum(figures)}</p>
        {money.approvedMinutes === 0 && <p className="muted">{words.noneLocked}</p>}
        {money.leftOutMinutes > 0 && (
          <p className="muted num">{words.leftOut({ hours: hourWords(language, money.leftOutMinutes) })}</p>
        )}
      </div>
      {curve.length > 0 && <CurveChart curve={curve} figures={figures} />}
      <ForecastPart forecast={forecast} budgetOre={budgetOre} />
    </Card>
  );
};
