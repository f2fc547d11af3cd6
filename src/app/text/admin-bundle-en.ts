import type { AdminBundleText } from './admin-bundle-text.ts';

export const adminBundleEn: AdminBundleText = {
  title: 'Audit',
  intro:
    'The audit bundle is a zip file. With it an auditor can count every minute anew, without us and without the internet.',
  make: {
    title: 'Make a bundle',
    scope: 'What should it be about?',
    everything: 'The whole programme',
    until: ({ month }) => `Up to and including ${month}`,
    scopeHint: 'The tablets’ logs always come whole. Otherwise the chain cannot be checked.',
    button: 'Make the bundle',
    making: 'Make the bundle',
    how: 'Your password is needed if it was long ago. The event log says that the bundle was made.',
    saved: 'The bundle is saved.',
    notBuilt: 'The verifier is missing',
    notBuiltDetail: 'Build the app with npm run build. Nobody can check the bundle without the verifier.',
  },
  inside: {
    title: 'This is in the bundle',
    items: [
      'The tablets’ logs, byte for byte, with keys, signatures and receipts.',
      'The office’s log with every decision, and the plan in every version.',
      'Locked months, line by line.',
      'A verifier: a page and a command.',
    ],
    notInside:
      'No participants’ names, no identity numbers, nothing that was written about anybody. Only ids.',
    trainers: 'Trainers’ names stand in the plan.',
    events: 'Events',
    entries: 'Entries in the office’s log',
    devices: 'Tablets',
    months: 'Locked months',
  },
  check: {
    title: 'How the auditor checks it',
    steps: [
      'Unpack verify.html and open it in a browser, preferably without the internet.',
      'Choose the zip file. It is sent nowhere.',
      'Type the checksum from a month compilation, and the office’s key.',
    ],
    command: 'A command does it too: node verify.mjs bundle.zip --english',
    why: 'Compare the verifier with the sums below. Give them to the auditor in another way than the bundle.',
    page: 'verify.html (SHA-256)',
    program: 'verify.mjs (SHA-256)',
    officeKey: 'The project office’s key',
    officeHead: 'The log’s last entry right now',
    officeHeadHint:
      'It also stands on the month compilation. Keep it, and it shows if the log is written anew.',
    none: 'The log is empty.',
  },
};
