/** The words about the room on the tablet and about a log that is lost or copied, in English. */
import { counted } from './plural.ts';
import type { StorageText } from './storage-text.ts';

const events = (n: number): string => counted('en', n, 'event', 'events');

export const storageEn: StorageText = {
  space: {
    little: ({ days }) => `There is little room. It lasts ${counted('en', days, 'day', 'days')}`,
    littleUnknown: 'There is little room on the tablet',
    littleDetail: 'Check-ins are saved all the same. Remove photos, films or apps before the next session.',
    full: 'The tablet’s memory is nearly full',
    fullDetail:
      'Remove photos, films or apps now. What you have checked in remains. If the tablet says Not saved, write the name on paper.',
    title: 'Room on the tablet',
    left: ({ mb }) => `${mb}\u00a0MB left`,
    lasts: ({ days }) =>
      days > 365 ? 'Lasts more than a year' : `Lasts ${counted('en', days, 'day', 'days')} like today`,
    unknown: 'The tablet does not say how much is left',
  },
  copy: {
    title: 'The tablet must be connected again',
    fork: 'Another tablet has sent under the same name. This one may be a copy, or restored from one.',
    gap: 'The office is restored from an old copy and lacks what the tablet has already cleared.',
    kept: 'Everything you have saved remains and is handed to the office.',
    action: 'Connect again',
  },
  copied: {
    title: 'There is a copy of the tablet',
    detail:
      'Another tablet has sent under the same name. This one works as usual. Use only one of them and call the project office.',
  },
  decide: {
    title: 'The project office needs to decide about something the tablet has sent',
    detail: 'You need not do anything. Everything remains on the tablet.',
  },
  before: {
    title: 'The tablet is connected again',
    held: ({ held, when }) =>
      held === 0
        ? 'The office had no events from this tablet.'
        : when === ''
          ? `The office had ${events(held)} from this tablet.`
          : `The office had ${events(held)} from this tablet, last ${when}.`,
    waiting: ({ n }) =>
      `${counted('en', n, 'check-in waits', 'check-ins wait')} for the office’s decision. Look through the list.`,
    seen: 'Remove the message',
    all: 'Nothing seems to be missing. Look through the list all the same.',
    missing: ({ n }) =>
      `${events(n)} may be missing. Look through the list and check in those who are missing. The office knows.`,
  },
  revoked: {
    door: 'Write the names on paper or use another tablet.',
    names: 'The names have been removed from here. Call the office if this is wrong.',
    sends: 'What is already saved will still be sent.',
    decision: 'What is sent after it was turned off waits for the office’s decision.',
  },
  lost: {
    all: 'The tablet’s memory has been cleared',
    gone: 'The tablet’s log is gone',
    earlier: 'The tablet has been given back an old copy',
    allDetail: ({ name, isLogLeft }) =>
      `Its name was ${name}. ${isLogLeft ? 'Lists and key are gone. The log remains.' : 'Lists, key and log are gone.'}`,
    goneDetail: 'The browser has cleared what was saved. So nobody can be checked in right now.',
    earlierDetail: 'What was saved last is not here. So nobody can be checked in right now.',
    key: ({ n }) =>
      `${events(n)} ${n === 1 ? 'remains on the tablet. It is' : 'remain on the tablet. They are'} handed to the office once it is connected.`,
    todo: 'Ask the project office for a code and point the camera at it. Then the session goes on.',
    paper: 'Write the names on paper meanwhile.',
  },
};
