/** Request bodies as bytes or JSON, never longer than allowed, also when they are compressed. */
import { gunzip } from 'node:zlib';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ProblemCode } from '../../protocol/problems.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The body's bytes; stops reading at `maxBytes`, whatever the headers promise. */
export const readBytes = async (request: Request, maxBytes: number): Promise<Result<Bytes, ProblemCode>> => {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return err('request/too-large');
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (request.body !== null) {
    for await (const chunk of request.body) {
      length += chunk.byteLength;
      if (length > maxBytes) return err('request/too-large');
      chunks.push(chunk);
    }
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return ok(bytes);
};

const unzipped = (bytes: Bytes, maxBytes: number): Promise<Result<Bytes, ProblemCode>> =>
  new Promise((resolve) => {
    gunzip(bytes, { maxOutputLength: maxBytes }, (error, plain) => {
      if (error === null) resolve(ok(new Uint8Array(plain)));
      else if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') resolve(err('request/too-large'));
      else resolve(err('request/malformed'));
    });
  });

/** The body as JSON. Only `application/json`, so that a form on another site can never send one. */
export const readJson = async (request: Request, maxBytes: number): Promise<Result<unknown, ProblemCode>> => {
  if (!(request.headers.get('content-type') ?? '').startsWith('application/json'))
    return err('request/not-json');
  const sent = await readBytes(request, maxBytes);
  if (!sent.ok) return sent;
  const encoding = request.headers.get('content-encoding');
  const plain = encoding === 'gzip' ? await unzipped(sent.value, maxBytes) : sent;
  if (!plain.ok) return plain;
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain.value)) as unknown);
  } catch {
    return err('request/malformed');
  }
};
