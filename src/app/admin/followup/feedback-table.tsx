import { Fragment } from 'react';
import type { FeedbackPerson } from '../../../protocol/unit-feedback.ts';
import { useFollowupText, type AdminFollowupText } from '../../text/admin-followup-text.ts';
import { formatHours, formatShortDay } from '../../text/format.ts';
import { useLanguage } from '../../text/language.tsx';
import type { Language } from '../../text/languages.ts';
import { Table, type Column } from '../../ui/table/table.tsx';

/** A day and its month stay on one line. */
const unbroken = (words: string): string => words.replaceAll(' ', '\u00A0');

const nameOf = ({ given, family }: FeedbackPerson): string => `${given} ${family}`.trim();

const columnsOf = (
  words: AdminFollowupText['feedback'],
  language: Language,
  hasWorkplaces: boolean,
): readonly Column<FeedbackPerson>[] => [
  {
    key: 'name',
    header: words.name,
    isRowHeader: true,
    cell: (person) => `${nameOf(person)}, ${words.roles[person.role].toLowerCase()}`,
  },
  ...(hasWorkplaces
    ? [
        {
          key: 'workplace',
          header: words.workplace,
          cell: ({ workplace }: FeedbackPerson) => workplace || '–',
        },
      ]
    : []),
  {
    key: 'attended',
    header: words.attended,
    cell: ({ attended, offeredSessions }) =>
      attended.length === 0
        ? words.none
        : attended.map(({ title, startsAt, minutes }, i) => (
            <Fragment key={startsAt}>
              {i > 0 ? ' · ' : `${words.of({ n: attended.length, all: offeredSessions })}: `}
              {unbroken(formatShortDay(language, startsAt))} <span lang="sv">{title}</span> (
              {formatHours(language, minutes)})
            </Fragment>
          )),
  },
  {
    key: 'hours',
    header: words.hours,
    isNumber: true,
    cell: ({ minutes }) => formatHours(language, minutes),
  },
  {
    key: 'left',
    header: words.left,
    isNumber: true,
    cell: ({ leftMinutes }) => (leftMinutes === 0 ? words.nothingLeft : formatHours(language, leftMinutes)),
  },
  {
    key: 'next',
    header: words.next,
    cell: ({ next, leftMinutes }) => {
      if (next !== null)
        return (
          <>
            {unbroken(formatShortDay(language, next.startsAt))}, <span lang="sv">{next.title}</span>
          </>
        );
      return leftMinutes === 0 ? '–' : words.noNext;
    },
  },
];

type FeedbackTableProps = {
  readonly where: string;
  readonly people: readonly FeedbackPerson[];
  readonly hasWorkplaces: boolean;
};

/** A unit's people with what each has attended and what is left; never why anybody was away (DASH-9). */
export const FeedbackTable = ({ where, people, hasWorkplaces }: FeedbackTableProps) => {
  const { feedback: words } = useFollowupText();
  const { language } = useLanguage();
  return (
    <Table
      caption={words.caption({ where })}
      columns={columnsOf(words, language, hasWorkplaces)}
      rows={people}
      rowKey={({ participant }) => participant}
    />
  );
};
