/** What the import asks the server: hand over a file, follow it, read its rows, save those left over. */
import { useCallback, useEffect, useState } from 'react';
import { err, ok, type Result } from '../../../domain/result.ts';
import {
  type ImportKind,
  type ImportRow,
  ImportRowsReply,
  ImportStatus,
  OpenImportReply,
  type RejectedRowsRequest,
  type RowFilter,
} from '../../../protocol/import.ts';
import { Problem } from '../../../protocol/problems.ts';
import { callServer, type CallFailure } from '../../device/server-call.ts';
import { noteAnswer } from '../connection.ts';

const pathOf = (id: string): string => `/api/admin/imports/${encodeURIComponent(id)}`;

const failureOf = async (response: Response): Promise<CallFailure> => {
  const problem = Problem.safeParse(await response.json().catch(() => undefined));
  return problem.success ? { kind: 'problem', problem: problem.data } : { kind: 'not-ours' };
};

const fetched = async (path: string, request: RequestInit): Promise<Result<Response, CallFailure>> => {
  try {
    const response = await fetch(path, { ...request, method: 'POST', cache: 'no-store', redirect: 'error' });
    const answer = response.ok ? ok(response) : err(await failureOf(response));
    noteAnswer(answer);
    return answer;
  } catch {
    const answer = err({ kind: 'no-answer' } as const);
    noteAnswer(answer);
    return answer;
  }
};

/** Hands over a file to be checked; the answer is the import's id. */
export const openImport = async (kind: ImportKind, file: File): Promise<Result<string, CallFailure>> => {
  const query = new URLSearchParams({ kind, name: file.name.slice(-300) });
  const answer = await fetched(`/api/admin/imports?${query.toString()}`, {
    body: file,
    headers: { 'Content-Type': 'application/octet-stream' },
  });
  if (!answer.ok) return answer;
  const reply = OpenImportReply.safeParse(await answer.value.json().catch(() => undefined));
  return reply.success ? ok(reply.data.id) : err({ kind: 'not-ours' });
};

const askAgainMs = 400;

export type Followed = {
  readonly status: ImportStatus | undefined;
  readonly failure: CallFailure | undefined;
  /** Counts the checks that have been finished, so that the rows are read again after each. */
  readonly checks: number;
  /** Follows again after a change. */
  readonly refresh: () => void;
};

type Held = {
  readonly id: string;
  readonly status?: ImportStatus;
  readonly failure?: CallFailure;
  readonly checks: number;
};

const isUnderWay = (status: ImportStatus): boolean =>
  status.state === 'reading' || status.state === 'checking';

/** Asks how far an import has come until it needs somebody. The last check stays in view while a new one is made. */
export const useImport = (id: string): Followed => {
  const [held, setHeld] = useState<Held>({ id, checks: 0 });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stopped = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const answer = await callServer({ path: pathOf(id), reply: ImportStatus, signal: stopped.signal });
      if (stopped.signal.aborted) return;
      noteAnswer(answer);
      if (!answer.ok) {
        setHeld(({ checks }) => ({ id, failure: answer.error, checks }));
        return;
      }
      if (answer.value === 'not-modified') return;
      const status = answer.value.value;
      setHeld(({ checks }) => ({ id, status, checks: isUnderWay(status) ? checks : checks + 1 }));
      if (isUnderWay(status)) timer = setTimeout(() => void ask(), askAgainMs);
    };
    void ask();
    return () => {
      stopped.abort();
      clearTimeout(timer);
    };
  }, [id, round]);
  const refresh = useCallback(() => setRound((n) => n + 1), []);
  const isHere = held.id === id;
  return {
    status: isHere ? held.status : undefined,
    failure: isHere ? held.failure : undefined,
    checks: held.checks,
    refresh,
  };
};

/** The rows that were shown are not those of now: the check is to be asked for again. */
export const isNotReady = (failure: CallFailure): boolean =>
  failure.kind === 'problem' && failure.problem.code === 'import/not-ready';

const askRows = (id: string, filter: RowFilter, page: number, signal?: AbortSignal) =>
  callServer({
    path: `${pathOf(id)}/rows?filter=${filter}&page=${page}`,
    reply: ImportRowsReply,
    ...(signal === undefined ? {} : { signal }),
  });

/**
 * One page of rows, read again after each check. The page before stays until the new one is there. `onNotReady` asks for
 * the check again: another process has been asked than the one that told of it, or the office has changed since.
 */
export const useImportRows = (
  id: string,
  filter: RowFilter,
  page: number,
  { checks, onNotReady }: { readonly checks: number; readonly onNotReady: () => void },
): ImportRowsReply | undefined => {
  const [rows, setRows] = useState<ImportRowsReply>();
  useEffect(() => {
    const stopped = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const answer = await askRows(id, filter, page, stopped.signal);
      if (stopped.signal.aborted) return;
      noteAnswer(answer);
      if (answer.ok && answer.value !== 'not-modified') setRows(answer.value.value);
      if (!answer.ok && isNotReady(answer.error)) timer = setTimeout(onNotReady, askAgainMs);
    };
    void ask();
    return () => {
      stopped.abort();
      clearTimeout(timer);
    };
  }, [id, filter, page, checks, onNotReady]);
  return rows;
};

/** Every row that is not taken in, for the file that is saved. */
export const rowsLeftOver = async (id: string): Promise<Result<readonly ImportRow[], CallFailure>> => {
  const rows: ImportRow[] = [];
  for (let page = 0, pages = 1; page < pages; page += 1) {
    const answer = await askRows(id, 'error', page);
    if (!answer.ok) return answer;
    if (answer.value === 'not-modified') return err({ kind: 'not-ours' });
    rows.push(...answer.value.value.rows);
    pages = answer.value.value.pages;
  }
  return ok(rows);
};

const nameIn = (response: Response): string => {
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  return name === undefined ? 'rader.xlsx' : decodeURIComponent(name);
};

/** Has the server make a file of the rows left over, and gives it to the browser to save. */
export const saveRowsLeftOver = async (
  id: string,
  request: RejectedRowsRequest,
): Promise<Result<null, CallFailure>> => {
  const answer = await fetched(`${pathOf(id)}/rejected`, {
    body: JSON.stringify(request),
    headers: { 'Content-Type': 'application/json' },
  });
  if (!answer.ok) return answer;
  const address = URL.createObjectURL(await answer.value.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = nameIn(answer.value);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return ok(null);
};

/** Where a change to an import is sent. */
export const importPath = (id: string, act: 'mapping' | 'edits' | 'commit' | 'discard'): string =>
  `${pathOf(id)}/${act}`;
