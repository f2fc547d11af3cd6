import type { ImportField, ImportRow, RowNoteCode, RowProblemCode } from '../../../protocol/import.ts';
import { useAdminText, type AdminText } from '../../text/admin-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import type { IconName } from '../../ui/icon/icon-paths.ts';
import { Tag } from '../../ui/tag/tag.tsx';
import styles from './import-screen.module.css';

export type RowActs = {
  /** Puts another text in a field of a row; `everywhere` also in the rows that read the same. */
  readonly onText: (row: number, field: ImportField, text: string, everywhere: boolean) => void;
  readonly onSkip: (row: number) => void;
  readonly onRestore: (row: number) => void;
};

/** Everything that is wrong with a row, in sentences. */
export const problemWords = ({ problems }: ImportRow, text: AdminText['import']): readonly string[] =>
  problems.map(
    ({ code, params }: { code: RowProblemCode; params: Readonly<Record<string, string | number>> }) =>
      text.problem[code](params),
  );

const quietNotes: ReadonlySet<RowNoteCode> = new Set<RowNoteCode>(['cohort-new']);

const noteIcon = (code: RowNoteCode): IconName => {
  if (code === 'protected-as') return 'shield-check';
  return code === 'changes' || code === 'no-change' || code === 'moves-cohort' ? 'copy' : 'info';
};

const Sentence = ({
  icon,
  isQuiet,
  words,
}: {
  readonly icon: IconName;
  readonly isQuiet: boolean;
  readonly words: string;
}) => (
  <p className={isQuiet ? styles['note'] : styles['problem']}>
    <Icon name={icon} />
    <span>{words}</span>
  </p>
);

const Fixes = ({ row, acts }: { readonly row: ImportRow; readonly acts: RowActs }) => {
  const { import: text } = useAdminText();
  const which = <span className="sr-only">{text.fix.forRow({ row: row.row })}</span>;
  const fixes = row.problems.flatMap(({ field, fix }) =>
    fix === null || field === null ? [] : [{ field, fix }],
  );
  return (
    <div className={styles['fixes']}>
      {fixes.map(({ field, fix }) => (
        <Button key={`${field} ${fix}`} size="s" onClick={() => acts.onText(row.row, field, fix, true)}>
          {text.fix.change({ text: fix })}
          {which}
        </Button>
      ))}
      {row.status === 'skipped' ? (
        <Button size="s" onClick={() => acts.onRestore(row.row)}>
          {text.fix.restore}
          {which}
        </Button>
      ) : (
        row.status === 'update' && (
          <Button size="s" onClick={() => acts.onSkip(row.row)}>
            {text.fix.skip}
            {which}
          </Button>
        )
      )}
    </div>
  );
};

/** The last cell of a row: that it is good, or what is wrong, what to know, and what one tap puts right. */
export const RowCheck = ({ row, acts }: { readonly row: ImportRow; readonly acts: RowActs }) => {
  const { import: text } = useAdminText();
  const notes = row.notes.filter(({ code }) => !quietNotes.has(code));
  const isSkipped = row.status === 'skipped';
  return (
    <div className={styles['check']}>
      {row.status === 'ready' && !row.isProtected && (
        <Tag tone="in" icon="check">
          {text.table.ready}
        </Tag>
      )}
      {isSkipped && <Tag icon="minus">{text.table.skipped}</Tag>}
      {!isSkipped &&
        problemWords(row, text).map((words) => (
          <Sentence key={words} icon="warning-diamond" isQuiet={false} words={words} />
        ))}
      {notes.map(({ code, params }) => (
        <Sentence key={code} icon={noteIcon(code)} isQuiet words={text.note[code](params)} />
      ))}
      <Fixes row={row} acts={acts} />
    </div>
  );
};
