/**
 * A stand-in for WebCrypto that answers at once and always the same: keyed hashes instead of signatures, a plain mask
 * instead of a cipher. It keeps what the simulation needs of the real one: a signature fits one key and one text, what is
 * sealed cannot be read as it lies, and what is opened with the wrong key or changed fails. Never outside a simulation.
 */
import { hash } from 'node:crypto';

type Key = { readonly secret: Uint8Array; readonly open: Uint8Array; readonly kind: string };
type Bytes = Uint8Array | ArrayBuffer | ArrayBufferView;

const bytesOf = (data: Bytes): Uint8Array =>
  data instanceof Uint8Array
    ? data
    : ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data);

const digestOf = (...parts: readonly Bytes[]): Uint8Array<ArrayBuffer> => {
  const only = parts[0];
  const joined = parts.length === 1 && only !== undefined ? bytesOf(only) : Buffer.concat(parts.map(bytesOf));
  return new Uint8Array(hash('sha256', joined, 'buffer'));
};
const text = (word: string): Uint8Array => Buffer.from(word);
const owned = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

/** 65 bytes that look like a public key and say nothing of the secret. */
const openOf = (secret: Uint8Array): Uint8Array =>
  new Uint8Array([4, ...digestOf(text('x'), secret), ...digestOf(text('y'), secret)]);

/** Most keys are never asked for their open half. */
const keyOf = (secret: Uint8Array, kind: string): Key => {
  let open: Uint8Array | undefined;
  return {
    secret,
    kind,
    get open() {
      open ??= openOf(secret);
      return open;
    },
  };
};

const signature = (open: Uint8Array, data: Bytes): Uint8Array => {
  const first = digestOf(open, data);
  return new Uint8Array([...first, ...digestOf(open, first)]);
};

const tagLength = 16;
const maskOf = (key: Key, iv: Uint8Array): Uint8Array => digestOf(key.secret, iv);
const masked = (mask: Uint8Array, data: Uint8Array): Uint8Array => {
  const out = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i += 1) out[i] = (data[i] ?? 0) ^ (mask[i & 31] ?? 0) ^ (i & 0xff);
  return out;
};
type Gcm = { readonly iv: Uint8Array; readonly additionalData?: Uint8Array };
const tagOf = (key: Key, { iv, additionalData }: Gcm, data: Uint8Array): Uint8Array =>
  digestOf(key.secret, iv, additionalData ?? new Uint8Array(), data).subarray(0, tagLength);

const failed = (): Promise<never> => Promise.reject(new Error('the operation failed'));

type Algorithm = { readonly name: string; readonly public?: Key; readonly salt?: Uint8Array } | string;
const nameOf = (algorithm: Algorithm): string => (typeof algorithm === 'string' ? algorithm : algorithm.name);

/** The part of WebCrypto that the project uses. `fill` makes its random bytes. */
export const createCheapSubtle = (fill: (bytes: Uint8Array) => void) => {
  const random = (length: number): Uint8Array => {
    const bytes = new Uint8Array(length);
    fill(bytes);
    return bytes;
  };
  return {
    digest: (_: string, data: Bytes) => Promise.resolve(digestOf(data).buffer),
    generateKey: (algorithm: Algorithm) => {
      const key = keyOf(random(32), nameOf(algorithm));
      return Promise.resolve(key.kind.startsWith('EC') ? { privateKey: key, publicKey: key } : key);
    },
    exportKey: (_: string, key: Key) => Promise.resolve(owned(key.open)),
    importKey: (format: string, data: Bytes, algorithm: Algorithm) => {
      const bytes = Uint8Array.from(bytesOf(data));
      const kind = nameOf(algorithm);
      if (format === 'raw' && kind.startsWith('EC')) {
        if (bytes.length !== 65 || bytes[0] !== 4) return failed();
        return Promise.resolve({ secret: new Uint8Array(), open: bytes, kind });
      }
      return Promise.resolve(keyOf(bytes, kind));
    },
    sign: (algorithm: Algorithm, key: Key, data: Bytes) =>
      Promise.resolve(
        nameOf(algorithm) === 'HMAC' ? digestOf(key.secret, data).buffer : owned(signature(key.open, data)),
      ),
    verify: (_: Algorithm, key: Key, given: Bytes, data: Bytes) =>
      Promise.resolve(Buffer.compare(signature(key.open, data), bytesOf(given)) === 0),
    deriveBits: (algorithm: Algorithm, key: Key) => {
      const other = typeof algorithm === 'string' ? undefined : algorithm.public;
      if (other === undefined) return Promise.resolve(digestOf(text('bits'), key.secret).buffer);
      const [a, b] = [key.open, other.open].sort((one, two) => Buffer.compare(one, two));
      return Promise.resolve(digestOf(a ?? key.open, b ?? key.open).buffer);
    },
    deriveKey: (algorithm: Algorithm, key: Key) => {
      const salt = typeof algorithm === 'string' ? undefined : algorithm.salt;
      return Promise.resolve(keyOf(digestOf(key.secret, salt ?? new Uint8Array()), 'AES-GCM'));
    },
    encrypt: (algorithm: Gcm, key: Key, data: Bytes) => {
      const plain = bytesOf(data);
      const body = masked(maskOf(key, algorithm.iv), plain);
      return Promise.resolve(owned(Buffer.concat([body, tagOf(key, algorithm, plain)])));
    },
    decrypt: (algorithm: Gcm, key: Key, data: Bytes) => {
      const sealed = bytesOf(data);
      const end = sealed.length - tagLength;
      if (end < 0) return failed();
      const plain = masked(maskOf(key, algorithm.iv), sealed.subarray(0, end));
      const isWhole = Buffer.compare(tagOf(key, algorithm, plain), sealed.subarray(end)) === 0;
      return isWhole ? Promise.resolve(owned(plain)) : failed();
    },
  };
};
