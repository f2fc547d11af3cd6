/** The words of a locked tablet, in English. */
import type { LockText } from './lock-text.ts';

export const lockEn: LockText = {
  title: 'The tablet is locked',
  why: 'Nobody has used the tablet for a while, so the names are hidden. What is saved is still sent.',
  label: 'Your code as a trainer',
  unlock: 'Unlock',
  scan: 'Scan cards',
  scanDetail:
    'People check in by themselves. No names are shown, and the list is locked until you type your code.',
  forgotten: ({ office, phone }) =>
    `Forgotten the code? Call ${office}, ${phone}. They can give you a new one.`,
  after: 'Lock the tablet when nobody has used it for',
  choice: { '5': '5 min', '10': '10 min', '30': '30 min', off: 'Never' },
  noCodes: 'The tablet does not lock before a trainer on it has been given a code by the project office.',
};
