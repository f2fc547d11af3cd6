import type { RowField, TotalField } from './findings.ts';
import type { Words } from './words.ts';

const rowFields: Readonly<Record<RowField, string>> = {
  minutes: 'minutes',
  overMinutes: 'minutes over the limit',
  reportedMinutes: 'reported minutes',
};
const totalFields: Readonly<Record<TotalField, string>> = {
  people: 'number of people',
  minutes: 'minutes',
  reportedMinutes: 'reported minutes',
};

type Place = { readonly month: string; readonly version: number };
type Figures = { readonly kept: number; readonly recomputed: number };
const of = ({ month, version }: Place): string => `Month ${month}, version ${version}`;
const figures = ({ kept, recomputed }: Figures): string =>
  `Kept: ${kept}. Counted from the events: ${recomputed}.`;

export const wordsEn: Words = {
  title: 'Check of an audit bundle',
  intro:
    'Choose the bundle’s zip file. It is read on this computer and sent nowhere. The check counts everything from the beginning.',
  choose: 'Choose a zip file',
  head: 'Checksum from a month compilation (if you have one)',
  headHint:
    'It stands under “Anchor in the event log”, for example 1842:Xk3bQ7… It shows that the log has not been written anew.',
  headWrong: 'The checksum should be a number, a colon and at least ten characters.',
  officeKey: 'The project office’s key (if you have it from elsewhere)',
  officeKeyHint: 'It shows that the bundle is from that very office.',
  check: 'Check',
  checking: 'Checking …',
  noFile: 'Choose the bundle’s zip file first.',
  notZip: 'The file cannot be read as a zip file. Choose the file as it was saved.',
  usage: 'Usage: node verify.mjs bundle.zip [--head NUMBER:CHECKSUM] [--key KEY] [--english]',
  noSuchFile: (file) => `The file ${file} is not there or cannot be read.`,
  holds: 'The bundle holds.',
  fails: (n) => `The bundle does not hold. ${n} ${n === 1 ? 'fault' : 'faults'}.`,
  broken: 'Faults',
  notes: 'Good to know',
  contents: 'Contents',
  demo: 'The bundle was made by a demo. It proves nothing.',
  line: {
    programme: 'Programme',
    madeAt: 'Made',
    month: 'About',
    everything: 'the whole programme',
    until: (month) => `up to and including ${month}`,
    officeKey: 'The project office’s key',
    officeHead: 'The log’s last entry',
    files: 'Files',
    devices: 'Tablets',
    events: 'Events',
    entries: 'Entries in the office’s log',
    decisions: 'Decisions',
    sessions: 'Sessions',
  },
  months: 'Locked months',
  monthTable: {
    month: 'Month',
    version: 'Version',
    people: 'People',
    minutes: 'Minutes',
    reportedMinutes: 'Reported minutes',
  },
  finding: {
    'not-a-bundle': () => 'The file is no audit bundle, or its table of contents cannot be read.',
    'manifest-signature': () => 'The project office’s signature under the bundle is not right.',
    'office-key-other': () => 'The bundle is signed with another key than the one you gave.',
    'file-missing': ({ file }) => `The file ${file} is missing.`,
    'file-changed': ({ file }) => `The file ${file} has been changed since the bundle was signed.`,
    'file-not-listed': ({ file }) => `The file ${file} is no part of the bundle. It has been added.`,
    'file-unreadable': ({ file, line }) => `The file ${file} cannot be read at line ${line}.`,
    'file-misnamed': ({ file }) => `The file ${file} holds something else than its name says.`,
    'chain-broken': ({ device, seq }) =>
      `The chain of tablet ${device} breaks at event ${seq}. It was changed, removed, moved or is another’s.`,
    'head-signature': ({ device }) =>
      `Tablet ${device} has not signed its log. The signature is another key’s, or over something else.`,
    'head-missing': ({ device }) => `Tablet ${device} has events but no signature.`,
    'head-other': ({ device, seq }) =>
      `Tablet ${device} has signed another event ${seq} than the one that is here.`,
    'rolled-back': ({ device, seq, signed }) =>
      `Tablet ${device} has signed ${signed} events, but ${seq} are here. The last ones were removed, or have not come in yet.`,
    'unsigned-tail': ({ device, seq }) =>
      `Tablet ${device} has not signed the events from ${seq} on. They have been added.`,
    'receipt-wrong': ({ device }) =>
      `The project office’s receipt for tablet ${device} does not match the log.`,
    'device-key-other': ({ device }) => `Tablet ${device} has another key than the one it was enrolled with.`,
    'device-not-described': ({ device }) => `There is a log for tablet ${device}, but the tablet is unknown.`,
    'arrival-without-event': ({ device, seq }) =>
      `Event ${seq} of tablet ${device} has arrived but is not in the log.`,
    'event-without-arrival': ({ device, seq }) =>
      `Event ${seq} of tablet ${device} is in the log but has never arrived.`,
    'arrival-order': ({ arrival }) => `Arrival ${arrival} is out of order or there twice.`,
    'clock-uneven': ({ device, seq }) =>
      `The clock of event ${seq} of tablet ${device} is measured otherwise than for the rest of its delivery.`,
    'revoked-counted': ({ device, seq }) =>
      `Event ${seq} of tablet ${device} counts, although the tablet was revoked and nobody has decided so.`,
    'revocation-other': ({ device }) =>
      `Tablet ${device} was revoked at another time according to the office’s log.`,
    'office-chain-broken': ({ seq }) =>
      `The chain of the office’s log breaks at entry ${seq}. It was changed, removed or moved.`,
    'office-head-other': ({ seq }) => `The office’s log does not end where the bundle says, at entry ${seq}.`,
    'office-log-shorter': ({ seq, expected }) =>
      `Your checksum is of entry ${expected} of the office’s log, but it has ${seq} only. Entries have been removed.`,
    'office-log-not-expected': ({ seq }) =>
      `Entry ${seq} of the office’s log is another than the one your checksum is of. The log has been written anew.`,
    'decision-unreadable': ({ seq }) => `The decision at entry ${seq} of the office’s log cannot be read.`,
    'decision-refers-to-nothing': ({ seq, to }) =>
      `The decision at entry ${seq} of the office’s log is about ${to}, which does not exist.`,
    'plan-version-changed': ({ session, version }) =>
      `The plan for session ${session}, version ${version}, is another than the one decided.`,
    'plan-version-missing': ({ session, version }) =>
      `The plan for session ${session}, version ${version}, is missing.`,
    'plan-version-unknown': ({ session, version }) =>
      `Nobody has decided the plan for session ${session}, version ${version}.`,
    'plans-missing': ({ seq }) =>
      `The sessions planned at entry ${seq} of the office’s log are not the ones that are here.`,
    'month-missing': (place) => `${of(place)}, is locked but not in the bundle.`,
    'month-unknown': (place) => `${of(place)}, is in the bundle, but nobody has locked it.`,
    'month-entry-other': (at) =>
      `${of(at)}: what is kept is not what was locked according to the office’s log (${at.field}).`,
    'line-other': (at) =>
      `${of(at)}: the minutes of participant ${at.participant} at session ${at.session} are not right. ${figures(at)}`,
    'row-other': (at) =>
      `${of(at)}: ${rowFields[at.field]} of participant ${at.participant} are not right. ${figures(at)}`,
    'total-other': (at) => `${of(at)}: the sum of ${totalFields[at.field]} is not right. ${figures(at)}`,
    'change-other': (at) =>
      `${of(at)}: the change for participant ${at.participant} at session ${at.session} is not decided or does not follow from the events. ${figures(at)}`,
    'set-aside': ({ device, events }) =>
      `Set aside and not counted from tablet ${device}: ${events} ${events === 1 ? 'event' : 'events'}.`,
    'fork-kept': ({ device, seq, file }) =>
      `A delivery from tablet ${device} did not fit the log at event ${seq}. It is kept in ${file}.`,
    'keys-not-logged': ({ devices }) =>
      `The office’s log does not say which key ${devices.length === 1 ? 'this tablet was' : 'these tablets were'} enrolled with: ${devices.join(', ')}.`,
    'reviewed-otherwise': (at) =>
      `${of(at)}: the review of session ${at.session} was of something else than what is counted here. It is so when a group was put right afterwards.`,
    'track-otherwise': (at) =>
      `${of(at)}: participant ${at.participant} is counted by another track than now. The track was changed afterwards.`,
    'head-not-given': () =>
      'You have not given the checksum from a month compilation. That the log was written anew from the start cannot be ruled out then.',
    'key-not-given': () =>
      'You have not given the project office’s key. Compare the key below with the one you have from the office.',
  },
};
