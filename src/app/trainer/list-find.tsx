/** Above the list: search, which people to show, and the two things one does for somebody who has no row or no card. */
import type { RefObject } from 'react';
import { useDoorText } from '../text/door-text.ts';
import { useText } from '../text/language.tsx';
import { Button, LinkButton } from '../ui/button/button.tsx';
import { SearchField } from '../ui/search-field/search-field.tsx';
import { SegmentedControl } from '../ui/segmented-control/segmented-control.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import type { SessionView } from './use-session.ts';
import styles from './list-screen.module.css';

export type Show = 'all' | 'missing' | 'present';

type FindProps = {
  readonly view: SessionView;
  readonly search: RefObject<HTMLDivElement | null>;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly onEnter: () => void;
  readonly show: Show;
  readonly onShow: (show: Show) => void;
  readonly onSeveral: () => void;
};

export const Find = ({ view, search, typed, onType, onEnter, show, onShow, onSeveral }: FindProps) => {
  const text = useText();
  const { list: listWords } = useTrainerText();
  const { list, several } = useDoorText();
  const { counts, isLocked, session } = view;
  const { all, here, missing } = counts;
  return (
    <div className={styles['find']} ref={search}>
      <SearchField
        label={text.action.searchName}
        value={typed}
        onChange={onType}
        onKeyUp={(press) => {
          if (press.key === 'Enter') onEnter();
        }}
      />
      <SegmentedControl
        label={listWords.show}
        value={show}
        onChange={onShow}
        options={[
          { value: 'all', label: list.all({ n: all }) },
          { value: 'missing', label: (isLocked ? list.absentLocked : list.missing)({ n: missing }) },
          { value: 'present', label: (isLocked ? list.presentLocked : list.present)({ n: here }) },
        ]}
      />
      {!isLocked && (
        <div className={styles['tools']}>
          <Button
            id="several"
            size="l"
            icon="sign-out"
            disabledReason={here === 0 ? list.noneHere : undefined}
            onClick={onSeveral}
          >
            {several.start}
          </Button>
          <LinkButton href={`/tillfalle/${session.id}/lagg-till`} size="l" icon="user-plus">
            {text.action.addPerson}
          </LinkButton>
        </div>
      )}
    </div>
  );
};
