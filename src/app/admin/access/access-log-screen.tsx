import { useEffect, useState } from 'react';
import {
  ListAccessLogReply,
  type AccessEntry,
  type ListAccessLogRequest,
} from '../../../protocol/list-access-log.ts';
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
import { send } from '../admin-api.ts';
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

const everything: ListAccessLogRequest = { before: null, kind: null, search: '' };
const waitMs = 250;

/** The page that is asked for, a moment after the last key. The page before stays until it is there. */
const useEntries = (asked: ListAccessLogRequest): ListAccessLogReply | undefined => {
  const [found, setFound] = useState<ListAccessLogReply>();
  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(() => {
      void send('/api/admin/access-log', asked, ListAccessLogReply).then((answer) => {
        if (!isOver && answer.ok) setFound(answer.value);
      });
    }, waitMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [asked]);
  return found;
};

/** /admin/atkomst: who has seen what of the sensitive parts, newest first, by kind and person (ACC-2). */
export const AccessLogScreen = () => {
  const { accessLog: words } = useAdminAccessText();
  const { language } = useLanguage();
  const [asked, setAsked] = useState<ListAccessLogRequest>(everything);
  const value = useEntries(asked);
  const kinds = [...new Set([...(value?.kinds ?? []), ...(asked.kind === null ? [] : [asked.kind])])];
  return (
    <AdminFrame title={words.title}>
      <p className={styles['intro']}>{words.intro}</p>
      <div className={styles['filters']}>
        <SelectField
          label={words.kind}
          value={asked.kind ?? ''}
          options={[
            { value: '', label: words.all },
            ...kinds.map((kind) => ({ value: kind, label: kindWords(words, kind) })),
          ]}
          onChange={({ target }) =>
            setAsked({ ...asked, before: null, kind: target.value === '' ? null : target.value })
          }
        />
        <SearchField
          label={words.person}
          size="m"
          value={asked.search}
          maxLength={100}
          onChange={(search) => setAsked({ ...asked, before: null, search })}
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
            {asked.before !== null && (
              <Button size="s" icon="caret-left" onClick={() => setAsked({ ...asked, before: null })}>
                {words.newer}
              </Button>
            )}
            {value.next !== null && (
              <Button
                size="s"
                iconEnd="caret-right"
                onClick={() => setAsked({ ...asked, before: value.next })}
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
