/**
 * The server's own log: one JSON line on standard error for each thing that needs a person. Never names, numbers,
 * tokens, bodies or addresses: a route's pattern, a short reference and where in our code it broke (PRIV-2).
 */
import { isoOf } from '../../domain/time.ts';
import type { Services } from './services.ts';

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
  services: Pick<Services, 'clock' | 'randomBytes'>,
  route: string,
  error: unknown,
): string => {
  const number = services.randomBytes(2);
  const reference = `F-${String(((number[0] ?? 0) * 256 + (number[1] ?? 0)) % 10_000).padStart(4, '0')}`;
  const line = {
    level: 'error',
    at: isoOf(services.clock()),
    event: 'defect',
    reference,
    route,
    name: error instanceof Error ? error.name : 'unknown',
    frames: framesOf(error),
  };
  process.stderr.write(`${JSON.stringify(line)}\n`);
  return reference;
};
