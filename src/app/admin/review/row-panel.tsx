/** The panel of whatever row is chosen. */
import type { Matter } from '../../../protocol/review.ts';
import type { SessionPerson } from '../../../protocol/show-session.ts';
import { useAdminReviewText } from '../../text/admin-review-text.ts';
import { PersonPanel } from '../sessions/person-panel.tsx';
import { AsidePanel, ListPanel, ScanPanel, WalkInPanel, type PanelProps } from './matter-panels.tsx';
import { PanelShell } from './panel-shell.tsx';
import { PersonDecision } from './person-decision.tsx';
import type { ReviewRow } from './review-rows.ts';
import { rowName } from './row-words.ts';
import type { Decide } from './use-decide.ts';

type RowPanelProps = PanelProps & {
  readonly row: ReviewRow;
  readonly accepting: Decide;
  readonly onApprove: (matter: Matter) => void;
  readonly onCorrect: (participant: string) => void;
};

const PersonPart = ({
  person,
  matter,
  ...props
}: RowPanelProps & {
  readonly person: SessionPerson;
  readonly matter: Extract<Matter, { kind: 'remarks' | 'objection' }> | undefined;
}) => {
  const { review, heading, onBack, onDecided, onStale, accepting, onApprove, onCorrect } = props;
  const { page: words } = useAdminReviewText();
  return (
    <PersonPanel
      person={person}
      chains={review.page.chains}
      heading={heading}
      onBack={onBack}
      asked={{ remarks: matter?.kind === 'remarks' ? matter.remarks : [], others: words.alsoNoted }}
    >
      <PersonDecision
        review={review}
        person={person}
        matter={matter}
        approving={accepting}
        onApprove={() => {
          if (matter !== undefined) onApprove(matter);
        }}
        onCorrect={() => onCorrect(person.participant)}
        onDecided={onDecided}
        onStale={onStale}
      />
    </PersonPanel>
  );
};

const AddedPart = ({
  row,
  review,
  heading,
  onBack,
}: PanelProps & { row: Extract<ReviewRow, { kind: 'walk-in' }> }) => {
  const words = useAdminReviewText();
  return (
    <PanelShell
      title={rowName(row, review, words)}
      detail={words.page.notOfProgramme}
      chains={review.page.chains}
      events={row.walkIn.events}
      heading={heading}
      onBack={onBack}
    />
  );
};

export const RowPanel = (props: RowPanelProps) => {
  const { row, review } = props;
  if (row.kind === 'person') return <PersonPart {...props} person={row.person} matter={undefined} />;
  if (row.kind === 'walk-in') return <AddedPart {...props} row={row} />;
  const { matter } = row;
  switch (matter.kind) {
    case 'remarks':
    case 'objection': {
      const person = review.page.people.find(({ participant }) => participant === matter.participant);
      return person === undefined ? null : <PersonPart {...props} person={person} matter={matter} />;
    }
    case 'walk-in':
      return <WalkInPanel {...props} matter={matter} />;
    case 'scan':
      return <ScanPanel {...props} matter={matter} />;
    case 'set-aside':
      return <AsidePanel {...props} matter={matter} />;
    case 'not-attested':
    case 'not-closed':
    case 'nothing-recorded':
      return <ListPanel {...props} matter={matter} />;
  }
};
