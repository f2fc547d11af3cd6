import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { cardCodeText } from '../../../domain/badge.ts';
import { trackMinutes, unitName } from '../../../domain/programme.ts';
import type { BadgeState, ListedParticipant } from '../../../protocol/list-participants.ts';
import { useAdminText, type AdminText } from '../../text/admin-text.ts';
import { Button } from '../../ui/button/button.tsx';
import { Table, type Column } from '../../ui/table/table.tsx';
import { Tag } from '../../ui/tag/tag.tsx';
import { hoursAndMinutes } from '../sessions/formats.ts';
import { fullName } from '../sessions/person-name.ts';

type ParticipantsTableProps = {
  readonly people: readonly ListedParticipant[];
  /** Nothing when whoever looks may not do it. */
  readonly onReissue: ((person: ListedParticipant) => void) | undefined;
  readonly empty: ReactNode;
};

const BadgeTag = ({ state, code }: { readonly state: BadgeState; readonly code: string }) => {
  const { participants: words } = useAdminText();
  switch (state) {
    case 'working':
      return <span className="mono nowrap">{cardCodeText(code)}</span>;
    case 'blocked':
      return (
        <Tag tone="stop" icon="prohibit">
          {words.badge.blocked}
        </Tag>
      );
    case 'none':
      return <Tag>{words.badge.none}</Tag>;
  }
};

const actionOf = (
  words: AdminText['participants'],
  onReissue: (person: ListedParticipant) => void,
): Column<ListedParticipant> => ({
  key: 'action',
  header: words.column.action,
  cell: (person) => (
    <Button
      size="s"
      icon="identification-badge"
      aria-label={(person.badge === 'none' ? words.issueFor : words.reissueFor)({ name: fullName(person) })}
      onClick={() => onReissue(person)}
    >
      {person.badge === 'none' ? words.issueFirst : words.reissue}
    </Button>
  ),
});

const columnsOf = (
  words: AdminText['participants'],
  onReissue: ((person: ListedParticipant) => void) | undefined,
): readonly Column<ListedParticipant>[] => [
  {
    key: 'name',
    header: words.column.name,
    isRowHeader: true,
    cell: (person) => <Link to={`/admin/deltagare/${person.id}`}>{fullName(person)}</Link>,
  },
  { key: 'unit', header: words.column.unit, cell: ({ unit }) => unitName(unit) },
  { key: 'cohort', header: words.column.cohort, cell: ({ cohort }) => cohort ?? '–' },
  {
    key: 'track',
    header: words.column.track,
    cell: ({ track, isKeyPerson }) => `${words.track[track]}${isKeyPerson ? `, ${words.keyPerson}` : ''}`,
  },
  {
    key: 'hours',
    header: words.column.hours,
    isNumber: true,
    cell: ({ minutes, track }) => (
      <span className="nowrap">
        {words.hours({ hours: hoursAndMinutes(minutes), of: hoursAndMinutes(trackMinutes[track]) })}
      </span>
    ),
  },
  {
    key: 'badge',
    header: words.column.badge,
    cell: ({ badge, code }) => <BadgeTag state={badge} code={code} />,
  },
  ...(onReissue === undefined ? [] : [actionOf(words, onReissue)]),
];

/** Participants, a page of them, with the one thing that can be done for a person here. */
export const ParticipantsTable = ({ people, onReissue, empty }: ParticipantsTableProps) => {
  const { participants: words } = useAdminText();
  return (
    <Table
      caption={words.caption}
      columns={columnsOf(words, onReissue)}
      rows={people}
      rowKey={({ id }) => id}
      empty={empty}
    />
  );
};
