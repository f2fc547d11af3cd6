import type { ListedPerson, SessionListReply } from '../../../protocol/papers.ts';
import { useAdminReportText } from '../../text/admin-report-text.ts';
import { formatDate, formatDayKey, formatTime, formatTimeRange, formatWeekday } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { linesFor, pagesOf } from './paper-pages.ts';
import { Facts, Sheet } from './paper.tsx';
import styles from './paper.module.css';

export type ListKind = 'before' | 'after';

/** Nothing, for a pen. */
const blank = '\u00a0';

/** Lines at the end for those who are not on the list. */
const spareRows = 6;

type Row =
  | { readonly kind: 'person'; readonly key: string; readonly number: number; readonly person: ListedPerson }
  | { readonly kind: 'spare'; readonly key: string };

const beforeRows = ({ people }: SessionListReply): readonly Row[] => [
  ...people
    .filter(({ isExpected }) => isExpected)
    .map((person, i): Row => ({ kind: 'person', key: person.participant, number: i + 1, person })),
  ...Array.from({ length: spareRows }, (_, i): Row => ({ kind: 'spare', key: `spare ${i}` })),
];

const afterRows = ({ people }: SessionListReply): readonly Row[] =>
  people.map((person, i) => ({ kind: 'person', key: person.participant, number: i + 1, person }));

/** What an A4 has room for: rows to write in, or lines of text. */
const sizes = {
  before: { first: 22, next: 27, tail: 5, costOf: () => 1 },
  after: {
    first: 30,
    next: 36,
    tail: 5,
    costOf: (row: Row): number =>
      row.kind === 'spare'
        ? 1
        : Math.max(linesFor(row.person.name, 28), row.person.presence?.isCorrected === true ? 2 : 1),
  },
};

const Empty = ({ rows }: { readonly rows: readonly Row[] }) => {
  const { columns, spare } = useAdminReportText().list;
  return (
    <table className={`${styles['table']} ${styles['writing']}`}>
      <thead>
        <tr>
          <th scope="col">{columns.number}</th>
          <th scope="col">{columns.name}</th>
          <th scope="col">{columns.came}</th>
          <th scope="col">{columns.left}</th>
          <th scope="col">{columns.signature}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <td className={styles['nr']}>{row.kind === 'person' ? row.number : ''}</td>
            <th scope="row" className={styles['who']}>
              {row.kind === 'person' ? row.person.name : <span className="sr-only">{spare}</span>}
            </th>
            <td className={styles['clock']}>{blank}</td>
            <td className={styles['clock']}>{blank}</td>
            <td>{blank}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const FilledRow = ({ number, person }: { readonly number: number; readonly person: ListedPerson }) => {
  const { list: words, papers } = useAdminReportText();
  const { language } = useLanguage();
  const { presence, certified } = person;
  return (
    <tr>
      <td>{number}</td>
      <th scope="row">
        {person.name}
        {!person.isExpected && <span className={styles['small']}> ({words.guest})</span>}
        {presence?.isCorrected === true && <div className={styles['small']}>{words.corrected}</div>}
      </th>
      {presence === null ? (
        <td colSpan={4}>{words.absent}</td>
      ) : (
        <>
          <td>{formatTime(language, presence.from)}</td>
          <td>{presence.to === null ? words.open : formatTime(language, presence.to)}</td>
          <td className={styles['number']}>{hoursAndMinutes(presence.minutes)}</td>
          <td>
            {certified === null
              ? words.notCertified
              : `${formatDayKey(certified.at)} ${papers.via[certified.via]}`}
          </td>
        </>
      )}
    </tr>
  );
};

const Filled = ({ rows }: { readonly rows: readonly Row[] }) => {
  const { columns } = useAdminReportText().list;
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">{columns.number}</th>
          <th scope="col">{columns.name}</th>
          <th scope="col">{columns.came}</th>
          <th scope="col">{columns.left}</th>
          <th scope="col" className={styles['number']}>
            {columns.hours}
          </th>
          <th scope="col">{columns.certified}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) =>
          row.kind === 'person' ? <FilledRow key={row.key} number={row.number} person={row.person} /> : null,
        )}
      </tbody>
    </table>
  );
};

const Heading = ({ list }: { readonly list: SessionListReply }) => {
  const { list: words } = useAdminReportText();
  const { language } = useLanguage();
  const isDigital = list.kind === 'digital';
  return (
    <>
      <p className={styles['small']}>
        {[
          words.heading,
          isDigital ? words.digital : words.numberOf({ number: list.number, of: list.of }),
        ].join(' · ')}
      </p>
      <h2>{list.title}</h2>
      {list.cancelled && <p>{words.cancelled}</p>}
      <Facts
        of={[
          [words.date, `${formatWeekday(language, list.startsAt)} ${formatDate(language, list.startsAt)}`],
          [words.when, formatTimeRange(language, list.startsAt, list.endsAt)],
          [words.where, list.place === '' ? '–' : list.place],
          [words.trainer, list.trainer],
          [words.group, list.cohorts.join(', ')],
          [
            words.breaks,
            list.breaks.length === 0
              ? words.noBreaks
              : list.breaks.map(([from, to]) => formatTimeRange(language, from, to)).join(', '),
          ],
        ]}
      />
    </>
  );
};

const BeforeTail = () => {
  const { list: words } = useAdminReportText();
  return (
    <div className={styles['tail']}>
      <p>{words.howTo}</p>
      <p>{words.sendBack}</p>
      <div className={styles['signatures']}>
        <p>{words.trainerSigns}</p>
      </div>
    </div>
  );
};

const AfterTail = ({ list }: { readonly list: SessionListReply }) => {
  const { list: words } = useAdminReportText();
  const { language } = useLanguage();
  const here = list.people.flatMap(({ presence }) => presence ?? []);
  const minutes = here.reduce((sum, presence) => sum + presence.minutes, 0);
  return (
    <div className={styles['tail']}>
      <p className="strong">{words.sum({ n: here.length, hours: hoursAndMinutes(minutes) })}</p>
      {list.walkIns > 0 && <p>{words.walkIns({ n: list.walkIns })}</p>}
      {list.closedAt === null && <p>{words.notClosed}</p>}
      <p>
        {list.attested === null
          ? words.notAttested
          : words.attested({ name: list.attested.trainer, date: formatDate(language, list.attested.at) })}
      </p>
    </div>
  );
};

/** A session's list, to fill in or filled in, page by page (PAPER-4). */
export const SessionListSheets = ({
  list,
  kind,
}: {
  readonly list: SessionListReply;
  readonly kind: ListKind;
}) => {
  const { list: words } = useAdminReportText();
  const pages = pagesOf(kind === 'before' ? beforeRows(list) : afterRows(list), sizes[kind]);
  return pages.map((rows, i) => (
    <Sheet key={rows[0]?.key ?? 'tail'} facts={list} page={i + 1} pages={pages.length}>
      {i === 0 ? <Heading list={list} /> : <p className={styles['small']}>{words.title(list)}</p>}
      {rows.length > 0 && (kind === 'before' ? <Empty rows={rows} /> : <Filled rows={rows} />)}
      {i === pages.length - 1 && (kind === 'before' ? <BeforeTail /> : <AfterTail list={list} />)}
    </Sheet>
  ));
};
