/** What is written after `npm start --`: one task at most, and only flags that belong to it. */
import { resolve } from 'node:path';
import { err, ok, type Result } from '../../domain/result.ts';

export const tasks = [
  'check-config',
  'admin-link',
  'rotate-identity-key',
  'dispose',
  'backup-key',
  'backup',
  'restore',
  'verify',
  'move',
] as const;
export type Task = 'serve' | (typeof tasks)[number];
type TaskFlag = `--${(typeof tasks)[number]}`;
export type FlagName = '--help' | '--demo' | '--dry-run' | '--key-file' | TaskFlag;

export type Flags = {
  readonly task: Task;
  readonly isDemo: boolean;
  /** For `dispose`: only says what would go. */
  readonly isDryRun: boolean;
  /** What follows `--restore` and `--key-file`. */
  readonly restoreFrom: string | undefined;
  readonly keyFile: string | undefined;
};

export type FlagProblem =
  | { readonly kind: 'flag'; readonly flag: string }
  | { readonly kind: 'two-tasks'; readonly flags: readonly [TaskFlag, TaskFlag] }
  /** One that says something of a task that is not asked for; of another, or of none. */
  | {
      readonly kind: 'flag-elsewhere';
      readonly flag: FlagName;
      readonly belongsTo: TaskFlag;
      readonly given: TaskFlag | undefined;
    }
  /** `--key-file` without a file. */
  | { readonly kind: 'flag-without-file'; readonly flag: FlagName };

const taskFlags = tasks.map((task) => `--${task}` as const);
const plainFlags: readonly string[] = ['--demo', '--dry-run', ...taskFlags];

const absolute = (path: string | undefined): string | undefined =>
  path === undefined ? undefined : resolve(path);

/** What is asked for, or the first thing in it that cannot be (START-1). Nothing that was written is passed over. */
export const readFlags = (written: readonly string[]): Result<Flags, FlagProblem> => {
  const at = written.indexOf('--key-file');
  const keyFile = at < 0 ? undefined : written[at + 1];
  if (at >= 0 && (keyFile === undefined || keyFile.startsWith('--')))
    return err({ kind: 'flag-without-file', flag: '--key-file' });
  const rest = at < 0 ? written : written.filter((_, i) => i !== at && i !== at + 1);
  const restoreAt = rest.includes('--restore') ? rest.findIndex((word) => !word.startsWith('--')) : -1;
  const names = rest.filter((_, i) => i !== restoreAt);
  const flag = names.find((name) => !plainFlags.includes(name));
  if (flag !== undefined) return err({ kind: 'flag', flag });
  const [asked, other] = taskFlags.filter((name) => names.includes(name));
  if (asked !== undefined && other !== undefined) return err({ kind: 'two-tasks', flags: [asked, other] });
  const isDryRun = names.includes('--dry-run');
  if (isDryRun && asked !== '--dispose')
    return err({ kind: 'flag-elsewhere', flag: '--dry-run', belongsTo: '--dispose', given: asked });
  if (keyFile !== undefined && asked !== '--restore')
    return err({ kind: 'flag-elsewhere', flag: '--key-file', belongsTo: '--restore', given: asked });
  return ok({
    task: tasks.find((task) => `--${task}` === asked) ?? 'serve',
    isDemo: names.includes('--demo'),
    isDryRun,
    restoreFrom: absolute(rest[restoreAt]),
    keyFile: absolute(keyFile),
  });
};
