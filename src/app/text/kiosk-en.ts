/** The words around a trainer's own code, in English. */
import type { kioskSv } from './kiosk-sv.ts';
import { counted } from './plural.ts';
import type { Widened } from './text-type.ts';

export const kioskEn: Widened<typeof kioskSv> = {
  code: {
    show: 'Show the code',
    hide: 'Hide the code',
    empty: 'Type your code.',
    wrong: ({ n }: { n: number }) => `That is not the code. ${counted('en', n, 'try', 'tries')} left.`,
    wait: ({ time }: { time: string }) => `The code has been wrong five times. You can try again at ${time}.`,
    none: 'The project office has not given any trainer on this tablet a code.',
  },
  screen: {
    page: 'Code on the screen',
    title: 'Check in with your own phone',
    qr: 'Code to read with the phone camera',
    steps: ['Open the camera on the phone', 'Point it at the code', 'Press the link'],
    next: ({ n }: { n: number }) => `New code in ${counted('en', n, 'second', 'seconds')}`,
    typed: ({ address }: { address: string }) => `Not working? Go to ${address} and type`,
    count: ({ here, all }: { here: number; all: number }) => `${here} of ${all} have checked in.`,
    note: 'People using their own phone appear here when the tablet is online.',
    phoneAlone: 'A phone without internet? It shows a code of its own. Scan that one.',
    clock: 'The clock is wrong: phones may be told that the code has changed.',
    none: 'The session has no code on this tablet. Connect the tablet and it is fetched.',
  },
};
