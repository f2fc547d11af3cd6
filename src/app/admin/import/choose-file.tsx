import { useId, useRef, useState, type DragEvent } from 'react';
import type { ImportKind } from '../../../protocol/import.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { buttonClass } from '../../ui/button/button.tsx';
import { Icon } from '../../ui/icon/icon.tsx';
import styles from './import-screen.module.css';

type ChooseFileProps = { readonly kind: ImportKind; readonly onFile: (file: File) => void };

/** Where a file is dropped or chosen. The input is a real one, so that keyboard and screen readers need nothing else. */
export const ChooseFile = ({ kind, onFile }: ChooseFileProps) => {
  const { import: text } = useAdminText();
  const [isOver, setIsOver] = useState(false);
  const hintId = useId();
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) onFile(file);
  };
  const hover = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(true);
  };
  return (
    <>
      <p className={styles['lead']}>{text.choose.lead[kind]}</p>
      <div
        className={`${styles['drop']} ${isOver ? styles['over'] : ''}`}
        onDragOver={hover}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <Icon name="file-arrow-up" size="xl" />
        <p className="strong">{text.choose.drop}</p>
        <p className="muted">{text.choose.or}</p>
        <label className={`${buttonClass({ variant: 'primary', size: 'l' })} ${styles['choose']}`}>
          <Icon name="upload-simple" />
          <span>{text.choose.button}</span>
          <input
            ref={input}
            type="file"
            className={styles['input']}
            accept=".xlsx,.csv,.txt,.tsv"
            aria-describedby={hintId}
            onChange={(change) => {
              const file = change.target.files?.[0];
              if (file !== undefined) onFile(file);
              if (input.current !== null) input.current.value = '';
            }}
          />
        </label>
        <p className="muted small" id={hintId}>
          {text.choose.formats}
        </p>
      </div>
      <p>{text.choose.needs[kind]}</p>
      {kind === 'participants' && <p className="muted small">{text.choose.safe}</p>}
    </>
  );
};
