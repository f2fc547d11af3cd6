import { useSearchParams } from 'react-router';
import { ListAccessLogReply, type AccessEntry } from '../../../protocol/list-access-log.ts';
import { useAdminAccessText, type AdminAccessText } from '../../text/admin-access-text.ts';
import { formatDateTime } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import type { Language } from '../../text/languages.ts';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { EmptyState } from '../../ui/empty-state/empty-state.tsx';
import { SelectField } from '../../ui/field/field.tsx';
import { SearchField } from '../../ui/search-field/search-field.tsx';
import { Skeleton } from '../../ui/skeleton/skeleton.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { usePolled } from '../admin-api.ts';
import { AdminFrame } from '../admin-frame.tsx';
import styles from './access.module.css';

type Words = AdminAccessText['accessLog'];

const kindWords = ({ kinds }: Words, kind: string): string =>
  (kinds as Readonly<Record<string, string>>)[kind] ?? kind;

const personWords = (words: Words, { person, isHidden }: AccessEntry): string => {
  if (isHidden) return words.hidden;
  if (person === null) return '–';
  return person === '' ? words.nameless : person;
};

const columnsOf = (words: Words, language: Language): readonly Column<AccessEntry>[] => [
  {
    key: 'at',
    header: words.column.when,
    cell: ({ at }) => <span className="num">{formatDateTime(language, at)}</span>,
  },
  { key: 'actor', header: words.column.who, cell: ({ actor }) => actor ?? words.unknown },
  {
    key: 'kind',
    header: words.column.what,
    isRowHeader: true,
    cell: ({ kind }) => kindWords(words, kind),
  },
  { key: 'person', header: words.column.person, cell: (entry) => personWords(words, entry) },
  { key: 'about', header: words.column.about, cell: ({ about }) => about || '–' },
];

type Filter = { readonly slag: string; readonly namn: string; readonly fore?: string };

/** /admin/atkomst: who has seen what of the sensitive parts, newest first, by kind and person (ACC-2). */
export const AccessLogScreen = () => {
  const { accessLog: words } = useAdminAccessText();
  const { language } = useLanguage();
  const [params, setParams] = useSearchParams();
  const slag = params.get('slag') ?? '';
  const namn = params.get('namn') ?? '';
  const before = params.get('fore');
  const query = new URLSearchParams({
    ...(slag === '' ? {} : { kind: slag }),
    ...(namn === '' ? {} : { search: namn }),
    ...(before === null ? {} : { before }),
  });
  const { value } = usePolled(`/api/admin/access-log?${query.toString()}`, ListAccessLogReply, 10_000);
  const go = (next: Filter): void =>
    setParams(Object.fromEntries(Object.entries(next).filter(([, said]) => said !== '')), {
      replace: next.fore === undefined,
    });
  return (
    <AdminFrame title={words.title}>
      <p className={styles['intro']}>{words.intro}</p>
      <div className={styles['filters']}>
        <SelectField
          label={words.kind}
          value={slag}
          options={[
            { value: '', label: words.all },
            ...[...new Set([...(value?.kinds ?? []), ...(slag === '' ? [] : [slag])])].map((kind) => ({
              value: kind,
              label: kindWords(words, kind),
            })),
          ]}
          onChange={(change) => go({ slag: change.target.value, namn })}
        />
        <SearchField
          label={words.person}
          size="m"
          value={namn}
          maxLength={100}
          onChange={(typed) => go({ slag, namn: typed })}
        />
      </div>
      {value === undefined ? (
        <Skeleton rows={8} />
      ) : (
        <div className="stack">
          <Card padded={false} className={styles['table']}>
            <Table
              caption={words.caption}
              columns={columnsOf(words, language)}
              rows={value.entries}
              rowKey={({ id }) => String(id)}
              empty={<EmptyState icon="eye" title={words.none} />}
            />
          </Card>
          <div className={styles['pages']}>
            {before !== null && (
              <Button size="s" icon="caret-left" onClick={() => go({ slag, namn })}>
                {words.newer}
              </Button>
            )}
            {value.next !== null && (
              <Button
                size="s"
                iconEnd="caret-right"
                onClick={() => go({ slag, namn, fore: String(value.next) })}
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
