/** The words about backups, for the system administrator. */
export const adminBackupsSv = {
  title: 'Säkerhetskopior',
  last: 'Senaste goda kopia',
  none: 'Ingen än',
  verified: 'Återställd på prov',
  size: 'Storlek',
  bytes: ({ megabytes, rows }: { megabytes: string; rows: string }) => `${megabytes} MB, ${rows} rader`,
  well: 'Säkerhetskopiorna fungerar',
  wellWhy: 'Varje natt görs en kopia. Den återställs på prov och kontrolleras.',
  trouble: {
    demo: {
      title: 'Demon säkerhetskopieras inte',
      what: 'Personerna här är påhittade. Ett riktigt kontor kopieras varje natt.',
    },
    'no-key': {
      title: 'Ingen kopia görs: återställningsnyckeln saknas',
      what: 'Be driften köra npm run backup-key på servern. Lås in nyckeln på två ställen.',
    },
    faults: {
      title: 'Databasen har fel',
      what: 'Be driften köra npm run verify på servern. Inga äldre kopior tas bort under tiden.',
    },
    failed: {
      title: 'Den senaste kopian blev inte av',
      what: 'Ett nytt försök görs inom en timme. Be driften se i serverns logg om det fortsätter.',
    },
    late: {
      title: 'Ingen ny kopia på mer än ett dygn',
      what: 'Be driften kontrollera att servern är igång på natten.',
    },
    'no-folder': {
      title: 'Disken för säkerhetskopior är borta',
      what: 'Mappen har använts förut och är nu borta eller tom. Be driften ansluta disken. Nya kopior görs inte förrän den är tillbaka.',
    },
    'none-yet': {
      title: 'Ingen kopia är gjord än',
      what: 'Den första görs inom någon minut, om servern har en återställningsnyckel.',
    },
  },
  failedAt: ({ when }: { when: string }) => `Senaste försöket: ${when}.`,
  restored: ({ when, copyOf }: { when: string; copyOf: string }) =>
    `Kontoret återställdes ${when} från kopian av ${copyOf}. Beslut däremellan finns inte kvar.`,
};
