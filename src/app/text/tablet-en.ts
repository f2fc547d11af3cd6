/** The words of today, the try-out of camera and sound and the tablet’s own view, in English. */
import { counted } from './plural.ts';
import type { tabletSv } from './tablet-sv.ts';
import type { Widened } from './text-type.ts';

const count = (n: number, one: string, other: string): string => counted('en', n, one, other);

export const tabletEn: Widened<typeof tabletSv> = {
  today: {
    yesterday: 'Yesterday’s session is not closed',
    yesterdayDetail: ({ title, day }) => `${title} began ${day}. Close it and the hours count.`,
    overdue: ({ title }) => `${title} is over but not closed`,
    overdueDetail: ({ time }) => `It was planned to end at ${time}. Close it and the hours count.`,
    lectures: 'Digital lectures',
    digital: 'Digital lecture. Participants check in with their own phones.',
    showCode: 'Show the code',
    code: 'Code on the screen',
    showCodeOf: ({ title }) => `Show the code for ${title}`,
    closeOf: ({ title }) => `Finish ${title}`,
    listOf: ({ title }) => `List for ${title}`,
  },
  senses: {
    scan: 'Hold up a participant card, or the code on the office’s screen.',
    readCard: 'The camera read a participant card.',
    readOther: 'The camera read another code. That will do as a test.',
    play: 'Play',
    playOf: ({ what }) => `Play ${what}`,
  },
  tablet: {
    listsOld: ({ days }) => `${count(days, 'day', 'days')} old`,
    listsOldDetail: 'Connect the tablet. New participants may be missing.',
    update: 'New version',
    updateNow: 'Change now',
    updateLater: 'Changed after the session',
    screen: 'Lit screen',
    screenYes: 'While checking in',
    screenNo: 'May go dark',
    enoughSpace: 'Plenty of space',
    noNames: 'The names have been removed from the tablet, so the sessions cannot be shown here.',
  },
  help: {
    signal: {
      in: {
        title: 'Checked in',
        detail: 'Green circle with a tick. Two rising tones. The next person can come.',
      },
      already: {
        title: 'Already checked in',
        detail: 'Blue circle with two ticks. Two equal tones. Nothing more to do.',
      },
      choice: {
        title: 'You need to choose',
        detail: 'Yellow diamond. Two falling tones. Read, and choose what is to happen.',
      },
      stop: {
        title: 'Stop',
        detail: 'Red octagon. One deep tone. Nobody was checked in. Read what it says.',
      },
      undone: {
        title: 'Undone',
        detail: 'Grey circle with an arrow. One short tone. The person is not checked in.',
      },
    },
  },
};
