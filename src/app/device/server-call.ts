/**
 * One way to ask the server. Whatever can happen on the way is a value: no network, a hotel's log-in page that answers
 * for us, a problem with its code. A reply counts only if it is ours: the right type and the right form (SYNC-6).
 */
import type * as z from 'zod/mini';
import { err, ok, type Result } from '../../domain/result.ts';
import { Problem } from '../../protocol/problems.ts';
import { protocolVersion, versionHeader } from '../../protocol/version.ts';

export type CallFailure =
  /** Nothing came back, or not in time. Whether the server got it is unknown. */
  | { readonly kind: 'no-answer' }
  /** Something answered that is not our server. */
  | { readonly kind: 'not-ours' }
  | { readonly kind: 'problem'; readonly problem: Problem };

export type Call<T> = {
  readonly path: string;
  readonly reply: z.ZodMiniType<T>;
  /** A POST with this as JSON; otherwise a GET. */
  readonly body?: unknown;
  readonly token?: string;
  /** Ask only for what is new since this ETag. */
  readonly etag?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
};

export type Answer<T> = {
  readonly value: T;
  readonly etag: string | undefined;
  /** Which life of the office answers: another one after it was put back from a backup (BACKUP-4). */
  readonly epoch?: string | undefined;
};

const defaultTimeoutMs = 20_000;
const zipFromBytes = 1400;

const jsonIn = async (response: Response): Promise<unknown> => {
  try {
    return (await response.json()) as unknown;
  } catch {
    return undefined;
  }
};

const zipped = async (text: string): Promise<Blob | undefined> => {
  if (text.length < zipFromBytes || typeof CompressionStream === 'undefined') return undefined;
  try {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
    return await new Response(stream).blob();
  } catch {
    return undefined;
  }
};

const requestOf = async (call: Call<unknown>): Promise<RequestInit> => {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    [versionHeader]: String(protocolVersion),
  };
  if (call.token !== undefined) headers['Authorization'] = `Bearer ${call.token}`;
  if (call.etag !== undefined) headers['If-None-Match'] = call.etag;
  if (call.body === undefined) return { headers, cache: 'no-store' };
  headers['Content-Type'] = 'application/json';
  const text = JSON.stringify(call.body);
  const small = await zipped(text);
  if (small === undefined) return { method: 'POST', headers, body: text };
  headers['Content-Encoding'] = 'gzip';
  return { method: 'POST', headers, body: small };
};

/**
 * Asks the server. `'not-modified'` answers an ETag that still holds. Never throws for anything that can happen on a
 * network; every call ends within its time limit, also when an answer never ends.
 */
export const callServer = async <T>(
  call: Call<T>,
  fetching: typeof fetch = fetch,
): Promise<Result<Answer<T> | 'not-modified', CallFailure>> => {
  const limit = AbortSignal.timeout(call.timeoutMs ?? defaultTimeoutMs);
  const signal = call.signal === undefined ? limit : AbortSignal.any([limit, call.signal]);
  let response: Response;
  let json: unknown;
  try {
    response = await fetching(call.path, { ...(await requestOf(call)), signal, redirect: 'error' });
    if (response.status === 304) return ok('not-modified');
    json = await jsonIn(response);
  } catch {
    return err({ kind: 'no-answer' });
  }
  if (!response.ok) {
    const problem = Problem.safeParse(json);
    return err(problem.success ? { kind: 'problem', problem: problem.data } : { kind: 'not-ours' });
  }
  const value = call.reply.safeParse(json);
  if (!value.success) return err({ kind: 'not-ours' });
  const { headers } = response;
  const epoch = headers.get('narvaro-epoch') ?? undefined;
  return ok({ value: value.data, etag: headers.get('etag') ?? undefined, epoch });
};
