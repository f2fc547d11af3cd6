/** Every word only the project office reads, in English. */
import { counted } from './plural.ts';
import type { AdminText } from './admin-text.ts';

export const adminEn: AdminText = {
  nav: {
    overview: 'Overview',
    review: 'Review',
    month: 'Month and SCB',
    planning: 'Planning',
    sessions: 'Sessions',
    participants: 'Participants',
    cards: 'Cards',
    tablets: 'Tablets',
    log: 'Event log',
    account: 'Account',
  },
  role: { administrator: 'Project administrator' },
  month: {
    locked: ({ month }) =>
      `${month} is locked. Changes are made as corrections, and ${month} and all later months must then be sent again to SCB.`,
  },
  menu: {
    offline: { title: 'No connection right now', detail: 'What you see may be old. The page fetches news when you are online.' },
    noAnswer: {
      title: 'The service is not answering',
      detail: 'What you see may be old. The page tries again by itself.',
      nothingYet: 'Wait a moment and try again.',
      nothingSent: 'Nothing was changed. Wait a moment and try again.',
    },
  },
  signIn: {
    title: 'Sign in to the project office',
    login: 'Login name',
    password: 'Password',
    showPassword: 'Show the password',
    hidePassword: 'Hide the password',
    sending: 'Signing in',
    missingLogin: 'Write your login name.',
    missingPassword: 'Write your password.',
    wait: ({ minutes }) => `Wait ${counted('en', minutes, 'minute', 'minutes')} and try again.`,
    notSetUp: {
      title: 'Nobody can sign in yet',
      detail: 'Open the link that was printed when the service started. It works once.',
    },
    ended: { title: 'You are signed out', detail: 'Sign in again and you are back where you were.' },
    forgotten: 'Forgotten the password? Whoever runs the service can give you a new link.',
  },
  setUp: {
    title: 'Welcome to the project office',
    lead: 'Choose how you sign in. The link you opened works once.',
    name: 'Your name',
    nameHint: 'Seen by others at the project office.',
    loginHint: 'Your e-mail address, for example.',
    passwordHint: 'At least 12 characters. Several words in a row are easy to remember and hard to guess.',
    submit: 'Create account and sign in',
    sending: 'Creating the account',
    missingName: 'Write your name.',
    missingLogin: 'Write a login name of at least 3 characters.',
    nameTaken: 'The login name is already used. Choose another.',
    weak: {
      short: 'The password is too short. Use at least 12 characters.',
      long: 'The password is too long. Use at most 256 characters.',
      common: 'The password is too common. Choose one that nobody else has.',
      'contains-login': 'The password must not contain the login name.',
    },
    used: {
      title: 'The link no longer works',
      detail: 'It is used or too old. Sign in, or ask whoever runs the service for a new link.',
    },
  },
};
