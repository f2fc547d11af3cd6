/** The words about handing in a rescue file, on another tablet and at the office, in English. */
import type { HandInText } from './hand-in-text.ts';
import { counted } from './plural.ts';

const events = (n: number): string => counted('en', n, 'event', 'events');

export const handInEn: HandInText = {
  title: 'Hand in a rescue file',
  lead: 'A tablet that is broken or offline saves what is not sent in a rescue file.',
  leadTablet: 'Choose the file from the other tablet. Only the project office can read it.',
  drop: 'Drop the files here',
  or: 'or',
  choose: 'Choose files',
  chooseOne: 'Choose rescue file',
  formats: 'The file begins with narvaro and ends in .json.',
  reading: 'Reading the file',
  chosen: ({ n }) => counted('en', n, 'chosen file', 'chosen files'),
  remove: ({ name }) => `Remove ${name} from the list`,
  from: ({ device }) => `From ${device}`,
  unknown: 'A tablet that the office does not know',
  recorded: ({ from, to }) => (from === to ? `Recorded ${from}` : `Recorded ${from} – ${to}`),
  events: ({ n }) => events(n),
  figures: ({ fresh, known }) =>
    fresh === 0
      ? 'The office has all of it already.'
      : known === 0
        ? 'All of it is new to the office.'
        : `${fresh} are new. The office has ${known} already.`,
  fits: 'Fits the tablet’s log',
  waits: 'Is set aside',
  already: 'Already there',
  handIn: ({ n }) => (n === 1 ? 'Hand in the file' : `Hand in ${n} files`),
  handingIn: 'Handing in',
  another: 'Choose more files',
  done: ({ n }) =>
    n === 0
      ? 'Nothing new. The office has everything.'
      : `${events(n)} handed in. The office has everything.`,
  doneWaits: 'The office has the file. Somebody there decides on it.',
  doneRevoked: ({ n }) => `${events(n)} handed in. Somebody at the office decides whether they count.`,
  toAside: 'Show what is set aside',
  back: 'Tablets',
  safe: 'You can hand in the same file several times. Nothing counts twice.',
  keep: 'Keep the file until the office has answered.',
  queued: ({ n }) =>
    n === 1
      ? '1 file waits for the internet. It is sent by itself.'
      : `${n} files wait for the internet. They are sent by themselves.`,
  notKept: 'The file could not be saved on the tablet. Keep it and try again online.',
  failed: 'The file is not handed in',
  failedDetail: 'No answer from the office. The file is still here, so you can try again.',
  reason: {
    'unknown-device': 'The office does not know the tablet. Somebody there must decide.',
    'no-signature': 'The tablet’s key is missing. Somebody at the office must decide.',
    'wrong-key':
      'The file is written with another key than the tablet’s. Somebody at the office must decide.',
    gap: 'The office lacks something before the file. Hand in a file with everything, if the tablet can save one.',
    fork: 'The office already has something else from the tablet. Somebody there compares.',
    'broken-chain': 'The file does not follow on from what the tablet sent before. The office decides.',
    revoked: 'The tablet is turned off. Somebody at the office decides whether the events count.',
    unreadable: 'The office cannot read the whole file. It is kept and somebody decides.',
    'unknown-session':
      'The office does not have the session in the file. Somebody there decides whether the events count.',
    'not-own-session':
      'The session belonged to another tablet. Somebody at the office decides whether it counts.',
    'unknown-participant':
      'The office does not have a participant in the file. Somebody there decides whether it counts.',
    unopened: 'The file is damaged. It is kept as it is. Save it again on the tablet if you can.',
  },
  refused: {
    'too-large': {
      title: 'The file is too large',
      action: 'A rescue file is at most 16 MB. Check that you chose the right file.',
    },
    cut: {
      title: 'The file is cut off',
      action: 'It was not saved to its end. Save it again on the tablet, or copy it again.',
    },
    'not-ours': {
      title: 'This is not a rescue file',
      action: 'Choose the file that begins with narvaro and ends in .json.',
    },
    'other-office': {
      title: 'The file is for another project office',
      action: 'Hand it in at the office the tablet belongs to.',
    },
    'not-opened': {
      title: 'The file cannot be opened here',
      action: 'It is damaged or for another office. Save it again on the tablet.',
    },
  },
  aside: {
    title: 'Rescue files that wait',
    take: 'Take in the file',
    saidTaken: 'The file is handed in.',
    where: ({ device, n, when }) => `${device} · ${events(n)} · came ${when}`,
    held: ({ from, held }) => `The file begins at number ${from}. The office has up to number ${held}.`,
    only: ({ n }) =>
      n === 0
        ? 'No check-ins are only here.'
        : n === 1
          ? '1 check-in is only here.'
          : `${n} check-ins are only here.`,
    cases: {
      'unknown-device': {
        title: 'Rescue file from an unknown tablet',
        happened: 'The office has no such tablet. It may have been connected after the backup.',
        means: 'People may have been there without it being counted.',
        todo: 'Ask who handed in the file. Take it in, and then decide session by session.',
      },
      'no-signature': {
        title: 'Rescue file without the tablet’s signature',
        happened: 'The tablet’s key was gone when the file was written.',
        means: 'Nobody can vouch that the tablet wrote it. So nothing counts by itself.',
        todo: 'Ask the trainer. Correct those who are missing, then leave the file out.',
      },
      'wrong-key': {
        title: 'Rescue file with another key',
        happened: 'The file says it is from the tablet, but is not written with the tablet’s key.',
        means: 'The content may be made up. So nothing of it counts.',
        todo: 'Ask who handed in the file. Correct only what the trainer can confirm.',
      },
      gap: {
        title: 'Rescue file that begins too late',
        happened: 'The office lacks events before the file.',
        means: 'The check-ins in the file do not count yet.',
        todo: 'Hand in the rest from the tablet, then take in the file. Otherwise correct the session.',
      },
      unreadable: {
        title: 'Rescue file that cannot be read',
        happened: 'The file is open, but the office does not understand what it says.',
        means: 'It may be written by a newer version.',
        todo: 'Call support. The file stays and can be taken in later.',
      },
      unopened: {
        title: 'Damaged rescue file',
        happened: 'The file cannot be opened, but it is for this office.',
        means: 'We do not know what it holds.',
        todo: 'Ask for a new file from the tablet. Ask the trainer who was there.',
      },
    },
  },
};
