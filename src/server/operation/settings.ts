/** Every setting of the environment and what it must look like, in words; a name that is not here is told at start. */
import { editDistance } from '../import/edit-distance.ts';

/** What a setting must look like, as the end of "NAME …". */
export type Form = { readonly sv: string; readonly en: string };

/** All settings; config.ts reads each of them, and the compiler holds the two lists together. */
export const settingForms = {
  PORT: { sv: 'ett tal mellan 1 och 65535', en: 'a number between 1 and 65535' },
  NARVARO_HOST: {
    sv: 'adressen att lyssna på, till exempel 127.0.0.1 eller 0.0.0.0',
    en: 'the address to listen on, for example 127.0.0.1 or 0.0.0.0',
  },
  NARVARO_DATA_DIR: { sv: 'en mapp som går att skriva i', en: 'a folder that can be written to' },
  NARVARO_URL: {
    sv: 'adressen som folk använder, utan snedstreck sist: https://narvaro.example',
    en: 'the address people use, without a slash at the end: https://narvaro.example',
  },
  NARVARO_OFFICE: { sv: 'projektkontorets namn', en: 'the name of the project office' },
  NARVARO_PHONE: { sv: 'projektkontorets telefonnummer', en: 'the telephone number of the project office' },
  NARVARO_PROGRAMME: { sv: 'utbildningsprogrammets namn', en: 'the name of the training programme' },
  NARVARO_TRUST_PROXY: {
    sv: '1 när en egen proxy skriver X-Forwarded-For, annars 0',
    en: '1 when a proxy of yours writes X-Forwarded-For, otherwise 0',
  },
  NARVARO_TLS_CERT: {
    sv: 'en fil med certifikatet och dess kedja (PEM)',
    en: 'a file with the certificate and its chain (PEM)',
  },
  NARVARO_TLS_KEY: {
    sv: 'en fil med certifikatets privata nyckel (PEM)',
    en: 'a file with the certificate’s private key (PEM)',
  },
  NARVARO_METRICS_PORT: {
    sv: 'ett tal mellan 1 och 65535, ett annat än PORT',
    en: 'a number between 1 and 65535, other than PORT',
  },
  NARVARO_METRICS_HOST: {
    sv: 'adressen att visa mätvärden på, vanligen 127.0.0.1',
    en: 'the address to show metrics on, usually 127.0.0.1',
  },
  NARVARO_METRICS_TOKEN: {
    sv: 'minst 24 tecken, bokstäver, siffror, - och _',
    en: 'at least 24 characters, letters, digits, - and _',
  },
  NARVARO_LOG: { sv: 'error, warn, info eller debug', en: 'error, warn, info or debug' },
  NARVARO_STOP_SECONDS: {
    sv: 'ett tal mellan 1 och 600: så länge får påbörjade anrop hålla på vid stopp',
    en: 'a number between 1 and 600: how long running requests may go on at a stop',
  },
  NARVARO_DISK_FLOOR_MB: {
    sv: 'ett tal: så många MB ska minst vara lediga på disken',
    en: 'a number: at least this many MB are to be free on the disk',
  },
  NARVARO_BACKUP_MAX_HOURS: {
    sv: 'ett tal: så många timmar gammal får senaste säkerhetskopian vara',
    en: 'a number: how many hours old the last backup may be',
  },
  NARVARO_OIDC_ISSUER: {
    sv: 'adressen till stadens inloggning (OpenID Connect): https://…',
    en: 'the address of the city’s sign-in service (OpenID Connect): https://…',
  },
  NARVARO_OIDC_CLIENT_ID: { sv: 'namnet Närvaro har där', en: 'the name Närvaro has there' },
  NARVARO_OIDC_CLIENT_SECRET: {
    sv: 'hemligheten Närvaro har fått där',
    en: 'the secret Närvaro was given there',
  },
  NARVARO_OIDC_NAME: { sv: 'vad knappen ska säga', en: 'what the button is to say' },
  NARVARO_OIDC_TWO_FACTORS: {
    sv: 'det värde i acr eller amr som betyder två steg',
    en: 'the value in acr or amr that means two factors',
  },
  NARVARO_OIDC_ONLY: {
    sv: '1 när ingen ska logga in med lösenord, annars 0',
    en: '1 when nobody is to sign in with a password, otherwise 0',
  },
  NARVARO_LEAKED_PASSWORDS: {
    sv: 'en fil med läckta lösenord som SHA-1, en på varje rad i ordning (Pwned Passwords)',
    en: 'a file of leaked passwords as SHA-1, one on each line in order (Pwned Passwords)',
  },
  NARVARO_BACKUP_DIR: {
    sv: 'en mapp för säkerhetskopior, helst på en annan disk eller maskin',
    en: 'a folder for backups, best on another disk or machine',
  },
  NARVARO_BACKUP_HOUR: {
    sv: 'ett tal mellan 0 och 23: timmen då nattens säkerhetskopia görs',
    en: 'a number between 0 and 23: the hour of the nightly backup',
  },
  NARVARO_BACKUP_KEEP: {
    sv: 'tre tal: dagar, veckor och månader att behålla, till exempel 14,8,36',
    en: 'three numbers: days, weeks and months to keep, for example 14,8,36',
  },
  SMTP_URL: {
    sv: 'e-postservern: smtp://namn:lösenord@server:587 eller smtps://…',
    en: 'the mail server: smtp://name:password@server:587 or smtps://…',
  },
  MAIL_FROM: {
    sv: 'avsändaren, till exempel Projektkontoret <kontoret@narvaro.example>',
    en: 'the sender, for example The office <office@narvaro.example>',
  },
  DATABASE_URL: {
    sv: 'postgres://namn:lösenord@server:5432/databas, där porten är högst 65535 och / ? # i lösenordet skrivs %2F %3F %23, eller tom för den inbyggda databasen',
    en: 'postgres://name:password@server:5432/database, where the port is at most 65535 and / ? # in the password are written %2F %3F %23, or empty for the embedded database',
  },
} as const satisfies Readonly<Record<string, Form>>;

export type SettingName = keyof typeof settingForms;

const names = Object.keys(settingForms) as readonly SettingName[];
const prefix = 'NARVARO_';

export type UnknownName = {
  readonly name: string;
  readonly nearest: SettingName;
  /** So near that somebody meant the other: then nothing is started on a default nobody chose. */
  readonly isMisspelled: boolean;
};

/** The NARVARO_ names in an environment that mean nothing, each with the known name nearest to it (OPS-4). */
export const unknownNames = (environment: readonly string[]): readonly UnknownName[] =>
  environment
    .filter((name) => name.toUpperCase().startsWith(prefix) && !(names as readonly string[]).includes(name))
    .map((name) => {
      const upper = name.toUpperCase();
      const [first] = names
        .filter((known) => known.startsWith(prefix))
        .map((known) => ({ known, distance: editDistance(upper, known, 40) }))
        .toSorted((a, b) => a.distance - b.distance);
      const { known, distance } = first ?? { known: 'NARVARO_URL' as const, distance: 40 };
      const letters = known.length - prefix.length;
      return { name, nearest: known, isMisspelled: distance <= Math.max(1, Math.floor(letters / 3)) };
    });
