/**
 * What has been shut out, written beside the backups as it happens, because a backup cannot know what is decided after
 * it (A25). Ids and marks alone; that somebody's identity is protected is sealed to the office's own key (PRIV-3).
 */
import * as z from 'zod/mini';
import { canonical } from '../../domain/log.ts';
import { openEnvelope, sealToOffice } from '../../signing/envelope.ts';
import type { Services } from '../http/services.ts';
import { openAliasBook } from '../import/alias-book.ts';
import { Blocked, blockedIn, reapply, type Reapplied } from '../store/blocked-store.ts';
import { inTransaction, type Database, type Tx } from '../store/database.ts';
import { createStores } from '../store/stores.ts';
import { addToJournal, journalSize, readJournal } from './journal.ts';

type Needed = { readonly folder: string; readonly database: Database; readonly services: Services };

const purpose = 'revocations/protected';
const SealedLine = z.looseObject({ kind: z.literal('sealed'), envelope: z.string() });
/** Everybody with protected identity, as of that line. */
const Protected = z.array(z.string());

type Known = {
  readonly blocked: ReadonlyMap<string, Blocked>;
  readonly protectedPeople: readonly string[];
  /** The first line that is not as it was written. */
  readonly brokenAt: number | undefined;
  readonly lines: number;
  readonly lastAt: number | undefined;
};

const keyOf = ({ kind, id }: Blocked): string => `${kind} ${id}`;

/** The latest word on everything that the journal tells of. */
export const knownRevocations = async (folder: string, services: Services): Promise<Known> => {
  const { lines, brokenAt } = await readJournal(folder, 'revocations', services);
  const blocked = new Map<string, Blocked>();
  let protectedPeople: readonly string[] = [];
  for (const line of lines) {
    const one = Blocked.safeParse(line).data;
    if (one !== undefined) blocked.set(keyOf(one), one);
    const sealed = SealedLine.safeParse(line).data;
    if (sealed === undefined) continue;
    const text = await openEnvelope(services.secrets.officeKey, purpose, sealed.envelope);
    if (text !== undefined) protectedPeople = Protected.parse(JSON.parse(text));
  }
  return { blocked, protectedPeople, brokenAt, lines: lines.length, lastAt: lines.at(-1)?.at };
};

const textOf = ({ n: _n, prev: _prev, at: _at, ...content }: Record<string, unknown>): string =>
  canonical(content);

/** What a process has read of the journal: following thousands of signatures every few seconds is for nobody's good. */
export type JournalMemory = {
  size: number;
  known: Known | undefined;
  /** The first damaged line, for as long as it is there. */
  brokenAt?: number | undefined;
};

const knownFrom = async (folder: string, services: Services, memory: JournalMemory): Promise<Known> => {
  const size = await journalSize(folder, 'revocations');
  if (memory.known !== undefined && memory.size === size) return memory.known;
  memory.known = await knownRevocations(folder, services);
  memory.size = size;
  memory.brokenAt = memory.known.brokenAt;
  return memory.known;
};

const sealedFor = (services: Services, people: readonly string[]): Promise<string> =>
  sealToOffice(services.secrets.officePublicKey, purpose, JSON.stringify(people));

/** Writes what has been shut out, or changed, since it was last written; answers how many lines. */
export const noteRevocations = async (
  needed: Needed,
  memory: JournalMemory = { size: -1, known: undefined },
): Promise<number> => {
  const { folder, database, services } = needed;
  const known = await knownFrom(folder, services, memory);
  const now = await inTransaction(database, async (tx) => ({
    blocked: await blockedIn(tx),
    protectedPeople: [...(await createStores(tx, services).identities.protectedPeople()).keys()].sort(),
  }));
  const fresh = now.blocked.filter((one) => {
    const held = known.blocked.get(keyOf(one));
    return held === undefined || textOf(held) !== textOf(one);
  });
  const isSame = canonical(now.protectedPeople) === canonical(known.protectedPeople);
  const sealed = isSame ? [] : [{ kind: 'sealed', envelope: await sealedFor(services, now.protectedPeople) }];
  const lines = [...fresh, ...sealed];
  if (lines.length === 0) return 0;
  await addToJournal(folder, 'revocations', lines, needed);
  memory.known = undefined;
  return lines.length;
};

/** Names of people whose identity was protected after the copy was made are taken out of the open again (PROT-2). */
const protectAgain = async (tx: Tx, services: Services, people: readonly string[]): Promise<number> => {
  const { identities, programme, shownNames } = createStores(tx, services);
  const held = await identities.protectedPeople();
  const all = await programme.participants();
  let count = 0;
  for (const id of people) {
    const person = all.find((one) => one.id === id);
    if (person === undefined || held.has(id)) continue;
    count += 1;
    const { given, family } = person;
    await identities.protect(id, family === '' ? null : { given, family });
    await shownNames.forgetAddresses(id);
    if (family === '') continue;
    const cohort = person.cohort ?? '';
    const book = openAliasBook(await programme.participants(), (one) => one.cohort ?? '');
    await shownNames.replace(id, { given: book.takeNext(cohort), family: '' });
  }
  return count;
};

export type Shut = Reapplied & { readonly protectedPeople: number };

/** Puts on again everything that the journal tells of. */
export const reapplyRevocations = async (tx: Tx, services: Services, known: Known): Promise<Shut> => {
  const counts = await reapply(tx, [...known.blocked.values()], services.clock());
  return { ...counts, protectedPeople: await protectAgain(tx, services, known.protectedPeople) };
};
