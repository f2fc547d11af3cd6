import { useId, type ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { SteeringReportReply } from '../../../protocol/follow-up.ts';
import { useNow } from '../../device/clock.ts';
import { useFollowupText } from '../../text/admin-followup-text.ts';
import { formatDate, formatMoney } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { minutesToOre } from '../../../domain/hours.ts';
import { Button, LinkButton } from '../../ui/button/button.tsx';
import { HundredDots } from '../../ui/chart/hundred-dots.tsx';
import { EmblemSlot } from '../../ui/emblem-slot/emblem-slot.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { SelectField } from '../../ui/field/field.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { usePolled } from '../admin-api.ts';
import { AdminFrame } from '../admin-frame.tsx';
import { useCallWords } from '../call-words.ts';
import { CurveChart } from './curve-chart.tsx';
import { hourWords, monthInText, monthWords } from './month-words.ts';
import { changeSentences, riskSentence, shortSentences } from './steering-sentences.ts';
import { DeviationTable, MoneyTable, UnitGroups } from './steering-tables.tsx';
import { TracksTable } from './tracks-table.tsx';
import styles from './steering.module.css';

const Sentences = ({ items, look = '' }: { readonly items: readonly string[]; readonly look?: string }) => (
  <ul className={`${styles['list']} ${look} num`}>
    {items.map((item) => (
      <li key={item}>{item}</li>
    ))}
  </ul>
);

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles['section']}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
};

const Head = ({ report }: { readonly report: SteeringReportReply }) => {
  const { steering: words } = useFollowupText();
  const { language } = useLanguage();
  const now = useNow(60_000);
  return (
    <header className={styles['head']}>
      <div>
        <p className={styles['title']}>{words.title({ month: monthInText(language, report.month) })}</p>
        <p>{`${report.programme}, ${words.project}`}</p>
        <p className="muted">{words.made({ date: formatDate(language, now) })}</p>
        <p>{report.isOver ? words.states[report.state] : words.ongoing}</p>
      </div>
      <EmblemSlot />
    </header>
  );
};

const MoneySection = ({ report }: { readonly report: SteeringReportReply }) => {
  const { steering: words } = useFollowupText();
  const { language } = useLanguage();
  const { money, now, forecast, curve } = report;
  const kronor = (minutes: number): string =>
    formatMoney(language, Math.round(minutesToOre(minutes) / 100) * 100);
  return (
    <Section title={words.money.title}>
      <MoneyTable report={report} />
      {curve.length > 0 && (
        <CurveChart
          curve={curve}
          figures={{
            approved: hourWords(language, money.approvedMinutes),
            hours: hourWords(language, money.recordedMinutes),
            planned: hourWords(language, now.plannedMinutes),
          }}
        />
      )}
      {forecast !== null && (
        <p className="num">
          {words.money.forecast({ low: kronor(forecast.lowMinutes), high: kronor(forecast.highMinutes) })}
        </p>
      )}
    </Section>
  );
};

/** The report as it is printed. */
const Paper = ({ report }: { readonly report: SteeringReportReply }) => {
  const { steering: words, progress } = useFollowupText();
  const { language } = useLanguage();
  const { percent } = report.now;
  return (
    <article className={styles['paper']}>
      <Head report={report} />
      <Section title={words.short.title}>
        <Sentences items={shortSentences(report, words, language)} />
      </Section>
      <Section title={words.changes.title}>
        <Sentences items={changeSentences(report, words, language)} />
      </Section>
      <Section title={words.risks.title}>
        {report.risks.length === 0 ? (
          <p>{words.risks.none}</p>
        ) : (
          <Sentences
            look={styles['risks'] ?? ''}
            items={report.risks.map((risk) => riskSentence(risk, words, language))}
          />
        )}
      </Section>
      <MoneySection report={report} />
      <Section title={words.completion.title}>
        {percent !== null && (
          <HundredDots
            filled={percent}
            goal={80}
            goalWord={progress.goal}
            label={progress.dots({ n: percent })}
          />
        )}
        <TracksTable tracks={report.tracks} />
      </Section>
      <Section title={words.units.title}>
        <UnitGroups report={report} />
      </Section>
      <Section title={words.deviations.title}>
        <DeviationTable report={report} />
      </Section>
    </article>
  );
};

const Bar = ({ report }: { readonly report: SteeringReportReply }) => {
  const { steering: words } = useFollowupText();
  const { language } = useLanguage();
  const navigate = useNavigate();
  return (
    <div className={`${styles['bar']} no-print`}>
      <SelectField
        label={words.choose}
        value={report.month}
        options={report.months
          .toReversed()
          .map((month) => ({ value: month, label: monthWords(language, month) }))}
        onChange={({ target }) => void navigate(`/admin/uppfoljning/styrgrupp/${target.value}`)}
      />
      <Button variant="primary" icon="printer" onClick={() => window.print()}>
        {words.print}
      </Button>
      <LinkButton href="/admin/uppfoljning" icon="arrow-left">
        {words.back}
      </LinkButton>
      <p className="muted">{words.printHint}</p>
    </div>
  );
};

/** /admin/uppfoljning/styrgrupp/:manad: the month for the steering group, to read and to print (DASH-8). */
export const SteeringScreen = () => {
  const { steering: words } = useFollowupText();
  const { language } = useLanguage();
  const callWords = useCallWords();
  const { manad = '' } = useParams();
  const { value, failure } = usePolled(
    `/api/admin/followup/steering/${encodeURIComponent(manad)}`,
    SteeringReportReply,
    300_000,
  );
  const isMonth = /^\d{4}-(0[1-9]|1[0-2])$/.test(manad);
  const month = isMonth ? monthInText(language, manad) : manad;
  if (value === undefined && failure?.kind === 'problem') {
    const { title, action } = callWords(failure);
    return (
      <AdminFrame title={words.title({ month })}>
        <EmptyState
          icon="calendar-blank"
          title={title}
          action={<LinkButton href="/admin/uppfoljning">{words.back}</LinkButton>}
        >
          <p>{action}</p>
        </EmptyState>
      </AdminFrame>
    );
  }
  return (
    <AdminFrame title={words.title({ month })}>
      {value === undefined ? (
        <Skeleton rows={8} />
      ) : (
        <>
          <Bar report={value} />
          <Paper report={value} />
        </>
      )}
    </AdminFrame>
  );
};
