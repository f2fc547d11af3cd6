import { useSearchParams } from 'react-router';
import { ListOfficeLogReply, type OfficeLogEntry } from '../../../protocol/list-office-log.ts';
import { unitName } from '../../../domain/programme.ts';
import { useAdminText, type AdminText } from '../../text/admin-text.ts';
import { formatDateTime } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import type { Language } from '../../text/languages.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { SelectField } from '../../ui/field/field.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { usePolled } from '../admin-api.ts';
import { AdminFrame } from '../admin-frame.tsx';
import styles from './log-screen.module.css';

type Words = AdminText['officeLog'];

const inWords = (words: Readonly<Record<string, string>>, key: string): string => words[key] ?? key;

/** Names of what it was about, and the few details that say something to a person. */
const aboutWords = (words: Words, { about, details }: OfficeLogEntry): string => {
  const { unit, reason, count } = details;
  return [
    ...about,
    ...(typeof unit === 'string' ? [unitName(unit)] : []),
    ...(typeof reason === 'string' ? [inWords(words.reasons, reason)] : []),
    ...(typeof count === 'number' ? [words.count({ n: count })] : []),
  ].join(' · ');
};

const Chain = ({ chain }: Pick<ListOfficeLogReply, 'chain'>) => {
  const { officeLog: words } = useAdminText();
  return chain.brokenAt === null ? (
    <Banner tone="in" icon="shield-check" title={words.chain.whole({ n: chain.entries })}>
      {words.chain.wholeDetail}
    </Banner>
  ) : (
    <Banner tone="stop" icon="shield-warning" title={words.chain.broken({ number: chain.brokenAt })}>
      {words.chain.brokenDetail}
    </Banner>
  );
};

const columnsOf = (words: Words, language: Language): readonly Column<OfficeLogEntry>[] => [
  { key: 'seq', header: words.column.number, isNumber: true, cell: ({ seq }) => seq },
  {
    key: 'at',
    header: words.column.when,
    cell: ({ at }) => <span className="num">{formatDateTime(language, at)}</span>,
  },
  { key: 'actor', header: words.column.who, cell: ({ actor }) => actor ?? words.server },
  {
    key: 'kind',
    header: words.column.what,
    isRowHeader: true,
    cell: ({ kind }) => inWords(words.kinds, kind),
  },
  { key: 'about', header: words.column.about, cell: (entry) => aboutWords(words, entry) || '–' },
];

const Entries = ({ entries }: Pick<ListOfficeLogReply, 'entries'>) => {
  const { officeLog: words } = useAdminText();
  const { language } = useLanguage();
  return (
    <Table
      caption={words.caption}
      columns={columnsOf(words, language)}
      rows={entries}
      rowKey={({ seq }) => String(seq)}
      empty={<EmptyState icon="clock-counter-clockwise" title={words.none} />}
    />
  );
};

/** /admin/logg: the office's own log, newest first, with its chain followed by the server (ADM-8). */
export const LogScreen = () => {
  const { officeLog: words } = useAdminText();
  const [params, setParams] = useSearchParams();
  const kind = params.get('slag') ?? '';
  const before = params.get('fore');
  const query = new URLSearchParams({
    ...(kind === '' ? {} : { kind }),
    ...(before === null ? {} : { before }),
  });
  const { value } = usePolled(`/api/admin/log?${query.toString()}`, ListOfficeLogReply, 5000);
  const go = (next: { slag: string; fore?: string }): void =>
    setParams({
      ...(next.slag === '' ? {} : { slag: next.slag }),
      ...(next.fore === undefined ? {} : { fore: next.fore }),
    });
  return (
    <AdminFrame title={words.title}>
      <p className={styles['lead']}>{words.lead}</p>
      {value === undefined ? (
        <Skeleton rows={8} />
      ) : (
        <div className="stack">
          <Chain chain={value.chain} />
          <SelectField
            label={words.filter}
            value={kind}
            options={[
              { value: '', label: words.all },
              ...value.kinds.map((one) => ({ value: one, label: inWords(words.kinds, one) })),
            ]}
            onChange={(change) => go({ slag: change.target.value })}
          />
          <Card padded={false} className={styles['table']}>
            <Entries entries={value.entries} />
          </Card>
          <div className={styles['pages']}>
            {before !== null && (
              <Button size="s" icon="caret-left" onClick={() => go({ slag: kind })}>
                {words.newer}
              </Button>
            )}
            {value.next !== null && (
              <Button
                size="s"
                iconEnd="caret-right"
                onClick={() => go({ slag: kind, fore: String(value.next) })}
              >
                {words.older}
              </Button>
            )}
          </div>
        </div>
      )}
    </AdminFrame>
  );
};
