/** Request bodies as bytes or JSON, never longer nor slower than allowed, also when they are compressed (ATK-4). */
import { gunzip } from 'node:zlib';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ProblemCode } from '../../protocol/problems.ts';
import { isPlainJson } from './plain-json.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** How slowly a body may come: a mobile network at its worst is faster. */
export type Pace = { readonly graceMs: number; readonly minBytesPerMs: number };
export const slowestPace: Pace = { graceMs: 8000, minBytesPerMs: 1 };

const late = Symbol('late');
const cut = Symbol('cut');

const isLateAfter = (ms: number): { readonly late: Promise<typeof late>; readonly stop: () => void } => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const promise = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => resolve(late), Math.max(0, ms));
  });
  return { late: promise, stop: () => clearTimeout(timer) };
};

/** Reads chunk by chunk; each has to come by the time that the bytes before it have earned. */
const readChunks = async (
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
  { graceMs, minBytesPerMs }: Pace,
): Promise<Result<readonly Uint8Array[], ProblemCode>> => {
  const reader = stream.getReader();
  const began = performance.now();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const giveUp = (code: ProblemCode): Result<never, ProblemCode> => {
    void reader.cancel().catch(() => undefined);
    return err(code);
  };
  for (;;) {
    const timer = isLateAfter(began + graceMs + length / minBytesPerMs - performance.now());
    /* Whoever sends may lose its network half way: nobody is left to answer, and nothing is wrong here. */
    const read = await Promise.race([reader.read().catch((): typeof cut => cut), timer.late]);
    timer.stop();
    if (read === late) return giveUp('request/too-slow');
    if (read === cut) return err('request/malformed');
    if (read.done) return ok(chunks);
    length += read.value.byteLength;
    if (length > maxBytes) return giveUp('request/too-large');
    chunks.push(read.value);
  }
};

/** The body's bytes; stops reading at `maxBytes`, whatever the headers promise. */
export const readBytes = async (
  request: Request,
  maxBytes: number,
  pace: Pace = slowestPace,
): Promise<Result<Bytes, ProblemCode>> => {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return err('request/too-large');
  if (request.body === null) return ok(new Uint8Array());
  const chunks = await readChunks(request.body, maxBytes, pace);
  return chunks.ok ? ok(new Uint8Array(Buffer.concat(chunks.value))) : chunks;
};

/** What is read and thrown away for the sake of an answer: as much as a proxy of ours lets through, and no longer. */
export type Patience = { readonly fromBytes: number; readonly maxBytes: number; readonly ms: number };
const usualPatience: Patience = { fromBytes: 64 * 1024, maxBytes: 64 * 1024 * 1024, ms: 10_000 };

/**
 * Lets somebody whose large body was refused unread finish sending, and keeps none of it. Whoever is cut off while
 * sending, a proxy or a browser, tells people that the server is gone instead of what was wrong (ATK-4, OPS-6).
 */
export const letFinish = async (request: Request, patience: Patience = usualPatience): Promise<void> => {
  const promised = Number(request.headers.get('content-length') ?? 0);
  if (!(promised > patience.fromBytes && promised <= patience.maxBytes)) return;
  if (request.bodyUsed || request.body === null || request.body.locked) return;
  const reader = request.body.getReader();
  const timer = isLateAfter(patience.ms);
  for (;;) {
    const read = await Promise.race([reader.read().catch((): typeof cut => cut), timer.late]);
    if (read === late) void reader.cancel().catch(() => undefined);
    if (read === late || read === cut || read.done) break;
  }
  timer.stop();
};

const unzipped = (bytes: Bytes, maxBytes: number): Promise<Result<Bytes, ProblemCode>> =>
  new Promise((resolve) => {
    gunzip(bytes, { maxOutputLength: maxBytes }, (error, plain) => {
      if (error === null) resolve(ok(new Uint8Array(plain)));
      else if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') resolve(err('request/too-large'));
      else resolve(err('request/malformed'));
    });
  });

const isJson = (type: string | null): boolean => /^application\/json(?:\s*;|\s*$)/i.test(type ?? '');

/** True if the request says that it has a body of another kind than ours, as every form does. */
export const isFromForm = (request: Request): boolean => {
  const type = request.headers.get('content-type');
  return type !== null && type !== '' && !isJson(type);
};

/** The body as JSON. Only `application/json`, so that a form on another site can never send one. */
export const readJson = async (
  request: Request,
  maxBytes: number,
  pace: Pace = slowestPace,
): Promise<Result<unknown, ProblemCode>> => {
  if (!isJson(request.headers.get('content-type'))) return err('request/not-json');
  const encoding = request.headers.get('content-encoding');
  if (encoding !== null && encoding !== 'gzip' && encoding !== 'identity') return err('request/malformed');
  const sent = await readBytes(request, maxBytes, pace);
  if (!sent.ok) return sent;
  const plain = encoding === 'gzip' ? await unzipped(sent.value, maxBytes) : sent;
  if (!plain.ok) return plain;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(plain.value);
    const value = JSON.parse(text) as unknown;
    return isPlainJson(text, value) ? ok(value) : err('request/malformed');
  } catch {
    return err('request/malformed');
  }
};
