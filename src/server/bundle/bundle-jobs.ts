/** What the server and the thread that packs a bundle say to each other. */
import type { BundleEvent } from '../store/bundle-store.ts';

export type ThreadOrder =
  | { readonly kind: 'devices'; readonly devices: readonly string[] }
  | { readonly kind: 'events'; readonly rows: readonly BundleEvent[] }
  | { readonly kind: 'entries'; readonly texts: readonly string[] }
  | { readonly kind: 'file'; readonly name: string; readonly content: string | Uint8Array }
  /** Answers the hash of every file there is. */
  | { readonly kind: 'hash' }
  | { readonly kind: 'pack'; readonly madeAt: number; readonly manifest: string };

export type ThreadAnswer =
  | { readonly kind: 'hashed'; readonly hashes: Record<string, string> }
  | { readonly kind: 'packed'; readonly zip: Uint8Array<ArrayBuffer> };
