/** Which session a code seen on a phone is of, and whether it was good when it was seen (CODE-1, CODE-2). */
import { timingSafeEqual } from 'node:crypto';
import type { SessionId } from '../../domain/ids.ts';
import type { Session } from '../../domain/programme.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import {
  codeAge,
  codeStepAt,
  goodSteps,
  readSessionCode,
  typedCodeOf,
  type SessionCode,
} from '../../domain/session-code.ts';
import { hourMs, minuteMs } from '../../domain/time.ts';
import type { ProblemCode } from '../../protocol/problems.ts';
import { macOfStep, sessionKeyOf } from '../../signing/session-code.ts';

type Problem = Extract<ProblemCode, `code/${string}`>;

/** A typed code does not say its session: it is looked for among those around the time it was seen. */
export const typedAroundMs = 2 * hourMs;
/** So far on either side of what is good a typed code is recognised, to be told old or early rather than unknown. */
const recognisedMs = 5 * minuteMs;

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

const ageProblem = (step: number, seenAt: number): Problem | undefined => {
  const age = codeAge(step, seenAt);
  return age === 'good' ? undefined : age === 'old' ? 'code/old' : 'code/early';
};

const scannedSession = async (
  { session, step, mac }: SessionCode & { readonly kind: 'scanned' },
  root: Uint8Array<ArrayBuffer>,
  seenAt: number,
): Promise<Result<SessionId, Problem>> => {
  const right = await macOfStep(await sessionKeyOf(root, session), session, step);
  if (!isSame(mac, right)) return err('code/unknown');
  const problem = ageProblem(step, seenAt);
  return problem === undefined ? ok(session) : err(problem);
};

/** The half minutes a typed code is looked for in: the good ones first. */
const stepsAround = (seenAt: number): readonly number[] => {
  const good = goodSteps(seenAt);
  const first = codeStepAt(seenAt - recognisedMs);
  const last = codeStepAt(seenAt + recognisedMs);
  const others = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return [...good, ...others.filter((step) => !good.includes(step))];
};

const typedSession = async (
  code: string,
  root: Uint8Array<ArrayBuffer>,
  seenAt: number,
  sessions: readonly Pick<Session, 'id'>[],
): Promise<Result<SessionId, Problem>> => {
  const keys = await Promise.all(sessions.map(async ({ id }) => ({ id, key: await sessionKeyOf(root, id) })));
  for (const step of stepsAround(seenAt)) {
    const codes = await Promise.all(
      keys.map(async ({ id, key }) => ({ id, code: typedCodeOf(await macOfStep(key, id, step)) })),
    );
    const found = codes.find((candidate) => isSame(candidate.code, code));
    if (found === undefined) continue;
    const problem = ageProblem(step, seenAt);
    return problem === undefined ? ok(found.id) : err(problem);
  }
  return err('code/unknown');
};

/**
 * The session of a code that was good at `seenAt` by the office's clock. `around` answers the sessions near that time,
 * asked for only when a code was typed.
 */
export const sessionOfCode = async (
  text: string,
  root: Uint8Array<ArrayBuffer>,
  seenAt: number,
  around: () => Promise<readonly Pick<Session, 'id'>[]>,
): Promise<Result<SessionId, Problem>> => {
  const read = readSessionCode(text);
  if (read === undefined) return err('code/unknown');
  return read.kind === 'scanned'
    ? scannedSession(read, root, seenAt)
    : typedSession(read.code, root, seenAt, await around());
};
