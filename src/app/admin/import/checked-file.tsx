import { useEffect, useRef, useState } from 'react';
import type { Result } from '../../../domain/result.ts';
import {
  CommitImportReply,
  type EditImportRequest,
  ImportDone,
  type ImportStatus,
  type RowFilter,
} from '../../../protocol/import.ts';
import type { CallFailure } from '../../device/server-call.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { Banner } from '../../ui/banner/banner.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import type { IconName } from '../../ui/icon/icon-paths.ts';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { send } from '../admin-api.ts';
import { useCallWords } from '../call-words.ts';
import { importPath, isNotReady, rowsLeftOver, saveRowsLeftOver, useImportRows } from './import-api.ts';
import { problemWords, type RowActs } from './row-check.tsx';
import { RowTable } from './row-table.tsx';
import styles from './import-screen.module.css';

export type CheckedStatus = Extract<ImportStatus, { readonly state: 'checked' }>;

type CardFilter = Exclude<RowFilter, 'all'>;
const cards: readonly (readonly [CardFilter, IconName])[] = [
  ['ready', 'check-circle'],
  ['error', 'warning-diamond'],
  ['update', 'copy'],
  ['protected', 'shield-check'],
];

const countsOf = ({ counts }: CheckedStatus): Readonly<Record<CardFilter, number>> => ({
  ready: counts.ready,
  error: counts.error + counts.duplicate + counts.skipped,
  update: counts.update,
  protected: counts.protected,
});

type FiltersProps = {
  readonly status: CheckedStatus;
  readonly filter: RowFilter;
  readonly onFilter: (filter: RowFilter) => void;
};

const Filters = ({ status, filter, onFilter }: FiltersProps) => {
  const { import: text } = useAdminText();
  const counts = countsOf(status);
  const shown = cards.filter(([name]) => status.kind === 'participants' || name !== 'protected');
  return (
    <div role="group" aria-label={text.filter.label} className={styles['filters']}>
      {shown.map(([name, icon]) => (
        <button
          key={name}
          type="button"
          className={styles['filter']}
          aria-pressed={filter === name}
          onClick={() => onFilter(filter === name ? 'all' : name)}
        >
          <b className="num">{counts[name]}</b>
          <span className={styles['filterName']}>
            <Icon name={icon} />
            {text.filter[name]}
          </span>
        </button>
      ))}
    </div>
  );
};

type PagerProps = { readonly page: number; readonly pages: number; readonly onPage: (page: number) => void };

const Pager = ({ page, pages, onPage }: PagerProps) => {
  const { import: text } = useAdminText();
  if (pages < 2) return null;
  return (
    <nav aria-label={text.page.label} className={styles['pager']}>
      <Button
        size="s"
        icon="caret-left"
        disabledReason={page === 0 ? '' : undefined}
        onClick={() => onPage(page - 1)}
      >
        {text.page.previous}
      </Button>
      <span className="num" role="status">
        {text.page.at({ page: page + 1, pages })}
      </span>
      <Button
        size="s"
        iconEnd="caret-right"
        disabledReason={page === pages - 1 ? '' : undefined}
        onClick={() => onPage(page + 1)}
      >
        {text.page.next}
      </Button>
    </nav>
  );
};

type CheckedFileProps = {
  readonly id: string;
  readonly status: CheckedStatus;
  readonly checks: number;
  /** A change was made: the check is made again. */
  readonly onChanged: () => void;
  readonly onDone: (done: CommitImportReply) => void;
};

/** The checked rows: what is good, what must be put right, and the button that takes the good ones in (IMP-14). */
export const CheckedFile = ({ id, status, checks, onChanged, onDone }: CheckedFileProps) => {
  const { import: text } = useAdminText();
  const callWords = useCallWords();
  const announce = useAnnounce();
  const counts = countsOf(status);
  const [filter, setFilter] = useState<RowFilter>(counts.error > 0 ? 'error' : 'all');
  const [page, setPage] = useState(0);
  const [busy, setBusy] = useState<'commit' | 'save'>();
  const [failure, setFailure] = useState<CallFailure>();
  const rows = useImportRows(id, filter, page, { checks, onNotReady: onChanged });
  const summary = useRef<HTMLParagraphElement>(null);

  const about = text.about({ file: status.fileName, rows: status.counts.all });
  useEffect(() => {
    announce(`${counts.ready} ${text.filter.ready}. ${counts.error} ${text.filter.error}.`, 'polite');
  }, [announce, counts.ready, counts.error, text]);
  useEffect(() => {
    if (rows !== undefined && document.activeElement === document.body) summary.current?.focus();
  }, [rows]);

  const settle = (answer: Result<unknown, CallFailure>): void => {
    setFailure(answer.ok ? undefined : answer.error);
    if (answer.ok || isNotReady(answer.error)) onChanged();
  };
  const edit = async (request: Partial<EditImportRequest>): Promise<void> =>
    settle(await send(importPath(id, 'edits'), { texts: [], skip: [], restore: [], ...request }, ImportDone));
  const acts: RowActs = {
    onText: (row, field, value, everywhere) =>
      void edit({ texts: [{ row, field, text: value, everywhere }] }),
    onSkip: (row) => void edit({ skip: [row] }),
    onRestore: (row) => void edit({ restore: [row] }),
  };
  const commit = async (): Promise<void> => {
    if (busy !== undefined) return;
    setBusy('commit');
    const answer = await send(importPath(id, 'commit'), {}, CommitImportReply);
    setBusy(undefined);
    if (answer.ok) onDone(answer.value);
    else settle(answer);
  };
  const save = async (): Promise<void> => {
    if (busy !== undefined) return;
    setBusy('save');
    const left = await rowsLeftOver(id);
    const why = left.ok
      ? left.value.map((row): [number, string] => [
          row.row,
          row.status === 'skipped' ? text.rejected.skipped : problemWords(row, text).join(' '),
        ])
      : [];
    const answer = left.ok
      ? await saveRowsLeftOver(id, { format: 'xlsx', heading: text.rejected.heading, why })
      : left;
    setBusy(undefined);
    setFailure(answer.ok ? undefined : answer.error);
    if (!answer.ok && isNotReady(answer.error)) onChanged();
  };

  const good = status.counts.ready + status.counts.update;
  const words = failure === undefined ? undefined : isNotReady(failure) ? undefined : callWords(failure);
  return (
    <>
      <div className={styles['head']}>
        <p ref={summary} tabIndex={-1} className={styles['about']}>
          {about}
          {status.sheet !== null && ` · ${text.sheet({ sheet: status.sheet })}`}
          {status.newCohorts.length > 0 && ` · ${text.newCohorts({ n: status.newCohorts.length })}`}
        </p>
        <div role="status">
          {failure !== undefined && isNotReady(failure) && (
            <Banner tone="attention" title={text.commit.changed.title}>
              {text.commit.changed.detail}
            </Banner>
          )}
          {words !== undefined && (
            <Banner tone="attention" title={words.title}>
              {words.action}
            </Banner>
          )}
        </div>
      </div>
      <Filters
        status={status}
        filter={filter}
        onFilter={(next) => {
          setFilter(next);
          setPage(0);
        }}
      />
      {rows !== undefined && <RowTable kind={status.kind} rows={rows.rows} acts={acts} />}
      {rows !== undefined && <Pager page={rows.page} pages={rows.pages} onPage={setPage} />}
      <div className={styles['foot']}>
        <Button
          variant="primary"
          size="l"
          icon={status.kind === 'participants' ? 'user-plus' : 'calendar-check'}
          aria-busy={busy === 'commit'}
          disabledReason={good === 0 ? text.commit.none : undefined}
          onClick={() => void commit()}
        >
          {busy === 'commit' ? text.commit.sending : text.commit[status.kind]({ n: good })}
        </Button>
        {counts.error > 0 && (
          <Button size="l" icon="download-simple" aria-busy={busy === 'save'} onClick={() => void save()}>
            {text.rejected.button({ n: counts.error })}
          </Button>
        )}
        {status.kind === 'participants' && <p className={styles['safe']}>{text.choose.safe}</p>}
      </div>
    </>
  );
};
