/** Turns what a browser throws when a camera cannot be opened into the five things a person can act on. */
import type { CameraProblem } from './camera-contract.ts';

const KIND_BY_NAME: Readonly<Record<string, CameraProblem['kind']>> = {
  NotAllowedError: 'denied',
  PermissionDeniedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  DevicesNotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  TrackStartError: 'busy',
  AbortError: 'busy',
};

const nameOf = (thrown: unknown): string => {
  if (typeof thrown !== 'object' || thrown === null || !('name' in thrown)) return typeof thrown;
  return typeof thrown.name === 'string' ? thrown.name : 'unnamed';
};

/**
 * The problem behind a thrown value (SCAN-6).
 *
 * An insecure page wins over the name of the error: without https there is no camera whatever is thrown. Only the
 * error's name goes into the detail, since messages may carry the label of a camera.
 */
export const cameraProblem = (thrown: unknown, isSecure: boolean): CameraProblem => {
  if (!isSecure) return { kind: 'insecure' };
  const name = nameOf(thrown);
  const kind = KIND_BY_NAME[name];
  return kind === undefined ? { kind: 'failed', detail: name } : { kind, detail: name };
};
