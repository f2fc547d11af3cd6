/**
 * Where personal identity numbers are kept, and the names of people with protected identity: sealed, each for one
 * participant, and a number found again by a keyed hash. Nothing outside this folder sees either, except the report they
 * are joined into and the handler of protected identities (PRIV-2, PROT-1). That an identity is protected is known here
 * alone (PRIV-3).
 */
import { createHmac } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { Services } from '../http/services.ts';
import { holdLock, type Tx } from '../store/database.ts';
import { isOneOf } from '../store/many-rows.ts';
import { createSettingsStore } from '../store/settings-store.ts';
import { openUnder, sealUnder } from './identity-seal.ts';

/** The setting that names the key everything is sealed under. */
export const identityKeySetting = 'identity-key';
/** What a person's number and name are sealed for. */
export const numberPurpose = (participant: string): string => `identity/${participant}`;
export const namePurpose = (participant: string): string => `identity-name/${participant}`;

export const RealName = z.object({ given: z.string(), family: z.string() });
export type RealName = z.infer<typeof RealName>;

export type Identity = {
  /** Twelve digits; null where none is kept. */
  readonly number: string | null;
  readonly isProtected: boolean;
  /** The name that an alias stands for, where one was kept. */
  readonly name: RealName | null;
};

export type IdentityVault = {
  /** Keeps (or replaces) the number of a participant. */
  readonly keep: (participant: string, number: string, isProtected: boolean) => Promise<void>;
  /** The participants who have these numbers, by number; a merged record's number finds whose record it is now (PPL-5). */
  readonly find: (numbers: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Opens what is kept of these participants: for a report, an extract and the handler alone. Note it in the access log. */
  readonly read: (participants: readonly string[]) => Promise<ReadonlyMap<string, Identity>>;
  /** Everybody with protected identity, and whether a name is kept for them. */
  readonly protectedPeople: () => Promise<ReadonlyMap<string, { readonly hasName: boolean }>>;
  /** Marks an identity as protected, and keeps the name that an alias now stands for, if it is known (PROT-2). */
  readonly protect: (participant: string, name: RealName | null) => Promise<void>;
  /** The identity is not protected any more, and the name kept here is forgotten: it stands in the open again. */
  readonly unprotect: (participant: string) => Promise<void>;
  /** Numbers and names of these participants are gone for good. */
  readonly forget: (participants: readonly string[]) => Promise<void>;
};

const batchSize = 500;

const inBatches = async <T>(
  items: readonly string[],
  work: (batch: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> => {
  const found: T[] = [];
  for (let at = 0; at < items.length; at += batchSize)
    found.push(...(await work(items.slice(at, at + batchSize))));
  return found;
};

const nameIn = (text: string | undefined): RealName | null =>
  text === undefined ? null : RealName.parse(JSON.parse(text));

/** What a number is found again by. */
export const lookupUnder = (lookupKey: Uint8Array, number: string): string =>
  createHmac('sha256', lookupKey).update(number).digest('base64url');

/** Seals for the database, once it is certain that its key has not been changed by another process (KEY-2). */
export const sealingOf = (tx: Tx, { secrets }: Pick<Services, 'secrets'>) => {
  let checked: Promise<void> | undefined;
  const check = async (): Promise<void> => {
    await holdLock(tx, identityKeySetting);
    const current = await createSettingsStore(tx).get(identityKeySetting);
    if (current !== undefined && current !== secrets.identity.id)
      throw new Error('the identity key has been changed: the server has to be started again');
  };
  return async (purpose: string, text: string): Promise<string> => {
    checked ??= check();
    await checked;
    return sealUnder(secrets.identity, purpose, text);
  };
};

const readingOf = (tx: Tx, { secrets }: Pick<Services, 'secrets'>): Pick<IdentityVault, 'read'> => {
  const open = (purpose: string, sealed: string): string => {
    const text = openUnder(secrets.identityKeys, purpose, sealed);
    if (text === undefined) throw new Error('an identity cannot be opened with the keys that are here');
    return text;
  };
  return {
    read: async (participants) => {
      const identities = new Map<string, Identity>();
      for (let at = 0; at < participants.length; at += batchSize) {
        /* Opening is work for this process alone, and others are served in between. */
        if (at > 0) await nextTurn();
        const rows = await tx.trx
          .selectFrom('identities')
          .selectAll()
          .where(isOneOf(tx, 'participant', participants.slice(at, at + batchSize)))
          .execute();
        for (const { participant, sealed, sealed_name, is_protected } of rows)
          identities.set(participant, {
            number: sealed === '' ? null : open(numberPurpose(participant), sealed),
            isProtected: is_protected === 1,
            name: nameIn(sealed_name === null ? undefined : open(namePurpose(participant), sealed_name)),
          });
      }
      return identities;
    },
  };
};

export const createIdentityVault = (tx: Tx, services: Services): IdentityVault => {
  const { trx } = tx;
  const { lookupKey } = services.secrets;
  const seal = sealingOf(tx, services);
  const lookupOf = (number: string): string => lookupUnder(lookupKey, number);
  return {
    ...readingOf(tx, services),
    keep: async (participant, number, isProtected) => {
      const row = {
        sealed: await seal(numberPurpose(participant), number),
        lookup: lookupOf(number),
        is_protected: isProtected ? (1 as const) : (0 as const),
      };
      await trx
        .insertInto('identities')
        .values({ participant, sealed_name: null, ...row })
        .onConflict((c) => c.column('participant').doUpdateSet(row))
        .execute();
    },
    find: async (numbers) => {
      const numberByLookup = new Map(numbers.map((number) => [lookupOf(number), number]));
      const rows = await inBatches([...numberByLookup.keys()], (batch) =>
        trx
          .selectFrom('identities')
          .leftJoin('participant_merges', 'from_participant', 'identities.participant')
          .select((e) => [
            e.fn.coalesce('to_participant', 'identities.participant').as('participant'),
            'lookup',
          ])
          .where(isOneOf(tx, 'lookup', batch))
          .execute(),
      );
      return new Map(
        rows.flatMap(({ participant, lookup }) => {
          const number = numberByLookup.get(lookup);
          return number === undefined ? [] : [[number, participant] as const];
        }),
      );
    },
    protectedPeople: async () => {
      const rows = await trx
        .selectFrom('identities')
        .select(['participant', 'sealed_name'])
        .where('is_protected', '=', 1)
        .orderBy('participant')
        .execute();
      return new Map(
        rows.map(({ participant, sealed_name }) => [participant, { hasName: sealed_name !== null }]),
      );
    },
    protect: async (participant, name) => {
      const sealed =
        name === null ? {} : { sealed_name: await seal(namePurpose(participant), JSON.stringify(name)) };
      const change = { is_protected: 1 as const, ...sealed };
      await trx
        .insertInto('identities')
        .values({ participant, sealed: '', lookup: `none/${participant}`, sealed_name: null, ...change })
        .onConflict((c) => c.column('participant').doUpdateSet(change))
        .execute();
    },
    unprotect: async (participant) => {
      await trx
        .updateTable('identities')
        .set({ is_protected: 0, sealed_name: null })
        .where('participant', '=', participant)
        .execute();
    },
    forget: async (participants) => {
      await inBatches(participants, (batch) =>
        trx.deleteFrom('identities').where('participant', 'in', batch).execute(),
      );
    },
  };
};
