/**
 * Takes the place of what is around the code: random numbers, timers, time limits, and in the cheap mode cryptography and
 * HTTP. Installed once in a process and pointed at one world after the other; put back by `restore`.
 */
import type { Random } from '../support/seeded.ts';
import { createCheapSubtle } from './cheap-crypto.ts';
import { CheapHeaders, CheapRequest, CheapResponse } from './cheap-http.ts';
import type { Scheduler } from './scheduler.ts';

export type Platform = {
  readonly isCheap: boolean;
  /** From now on time and chance are this world's. */
  readonly enter: (scheduler: Scheduler, random: Random, written: string[]) => void;
  /** True when no real cryptography is under way. */
  readonly isQuiet: () => boolean;
  /** What the page that is opened next finds as `navigator.locks`. */
  readonly lend: (locks: object) => void;
  readonly restore: () => void;
};

const replace = (target: object, key: string, value: unknown): (() => void) => {
  const before = Object.getOwnPropertyDescriptor(target, key);
  Object.defineProperty(target, key, { value, configurable: true, writable: true, enumerable: true });
  return () => {
    if (before === undefined) Reflect.deleteProperty(target, key);
    else Object.defineProperty(target, key, before);
  };
};

/** Counts what is under way in the real WebCrypto, so that the world waits for it. */
const counted = (subtle: SubtleCrypto, count: (by: number) => void): SubtleCrypto =>
  new Proxy(subtle, {
    get: (target, key) => {
      const method: unknown = Reflect.get(target, key, target);
      if (typeof method !== 'function') return method;
      return async (...parameters: readonly unknown[]) => {
        count(1);
        try {
          return (await Reflect.apply(method, target, parameters)) as unknown;
        } finally {
          count(-1);
        }
      };
    },
  });

export const installPlatform = (isCheap: boolean): Platform => {
  let scheduler: Scheduler | undefined;
  let random: Random = () => 0.5;
  let underWay = 0;
  let log: string[] = [];
  let locks: object | undefined;
  const fill = (bytes: Uint8Array): void => {
    for (let i = 0; i < bytes.length; i += 1) bytes[i] = Math.floor(random() * 256);
  };
  const getRandomValues = <T extends Uint8Array>(bytes: T): T => {
    fill(bytes);
    return bytes;
  };
  const after = (ms: number, work: () => void): (() => void) =>
    scheduler?.after(ms, work) ?? (() => undefined);
  const realSubtle = globalThis.crypto.subtle;
  const subtle = isCheap
    ? createCheapSubtle(fill)
    : counted(realSubtle, (by) => {
        underWay += by;
      });
  const timeout = (ms: number): AbortSignal => {
    const controller = new AbortController();
    after(ms, () => controller.abort(new DOMException('too slow', 'TimeoutError')));
    return controller.signal;
  };
  const undo = [
    replace(globalThis, 'crypto', { subtle, getRandomValues }),
    replace(globalThis, 'setTimeout', (work: () => void, ms = 0) => after(ms, work)),
    replace(globalThis, 'clearTimeout', (cancel: unknown) => {
      if (typeof cancel === 'function') (cancel as () => void)();
    }),
    replace(globalThis, 'CompressionStream', undefined),
    /* A browser that lists no databases, lends no reserve and remembers nothing outside them by itself. */
    replace(globalThis, 'indexedDB', {
      open: () => {
        throw new Error('none here');
      },
    }),
    replace(globalThis, 'localStorage', undefined),
    replace(globalThis, 'caches', undefined),
    replace(globalThis, 'navigator', {
      get locks() {
        return locks;
      },
    }),
    replace(performance, 'now', () => scheduler?.now() ?? 0),
    replace(AbortSignal, 'timeout', timeout),
    replace(Math, 'random', () => random()),
    /* What the server writes in its own log belongs to the world. */
    replace(process.stderr, 'write', (line: string) => {
      log.push(String(line));
      return true;
    }),
    ...(isCheap
      ? [
          replace(globalThis, 'Headers', CheapHeaders),
          replace(globalThis, 'Request', CheapRequest),
          replace(globalThis, 'Response', CheapResponse),
        ]
      : []),
  ];
  return {
    isCheap,
    enter: (next, chance, written) => {
      scheduler = next;
      random = chance;
      log = written;
    },
    isQuiet: () => underWay === 0,
    lend: (next) => {
      locks = next;
    },
    restore: () => {
      for (const one of undo.reverse()) one();
    },
  };
};
