/** What can be chosen where an outcome asks for a decision (DESIGN §6). */
import { useNavigate } from 'react-router';
import { useText } from '../text/language.tsx';
import { useTrainerText } from '../text/trainer-text.ts';
import type { IconName } from '../ui/icon/icon-paths.ts';
import type { Shown } from './scan-state.ts';
import type { Scan } from './use-scan.ts';

export type Choice = {
  readonly icon: IconName;
  readonly label: string;
  readonly note?: string;
  readonly isMain: boolean;
  readonly act: () => void;
};

/** The ways on, the usual one first; none where the result only informs. */
export const useChoices = (shown: Shown, scan: Scan, listAddress: string): readonly Choice[] => {
  const text = useText();
  const { scan: words } = useTrainerText();
  const navigate = useNavigate();
  const { outcome } = shown;
  const search = (label: string, note?: string): Choice => ({
    icon: 'magnifying-glass',
    label,
    ...(note === undefined ? {} : { note }),
    isMain: true,
    act: () => {
      scan.refuse(outcome);
      void navigate(`${listAddress}#sok`);
    },
  });
  switch (outcome.kind) {
    case 'other-session': {
      const { expected } = outcome;
      return [
        {
          icon: 'sign-in',
          label: words.checkInHere,
          note: words.officeChecks,
          isMain: true,
          act: () =>
            outcome.token === undefined
              ? scan.checkIn(outcome.participant, 'code')
              : scan.checkIn(outcome.participant, 'badge', { token: outcome.token }),
        },
        ...(expected === undefined || outcome.isExpectedNow !== true
          ? []
          : [
              {
                icon: 'arrow-right' as const,
                label: words.checkInAt({ session: expected.title }),
                isMain: true,
                act: () => scan.checkInElsewhere(expected, outcome.participant, outcome.token),
              },
            ]),
        { icon: 'x', label: words.doNot, isMain: false, act: () => scan.refuse(outcome) },
      ];
    }
    case 'unknown':
      return [
        search(words.searchInGroup, words.mostCommon),
        {
          icon: 'user-plus',
          label: words.addWithoutCard,
          note: words.officeChecks,
          isMain: true,
          act: () => {
            scan.refuse(outcome);
            void navigate(listAddress.replace(/lista$/, 'lagg-till'));
          },
        },
        { icon: 'x', label: words.skip, isMain: false, act: () => scan.refuse(outcome) },
      ];
    case 'blocked':
      return [
        search(text.action.searchName),
        { icon: 'x', label: words.skip, isMain: false, act: () => scan.refuse(outcome) },
      ];
    case 'unknown-code':
      return [
        search(text.action.searchName, words.mostCommon),
        { icon: 'x', label: words.skip, isMain: false, act: scan.settle },
      ];
    case 'not-saved':
      return [
        search(text.action.searchName),
        { icon: 'check', label: words.understood, isMain: false, act: scan.settle },
      ];
    case 'closed':
      return [
        {
          icon: 'list-checks',
          label: words.showList,
          isMain: true,
          act: () => void navigate(listAddress),
        },
      ];
    case 'checked-in':
    case 'already':
    case 'not-ours':
    case 'undone':
    case 'checked-out':
    case 'all-out':
    case 'back':
    case 'not-here':
    case 'added':
    case 'too-early':
      return [];
  }
};
