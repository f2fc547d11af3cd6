/** What the environment says, checked once at start. Every name is in the README. */
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { err, ok, type Result } from '../domain/result.ts';
import { readFrom, type From } from './letters/address.ts';
import { readMailServer, type MailServer } from './letters/mailer.ts';

const Environment = z.object({
  PORT: z._default(z.string().check(z.regex(/^\d{1,5}$/)), '8080'),
  NARVARO_HOST: z._default(z.string(), '127.0.0.1'),
  NARVARO_DATA_DIR: z.optional(z.string()),
  NARVARO_URL: z.optional(z.string().check(z.regex(/^https?:\/\/[^/]+$/))),
  NARVARO_OFFICE: z._default(z.string(), 'Projektkontoret'),
  NARVARO_PHONE: z._default(z.string(), ''),
  NARVARO_PROGRAMME: z._default(z.string(), 'Utbildningsprogram'),
  NARVARO_TRUST_PROXY: z._default(z.enum(['0', '1']), '0'),
  SMTP_URL: z.optional(z.string().check(z.refine((text) => readMailServer(text) !== undefined))),
  MAIL_FROM: z.optional(z.string().check(z.refine((text) => readFrom(text) !== undefined))),
  DATABASE_URL: z.optional(z.string().check(z.regex(/^postgres(ql)?:\/\//))),
});

export type Task = 'serve' | 'admin-link' | 'rotate-identity-key' | 'dispose';

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly origin: string;
  readonly databaseUrl: string | undefined;
  readonly trustsProxy: boolean;
  /** The mail server letters go through, and whom they are from; nothing when letters are not sent by e-mail. */
  readonly mail: { readonly server: MailServer; readonly from: From } | undefined;
  readonly office: { readonly name: string; readonly phone: string };
  readonly programme: string;
  readonly isDemo: boolean;
  /** What is asked for. Everything but `serve` is done once, and listens to nothing. */
  readonly task: Task;
  /** For `dispose`: only says what would go. */
  readonly isDryRun: boolean;
};

export type ConfigProblem =
  | { readonly kind: 'settings'; readonly names: readonly string[] }
  | { readonly kind: 'flag'; readonly flag: string };

const tasks = ['admin-link', 'rotate-identity-key', 'dispose'] as const;
const knownFlags: readonly string[] = ['--demo', '--dry-run', ...tasks.map((task) => `--${task}`)];
const settings = (names: readonly string[]) => err({ kind: 'settings' as const, names });

/**
 * The configuration, or the names of the settings that cannot be used (values are never repeated), or the first flag
 * that means nothing (START-1).
 */
export const readConfig = (
  environment: Readonly<Record<string, string | undefined>>,
  flags: readonly string[],
): Result<Config, ConfigProblem> => {
  const unknown = flags.find((flag) => !knownFlags.includes(flag));
  if (unknown !== undefined) return err({ kind: 'flag', flag: unknown });
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) return settings([...new Set(parsed.error.issues.map(({ path }) => String(path[0])))]);
  const e = parsed.data;
  const isDemo = flags.includes('--demo');
  const port = Number(e.PORT);
  if (port < 1 || port > 65_535) return settings(['PORT']);
  const server = readMailServer(e.SMTP_URL ?? '');
  const from = readFrom(e.MAIL_FROM ?? '');
  if (server !== undefined && from === undefined) return settings(['MAIL_FROM']);
  return ok({
    port,
    host: e.NARVARO_HOST,
    dataFolder: resolve(e.NARVARO_DATA_DIR ?? join('data', isDemo ? 'demo' : 'office')),
    origin: e.NARVARO_URL ?? `http://localhost:${port}`,
    databaseUrl: e.DATABASE_URL,
    trustsProxy: e.NARVARO_TRUST_PROXY === '1',
    mail: server === undefined || from === undefined ? undefined : { server, from },
    office: { name: e.NARVARO_OFFICE, phone: e.NARVARO_PHONE },
    programme: e.NARVARO_PROGRAMME,
    isDemo,
    task: tasks.find((task) => flags.includes(`--${task}`)) ?? 'serve',
    isDryRun: flags.includes('--dry-run'),
  });
};
