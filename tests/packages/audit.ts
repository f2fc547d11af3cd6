/**
 * `npm run audit`: asks the registry what is known against the packages that are used, and says plainly what it was
 * told: nothing known, these things, or that nobody answered. Ends with 1 when something grave is known, with 2 under
 * `--strict` when nobody answered, otherwise with 0.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

const Advice = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.enum(['info', 'low', 'moderate', 'high', 'critical']), range: z.string() }),
  ),
});
const Refusal = z.object({ statusCode: z.optional(z.int()), message: z.optional(z.string()) });

export type Audit =
  | {
      readonly kind: 'answered';
      readonly known: readonly { readonly name: string; readonly severity: string; readonly range: string }[];
    }
  | { readonly kind: 'no-advice'; readonly reason: string };

/** What `npm audit --json` printed, read. */
export const readAudit = (printed: string): Audit => {
  let json: unknown;
  try {
    json = JSON.parse(printed);
  } catch {
    return { kind: 'no-advice', reason: 'no answer that can be read' };
  }
  const advice = Advice.safeParse(json);
  if (advice.success) {
    const known = Object.entries(advice.data.vulnerabilities).map(([name, { severity, range }]) => ({
      name,
      severity,
      range,
    }));
    return { kind: 'answered', known };
  }
  const refusal = Refusal.safeParse(json);
  const status = refusal.success ? refusal.data.statusCode : undefined;
  const message = refusal.success ? refusal.data.message : undefined;
  return {
    kind: 'no-advice',
    reason: status === undefined ? (message ?? 'no answer') : `the registry answered ${status}`,
  };
};

const grave = new Set(['moderate', 'high', 'critical']);

/** The lines a person reads, and how the command ends. */
export const verdictOf = (
  audit: Audit,
  isStrict: boolean,
): { readonly lines: readonly string[]; readonly code: number } => {
  if (audit.kind === 'no-advice')
    return {
      lines: [
        `Registret ger inga råd härifrån (${audit.reason}). Det här säger alltså inget om paketen.`,
        `The registry gives no advice from here (${audit.reason}). So this says nothing about the packages.`,
        'Kör om på en dator som når registry.npmjs.org. / Run it again where registry.npmjs.org can be reached.',
      ],
      code: isStrict ? 2 : 0,
    };
  if (audit.known.length === 0)
    return {
      lines: ['Inget är känt mot paketen. / Nothing is known against the packages.'],
      code: 0,
    };
  return {
    lines: audit.known.map(({ name, severity, range }) => `${severity.padEnd(9)} ${name} ${range}`),
    code: audit.known.some(({ severity }) => grave.has(severity)) ? 1 : 0,
  };
};

/** Asks with npm itself, in `folder`; `registry` for another than the configured one. */
export const askRegistry = (folder: string, registry?: string): Audit => {
  const { stdout } = spawnSync(
    'npm',
    ['audit', '--json', ...(registry === undefined ? [] : [`--registry=${registry}`])],
    { cwd: folder, encoding: 'utf8', timeout: 120_000, shell: process.platform === 'win32' },
  );
  return readAudit(stdout);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = resolve(import.meta.dirname, '../..');
  const { lines, code } = verdictOf(askRegistry(root), process.argv.includes('--strict'));
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = code;
}
