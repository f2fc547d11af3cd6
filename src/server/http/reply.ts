/** Replies that every route has in common: problems, JSON with an ETag, files. */
import { createHash } from 'node:crypto';
import { problemOf, type Refusal } from '../../protocol/problems.ts';

const noStore = { 'Cache-Control': 'no-store' } as const;

const pieceBytes = 16 * 1024;

/**
 * Bytes as a reply's body: long ones piece by piece, so that no more waits in memory than the reader has room for and
 * a reader that has stopped is noticed (ATK-4).
 */
export const inPieces = (
  bytes: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> => {
  if (bytes.length <= 4 * pieceBytes) return bytes;
  let at = 0;
  return new ReadableStream({
    pull: (controller) => {
      controller.enqueue(bytes.subarray(at, at + pieceBytes));
      at += pieceBytes;
      if (at >= bytes.length) controller.close();
    },
  });
};

/** The rest of a body that is too long or too slow is not waited for. */
const isBodyLeft = (status: number): boolean => status === 408 || status === 413;

/** A refusal as an RFC 9457 problem. */
export const problemReply = (refusal: Refusal): Response => {
  const problem = problemOf(refusal);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      ...noStore,
      'Content-Type': 'application/problem+json',
      ...(isBodyLeft(problem.status) ? { Connection: 'close' } : {}),
      ...(refusal.retryAfter === undefined ? {} : { 'Retry-After': String(refusal.retryAfter) }),
    },
  });
};

const etagOf = (bytes: string | Uint8Array): string =>
  `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;

/**
 * A value as JSON. With `ifNoneMatch` the text gets an ETag and the answer is 304 when the caller already has it;
 * `no-cache` then lets nobody but the caller's own code keep it. `told` stands for the value in the ETag, where that is
 * less to go through.
 */
export const jsonReply = (value: unknown, ifNoneMatch?: string | null, told?: unknown): Response => {
  const notModified = (etag: string): Response =>
    new Response(null, { status: 304, headers: { ...noStore, ETag: etag } });
  const early = told === undefined ? undefined : etagOf(JSON.stringify(told));
  if (early !== undefined && ifNoneMatch === early) return notModified(early);
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const headers = {
    ...noStore,
    'Content-Type': 'application/json',
    'Content-Length': String(bytes.length),
  };
  if (ifNoneMatch === undefined) return new Response(inPieces(bytes), { headers });
  const etag = early ?? etagOf(bytes);
  if (ifNoneMatch === etag) return notModified(etag);
  return new Response(inPieces(bytes), { headers: { ...headers, ETag: etag } });
};

/** A file to save, never shown in the page. The name is ours, never the sender's. */
export type FileReply = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
  readonly type: string;
};

export const fileReply = (file: FileReply): Response =>
  new Response(inPieces(file.bytes), {
    headers: {
      ...noStore,
      'Content-Length': String(file.bytes.length),
      'Content-Type': file.type,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    },
  });
