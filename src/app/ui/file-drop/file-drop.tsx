import { useId, useState, type DragEvent } from 'react';
import { buttonClass, type ButtonLook } from '../button/button.tsx';
import { Icon } from '../icon/icon.tsx';
import styles from './file-drop.module.css';

type ChooseProps = {
  readonly label: string;
  readonly variant?: ButtonLook['variant'];
  readonly accept: string;
  readonly isMultiple?: boolean;
  readonly describedBy?: string | undefined;
  readonly onFiles: (files: readonly File[]) => void;
};

/** A button that is a real file input, so that keyboard and screen readers need nothing else. */
export const FileButton = ({
  label,
  variant = 'secondary',
  accept,
  isMultiple = false,
  describedBy,
  onFiles,
}: ChooseProps) => (
  <label className={`${buttonClass({ variant, size: 'l' })} ${styles['choose']}`}>
    <Icon name="upload-simple" />
    <span>{label}</span>
    <input
      type="file"
      className={styles['input']}
      accept={accept}
      multiple={isMultiple}
      aria-describedby={describedBy}
      onChange={(change) => {
        onFiles([...(change.target.files ?? [])]);
        change.target.value = '';
      }}
    />
  </label>
);

type DropProps = ChooseProps & { readonly drop: string; readonly or: string; readonly hint: string };

/** Where files are dropped or chosen. */
export const FileDrop = ({ drop, or, hint, onFiles, ...choose }: DropProps) => {
  const [isOver, setIsOver] = useState(false);
  const hintId = useId();
  const hover = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(true);
  };
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <div
      className={`${styles['drop']} ${isOver ? styles['over'] : ''}`}
      onDragOver={hover}
      onDragLeave={() => setIsOver(false)}
      onDrop={dropped}
    >
      <Icon name="file-arrow-up" size="xl" />
      <p className="strong">{drop}</p>
      <p className="muted">{or}</p>
      <FileButton {...choose} onFiles={onFiles} describedBy={hintId} />
      <p className="muted small" id={hintId}>
        {hint}
      </p>
    </div>
  );
};
