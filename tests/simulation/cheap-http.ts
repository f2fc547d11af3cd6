/** Requests and answers without streams: what the server and the app use of them, and everything at once. */

const pairsOf = (from: HeadersFrom): readonly (readonly [string, string])[] => {
  if (from === undefined || from === null) return [];
  if (from instanceof CheapHeaders) return [...from.entries()];
  return Array.isArray(from) ? (from as [string, string][]) : Object.entries(from as Record<string, string>);
};

type HeadersFrom =
  | CheapHeaders
  | Readonly<Record<string, string>>
  | readonly (readonly string[])[]
  | undefined
  | null;

export class CheapHeaders {
  readonly #held = new Map<string, string>();
  constructor(from?: HeadersFrom) {
    for (const [name, value] of pairsOf(from)) this.set(name, value);
  }
  get(name: string): string | null {
    return this.#held.get(name.toLowerCase()) ?? null;
  }
  has(name: string): boolean {
    return this.#held.has(name.toLowerCase());
  }
  set(name: string, value: string): void {
    this.#held.set(name.toLowerCase(), value);
  }
  append(name: string, value: string): void {
    const before = this.get(name);
    this.set(name, before === null ? value : `${before}, ${value}`);
  }
  delete(name: string): void {
    this.#held.delete(name.toLowerCase());
  }
  getSetCookie(): string[] {
    const cookie = this.get('set-cookie');
    return cookie === null ? [] : [cookie];
  }
  entries(): IterableIterator<[string, string]> {
    return this.#held.entries();
  }
  forEach(work: (value: string, name: string) => void): void {
    for (const [name, value] of this.#held) work(value, name);
  }
  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }
}

export class CheapResponse {
  readonly headers: CheapHeaders;
  readonly status: number;
  readonly body: unknown;
  constructor(body?: unknown, init: { status?: number; headers?: HeadersFrom } = {}) {
    this.body = body ?? null;
    this.status = init.status ?? 200;
    this.headers = new CheapHeaders(init.headers);
  }
  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }
  async text(): Promise<string> {
    if (typeof this.body === 'string') return this.body;
    if (this.body === null) return '';
    if (this.body instanceof ReadableStream) {
      const parts: Uint8Array[] = [];
      for await (const part of this.body as ReadableStream<Uint8Array>) parts.push(part);
      return Buffer.concat(parts).toString();
    }
    return Buffer.from(this.body as Uint8Array).toString();
  }
  async json(): Promise<unknown> {
    return JSON.parse(await this.text()) as unknown;
  }
  async arrayBuffer(): Promise<ArrayBuffer> {
    return Uint8Array.from(Buffer.from(await this.text())).buffer;
  }
  static json(value: unknown, init: { status?: number; headers?: HeadersFrom } = {}): CheapResponse {
    const answer = new CheapResponse(JSON.stringify(value), init);
    answer.headers.set('content-type', 'application/json');
    return answer;
  }
}

type Chunk =
  | { readonly done: false; readonly value: Uint8Array }
  | { readonly done: true; readonly value: undefined };
type CheapBody = { readonly getReader: () => { read: () => Promise<Chunk>; cancel: () => Promise<void> } };

/** A body that comes in one piece. */
const bodyOf = (text: string): CheapBody => {
  let left: Uint8Array | undefined = Buffer.from(text);
  return {
    getReader: () => ({
      read: () => {
        const value = left;
        left = undefined;
        return Promise.resolve(value === undefined ? { done: true, value } : { done: false, value });
      },
      cancel: () => Promise.resolve(),
    }),
  };
};

/** What the server reads of a request. */
export class CheapRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: CheapHeaders;
  readonly body: CheapBody | null;
  constructor(url: string, init: RequestInit = {}) {
    this.url = url;
    this.method = init.method ?? 'GET';
    this.headers = new CheapHeaders(init.headers as HeadersFrom);
    const { body } = init;
    this.body = typeof body === 'string' ? bodyOf(body) : null;
  }
}
