/** Whose attendance it was: suggestions, a search by name among all participants, or nobody. */
import { useState } from 'react';
import { unitName } from '../../../domain/programme.ts';
import { useAdminReviewText } from '../../text/admin-review-text.ts';
import { useAdminText } from '../../text/admin-text.ts';
import { TextField } from '../../ui/field/field.tsx';
import { isNumberLike, useFound } from '../participants/use-found.ts';
import { fullName } from '../sessions/person-name.ts';
import { Choices } from './choices.tsx';

export type Someone = {
  readonly id: string;
  readonly given: string;
  readonly family: string;
  readonly unit: string;
};

/** Stands for nobody among the choices; no participant has it, for an id has no spaces. */
export const nobody = ' nobody';

type PersonSearchProps = {
  readonly label: string;
  readonly suggestions: readonly Someone[];
  readonly value: string | undefined;
  readonly onChange: (id: string, person: Someone | undefined) => void;
  readonly nobodyWords?: { readonly label: string; readonly detail: string } | undefined;
  readonly error?: string | undefined;
  readonly id?: string | undefined;
};

const mostFound = 8;

export const PersonSearch = (props: PersonSearchProps) => {
  const { label, suggestions, value, onChange, nobodyWords, error, id } = props;
  const { panel } = useAdminReviewText();
  const { participants } = useAdminText();
  const [search, setSearch] = useState('');
  const [picked, setPicked] = useState<Someone>();
  const { found } = useFound({ search, unit: null, cohort: null, page: 1 });
  const isSearching = search.trim().length > 1 && !isNumberLike(search);
  const matches = isSearching ? (found?.people ?? []).slice(0, mostFound) : [];
  const people = new Map<string, Someone>(
    [...suggestions, ...(picked === undefined ? [] : [picked]), ...matches].map((one) => [one.id, one]),
  );
  const options = [...people.values()].map((one) => ({
    value: one.id,
    label: fullName(one),
    detail: unitName(one.unit),
  }));
  return (
    <>
      <TextField
        label={panel.walkIn.search}
        value={search}
        autoComplete="off"
        error={isNumberLike(search) ? participants.noNumbers : undefined}
        onChange={(change) => setSearch(change.target.value)}
      />
      <p role="status" className="muted">
        {isSearching && found !== undefined && matches.length === 0 ? panel.walkIn.none : ''}
      </p>
      {(options.length > 0 || nobodyWords !== undefined) && (
        <Choices
          isFramed
          id={id}
          label={label}
          value={value}
          error={error}
          options={[...options, ...(nobodyWords === undefined ? [] : [{ value: nobody, ...nobodyWords }])]}
          onChange={(next) => {
            setPicked(people.get(next));
            onChange(next, people.get(next));
          }}
        />
      )}
    </>
  );
};
