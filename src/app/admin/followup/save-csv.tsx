import { useFollowupText } from '../../text/admin-followup-text.ts';
import { useLanguage } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { useAnnounce } from '../../ui/live-announcer/live-announcer.tsx';
import { csvOf, type CsvCell } from './csv.ts';
import styles from './followup.module.css';

export type CsvTable = {
  /** In the file's name: lower case, without spaces. */
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
};

type SaveCsvProps = {
  /** What the table is called, for whoever only hears the button. */
  readonly label: string;
  readonly table: CsvTable;
  readonly from: string;
  readonly to: string;
};

const saveText = (text: string, name: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

/** Saves exactly what the table shows, hidden groups hidden (DASH-4, DASH-10). */
export const SaveCsv = ({ label, table, from, to }: SaveCsvProps) => {
  const words = useFollowupText();
  const { language } = useLanguage();
  const announce = useAnnounce();
  return (
    <div className={`${styles['save']} no-print`}>
      <Button
        size="s"
        variant="ghost"
        icon="file-csv"
        onClick={() => {
          saveText(csvOf(table.head, table.rows, language), words.file({ table: table.name, from, to }));
          announce(words.saved, 'polite');
        }}
      >
        {words.save}
        <span className="sr-only">{`: ${label}`}</span>
      </Button>
    </div>
  );
};
