/** Why PostgreSQL cannot be used and what to do, in Swedish and English. Neither the address nor its password is repeated. */
import type { PostgresFault } from '../store/postgres-problem.ts';

type Words = readonly [sv: string, en: string];

const faultWords: Readonly<Record<PostgresFault, Words>> = {
  starting: [
    'PostgreSQL håller på att starta eller stanna. Vänta tills den är igång och starta sedan Närvaro.',
    'PostgreSQL is starting up or shutting down. Wait until it runs, then start Närvaro.',
  ],
  'all-taken': [
    'PostgreSQL har inga lediga anslutningar. Närvaro behöver upp till 14. Stäng andra program mot databasen, eller höj max_connections.',
    'PostgreSQL has no connections left. Närvaro needs up to 14. Close other programs that use the database, or raise max_connections.',
  ],
  'no-answer': [
    'Ingen PostgreSQL svarar på adressen i DATABASE_URL. Kontrollera att den är igång, och servernamn och port.',
    'No PostgreSQL answers at the address in DATABASE_URL. Check that it is running, and the server’s name and port.',
  ],
  silent: [
    'Adressen i DATABASE_URL tar emot anslutningen men svarar inte. Kontrollera att PostgreSQL mår bra, och att porten är rätt.',
    'The address in DATABASE_URL takes the connection but does not answer. Check that PostgreSQL is well, and that the port is right.',
  ],
  'no-such-host': [
    'Servern i DATABASE_URL finns inte i nätet. Kontrollera hur namnet är skrivet.',
    'The server in DATABASE_URL is not known on the network. Check how its name is written.',
  ],
  'not-postgres': [
    'Det som svarar på adressen i DATABASE_URL är inte PostgreSQL, eller bröt förbindelsen. Kontrollera servernamn och port.',
    'What answers at the address in DATABASE_URL is not PostgreSQL, or broke the connection. Check the server’s name and port.',
  ],
  'no-tls': [
    'DATABASE_URL kräver TLS, men PostgreSQL svarar att den inte har det. Slå på ssl i PostgreSQL. På samma dator: ta bort sslmode.',
    'DATABASE_URL asks for TLS, but PostgreSQL answers that it has none. Turn on ssl in PostgreSQL. On the same machine: remove sslmode.',
  ],
  certificate: [
    'PostgreSQL visar ett certifikat som inte godtas. Kontrollera datum, servernamn och utfärdare. Ange utfärdarens fil med sslrootcert i DATABASE_URL.',
    'PostgreSQL shows a certificate that is not accepted. Check its dates, server name and issuer. Give the issuer’s file with sslrootcert in DATABASE_URL.',
  ],
  'certificate-file': [
    'En certifikatfil som DATABASE_URL pekar ut går inte att läsa. Kontrollera sökvägen, och att kontot som startar Närvaro får läsa filen.',
    'A certificate file that DATABASE_URL names cannot be read. Check the path, and that the account that starts Närvaro may read it.',
  ],
  'not-signed-in': [
    'PostgreSQL släpper inte in kontot i DATABASE_URL. Kontrollera namn och lösenord, och pg_hba.conf.',
    'PostgreSQL does not let in the account in DATABASE_URL. Check its name and password, and pg_hba.conf.',
  ],
  'no-database': [
    'Databasen i DATABASE_URL finns inte. Skapa den: createdb --owner=KONTO DATABAS. Eller rätta namnet.',
    'The database in DATABASE_URL does not exist. Create it: createdb --owner=ACCOUNT DATABASE. Or correct the name.',
  ],
  'may-not': [
    'Kontot i DATABASE_URL får inte skapa eller ändra tabeller i databasen. Inget är ändrat. Gör kontot till ägare: ALTER DATABASE databas OWNER TO konto;',
    'The account in DATABASE_URL may not create or change tables in the database. Nothing has been changed. Make it the owner: ALTER DATABASE database OWNER TO account;',
  ],
};

/** What is wrong and what to do (PG-1). */
export const postgresLines = (fault: PostgresFault): Words => faultWords[fault];

/** That a start waits for PostgreSQL, and why (PG-3). */
export const waitingLines = (fault: PostgresFault, seconds: number): readonly string[] => [
  ...faultWords[fault],
  `Närvaro försöker igen i upp till ${seconds} sekunder. / Närvaro tries again for up to ${seconds} seconds.`,
];
