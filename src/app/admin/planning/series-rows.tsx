/** The sessions of a series before they are saved: each day and name can be changed, and what is odd stands beside it. */
import type { ToldConcern } from '../../../protocol/planning.ts';
import { dayOf, instantAt, isDay, weekdayOf } from '../../../domain/time.ts';
import { usePlanningText } from '../../text/admin-planning-text.ts';
import { useLanguage } from '../../text/language.tsx';
import { Button } from '../../ui/button/button.tsx';
import { TextField } from '../../ui/field/field.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { concernWords, isToConfirm } from './concern-words.ts';
import type { SeriesForm, SeriesRow } from './series-form.ts';
import styles from './planning.module.css';

type SeriesRowsProps = {
  readonly form: SeriesForm;
  readonly concerns: readonly ToldConcern[];
  readonly onChange: (form: SeriesForm) => void;
};

export const SeriesRows = ({ form, concerns, onChange }: SeriesRowsProps) => {
  const text = usePlanningText();
  const { language } = useLanguage();
  const { preview } = text;
  const { rows } = form;
  const set = (i: number, change: Partial<SeriesRow>): void =>
    onChange({ ...form, rows: rows.map((row, j) => (i === j ? { ...row, ...change } : row)) });
  const weekdayName = (day: string): string =>
    isDay(day) ? ` (${text.weekday[weekdayOf(dayOf(instantAt(day, '12:00'))) - 1] ?? ''})` : '';
  return (
    <ol className={styles['rows']} aria-label={preview.caption}>
      {rows.map((row, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- a row has no identity but its place, and every field is controlled
        <li key={i} className={styles['row']}>
          <span className={`${styles['number']} num`} aria-hidden="true">
            {i + 1}
          </span>
          <TextField
            label={`${preview.day} ${i + 1}${weekdayName(row.day)}`}
            type="date"
            value={row.day}
            onChange={(event) => set(i, { day: event.target.value })}
          />
          <TextField
            label={`${preview.name} ${i + 1}`}
            maxLength={120}
            autoComplete="off"
            value={row.title}
            onChange={(event) => set(i, { title: event.target.value })}
          />
          {rows.length > 1 && (
            <Button
              variant="ghost"
              icon="x"
              onClick={() =>
                onChange({ ...form, rows: rows.filter((_, j) => j !== i), count: String(rows.length - 1) })
              }
            >
              <span className="sr-only">{preview.removeRow({ n: i + 1 })}</span>
            </Button>
          )}
          <span className={styles['notes']}>
            {concerns
              .filter((concern) => concern.row === i)
              .map((concern) => (
                <Tag
                  key={`${concern.kind} ${concern.about}`}
                  tone={isToConfirm(concern) ? 'attention' : 'already'}
                  icon={isToConfirm(concern) ? 'warning-diamond' : 'info'}
                >
                  {concernWords(concern, text, language)}
                </Tag>
              ))}
          </span>
        </li>
      ))}
    </ol>
  );
};
