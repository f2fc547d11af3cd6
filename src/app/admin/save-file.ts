/** Has the server make a file and gives it to the browser to save. A failure is a value, as with every call. */
import { err, ok, type Result } from '../../domain/result.ts';
import { Problem } from '../../protocol/problems.ts';
import { saveBlob } from '../device/save-blob.ts';
import type { CallFailure } from '../device/server-call.ts';
import { noteAnswer } from './connection.ts';

const timeoutMs = 120_000;

const failureOf = async (response: Response): Promise<CallFailure> => {
  const problem = Problem.safeParse(await response.json().catch(() => undefined));
  return problem.success ? { kind: 'problem', problem: problem.data } : { kind: 'not-ours' };
};

const nameIn = (response: Response): string | undefined => {
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return name === undefined ? undefined : decodeURIComponent(name);
};

type Fetched = { readonly blob: Blob; readonly name: string };

const fetchFile = async (path: string, body: unknown): Promise<Result<Fetched, CallFailure>> => {
  const posted =
    body === undefined
      ? {}
      : { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(path, { ...posted, signal, cache: 'no-store', redirect: 'error' });
    if (!response.ok) return err(await failureOf(response));
    const name = nameIn(response);
    return name === undefined ? err({ kind: 'not-ours' }) : ok({ blob: await response.blob(), name });
  } catch {
    return err({ kind: 'no-answer' });
  }
};

/** A GET, or a POST when there is a `body`. The file's name is the server's; a reply without one is not ours. */
export const saveFile = async (path: string, body?: unknown): Promise<Result<null, CallFailure>> => {
  const answer = await fetchFile(path, body);
  noteAnswer(answer);
  if (!answer.ok) return answer;
  saveBlob(answer.value.name, answer.value.blob);
  return ok(null);
};
