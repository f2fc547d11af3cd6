/**
 * What the server tells about itself while it works: each thing is counted and, where somebody may need it, logged. The
 * rest of the server says what happened, never how it is shown.
 */
import type { ProblemCode } from '../../protocol/problems.ts';
import type { Log } from './log-line.ts';
import type { Metrics } from './metrics.ts';

/** What a route tells once it has been committed. Never anything about people. */
export type Noticed =
  | {
      readonly event: 'pushed';
      /** Events that were new, and those of them that wait for a person. */
      readonly fresh: number;
      readonly aside: number;
      /** Why, if something was set aside. */
      readonly reason: string | null;
    }
  | { readonly event: 'device-enrolled'; readonly device: string }
  | { readonly event: 'device-revoked'; readonly device: string };

export type RequestDone = {
  readonly id: string;
  readonly method: string;
  /** The pattern, never the address. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
};

export type JobRun = { readonly job: string; readonly isDone: boolean; readonly ms: number };

export type Defect = {
  readonly reference: string;
  readonly route: string;
  readonly name: string;
  /** What the database or the file system calls it. */
  readonly code: string | null;
  readonly frames: readonly string[];
  /** The request it broke, if it broke one. */
  readonly request: string | undefined;
  /** Whether it was met because the database's file is damaged. */
  readonly isDatabaseDamaged: boolean;
};

export type Watch = {
  /** A new request's id: short enough to read out on the telephone. */
  readonly requestId: () => string;
  readonly opened: () => void;
  readonly done: (request: RequestDone) => void;
  readonly refused: (route: string, code: ProblemCode, request: string | undefined) => void;
  readonly notice: (noticed: Noticed) => void;
  readonly defect: (defect: Defect) => void;
  /** Whether damage to the database has been met since the start: it does not go away by itself (CLK-3). */
  readonly isDatabaseDamaged: () => boolean;
  readonly job: (run: JobRun) => void;
  readonly log: Log;
};

/** No I, L, O or U: what is read out is written down right. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const requestIdOf = (bytes: Uint8Array): string => {
  const text = [...bytes].map((byte) => letters[byte % 32] ?? '0').join('');
  return `${text.slice(0, 4)}-${text.slice(4)}`;
};

const slowMs = 5000;

/** What is a matter for somebody, what is told when all is well, and what only whoever looks for a fault wants. */
const levelOf = ({ status, ms }: RequestDone): 'error' | 'warn' | 'debug' =>
  status >= 500 ? 'error' : status === 429 || ms >= slowMs ? 'warn' : 'debug';

/** Where somebody shows who they are. Elsewhere a refusal is no try to get in, whatever its code is called. */
const signInRoutes: ReadonlySet<string> = new Set([
  '/api/admin/sign-in',
  '/api/admin/passkey/sign-in',
  '/api/admin/factor',
  '/api/admin/sign-on/finish',
  '/api/admin/set-up',
  '/api/admin/confirm-password',
  '/api/admin/confirm-passkey',
  '/api/admin/account/password',
  '/api/device/sign-in',
]);
/** What was shown there, and was wrong. */
const wrongShown: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'sign-in/wrong',
  'sign-in/code-wrong',
  'sign-in/passkey-refused',
  'sign-in/setup-link-used',
  'sign-on/refused',
  'sign-on/not-invited',
  'device/sign-in-refused',
]);

const isFailedSignIn = (route: string, code: ProblemCode): boolean =>
  signInRoutes.has(route) && wrongShown.has(code);

/** Counts in `metrics` and writes to `log`. */
export const createWatch = (
  metrics: Metrics,
  { log, randomBytes }: { readonly log: Log; readonly randomBytes: (length: number) => Uint8Array },
): Watch => {
  let isDamaged = false;
  return {
    requestId: () => requestIdOf(randomBytes(8)),
    opened: metrics.opened,
    done: (request) => {
      metrics.done(request);
      const { id, method, route, status, ms } = request;
      log(levelOf(request), 'request', { request: id, method, route, status, ms: Math.round(ms) });
    },
    refused: (route, code, request) => {
      metrics.refused(route, code);
      if (isFailedSignIn(route, code))
        log('warn', 'sign-in-failed', { route, code, request: request ?? null });
    },
    notice: (noticed) => {
      metrics.noticed(noticed);
      const { event, ...fields } = noticed;
      log(event === 'pushed' ? 'debug' : 'info', event, fields);
    },
    defect: ({ request, isDatabaseDamaged, ...defect }) => {
      isDamaged ||= isDatabaseDamaged;
      metrics.defect(defect.route);
      log('error', 'defect', { ...defect, request: request ?? null });
    },
    isDatabaseDamaged: () => isDamaged,
    job: (run) => {
      metrics.job(run);
      const { job, isDone, ms } = run;
      log(isDone ? 'debug' : 'error', 'job', {
        job,
        outcome: isDone ? 'done' : 'failed',
        ms: Math.round(ms),
      });
    },
    log,
  };
};
