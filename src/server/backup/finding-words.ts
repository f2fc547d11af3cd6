/** What a walk through the database found, in words: which row, and what is wrong with it (BACKUP-6). */
import type { Finding, Missing, ProjectionTable } from './findings.ts';

type Words = readonly [sv: string, en: string];

const tableWords: Readonly<Record<ProjectionTable, Words>> = {
  attendance: ['närvaron', 'the attendance'],
  certificates: ['intygen', 'the certificates'],
  session_states: ['tillfällets läge', 'the session’s state'],
  review_states: ['granskningens läge', 'the review’s state'],
};

const logWords = (log: string): Words =>
  log === 'office' ? ['kontorets händelselogg', 'the office’s log'] : [`plattan ${log}`, `the tablet ${log}`];

const monthWords = (
  { month, version }: { readonly month: string; readonly version: number },
  [sv, en]: Words,
): Words => [`Månaden ${month}, version ${version}: ${sv}`, `The month ${month}, version ${version}: ${en}`];

const projectionWords = (finding: Extract<Finding, { kind: 'projection' }>): Words => {
  const { table, session, participant } = finding;
  const [sv, en] = tableWords[table];
  const who = participant === null ? '' : ` (deltagare ${participant})`;
  const whom = participant === null ? '' : ` (participant ${participant})`;
  return [
    `Tillfället ${session}${who}: ${sv} är inte det som loggarna ger.`,
    `The session ${session}${whom}: ${en} is not what the logs give.`,
  ];
};

type DeviceKind =
  | 'event-changed'
  | 'event-missing'
  | 'event-beside'
  | 'log-end'
  | 'log-unsigned'
  | 'revoked-counts'
  | 'revocation-undone';

const deviceWords = (finding: Extract<Finding, { kind: DeviceKind }>): Words => {
  const { kind, device, seq } = finding;
  const at: Words = [`Plattan ${device}, händelse ${seq}:`, `The tablet ${device}, event ${seq}:`];
  const words: Readonly<Record<DeviceKind, Words>> = {
    'event-changed': [
      'innehållet är inte det som plattan skrev.',
      'the content is not what the tablet wrote.',
    ],
    'event-missing': ['händelsen saknas.', 'the event is missing.'],
    'event-beside': [
      `kolumnen ${kind === 'event-beside' ? finding.column : ''} säger något annat än händelsen.`,
      `the column ${kind === 'event-beside' ? finding.column : ''} says something else than the event.`,
    ],
    'log-end': ['loggen slutar inte där plattan slutade.', 'the log does not end where the tablet ended.'],
    'log-unsigned': [
      'slutet har inte plattans underskrift.',
      'the end does not have the tablet’s signature.',
    ],
    'revoked-counts': [
      'plattan var avstängd, men händelsen räknas utan beslut.',
      'the tablet was shut out, but the event counts without a decision.',
    ],
    'revocation-undone': [
      'kontorets logg säger avstängd i den posten, men plattan är inte avstängd.',
      'the office’s log says shut out in that entry, but the tablet is not.',
    ],
  };
  return [`${at[0]} ${words[kind][0]}`, `${at[1]} ${words[kind][1]}`];
};

const headWords = ({
  kind,
  log,
  seq,
  day,
}: Extract<Finding, { kind: 'head-cut' | 'head-rewritten' }>): Words => {
  const [sv, en] = logWords(log);
  return kind === 'head-cut'
    ? [
        `I ${sv} fanns post ${seq} den ${day}. Nu saknas den: loggen är avkapad.`,
        `In ${en} entry ${seq} was there on ${day}. Now it is gone: the log has been cut.`,
      ]
    : [
        `I ${sv} var post ${seq} en annan den ${day}: loggen är omskriven.`,
        `In ${en} entry ${seq} was another one on ${day}: the log has been rewritten.`,
      ];
};

type AdministratorKind = 'administrator-unknown' | 'administrator-roles' | 'administrator-opened';

const administratorWords = (finding: Extract<Finding, { kind: AdministratorKind }>): Words => {
  const at: Words = [`Kontot ${finding.administrator}:`, `The account ${finding.administrator}:`];
  switch (finding.kind) {
    case 'administrator-unknown':
      return [
        `${at[0]} kontorets händelselogg säger inte att det har lagts till.`,
        `${at[1]} the office’s log does not say that it has been added.`,
      ];
    case 'administrator-roles':
      return [
        `${at[0]} ingen har beslutat rollerna ${finding.roles.join(', ')}.`,
        `${at[1]} nobody has decided the roles ${finding.roles.join(', ')}.`,
      ];
    case 'administrator-opened':
      return [
        `${at[0]} avstängt i post ${finding.seq} i kontorets logg, men öppet.`,
        `${at[1]} disabled in entry ${finding.seq} of the office’s log, but open.`,
      ];
  }
};

/** One finding, in Swedish and in English. */
export const findingWords = (finding: Finding): Words => {
  switch (finding.kind) {
    case 'event-changed':
    case 'event-missing':
    case 'event-beside':
    case 'log-end':
    case 'log-unsigned':
    case 'revoked-counts':
    case 'revocation-undone':
      return deviceWords(finding);
    case 'log-of-nobody':
      return [
        `Händelser finns från plattan ${finding.device}, som inte är registrerad.`,
        `There are events of the tablet ${finding.device}, which is not enrolled.`,
      ];
    case 'entry-changed':
      return [
        `Kontorets händelselogg, post ${finding.seq}: innehållet är ändrat.`,
        `The office’s log, entry ${finding.seq}: the content has been changed.`,
      ];
    case 'entry-missing':
      return [
        `Kontorets händelselogg, post ${finding.seq}: posten saknas.`,
        `The office’s log, entry ${finding.seq}: the entry is missing.`,
      ];
    case 'decision':
      return [
        `Beslut ${finding.seq}: tabellen säger något annat än kontorets händelselogg.`,
        `Decision ${finding.seq}: the table says something else than the office’s log.`,
      ];
    case 'written-text':
      return [
        `Texten med kontrollsumman ${finding.hash} är ändrad.`,
        `The text with the checksum ${finding.hash} has been changed.`,
      ];
    case 'session-version':
      return [
        `Tillfället ${finding.session}, planversion ${finding.version}: innehållet är ändrat.`,
        `The session ${finding.session}, version ${finding.version} of its plan: the content has been changed.`,
      ];
    case 'month-lines':
      return monthWords(finding, [
        'raderna är inte de som låstes.',
        'the lines are not those that were locked.',
      ]);
    case 'month-rows':
      return monthWords(finding, [
        'summorna är inte de som låstes.',
        'the sums are not those that were locked.',
      ]);
    case 'month-entry':
      return monthWords(finding, [
        'låsningen saknas i kontorets logg.',
        'its lock is missing in the office’s log.',
      ]);
    case 'month-arrivals':
      return monthWords(finding, [
        'hur händelserna kom in är ändrat efter låsningen.',
        'how events came in has been changed after the lock.',
      ]);
    case 'projection':
      return projectionWords(finding);
    case 'uncomputable':
      return [
        `${finding.what}: innehållet går inte att läsa, så inget kunde räknas om.`,
        `${finding.what}: the content cannot be read, so nothing could be computed anew.`,
      ];
    case 'identity':
      return [
        `Deltagare ${finding.participant}: det förseglade om identiteten går inte att öppna, eller är någon annans.`,
        `Participant ${finding.participant}: what is sealed about the identity does not open, or is somebody else’s.`,
      ];
    case 'administrator-unknown':
    case 'administrator-roles':
    case 'administrator-opened':
      return administratorWords(finding);
    case 'dangling':
      return [
        `Tabellen ${finding.table}, rad ${finding.row}: hänvisar till något som inte finns.`,
        `The table ${finding.table}, row ${finding.row}: refers to something that is not there.`,
      ];
    case 'head-cut':
    case 'head-rewritten':
      return headWords(finding);
    case 'journal-line':
      return [
        `Filen ${finding.file} bland säkerhetskopiorna, rad ${finding.line}: raden är ändrad eller en rad saknas före den.`,
        `The file ${finding.file} among the backups, line ${finding.line}: the line has been changed, or one before it is missing.`,
      ];
  }
};

/** What a restore has left out. */
export const missingWords = ({ log, from, to, restoredAt }: Missing): Words => {
  const when = new Date(restoredAt).toISOString().slice(0, 16).replace('T', ' ');
  return log === 'office'
    ? [
        `Kontorets beslut ${from}–${to} före återställningen ${when} UTC finns inte längre. De måste tas om.`,
        `The office’s decisions ${from}–${to} from before the restore of ${when} UTC are gone. They have to be taken again.`,
      ]
    : [
        `Plattan ${log}: händelse ${from}–${to} saknas sedan återställningen ${when} UTC. Plattan skickar dem när den har nät.`,
        `The tablet ${log}: events ${from}–${to} are missing since the restore of ${when} UTC. The tablet sends them when it has a network.`,
      ];
};
