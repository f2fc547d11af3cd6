import { Fragment } from 'react';
import { minutesToOre } from '../../../domain/hours.ts';
import type { MonthSummaryReply, SummaryPerson } from '../../../protocol/papers.ts';
import { useAdminReportText } from '../../text/admin-report-text.ts';
import { formatDateTime, formatDayKey, formatMoney, formatNumber } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { monthInText } from './month-words.ts';
import { linesFor, pagesOf } from './paper-pages.ts';
import { Facts, Sheet } from './paper.tsx';
import styles from './paper.module.css';

type Sums = { readonly sessions: number; readonly minutes: number; readonly reportedMinutes: number };
type Row =
  | { readonly kind: 'unit'; readonly key: string; readonly unit: string }
  | { readonly kind: 'person'; readonly key: string; readonly person: SummaryPerson }
  | { readonly kind: 'sum'; readonly key: string; readonly unit: string | null; readonly sums: Sums };

const sumsOf = (people: readonly SummaryPerson[]): Sums => ({
  sessions: people.reduce((n, { sessions }) => n + sessions, 0),
  minutes: people.reduce((n, { minutes }) => n + minutes, 0),
  reportedMinutes: people.reduce((n, { reportedMinutes }) => n + reportedMinutes, 0),
});

const rowsOf = ({ units }: MonthSummaryReply): readonly Row[] => [
  ...units.flatMap(({ unit, people }): readonly Row[] => [
    { kind: 'unit', key: `unit ${unit}`, unit },
    ...people.map((person): Row => ({ kind: 'person', key: person.participant, person })),
    { kind: 'sum', key: `sum ${unit}`, unit, sums: sumsOf(people) },
  ]),
  { kind: 'sum', key: 'total', unit: null, sums: sumsOf(units.flatMap(({ people }) => people)) },
];

/** What an A4 has room for, in rows of one line. */
const sizes = {
  first: 30,
  next: 36,
  tail: 6,
  costOf: (row: Row): number =>
    row.kind === 'unit'
      ? 1.4
      : row.kind === 'sum'
        ? 1
        : Math.max(
            linesFor(row.person.name, 26),
            linesFor(row.person.cohort, 14),
            row.person.certifiedVia.length,
          ),
  isHeading: (row: Row): boolean => row.kind === 'unit',
};

const PersonRow = ({ person }: { readonly person: SummaryPerson }) => {
  const { compilation: words, papers } = useAdminReportText();
  const { language } = useLanguage();
  const { certifiedAt, certifiedVia } = person;
  return (
    <tr>
      <th scope="row">{person.name}</th>
      <td>{person.cohort}</td>
      <td className={styles['number']}>{person.sessions}</td>
      <td className={styles['number']}>{hoursAndMinutes(person.minutes)}</td>
      <td className={styles['number']}>{formatNumber(language, person.reportedMinutes / 60)}</td>
      <td>{person.corrections > 0 ? words.yes : words.no}</td>
      <td>
        {certifiedAt === null
          ? words.missing
          : words.certified({
              date: formatDayKey(certifiedAt),
              how: certifiedVia.map((via) => papers.via[via]).join(', '),
            })}
      </td>
    </tr>
  );
};

const SumRow = ({ unit, sums }: { readonly unit: string | null; readonly sums: Sums }) => {
  const { compilation: words } = useAdminReportText();
  const { language } = useLanguage();
  return (
    <tr className={styles['sum']}>
      <th scope="row" colSpan={2}>
        {unit === null ? words.total : words.sum({ unit: unit === '' ? words.noUnit : unit })}
      </th>
      <td className={styles['number']}>{sums.sessions}</td>
      <td className={styles['number']}>{hoursAndMinutes(sums.minutes)}</td>
      <td className={styles['number']}>{formatNumber(language, sums.reportedMinutes / 60)}</td>
      <td colSpan={2}>{'\u00a0'}</td>
    </tr>
  );
};

const Rows = ({ rows }: { readonly rows: readonly Row[] }) => {
  const { compilation: words } = useAdminReportText();
  const { columns } = words;
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{columns.name}</th>
          <th scope="col">{columns.cohort}</th>
          <th scope="col" className={styles['number']}>
            {columns.sessions}
          </th>
          <th scope="col" className={styles['number']}>
            {columns.time}
          </th>
          <th scope="col" className={styles['number']}>
            {columns.hours}
          </th>
          <th scope="col">{columns.corrected}</th>
          <th scope="col">{columns.certified}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Fragment key={row.key}>
            {row.kind === 'unit' && (
              <tr className={styles['unit']}>
                <th scope="rowgroup" colSpan={7}>
                  {row.unit === '' ? words.noUnit : row.unit}
                </th>
              </tr>
            )}
            {row.kind === 'person' && <PersonRow person={row.person} />}
            {row.kind === 'sum' && <SumRow unit={row.unit} sums={row.sums} />}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
};

const Heading = ({ summary }: { readonly summary: MonthSummaryReply }) => {
  const { compilation: words } = useAdminReportText();
  const { language } = useLanguage();
  const { paper, units } = summary;
  const people = units.flatMap((unit) => unit.people);
  const { reportedMinutes } = sumsOf(people);
  const employer = [paper.employer, paper.organisationNumber].filter((part) => part !== '').join(', ');
  return (
    <>
      <h2>{words.title({ month: monthInText(language, paper.month) })}</h2>
      <Facts
        of={[
          [
            words.facts.approved,
            words.facts.by({ name: paper.lockedBy, date: formatDateTime(language, paper.lockedAt) }),
          ],
          [words.facts.version, paper.version],
          [words.facts.employer, employer === '' ? '–' : employer],
          [
            words.facts.people,
            formatNumber(language, people.filter((person) => person.reportedMinutes > 0).length),
          ],
          [words.facts.hours, formatNumber(language, reportedMinutes / 60)],
          [words.facts.money, formatMoney(language, minutesToOre(reportedMinutes))],
        ]}
      />
    </>
  );
};

const Anchor = ({ approval, head }: Pick<MonthSummaryReply, 'approval' | 'head'>) => {
  const { compilation: words } = useAdminReportText();
  return (
    <div className={styles['tail']}>
      <p>{words.rounding}</p>
      <h3>{words.anchor}</h3>
      <p>
        {words.approval({ seq: approval.seq })} <span className={styles['hash']}>{approval.hash ?? '–'}</span>
      </p>
      <p>
        {words.head({ seq: head.seq })} <span className={styles['hash']}>{head.hash}</span>
      </p>
    </div>
  );
};

/** The month's compilation, page by page (PAPER-1). */
export const CompilationSheets = ({ summary }: { readonly summary: MonthSummaryReply }) => {
  const { compilation: words } = useAdminReportText();
  const { language } = useLanguage();
  const pages = pagesOf(rowsOf(summary), sizes);
  return pages.map((rows, i) => (
    <Sheet key={rows[0]?.key ?? 'tail'} facts={summary.paper} page={i + 1} pages={pages.length}>
      {i === 0 ? (
        <Heading summary={summary} />
      ) : (
        <p className={styles['small']}>
          {words.title({ month: monthInText(language, summary.paper.month) })}
        </p>
      )}
      {rows.length > 0 && <Rows rows={rows} />}
      {i === pages.length - 1 && <Anchor approval={summary.approval} head={summary.head} />}
    </Sheet>
  ));
};
