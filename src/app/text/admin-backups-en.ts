/** The words about backups, in English. */
import type { AdminBackupsText } from './admin-backups-text.ts';

export const adminBackupsEn: AdminBackupsText = {
  title: 'Backups',
  last: 'Last good backup',
  none: 'None yet',
  verified: 'Restored as a trial',
  size: 'Size',
  bytes: ({ megabytes, rows }) => `${megabytes} MB, ${rows} rows`,
  well: 'The backups work',
  wellWhy: 'A backup is made each night. It is restored as a trial and checked.',
  trouble: {
    demo: {
      title: 'The demo is not backed up',
      what: 'The people here are made up. A real office is backed up each night.',
    },
    'no-key': {
      title: 'No backup is made: the recovery key is missing',
      what: 'Ask operations to run npm run backup-key on the server. Lock the key up in two places.',
    },
    faults: {
      title: 'The database has faults',
      what: 'Ask operations to run npm run verify on the server. No older backups are removed meanwhile.',
    },
    failed: {
      title: 'The last backup could not be made',
      what: 'It is tried again within an hour. Ask operations to look in the server’s log if it goes on.',
    },
    late: {
      title: 'No new backup for more than a day',
      what: 'Ask operations to check that the server runs at night.',
    },
    'no-folder': {
      title: 'The disk for backups is gone',
      what: 'The folder has been used before and is now gone or empty. Ask operations to mount the disk. No new backups are made until it is back.',
    },
    'none-yet': {
      title: 'No backup has been made yet',
      what: 'The first is made within a minute, if the server has a recovery key.',
    },
  },
  failedAt: ({ when }) => `Last try: ${when}.`,
  restored: ({ when, copyOf }) =>
    `The office was restored ${when} from the backup of ${copyOf}. Decisions in between are gone.`,
};
