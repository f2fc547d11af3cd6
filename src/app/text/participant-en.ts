/** Every word on a participant's own phone, in English. */
import type { ParticipantText } from './participant-text.ts';
import { counted } from './plural.ts';

const count = (n: number, one: string, other: string): string => counted('en', n, one, other);

export const participantEn: ParticipantText = {
  nav: { label: 'My pages', hours: 'My hours', card: 'My card', details: 'My details' },
  foot: { privacy: 'How we handle your data', accessibility: 'Accessibility' },
  opening: 'Opening your page',
  offline: {
    title: 'The phone has no network',
    hours: 'Your hours are shown when the phone has a network. Your card works anyway.',
    link: 'Try again when the phone has a network. You can hold up the card to the tablet anyway.',
  },
  stranger: {
    title: 'Whose phone is this?',
    body: 'Point your phone’s camera at the code on your participant card. Your page then opens here.',
    typed: 'You can check in with the code on the screen anyway.',
    toCheckIn: 'Check in with a code',
    again: 'Scan the code on your card again to open your page. This is needed now and then, for safety.',
  },
  tablet: {
    title: 'This is a trainer’s tablet',
    body: 'The card is not opened here, so that nobody’s name stays on the tablet. Hold up the card when the tablet shows the camera, or open the link on a phone of your own.',
    back: 'Back to Närvaro',
  },
  blocked: {
    title: 'There is a new card for you',
    body: 'This link is no longer valid. Ask the trainer or the project office for your new card.',
  },
  unknown: {
    title: 'We do not have this card',
    body: 'You have done nothing wrong. Ask the trainer or the project office.',
  },
  trouble: {
    title: 'It did not work just now',
    body: 'Try again in a little while.',
    wait: ({ span }) => `There were many tries in a short time. Wait ${span} and try again.`,
  },
  notice: {
    title: 'Why we record your time',
    intro:
      'The training is partly paid for by the EU. Your time is the city’s share of the cost, so it must be possible to check it.',
    what: 'What',
    whatBody: 'When you came and left at each session, and how you checked in.',
    why: 'Why',
    whyBody: 'To show the EU that the time is real, and for statistics at Statistics Sweden (SCB).',
    who: 'Who sees it',
    whoBody:
      'The project office. The trainer sees your name on the list. Your administration, the EU and SCB get what they have a right to.',
    long: 'How long',
    longBody:
      'As long as EU rules require. The exact time is not decided yet and will be written here when it is.',
    phone: 'Your card is kept on this phone, so that it can be shown without a network. You can remove it.',
    more: 'Read everything about your data',
    go: 'I have read this, continue',
    shown: ({ date }) => `First shown ${date}.`,
    version: ({ version }) => `Version ${version}`,
    failed: 'It could not be saved that you have read this. Check the network and try again.',
  },
  hours: {
    survey: {
      open: 'Say what you thought',
      newTab: 'opens in a new tab',
      notOurs:
        'The survey is on somebody else’s page. It is not told who you are, and the answers are not shown here.',
    },
    title: 'My hours',
    of: ({ target }) => `of ${target}`,
    ring: ({ hours, target }) => `${hours} of ${target} hours`,
    dot: 'Each dot is one hour.',
    left: ({ time }) => `You have ${time} of the training left.`,
    done: 'You have done all the hours of the training.',
    exact: ({ time }) => `Recorded: ${time}`,
    certified: ({ time }) => `Certified by you: ${time}`,
    time: ({ hours, minutes }) =>
      hours === 0
        ? `${minutes} min`
        : minutes === 0
          ? count(hours, 'hour', 'hours')
          : `${count(hours, 'hour', 'hours')} ${minutes} min`,
    attended: 'Where I took part',
    coming: 'Coming',
    missed: 'Where I am not recorded',
    nothing: 'You have not been to any session yet.',
    inOut: ({ from, to }) => `${from}–${to}`,
    since: ({ from }) => `Checked in ${from}`,
    notOutOpen: ({ from }) => `Checked in ${from}, no check-out`,
    breaks: ({ time }) => `Break ${time} is not counted`,
    digital: 'Online',
    guest: 'Another group’s session',
    cancelled: 'Cancelled',
    status: {
      registered: 'Recorded',
      'to-certify': 'To certify',
      certified: 'Certified',
      reopened: 'To certify again',
      objection: 'Waiting for an answer',
      approved: 'Approved',
    },
    open: 'Going on',
    unsettled: ({ n }) =>
      `${count(n, 'code', 'codes')} you have read waits for an answer or has been answered`,
    toUnsettled: 'Show',
    wrong: 'Is something wrong?',
    wrongBody: ({ office }) =>
      `Call ${office} and they will correct it. Nothing is removed, the correction is added.`,
  },
  card: {
    title: 'My card',
    qr: 'The code on your participant card',
    bright: 'Turn up the brightness of the screen and hold the code towards the tablet.',
    save: 'Save the card as a picture',
    saved: 'The picture is saved.',
    fileName: 'participant-card',
    offline:
      'The card works without internet. Lost it? Tell the project office: it is blocked and you get a new one.',
    none: 'There is no card on this phone. Point your phone’s camera at the code on your card.',
    notYet: 'You have no card yet. Ask the project office.',
  },
  details: {
    title: 'My details',
    name: 'How you stand on the list',
    group: 'Group',
    noGroup: 'No group yet',
    programme: 'Programme',
    noticeShown: 'Information about your data',
    notShown: 'Not shown yet',
    language: 'Language',
    extract: 'Get my data',
    extractBody:
      'You get a file with everything that is kept about you. Do not save it on a phone that others use.',
    extractFile: 'my-data',
    extractFailed: 'It could not be fetched just now. Try again in a while.',
    remove: 'Remove from this phone',
    removeBody:
      'The card and the sign-in are removed from the phone. Your hours stay with the project office.',
    unsent:
      'A check-in has not been sent yet. If you remove now it is gone. Otherwise show your card to the trainer.',
    removeAnyway: 'Remove all the same',
    lost: 'Lost your card, or does somebody else have your link?',
    lostBody: ({ office }) =>
      `Call ${office}. The old card and link are blocked at once, and you get a new card.`,
    call: ({ phone }) => `Call ${phone}`,
  },
  checkIn: {
    title: 'Check in',
    typedTitle: 'Type the code from the screen',
    typedLabel: 'The six characters beside the big code',
    typedWrong: 'The code has six characters. Look at the screen again, it changes often.',
    camera: 'Or point your phone’s camera at the big code on the screen.',
    go: 'Check in',
    sending: 'Checking in',
    who: 'Hello! Who are you?',
    whoBody: 'You only need to do this the first time on this phone.',
    whoLabel: 'The code on your participant card',
    whoHint: 'The code is under the name on the card, for example 7Q2M-K4TX.',
    whoWrong: 'The code has eight characters. Look at the card again.',
    photo: {
      take: 'Take a photo of the card instead',
      reading: 'Reading the picture',
      nothing: 'No code could be read in the picture. Photograph the card straight on, or type the code.',
      otherCode: 'That is another kind of code. Photograph the participant card.',
    },
    noCard: 'No card? Go to the trainer, who can search for your name.',
    in: 'You are checked in',
    inOther: 'Du är incheckad',
    show: 'Show this screen if the trainer asks.',
    sentLater: ({ time }) => `Counts from ${time}, when you read the code.`,
    already: ({ time }) => `You are already checked in, since ${time}. Nothing more is needed.`,
    alreadyTitle: 'Already checked in',
    toHours: 'Show my hours',
    other: 'You are booked on another session',
    otherHere: ({ session }) => `The code you read is for: ${session}.`,
    otherThere: ({ session }) => `You are expected at: ${session}.`,
    otherDecide: 'If you are here all the same, the project office decides whether the hours count.',
    stay: 'I am here all the same',
    leave: 'Cancel',
    again: 'Try again',
    askTrainer: 'Not working? Show your card to the trainer.',
    left: 'You are not checked in.',
    earlier: ({ session, time }) => `Your earlier code is now recorded: ${session}, from ${time}.`,
    earlierRefused: ({ day, reason }) =>
      `A code you read ${day} could not be used: ${reason}. Tell the trainer.`,
  },
  saved: {
    title: 'The phone has no network',
    body: 'You are not checked in yet. Show your code to the trainer, who will check you in on the tablet.',
    noCard: 'You are not checked in yet. Go to the trainer, who can search for your name.',
    tryingTitle: 'We are also trying to send it',
    trying: 'Your check-in is saved on the phone. It is sent if the network returns while the page is open.',
    again: 'Try again',
  },
};
