/** What the office reads about the door, in English. */
import type { adminDoorSv } from './admin-door-sv.ts';
import { counted } from './plural.ts';
import type { Widened } from './text-type.ts';

const count = (n: number, one: string, other: string): string => counted('en', n, one, other);

export const adminDoorEn: Widened<typeof adminDoorSv> = {
  trainers: {
    title: 'Trainers',
    intro:
      'Every trainer has a code of their own with six digits. It is needed to certify the list and to unlock the tablet.',
    caption: 'Trainers in the plan',
    empty: { title: 'No trainer in the plan yet', detail: 'They come along when sessions are imported.' },
    column: { name: 'Trainer', code: 'Code', coming: 'Sessions left', next: 'Next', act: 'New code' },
    hasCode: ({ date }) => `Has a code since ${date}`,
    noCode: 'No code',
    soon: ({ n }) => `${count(n, 'trainer has', 'trainers have')} a session within seven days and no code`,
    soonDetail: 'Without a code one can check in and close, but not certify.',
    make: 'Make a code',
    makeNew: 'Make a new code',
    none: '–',
    dialog: {
      title: ({ name }) => `Code for ${name}`,
      first: 'The code is shown once. Print it or write it down and give it to the trainer.',
      replaces: 'The old code stops working on each tablet the next time it fetches its lists.',
      confirm: 'Make a code',
      confirmNew: 'Make a new code',
      copyFailed: 'It could not be copied. Write the code down.',
      sending: 'Making a code',
      doneTitle: 'Write it down now, it is not shown again.',
      done: ({ name, code }) => `The code for ${name} is ${code}.`,
      once: 'It works on a tablet once the tablet has fetched its lists.',
      copy: 'Copy the code',
      copied: 'Copied',
      print: 'Print a slip',
    },
    slip: {
      title: 'Your code in Närvaro',
      use: 'The code is needed to certify the list when the session is closed, and to unlock the tablet.',
      secret:
        'It is yours alone. Do not give it to anybody else. If you lose the slip: call the project office.',
    },
  },
  sessionDoor: {
    attested: 'Certified',
    attestedBy: ({ trainer }) => `by ${trainer}`,
    notAttested: 'Not certified',
    attestLater: 'Certified when the session is closed',
    told: ({ time, recorded }) => `${time} (given, recorded ${recorded})`,
    seen: ({ time, recorded }) => `the code was read at ${time}, received ${recorded}`,
    walkIns: ({ n }) => `Added without a card (${n})`,
    walkInsHint:
      'The names were written by the trainer. The hours do not count until somebody has matched them to a participant.',
    unreadable: 'The name cannot be read',
    refused: ({ n }) => `Scans that gave no check-in (${n})`,
    refusedHint: 'They are kept, so that a check-in can be added afterwards if the person was there.',
    cardOf: ({ name }) => `The card belongs to ${name}`,
    unknownCard: 'Unknown card',
    still: 'still here',
    notOut: 'not checked out',
    inOut: ({ from, to }) => `${from}–${to}`,
  },
};
