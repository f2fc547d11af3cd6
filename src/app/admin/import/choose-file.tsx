import type { ImportKind } from '../../../protocol/import.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { FileDrop } from '../../ui/file-drop/file-drop.tsx';
import styles from './import-screen.module.css';

type ChooseFileProps = { readonly kind: ImportKind; readonly onFile: (file: File) => void };

/** Where the list is dropped or chosen, and what has to be in it. */
export const ChooseFile = ({ kind, onFile }: ChooseFileProps) => {
  const { import: text } = useAdminText();
  return (
    <>
      <p className={styles['lead']}>{text.choose.lead[kind]}</p>
      <FileDrop
        label={text.choose.button}
        variant="primary"
        accept=".xlsx,.csv,.txt,.tsv"
        drop={text.choose.drop}
        or={text.choose.or}
        hint={text.choose.formats}
        onFiles={([file]) => {
          if (file !== undefined) onFile(file);
        }}
      />
      <p>{text.choose.needs[kind]}</p>
      {kind === 'participants' && <p className="muted small">{text.choose.safe}</p>}
    </>
  );
};
