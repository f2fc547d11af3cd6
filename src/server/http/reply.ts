/** Replies that every route has in common: problems, JSON with an ETag, files. */
import { createHash } from 'node:crypto';
import { problemOf, type Refusal } from '../../protocol/problems.ts';

const noStore = { 'Cache-Control': 'no-store' } as const;

/** A refusal as an RFC 9457 problem. */
export const problemReply = (refusal: Refusal): Response => {
  const problem = problemOf(refusal);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      ...noStore,
      'Content-Type': 'application/problem+json',
      ...(refusal.retryAfter === undefined ? {} : { 'Retry-After': String(refusal.retryAfter) }),
    },
  });
};

/**
 * A value as JSON. With `ifNoneMatch` the text gets an ETag and the answer is 304 when the caller already has it;
 * `no-cache` then lets nobody but the caller's own code keep it.
 */
export const jsonReply = (value: unknown, ifNoneMatch?: string | null): Response => {
  const text = JSON.stringify(value);
  const headers = { ...noStore, 'Content-Type': 'application/json' };
  if (ifNoneMatch === undefined) return new Response(text, { headers });
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
  if (ifNoneMatch === etag) return new Response(null, { status: 304, headers: { ...noStore, ETag: etag } });
  return new Response(text, { headers: { ...headers, ETag: etag } });
};

/** A file to save, never shown in the page. The name is ours, never the sender's. */
export type FileReply = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly name: string;
  readonly type: string;
};

export const fileReply = (file: FileReply): Response =>
  new Response(file.bytes, {
    headers: {
      ...noStore,
      'Content-Type': file.type,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    },
  });
