import { Link } from 'react-router';
import type { CertifyingPerson } from '../../../protocol/list-certificates.ts';
import { useAdminCertifyText, type AdminCertifyText } from '../../text/admin-certify-text.ts';
import { formatDayAndMonth, formatShortDay } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import type { Language } from '../../text/languages.ts';
import { Button } from '../../ui/button/button.tsx';
import type { IconName } from '../../ui/icon/icon-paths.ts';
import { Table, type Column } from '../../ui/table/table.tsx';
import { Tag, type Tone } from '../../ui/tag/tag.tsx';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { fullName } from '../sessions/person-name.ts';
import styles from './certificates-screen.module.css';

type Standing = CertifyingPerson['standing'];

const tags: Readonly<Record<Standing, { readonly tone: Tone | 'outline'; readonly icon: IconName }>> = {
  open: { tone: 'outline', icon: 'clock' },
  'to-certify': { tone: 'attention', icon: 'signature' },
  reopened: { tone: 'attention', icon: 'arrow-counter-clockwise' },
  waiting: { tone: 'already', icon: 'flag' },
  certified: { tone: 'in', icon: 'check' },
  approved: { tone: 'in', icon: 'seal-check' },
};

/** How somebody has certified: where the paper is, or on what. */
const viaWords = (words: AdminCertifyText, person: CertifyingPerson): readonly string[] => [
  ...new Set(
    person.rows.flatMap(({ state, certified }) => {
      if (state !== 'certified' || certified === null) return [];
      const { via, keptWhere } = certified;
      return [via === 'paper' && keptWhere !== null ? words.onPaper({ where: keptWhere }) : words.via[via]];
    }),
  ),
];

const reachWords = (
  words: AdminCertifyText,
  language: Language,
  { canBeWritten, reminder }: CertifyingPerson,
): string => {
  if (reminder === null) return canBeWritten ? words.hasAddress : words.noAddress;
  if (reminder.state === 'sent') return words.reminded({ day: formatDayAndMonth(language, reminder.at) });
  return reminder.state === 'failed' || reminder.state === 'unclear'
    ? words.remindFailed
    : words.remindWaiting;
};

export type CertificateActs = {
  readonly onPrint: (person: CertifyingPerson) => void;
  /** Nothing when whoever looks may not do it. */
  readonly onPaper: ((person: CertifyingPerson) => void) | undefined;
};

const actionsOf = (
  words: AdminCertifyText,
  { onPrint, onPaper }: CertificateActs,
): Column<CertifyingPerson> => ({
  key: 'action',
  header: words.column.action,
  cell: (person) =>
    person.minutes === 0 && person.standing !== 'reopened' ? null : (
      <span className={styles['acts']}>
        <Button
          size="s"
          icon="printer"
          aria-label={words.printFor({ name: fullName(person) })}
          onClick={() => onPrint(person)}
        >
          {words.printOne}
        </Button>
        {onPaper !== undefined && (
          <Button
            size="s"
            icon="signature"
            aria-label={words.paperFor({ name: fullName(person) })}
            onClick={() => onPaper(person)}
          >
            {words.paper}
          </Button>
        )}
      </span>
    ),
});

const columnsOf = (
  words: AdminCertifyText,
  language: Language,
  acts: CertificateActs,
): readonly Column<CertifyingPerson>[] => [
  {
    key: 'name',
    header: words.column.name,
    isRowHeader: true,
    cell: (person) => <Link to={`/admin/deltagare/${person.participant}`}>{fullName(person)}</Link>,
  },
  { key: 'cohort', header: words.column.cohort, cell: ({ cohort }) => cohort ?? '–' },
  {
    key: 'minutes',
    header: words.column.minutes,
    isNumber: true,
    cell: ({ minutes }) => (minutes === 0 ? '–' : hoursAndMinutes(minutes)),
  },
  {
    key: 'state',
    header: words.column.state,
    cell: (person) => (
      <span className={styles['state']}>
        <Tag {...tags[person.standing]}>{words.state[person.standing]}</Tag>
        {viaWords(words, person).map((via) => (
          <span key={via}>{via}</span>
        ))}
      </span>
    ),
  },
  {
    key: 'since',
    header: words.column.since,
    cell: ({ since }) => (
      <span className="nowrap">{since === null ? '–' : formatShortDay(language, since)}</span>
    ),
  },
  { key: 'reach', header: words.column.reach, cell: (person) => reachWords(words, language, person) },
  actionsOf(words, acts),
];

type TableProps = CertificateActs & { readonly people: readonly CertifyingPerson[] };

/** Who has certified the month and who has not, with what can be done for each. */
export const CertificatesTable = ({ people, ...acts }: TableProps) => {
  const words = useAdminCertifyText();
  const { language } = useLanguage();
  return (
    <Table
      caption={words.caption}
      columns={columnsOf(words, language, acts)}
      rows={people}
      rowKey={({ participant }) => participant}
      empty={<p className={styles['none']}>{words.none}</p>}
    />
  );
};
