/**
 * Errors that nobody expected, as the log tells them. Never names, numbers, tokens, bodies or addresses: a route's
 * pattern, a short reference and where in our code it broke (PRIV-2).
 */
import { createLog, processSink } from '../operation/log-line.ts';
import { isStorageDamaged, loggedCode } from '../store/storage-problem.ts';
import type { Services } from './services.ts';

/** In every reply: what to read out to support, who finds the line by it. */
export const requestIdHeader = 'X-Request-Id';

const ids = new WeakMap<Request, string>();

/** Gives a request its id. */
export const nameRequest = (request: Request, id: string): void => void ids.set(request, id);

/** The id a request was given, if anybody counts requests. */
export const requestIdOf = (request: Request): string | undefined => ids.get(request);

const framesOf = (error: unknown): readonly string[] =>
  error instanceof Error
    ? (error.stack ?? '')
        .split('\n')
        .filter((line) => line.trimStart().startsWith('at '))
        .slice(0, 6)
        .map((line) => line.trim().replace(/\(?file:\/\/.*\/(src|node_modules)\//, '($1/'))
    : [];

/** Records a defect and answers the reference that a person can read out to support. */
export const logDefect = (
  services: Pick<Services, 'clock' | 'randomBytes' | 'watch'>,
  route: string,
  error: unknown,
  request?: string,
): string => {
  const number = services.randomBytes(2);
  const reference = `F-${String(((number[0] ?? 0) * 256 + (number[1] ?? 0)) % 10_000).padStart(4, '0')}`;
  const name = error instanceof Error ? error.name : 'unknown';
  const defect = { reference, route, name, code: loggedCode(error), frames: framesOf(error) };
  if (services.watch === undefined) {
    const log = createLog('error', { clock: services.clock, sink: processSink });
    log('error', 'defect', { ...defect, request: request ?? null });
  } else services.watch.defect({ ...defect, request, isDatabaseDamaged: isStorageDamaged(error) });
  return reference;
};
