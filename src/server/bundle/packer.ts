/** Packs a bundle in a thread of its own. Whoever starts one ends it. */
import { Worker } from 'node:worker_threads';
import type { ThreadAnswer, ThreadOrder } from './bundle-jobs.ts';

export type Packer = {
  readonly give: (order: Exclude<ThreadOrder, { kind: 'hash' | 'pack' }>) => void;
  /** The hash of every file given so far, by name. */
  readonly hashes: () => Promise<Record<string, string>>;
  /** The zip, with the manifest as its last file. */
  readonly pack: (madeAt: number, manifest: string) => Promise<Uint8Array<ArrayBuffer>>;
  readonly end: () => Promise<void>;
};

/** Starts the thread. A fault in it is a defect of ours, and thrown where its answer is awaited. */
export const startPacker = (): Packer => {
  const worker = new Worker(new URL('./bundle-thread.ts', import.meta.url));
  const answered = <K extends ThreadAnswer['kind']>(
    order: ThreadOrder,
    kind: K,
  ): Promise<Extract<ThreadAnswer, { kind: K }>> =>
    new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.once('message', (answer: ThreadAnswer) => {
        worker.off('error', reject);
        if (answer.kind === kind) resolve(answer as Extract<ThreadAnswer, { kind: K }>);
        else reject(new Error(`the bundle thread answered ${answer.kind}`));
      });
      worker.postMessage(order);
    });
  return {
    give: (order) => worker.postMessage(order),
    hashes: async () => (await answered({ kind: 'hash' }, 'hashed')).hashes,
    pack: async (madeAt, manifest) => (await answered({ kind: 'pack', madeAt, manifest }, 'packed')).zip,
    end: async () => {
      await worker.terminate();
    },
  };
};
