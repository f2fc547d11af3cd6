/** A card the camera cannot read: its code is typed, or it is read out of a picture file (BADGE-3, SCAN-12). */
import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { PictureReading } from '../device/decoder-picture.ts';
import { useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import { Button, buttonClass } from '../ui/button/button.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { useSenses } from './senses.tsx';
import type { Scan } from './use-scan.ts';
import styles from './scan-card-code.module.css';

type PictureState = 'idle' | 'reading' | Exclude<PictureReading['kind'], 'text'>;

const PictureFile = ({ scan }: { readonly scan: Scan }) => {
  const { scan: words } = useTrainerText();
  const { senses } = useSenses();
  const [state, setState] = useState<PictureState>('idle');
  const latest = useRef(0);
  useEffect(
    () => () => {
      latest.current = -1;
    },
    [],
  );
  const read = async (file: Blob): Promise<void> => {
    latest.current += 1;
    const mine = latest.current;
    setState('reading');
    const reading = await senses.readPicture(file);
    if (mine !== latest.current) return;
    setState(reading.kind === 'text' ? 'idle' : reading.kind);
    if (reading.kind === 'text') scan.scan(reading.text);
  };
  return (
    <>
      <label className={`${buttonClass({ block: true })} ${styles['file']}`}>
        <Icon name="camera" />
        <span>{state === 'reading' ? words.readingPicture : words.readPicture}</span>
        <input
          type="file"
          accept="image/*"
          className="sr-only"
          onChange={({ target }) => {
            const file = target.files?.[0];
            target.value = '';
            if (file !== undefined) void read(file);
          }}
        />
      </label>
      <p role="alert" className={styles['trouble']}>
        {state === 'idle' || state === 'reading' ? '' : words.picture[state]}
      </p>
    </>
  );
};

type CardCodeProps = { readonly scan: Scan; readonly onClose: () => void };

/** Stays open and keeps its focus, so that several cards in a row can be typed. */
export const CardCode = ({ scan, onClose }: CardCodeProps) => {
  const text = useText();
  const { scan: words } = useTrainerText();
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const send = (submit: FormEvent): void => {
    submit.preventDefault();
    field.current?.focus();
    if (code.trim() === '') return;
    scan.typed(code);
    setCode('');
  };
  return (
    <section className={styles['card']} aria-label={words.cardCode}>
      <form className={styles['typed']} onSubmit={send}>
        <label>
          <span>{words.cardCode}</span>
          <input
            ref={field}
            type="text"
            value={code}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-describedby="card-code-hint"
            onChange={({ target }) => setCode(target.value)}
            onKeyDown={({ key }) => {
              if (key === 'Escape') onClose();
            }}
          />
        </label>
        <Button type="submit" variant="primary">
          {scan.direction === 'in' ? text.action.checkIn : text.action.checkOut}
        </Button>
      </form>
      <p id="card-code-hint" className="small muted">
        {words.cardCodeHint}
      </p>
      <PictureFile scan={scan} />
      <Button block icon="x" onClick={onClose}>
        {text.action.close}
      </Button>
    </section>
  );
};
