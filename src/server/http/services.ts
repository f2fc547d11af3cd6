/** What the server lends its routes: clock, randomness, keys and words about itself. Built once, in main.ts. */
import { hash, type webcrypto } from 'node:crypto';
import type { Hash } from '../../domain/ids.ts';
import type { Leaked } from '../accounts/leaked-passwords.ts';
import type { SignOnSettings } from '../accounts/sign-on-settings.ts';
import type { Epoch } from '../backup/epoch.ts';
import type { IdentityKey } from '../identity/identity-seal.ts';
import type { Watch } from '../operation/watch.ts';

export type Secrets = {
  /** Signs receipts (SYNC-3). */
  readonly receiptKey: webcrypto.CryptoKey;
  readonly receiptPublicKey: string;
  /** Seals identity numbers, protected names and import drafts; never used for anything else. */
  readonly identity: IdentityKey;
  /** Every identity key that is here, the current one first: what was sealed before a change can be read (KEY-1). */
  readonly identityKeys: readonly IdentityKey[];
  /** Finds a person by number without storing it readable. */
  readonly lookupKey: Uint8Array<ArrayBuffer>;
  /** Seals badge tokens, so that a badge can be printed again. */
  readonly badgeKey: webcrypto.CryptoKey;
  /** Opens what tablets have sealed to the office: the names of those who came without a badge (WALK-1). */
  readonly officeKey: webcrypto.CryptoKey;
  readonly officePublicKey: string;
  /** The root of every session's rotating code (CODE-1). */
  readonly codesKey: Uint8Array<ArrayBuffer>;
  /** Makes the evaluator's pseudonyms, and nothing else: without it no pseudonym leads back to anybody (EXP-1). */
  readonly evaluationKey: Uint8Array<ArrayBuffer>;
};

export type Services = {
  /** Now, in ms since 1970. */
  readonly clock: () => number;
  readonly randomBytes: (length: number) => Uint8Array<ArrayBuffer>;
  readonly secrets: Secrets;
  /** The address people use, without a slash at the end. */
  readonly origin: string;
  readonly isDemo: boolean;
  readonly version: string;
  readonly office: { readonly name: string; readonly phone: string };
  readonly programme: string;
  /** The address letters are from; nothing when no mail server is set. */
  readonly mailFrom?: string | undefined;
  /** The city's own sign-in service, where there is one (AUTH-8). */
  readonly signOn?: SignOnSettings | undefined;
  /** Whether a password is known to have leaked, where there is a list (GUESS-1). */
  readonly isLeaked?: Leaked | undefined;
  /** Which life of the office this is: another one after each restore, said with every answer (BACKUP-4). */
  readonly epoch?: Epoch | undefined;
  /** Where the built verifier of bundles is, if not beside the built app. */
  readonly verifierFolder?: string;
  /** Who counts and logs what happens; nobody in most tests. */
  readonly watch?: Watch | undefined;
};

/** SHA-256 as the database keeps it for tokens and codes: what is stolen there opens nothing. */
export const hashOf = (text: string): Hash => hash('sha256', text, 'base64url') as Hash;

/** A new secret of 256 random bits as base64url. */
export const createToken = (services: Pick<Services, 'randomBytes'>): string =>
  Buffer.from(services.randomBytes(32)).toString('base64url');

/** A new opaque id: 120 random bits as 20 characters of base64url. */
export const createId = (services: Pick<Services, 'randomBytes'>): string =>
  Buffer.from(services.randomBytes(15)).toString('base64url');
