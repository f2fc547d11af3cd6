/** What people read about each problem the office's server can answer with, in English. */
import type { ProblemCode } from '../../protocol/problems.ts';
import type { ProblemWords } from './problems-sv.ts';

export const problemsEn: Readonly<Record<ProblemCode, ProblemWords>> = {
  'request/malformed': { title: 'The details could not be read', action: 'Reload the page and try again.' },
  'request/too-large': {
    title: 'The file is too large',
    action: 'Split it into smaller files and try again.',
  },
  'request/too-slow': {
    title: 'The network is too slow right now',
    action: 'What you saved is safe. Try again in a while.',
  },
  'request/not-json': { title: 'The details could not be read', action: 'Reload the page and try again.' },
  'request/not-found': { title: 'It is no longer here', action: 'Go back and reload the page.' },
  'request/rate-limited': { title: 'Many tries in a short time', action: 'Wait a minute and try again.' },
  'request/cross-site': {
    title: 'The page was opened from another place',
    action: 'Open Närvaro directly and try again.',
  },
  'server/defect': {
    title: 'Something went wrong in the service',
    action: 'What you saved is safe. Try again in a while.',
  },
  'server/unavailable': {
    title: 'The service is not answering',
    action: 'What you saved is safe. Try again in a while.',
  },
  'server/storage-full': {
    title: 'The service has run out of space',
    action: 'What you saved is safe. Tell the project office that the disk is full.',
  },
  'sign-in/required': { title: 'You are signed out', action: 'Sign in again.' },
  'sign-in/stale': {
    title: 'Your password is needed again',
    action: 'Enter your password and try once more.',
  },
  'bundle/no-verifier': {
    title: 'The verifier is missing',
    action: 'Build the app with npm run build. Then the bundle can be made.',
  },
  'role/not-allowed': {
    title: 'This is not part of your role',
    action: 'Ask the system administrator if you need to do this.',
  },
  'sign-in/wrong': { title: 'The name or the password is not right', action: 'Check both and try again.' },
  'sign-in/factor-needed': { title: 'One step is left', action: 'Show that it is you, and you are in.' },
  'sign-in/factor-missing': { title: 'One step is left', action: 'Choose a second step, and you are in.' },
  'sign-in/code-wrong': {
    title: 'The code is not right',
    action: 'Wait for the next code in the app and try again.',
  },
  'sign-in/passkey-refused': {
    title: 'The passkey could not be used',
    action: 'Try again, or choose another way.',
  },
  'sign-in/last-factor': {
    title: 'You need to keep a second step',
    action: 'Add a new one first. Then remove this one.',
  },
  'sign-in/password-off': {
    title: 'Nobody signs in with a password here',
    action: 'Use the city’s sign-in or a passkey.',
  },
  'sign-on/unreachable': {
    title: 'The city’s sign-in does not answer',
    action: 'Wait a while and try again, or choose another way.',
  },
  'sign-on/refused': {
    title: 'The sign-in did not go through',
    action: 'Start again from the sign-in page.',
  },
  'sign-on/not-invited': {
    title: 'You have not been invited to the project office',
    action: 'Ask the system administrator for an invitation.',
  },
  'sign-on/taken': {
    title: 'Another account already belongs to you at the city',
    action: 'Sign in with that account.',
  },
  'account/no-password': {
    title: 'The account has no password',
    action: 'The person signs in at the city.',
  },
  'account/second-person': {
    title: 'Somebody else has to do this',
    action: 'Ask another system administrator to agree.',
  },
  'sign-in/setup-link-used': { title: 'The link has already been used', action: 'Ask for a new link.' },
  'sign-in/password-weak': {
    title: 'The password is too easy to guess',
    action: 'Choose a longer password.',
  },
  'sign-in/name-taken': { title: 'The name is already in use', action: 'Choose another name.' },
  'enrol/code-unknown': {
    title: 'There is no such code',
    action: 'Check the characters, or ask for a new one.',
  },
  'enrol/code-used': { title: 'The code is no longer valid', action: 'Ask for a new one.' },
  'enrol/key-invalid': {
    title: "The tablet's key could not be read",
    action: 'Reload the page and connect again.',
  },
  'device/sign-in-refused': {
    title: 'The tablet is not recognised',
    action: 'Call the project office. What is saved is safe.',
  },
  'device/revoked': {
    title: 'This tablet has been turned off',
    action: 'What is already saved will still be sent.',
  },
  'device/too-old': {
    title: 'The app needs an update',
    action: 'Check people in as usual. Connect the tablet and change to the new version.',
  },
  'sync/gap': {
    title: 'Some events are missing at the office',
    action: 'The tablet sends them again. You need do nothing.',
  },
  'sync/aside-full': {
    title: 'Much from this tablet waits for review',
    action: 'What you have saved is kept. Ask the project office to review what waits.',
  },
  'sync/head-not-signed': {
    title: "The office cannot confirm the tablet's log",
    action: 'Call the project office. What is saved is safe.',
  },
  'session/unknown': { title: 'There is no such session', action: 'Go back to the list and choose again.' },
  'link/unknown': {
    title: 'We do not have this card',
    action: 'Check the code on the card, or ask the trainer.',
  },
  'link/blocked': {
    title: 'This card is blocked',
    action: 'There is a new card for you. Ask the trainer or the project office.',
  },
  'link/needed': {
    title: 'Open your own page first',
    action: 'Scan the code on your participant card with the phone’s camera.',
  },
  'code/unknown': { title: 'This is not a code of ours', action: 'Point the camera at the screen again.' },
  'code/old': { title: 'The code has changed', action: 'Point the camera at the screen again.' },
  'code/early': {
    title: 'The tablet’s clock is wrong',
    action: 'Show your code to the trainer, who will check you in.',
  },
  'code/not-now': {
    title: 'The session is not going on',
    action: 'Ask the trainer. You have done nothing wrong.',
  },
  'participant/unknown': {
    title: 'The person is no longer there',
    action: 'Reload the page and choose again.',
  },
  'protection/already': { title: 'The person is already protected', action: 'Reload the page.' },
  'protection/alias-telling': {
    title: 'The display name tells too much',
    action: 'Choose a name without numbers that is not the person’s own.',
  },
  'protection/alias-taken': {
    title: 'Somebody in the group already has that display name',
    action: 'Choose another, or let us choose.',
  },
  'protection/no-name': { title: 'No name is kept', action: 'Type the name to show.' },
  'account/unknown': {
    title: 'The account or invitation is no longer there',
    action: 'Reload the page and choose again.',
  },
  'account/own': {
    title: 'You cannot change your own account',
    action: 'Ask another system administrator to do it.',
  },
  'account/last-system': {
    title: 'Somebody must be able to manage the accounts',
    action: 'First make somebody else a system administrator.',
  },
  'review/changed': {
    title: 'Something has changed since the page was shown',
    action: 'Read the page again and decide once more. Nothing was saved.',
  },
  'review/not-ready': {
    title: 'Decisions are left',
    action: 'Take the decisions that are left and try again.',
  },
  'review/times': {
    title: 'The times do not fit',
    action: 'Check that they are on the same day and in order.',
  },
  'text/identity-number': {
    title: 'Do not write identity numbers here',
    action: 'Remove the number and save again.',
  },
  'certify/changed': {
    title: 'The times have changed since the page was shown',
    action: 'Read the new times and certify them. Nothing has been certified yet.',
  },
  'month/changed': {
    title: 'The month has changed since the page was shown',
    action: 'Read the figures again before you approve. Nothing is locked.',
  },
  'month/not-ready': {
    title: 'The month cannot be locked yet',
    action: 'See what is left in the list and do it first.',
  },
  'month/not-locked': {
    title: 'The month is not locked',
    action: 'Approve and lock it first.',
  },
  'month/order': {
    title: 'Months are sent in order',
    action: 'Send the earlier month first.',
  },
  'report/protected-code-missing': {
    title: 'SCB’s code for a man with protected identity is missing',
    action: 'Ask SCB for the code and enter it under Columns and details for SCB.',
  },
  'report/number-missing': {
    title: 'Somebody in the file has no personal identity number',
    action: 'Import the list of participants again with the number, then make the file.',
  },
  'policy/locked-month': {
    title: 'The day is in a locked month',
    action: 'Choose a day after the last locked month.',
  },
  'trainer/unknown': { title: 'The plan has no such trainer', action: 'Reload the page and choose again.' },
  'planning/changed': {
    title: 'The plan has changed in the meantime',
    action: 'Look through it and save again.',
  },
  'planning/not-confirmed': {
    title: 'Something has to be confirmed first',
    action: 'Read what the change means, tick the box and save again.',
  },
  'planning/month-locked': {
    title: 'The month is locked',
    action: 'The session cannot be changed. Make a correction in the review instead.',
  },
  'planning/unknown': {
    title: 'Something in the plan is no longer there',
    action: 'Reload the page and choose again.',
  },
  'planning/name-taken': {
    title: 'Another venue has that name',
    action: 'Choose another name, or change the venue that exists.',
  },
  'people/unknown': {
    title: 'The person or group does not exist',
    action: 'Go back to the list and choose again.',
  },
  'people/merged': {
    title: 'The record is merged with another',
    action: 'Open the record that is left and go on there.',
  },
  'people/has-left': {
    title: 'The person has left the programme',
    action: 'Take back the end date first, if it is wrong.',
  },
  'people/has-place': {
    title: 'The person has a place already',
    action: "Change group on the person's page instead.",
  },
  'people/other-track': {
    title: 'The group has another track',
    action: 'Choose a group of the same track, employee or manager.',
  },
  'people/same-cohort': {
    title: 'The person is in that group already then',
    action: 'Choose another group or another date.',
  },
  'people/day-wrong': {
    title: 'The date is not right',
    action: 'Choose a day that exists, at most two years ahead.',
  },
  'people/was-there-later': {
    title: 'The person was at a session later than that',
    action: 'Choose that day or a later one as the last day.',
  },
  'people/no-place': {
    title: 'The group is full',
    action: 'Change the number of places, or choose another group.',
  },
  'people/list-changed': {
    title: 'The reserve list has changed',
    action: 'Reload the page and see who is first.',
  },
  'people/merge-unsafe': {
    title: 'The records may be two different people',
    action: 'Ask somebody with the role handler of protected identities to decide.',
  },
  'people/merge-other-way': {
    title: 'The other record has to be the one that is kept',
    action: 'Change which record to keep.',
  },
  'letters/no-server': {
    title: 'No mail server is set',
    action: 'Save a mail-merge file instead.',
  },
  'letters/address-wrong': {
    title: 'The address cannot be written to',
    action: 'Check the e-mail address. Write one only.',
  },
  'figures/being-made': {
    title: 'The figures are being added up',
    action:
      'This happens the first time and after large changes. Try again in a while. Check-in goes on as usual.',
  },
  'figures/month-unknown': {
    title: 'There are no figures for that month',
    action: 'Choose another month.',
  },
  'figures/unit-unknown': {
    title: 'There is nobody to show there',
    action: 'Choose another unit or workplace.',
  },
  'rescue/refused': {
    title: 'This is not a rescue file that can be read',
    action: 'Save the file again on the tablet and choose the new one.',
  },
  'import/draft-gone': { title: 'The import is no longer here', action: 'Choose the file again.' },
  'import/refused': { title: 'The file could not be read', action: 'Save it as Excel or CSV and try again.' },
  'import/not-ready': {
    title: 'The file is still being read',
    action: 'Wait until it is done and try again.',
  },
};
