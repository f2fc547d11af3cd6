/** First name, last name and workplace of somebody without a badge. Never a personal identity number (WALK-1). */
import { useId, useState, type ReactNode } from 'react';
import type { WalkInName } from '../../domain/walk-in.ts';
import { useDoorText } from '../text/door-text.ts';
import { Banner } from '../ui/banner/banner.tsx';
import { Button, LinkButton } from '../ui/button/button.tsx';
import { ErrorSummary } from '../ui/error-summary/error-summary.tsx';
import { TextField } from '../ui/field/field.tsx';
import {
  mostLetters,
  personFields,
  tidyPerson,
  troublesOf,
  type FieldTrouble,
  type PersonField,
} from './add-person-check.ts';
import styles from './add-person-screen.module.css';

type FormProps = {
  readonly person: WalkInName;
  readonly onChange: (person: WalkInName) => void;
  readonly onAdd: (person: WalkInName) => void;
  readonly isSaving: boolean;
  readonly hasFailed: boolean;
  readonly listAddress: string;
  /** Those on the tablet who may be meant, right under the fields. */
  readonly children: ReactNode;
};

const useTroubleWords = (): ((field: PersonField, trouble: FieldTrouble) => string) => {
  const { add } = useDoorText();
  return (field, trouble) =>
    ({
      missing: add.missing[field],
      number: add.noNumber,
      'too-long': add.tooLong({ most: mostLetters }),
    })[trouble];
};

export const AddPersonForm = (props: FormProps) => {
  const { person, onChange, onAdd, isSaving, hasFailed, listAddress, children } = props;
  const { add } = useDoorText();
  const wordsOf = useTroubleWords();
  const id = useId();
  const [isTold, setIsTold] = useState(0);
  const troubles = troublesOf(person);
  /** What is missing is told when one has asked to add; a number at once. */
  const told = troubles.filter(({ trouble }) => isTold > 0 || trouble !== 'missing');
  const [summary, setSummary] = useState<typeof troubles>([]);
  /** What was told and is still so: the list above the form shrinks as it is put right. */
  const standing = summary.filter((one) =>
    troubles.some(({ field, trouble }) => field === one.field && trouble === one.trouble),
  );
  const idOf = (field: PersonField): string => `${id}-${field}`;
  const errorOf = (field: PersonField): string | undefined => {
    const found = told.find((one) => one.field === field);
    return found === undefined ? undefined : wordsOf(field, found.trouble);
  };
  return (
    <form
      className={styles['form']}
      noValidate
      autoComplete="off"
      onSubmit={(submit) => {
        submit.preventDefault();
        if (isSaving) return;
        setSummary(troubles);
        setIsTold((times) => times + 1);
        if (troubles.length === 0) onAdd(tidyPerson(person));
      }}
    >
      <ErrorSummary
        key={isTold}
        errors={standing.map(({ field, trouble }) => ({ id: idOf(field), words: wordsOf(field, trouble) }))}
      />
      <div className={styles['fields']}>
        {personFields.map((field) => (
          <div key={field} className={styles[field]}>
            <TextField
              id={idOf(field)}
              label={add[field]}
              error={errorOf(field)}
              value={person[field]}
              maxLength={mostLetters}
              autoComplete="off"
              autoCapitalize="words"
              spellCheck={false}
              required
              onChange={(change) => onChange({ ...person, [field]: change.target.value })}
            />
          </div>
        ))}
      </div>
      {children}
      <Banner icon="shield-check" title={add.noNumberTitle}>
        {add.noNumberDetail}
      </Banner>
      <div role="alert">{hasFailed && <Banner tone="stop" title={add.failed} />}</div>
      <div className={styles['actions']}>
        <Button
          type="submit"
          variant="primary"
          size="l"
          icon="user-plus"
          disabledReason={isSaving ? '' : undefined}
        >
          {add.save}
        </Button>
        <LinkButton href={listAddress} size="l">
          {add.cancel}
        </LinkButton>
      </div>
    </form>
  );
};
