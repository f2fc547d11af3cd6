/** What the environment says, checked once at start. Every name is in operation/settings.ts and in the README. */
import { isIP } from 'node:net';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import * as z from 'zod/mini';
import { err, ok, type Result } from '../domain/result.ts';
import type { SignOnSettings } from './accounts/sign-on-settings.ts';
import { readKeepRule, usualKeepRule } from './backup/keep.ts';
import type { BackupPlan } from './backup/backup-job.ts';
import { readFrom, type From } from './letters/address.ts';
import { readMailServer, type MailServer } from './letters/mailer.ts';
import { readFlags, type FlagProblem, type Flags, type Task } from './operation/flags.ts';
import { unknownNames, type SettingName, type UnknownName } from './operation/settings.ts';

const port = z.string().check(
  z.regex(/^\d{1,5}$/),
  z.refine((text) => Number(text) >= 1 && Number(text) <= 65_535),
);
const wholeNumber = (least: number, most: number) =>
  z.string().check(
    z.regex(/^\d{1,7}$/),
    z.refine((text) => Number(text) >= least && Number(text) <= most),
  );

/** Read as the driver reads it: the server's name may be left out, for a socket on this machine. */
const isDatabaseAddress = (text: string): boolean =>
  [text, text.replace('@/', '@socket/')].some((address) => URL.canParse(address));

/** Over TLS; without only to a service on this machine, which is how it is tried out. */
const isIssuer = (text: string): boolean => {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
};

/**
 * The address as browsers say it, where it can be read as one. Passkeys and links compare it letter by letter, so it is
 * taken only in that very form.
 */
const originIn = (text: string): string | undefined => {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.origin : undefined;
};

const forms = {
  PORT: z._default(port, '8080'),
  NARVARO_HOST: z._default(z.string(), '127.0.0.1'),
  NARVARO_DATA_DIR: z.optional(z.string()),
  NARVARO_URL: z.optional(z.string().check(z.refine((text) => originIn(text) === text))),
  NARVARO_OFFICE: z._default(z.string(), 'Projektkontoret'),
  NARVARO_PHONE: z._default(z.string(), ''),
  NARVARO_PROGRAMME: z._default(z.string(), 'Utbildningsprogram'),
  NARVARO_TRUST_PROXY: z._default(z.enum(['0', '1']), '0'),
  NARVARO_TLS_CERT: z.optional(z.string()),
  NARVARO_TLS_KEY: z.optional(z.string()),
  NARVARO_METRICS_PORT: z.optional(port),
  NARVARO_METRICS_HOST: z._default(z.string(), '127.0.0.1'),
  NARVARO_METRICS_TOKEN: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{24,200}$/))),
  NARVARO_LOG: z._default(z.enum(['error', 'warn', 'info', 'debug']), 'info'),
  NARVARO_STOP_SECONDS: z._default(wholeNumber(1, 600), '20'),
  NARVARO_DISK_FLOOR_MB: z._default(wholeNumber(0, 9_999_999), '500'),
  NARVARO_LEAKED_PASSWORDS: z.optional(z.string()),
  NARVARO_BACKUP_MAX_HOURS: z.optional(wholeNumber(1, 10_000)),
  NARVARO_BACKUP_DIR: z.optional(z.string()),
  NARVARO_BACKUP_HOUR: z._default(wholeNumber(0, 23), '2'),
  NARVARO_BACKUP_KEEP: z._default(
    z.string().check(z.refine((text) => readKeepRule(text) !== undefined)),
    '14,8,36',
  ),
  NARVARO_OIDC_ISSUER: z.optional(z.string().check(z.refine(isIssuer))),
  NARVARO_OIDC_CLIENT_ID: z.optional(z.string()),
  NARVARO_OIDC_CLIENT_SECRET: z.optional(z.string()),
  NARVARO_OIDC_NAME: z._default(z.string().check(z.maxLength(60)), 'stadens inloggning'),
  NARVARO_OIDC_TWO_FACTORS: z.optional(z.string().check(z.regex(/^\S{1,200}$/))),
  NARVARO_OIDC_ONLY: z._default(z.enum(['0', '1']), '0'),
  SMTP_URL: z.optional(z.string().check(z.refine((text) => readMailServer(text) !== undefined))),
  MAIL_FROM: z.optional(z.string().check(z.refine((text) => readFrom(text) !== undefined))),
  DATABASE_URL: z.optional(z.string().check(z.regex(/^postgres(ql)?:\/\//), z.refine(isDatabaseAddress))),
} satisfies Readonly<Record<SettingName, z.ZodMiniType>>;
const Environment = z.object(forms);
type Environment = z.infer<typeof Environment>;

export type LogLevel = Environment['NARVARO_LOG'];

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly origin: string;
  readonly databaseUrl: string | undefined;
  readonly trustsProxy: boolean;
  /** The files of the certificate and its key, when the server ends TLS itself. */
  readonly tls: { readonly certificate: string; readonly key: string } | undefined;
  /** Where metrics are shown; nowhere without a port of their own or a token (OPS-3). */
  readonly metrics: {
    readonly port: number | undefined;
    readonly host: string;
    readonly token: string | undefined;
  };
  /** The city's own sign-in service, where there is one (AUTH-8). */
  readonly signOn: SignOnSettings | undefined;
  readonly logLevel: LogLevel;
  /** How long running requests may go on at a stop (OPS-1). */
  readonly stopMs: number;
  readonly diskFloorBytes: number;
  readonly backupMaxMs: number | undefined;
  /** Where backups go, when, and which are kept. */
  readonly backups: BackupPlan;
  /** For `restore`: the backup. */
  readonly restoreFrom: string | undefined;
  /** A file of leaked passwords, as their SHA-1 hashes in order (GUESS-1). */
  readonly leakedPasswords: string | undefined;
  /** A file with the recovery key, instead of writing it when asked. */
  readonly keyFile: string | undefined;
  /** The mail server letters go through, and whom they are from; nothing when letters are not sent by e-mail. */
  readonly mail: { readonly server: MailServer; readonly from: From } | undefined;
  readonly office: { readonly name: string; readonly phone: string };
  readonly programme: string;
  readonly isDemo: boolean;
  /** What is asked for. Everything but `serve` is done once, and listens to nothing. */
  readonly task: Task;
  /** For `dispose`: only says what would go. */
  readonly isDryRun: boolean;
  /** What can be started with, and is probably not what was meant. */
  readonly remarks: readonly ConfigRemark[];
};

export type ConfigFault =
  | { readonly kind: 'form'; readonly name: SettingName }
  /** An address that is nearly right, and how it is to be written. */
  | { readonly kind: 'url'; readonly write: string }
  | { readonly kind: 'misspelled'; readonly name: string; readonly nearest: SettingName }
  /** One of two settings that only mean something together. */
  | { readonly kind: 'half'; readonly name: SettingName; readonly lacks: SettingName }
  | { readonly kind: 'tls-without-https' }
  | { readonly kind: 'metrics-on-same-port' }
  | { readonly kind: 'metrics-open' };

export type ConfigRemark =
  | { readonly kind: 'unknown-name'; readonly name: string; readonly nearest: SettingName }
  | { readonly kind: 'https-without-tls' }
  | { readonly kind: 'plain-http' }
  | { readonly kind: 'proxy-not-alone' }
  | { readonly kind: 'mail-from-alone' }
  | { readonly kind: 'backups-in-data' }
  | { readonly kind: 'database-plain' };

export type ConfigProblem =
  | { readonly kind: 'settings'; readonly faults: readonly ConfigFault[] }
  | FlagProblem;

/** Whether only this machine reaches an address. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

const misspellings = (unknown: readonly UnknownName[]): readonly ConfigFault[] =>
  unknown.flatMap(({ name, nearest, isMisspelled }) =>
    isMisspelled ? [{ kind: 'misspelled', name, nearest } as const] : [],
  );

const contradictions = (e: Environment): readonly ConfigFault[] => {
  const faults: ConfigFault[] = [];
  if (e.NARVARO_TLS_CERT !== undefined && e.NARVARO_TLS_KEY === undefined)
    faults.push({ kind: 'half', name: 'NARVARO_TLS_CERT', lacks: 'NARVARO_TLS_KEY' });
  if (e.NARVARO_TLS_KEY !== undefined && e.NARVARO_TLS_CERT === undefined)
    faults.push({ kind: 'half', name: 'NARVARO_TLS_KEY', lacks: 'NARVARO_TLS_CERT' });
  if (e.SMTP_URL !== undefined && e.MAIL_FROM === undefined)
    faults.push({ kind: 'half', name: 'SMTP_URL', lacks: 'MAIL_FROM' });
  const signOn = ['NARVARO_OIDC_ISSUER', 'NARVARO_OIDC_CLIENT_ID', 'NARVARO_OIDC_CLIENT_SECRET'] as const;
  const given = signOn.find((name) => e[name] !== undefined);
  const lacks = signOn.find((name) => e[name] === undefined);
  if (given !== undefined && lacks !== undefined) faults.push({ kind: 'half', name: given, lacks });
  if (e.NARVARO_OIDC_ONLY === '1' && given === undefined)
    faults.push({ kind: 'half', name: 'NARVARO_OIDC_ONLY', lacks: 'NARVARO_OIDC_ISSUER' });
  if (e.NARVARO_TLS_CERT !== undefined && e.NARVARO_URL?.startsWith('https:') !== true)
    faults.push({ kind: 'tls-without-https' });
  if (e.NARVARO_METRICS_PORT === e.PORT) faults.push({ kind: 'metrics-on-same-port' });
  const isOpen = e.NARVARO_METRICS_PORT !== undefined && !isLoopback(e.NARVARO_METRICS_HOST);
  if (isOpen && e.NARVARO_METRICS_TOKEN === undefined) faults.push({ kind: 'metrics-open' });
  return faults;
};

/** True for a database on another machine that is spoken to without TLS. */
const isPlainElsewhere = (url: string): boolean => {
  const host = /^postgres(?:ql)?:\/\/(?:[^@/]*@)?\[?([^\]:/?]*)/.exec(url)?.[1] ?? '';
  const isSocket = host === '' || /[?&]host=(?:%2F|\/)/i.test(url);
  return !isSocket && !isLoopback(host) && !/[?&]sslmode=(?:require|verify-ca|verify-full)(?:&|$)/.test(url);
};

const remarksOn = (e: Environment, unknown: readonly UnknownName[]): readonly ConfigRemark[] => {
  const remarks: ConfigRemark[] = unknown.flatMap(({ name, nearest, isMisspelled }) =>
    isMisspelled ? [] : [{ kind: 'unknown-name', name, nearest } as const],
  );
  const endsTls = e.NARVARO_TLS_CERT !== undefined;
  const url = e.NARVARO_URL === undefined ? undefined : new URL(e.NARVARO_URL);
  if (url?.protocol === 'https:' && !endsTls && e.NARVARO_TRUST_PROXY === '0')
    remarks.push({ kind: 'https-without-tls' });
  if (url?.protocol === 'http:' && !isLoopback(url.hostname)) remarks.push({ kind: 'plain-http' });
  if (e.NARVARO_TRUST_PROXY === '1' && !isLoopback(e.NARVARO_HOST)) remarks.push({ kind: 'proxy-not-alone' });
  if (e.MAIL_FROM !== undefined && e.SMTP_URL === undefined) remarks.push({ kind: 'mail-from-alone' });
  if (isPlainElsewhere(e.DATABASE_URL ?? '')) remarks.push({ kind: 'database-plain' });
  return remarks;
};

/** Backups in the data folder are gone with it. */
const isWithin = (folder: string, other: string): boolean => {
  const way = relative(other, folder);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
};

const signOnOf = (e: Environment): SignOnSettings | undefined => {
  const { NARVARO_OIDC_ISSUER: issuer, NARVARO_OIDC_CLIENT_ID: clientId } = e;
  const clientSecret = e.NARVARO_OIDC_CLIENT_SECRET;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return undefined;
  return {
    issuer,
    clientId,
    clientSecret,
    name: e.NARVARO_OIDC_NAME,
    twoFactors: e.NARVARO_OIDC_TWO_FACTORS,
    isOnlyWay: e.NARVARO_OIDC_ONLY === '1',
  };
};

const configOf = (
  e: Environment,
  { task, isDemo, isDryRun, restoreFrom, keyFile }: Flags,
  unknown: readonly UnknownName[],
): Config => {
  const server = readMailServer(e.SMTP_URL ?? '');
  const from = readFrom(e.MAIL_FROM ?? '');
  const { NARVARO_TLS_CERT: certificate, NARVARO_TLS_KEY: key } = e;
  const hours = e.NARVARO_BACKUP_MAX_HOURS;
  const dataFolder = resolve(e.NARVARO_DATA_DIR ?? join('data', isDemo ? 'demo' : 'office'));
  const backupFolder = resolve(e.NARVARO_BACKUP_DIR ?? `${dataFolder}-backups`);
  return {
    port: Number(e.PORT),
    host: e.NARVARO_HOST,
    dataFolder,
    origin: e.NARVARO_URL ?? new URL(`http://localhost:${Number(e.PORT)}`).origin,
    databaseUrl: e.DATABASE_URL,
    trustsProxy: e.NARVARO_TRUST_PROXY === '1',
    tls: certificate === undefined || key === undefined ? undefined : { certificate, key },
    metrics: {
      port: e.NARVARO_METRICS_PORT === undefined ? undefined : Number(e.NARVARO_METRICS_PORT),
      host: e.NARVARO_METRICS_HOST,
      token: e.NARVARO_METRICS_TOKEN,
    },
    signOn: signOnOf(e),
    leakedPasswords: e.NARVARO_LEAKED_PASSWORDS,
    logLevel: e.NARVARO_LOG,
    stopMs: Number(e.NARVARO_STOP_SECONDS) * 1000,
    diskFloorBytes: Number(e.NARVARO_DISK_FLOOR_MB) * 1_000_000,
    backupMaxMs: hours === undefined ? undefined : Number(hours) * 3_600_000,
    backups: {
      folder: backupFolder,
      isChosen: e.NARVARO_BACKUP_DIR !== undefined,
      hour: Number(e.NARVARO_BACKUP_HOUR),
      keep: readKeepRule(e.NARVARO_BACKUP_KEEP) ?? usualKeepRule,
    },
    restoreFrom,
    keyFile,
    mail: server === undefined || from === undefined ? undefined : { server, from },
    office: { name: e.NARVARO_OFFICE, phone: e.NARVARO_PHONE },
    programme: e.NARVARO_PROGRAMME,
    isDemo,
    task,
    isDryRun,
    remarks: [
      ...remarksOn(e, unknown),
      ...(isWithin(backupFolder, dataFolder) ? [{ kind: 'backups-in-data' } as const] : []),
    ],
  };
};

/** What is wrong with the form of a setting; an address that can be guessed is told as it is to be written. */
const formFault = (name: SettingName, given: Readonly<Record<string, string | undefined>>): ConfigFault => {
  const write = name === 'NARVARO_URL' ? originIn(given[name] ?? '') : undefined;
  return write === undefined ? { kind: 'form', name } : { kind: 'url', write };
};

/**
 * The configuration, or everything that is wrong with it (values are never repeated), or the first flag that cannot be
 * asked for (START-1, OPS-4).
 */
export const readConfig = (
  environment: Readonly<Record<string, string | undefined>>,
  written: readonly string[],
): Result<Config, ConfigProblem> => {
  const flags = readFlags(written);
  if (!flags.ok) return flags;
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const unknown = unknownNames(Object.keys(given));
  const parsed = Environment.safeParse(given);
  const names = new Set((parsed.error?.issues ?? []).map(({ path }) => String(path[0]) as SettingName));
  const faults: readonly ConfigFault[] = [
    ...[...names].map((name) => formFault(name, given)),
    ...misspellings(unknown),
    ...(parsed.success ? contradictions(parsed.data) : []),
  ];
  if (!parsed.success || faults.length > 0) return err({ kind: 'settings', faults });
  return ok(configOf(parsed.data, flags.value, unknown));
};
