import type { LetterError, LinkState } from '../../../protocol/letters.ts';
import { useAdminPeopleText, type AdminPeopleText } from '../../text/admin-people-text.ts';
import type { IconName } from '../../ui/icon/icon-paths.ts';
import { Tag, type Tone } from '../../ui/tag/tag.tsx';

const looks: Readonly<Record<LinkState, { readonly tone: Tone; readonly icon?: IconName }>> = {
  waiting: { tone: 'already', icon: 'clock-countdown' },
  sending: { tone: 'already', icon: 'paper-plane-tilt' },
  sent: { tone: 'in', icon: 'check-circle' },
  failed: { tone: 'stop', icon: 'warning-circle' },
  unclear: { tone: 'attention', icon: 'warning-diamond' },
  none: { tone: 'neutral' },
  'no-address': { tone: 'neutral' },
};

/** The name of a kind of letter; one that is newer than the words is a letter all the same. */
export const letterKindName = (words: AdminPeopleText, kind: string): string =>
  kind in words.letterKinds
    ? words.letterKinds[kind as keyof AdminPeopleText['letterKinds']]
    : words.letterKinds.other;

/** Where a letter stands, and why when it did not go or has not yet (MAIL-6). */
export const LetterTag = ({
  state,
  error,
}: {
  readonly state: LinkState;
  readonly error: LetterError | null;
}) => {
  const words = useAdminPeopleText();
  return (
    <span>
      <Tag {...looks[state]}>{words.letterState[state]}</Tag>
      {error !== null && state !== 'sent' && <span className="muted"> {words.letterError[error]}</span>}
    </span>
  );
};
