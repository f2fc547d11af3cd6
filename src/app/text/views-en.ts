/** The words of views that come after the first, in English: closing, connecting the tablet, help. */
import { counted } from './plural.ts';
import type { viewsSv } from './views-sv.ts';
import type { Widened } from './text-type.ts';

const count = (n: number, one: string, other: string): string => counted('en', n, one, other);
const people = (n: number): string => count(n, 'person', 'people');

export const viewsEn: Widened<typeof viewsSv> = {
  close: {
    walkIns: ({ n }) => `${n} added without a card.`,
    from: ({ name }) => `When did ${name} come?`,
    fromTime: ({ time }) => `from ${time}`,
    earlier: ({ name }) => `15 minutes earlier for ${name}`,
    later: ({ name }) => `15 minutes later for ${name}`,
    earliest: ({ time }) => `At ${time} at the earliest`,
    latest: ({ time }) => `At ${time} at the latest`,
    told: 'These times are marked as told by you. The project office sees that.',
    times: 'Times',
    planned: ({ hours }) => `As planned, ${hours}`,
    asPlanned: 'Everybody checked in follows the plan.',
    left: ({ n }) => `${people(n)} left early`,
    late: ({ n }) => `${people(n)} came late`,
    guests: ({ n }) => count(n, 'guest', 'guests'),
    added: ({ n }) => `${n} added without a card`,
    wentAt: ({ name, time }) => `${name} left at ${time}`,
    cameAt: ({ name, time }) => `${name} came at ${time}`,
    gets: ({ hours }) => `Gets ${hours}`,
    addedDetail: 'Counts when the project office knows who it is',
    forgotten: ({ n }) => `${count(n, 'person is', 'people are')} not checked out`,
    locks: 'The list is then locked on the tablet',
    locksDetail: 'If something needs changing, the project office makes a correction.',
    toToday: 'Back to Today',
    attestFailed: 'The list is closed, but the certification could not be saved. Try again.',
    savedAndAttested: ({ n }) => `${people(n)} and your certification are saved on the tablet`,
  },
  enrol: {
    onIpad: 'iPad and iPhone',
    onAndroid: 'Android',
    ipad: [
      'Press Share, the box with the arrow pointing up.',
      'Choose Add to Home Screen.',
      'Open Närvaro from the home screen.',
    ],
    android: [
      'Press the browser’s menu, the three dots.',
      'Choose Install app or Add to Home screen.',
      'Open Närvaro from the home screen.',
    ],
    install: 'Install Närvaro',
    installed: 'Närvaro is installed. Open it from the home screen.',
    notInstalled: 'Närvaro was not installed. You can go on anyway.',
    private: 'Do not use a private window',
    privateDetail: 'In a private window everything is lost when it is closed.',
    offline: 'You need internet to connect.',
    offlineDetail: 'Connect the tablet. After that it manages without.',
    notKept: {
      title: 'The tablet could not save',
      action: 'Free some space on the tablet. Then ask the project office for a new code.',
    },
    noCode: 'I have no code',
    noCodeDetail: 'Call the project office and ask for a connection code. They see it on their screen.',
    groups: 'Fetched groups',
    group: ({ n }) => people(n),
    groupNone: 'No participants yet',
  },
  help: {
    title: 'Help',
    call: 'Call the project office',
    noOffice: 'The office’s number comes with the lists.',
    answers: 'Common questions',
    items: {
      noNetwork: {
        question: 'What happens without internet?',
        answer: 'You check people in as usual. Everything is saved on the tablet and sent when it is online.',
      },
      noCard: {
        question: 'Someone has no card',
        answer: 'Press Search name and check the person in from the list. Ask for first and last name.',
      },
      wrong: {
        question: 'I checked in the wrong person',
        answer:
          'Press Undo in the answer, under Latest or in the list. Nothing disappears, the office sees both.',
      },
      camera: {
        question: 'The camera does not read the code',
        answer: 'Hold the card still, 20 cm away. Try Switch camera or Lamp. Otherwise search by name.',
      },
      finish: {
        question: 'When do I close?',
        answer: 'When everyone has left. Press Close. Then connect the tablet by the next day.',
      },
    },
    ways: 'Ways to check in',
    way: {
      card: { title: 'Card', detail: 'Hold the participant card in front of the camera.' },
      name: { title: 'Name', detail: 'Press Search name and choose the person in the list.' },
      code: { title: 'The card’s code', detail: 'Type the 8 characters on the card below the camera.' },
      kiosk: {
        title: 'Self check-in',
        detail: 'Put the tablet up front, and participants hold up their cards.',
      },
      phone: {
        title: 'Own phone',
        detail: 'Show the code on the screen. Participants read it with their camera.',
      },
      none: { title: 'Not on the list', detail: 'Press Add person. The project office checks the details.' },
    },
    signals: 'What colour, shape and sound mean',
    more: 'More to read',
    accessibility: 'Accessibility',
    privacy: 'Personal data',
  },
};
