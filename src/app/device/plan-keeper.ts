/**
 * The plan on the tablet: names sealed, one record, replaced whole (PLAN-4). Names go when their window is over, after
 * thirty days without contact, and when the office revokes the tablet (PLAN-6). What other tablets have recorded in the
 * same sessions is kept beside it.
 */
import type { Evidence } from '../../domain/evidence.ts';
import { AttendanceEvent } from '../../domain/events.ts';
import type { SessionId } from '../../domain/ids.ts';
import { cardsInList, cardsInTable, type KnownCards } from '../../domain/known-cards.ts';
import { Plan } from '../../domain/programme.ts';
import { dayMs } from '../../domain/time.ts';
import type { OtherEvent } from '../../protocol/pull-log.ts';
import { utf8 } from '../../signing/hash.ts';
import { createSealingKey, openBytes, sealBytes } from '../../signing/seal.ts';

/** The plan as it lies on disk: sealed under a key that cannot be read out. */
export type SealedPlan = {
  readonly key: CryptoKey;
  readonly sealed: Uint8Array<ArrayBuffer>;
  /** The rows of all cards, sealed by themselves, so that nobody has to take them apart (PLAN-7). */
  readonly cards?: Uint8Array<ArrayBuffer>;
  readonly etag: string | undefined;
  readonly fetchedAt: number;
  /** When the office was last heard of; a 304 counts. */
  readonly confirmedAt: number;
};

export type OtherEventRow = {
  readonly device: string;
  readonly seq: number;
  readonly session: SessionId;
  readonly text: string;
  readonly clockOffsetMs: number;
};

export type PlanStore = {
  readonly get: () => Promise<SealedPlan | undefined>;
  readonly put: (plan: SealedPlan) => Promise<void>;
  readonly clear: () => Promise<void>;
  readonly others: () => Promise<readonly OtherEventRow[]>;
  readonly addOthers: (rows: readonly OtherEventRow[], cursor: number) => Promise<void>;
  readonly cursor: () => Promise<number>;
  /** Lets go of the others’ events, to make room; they are fetched again from the first. */
  readonly dropOthers?: () => Promise<void>;
};

export type HeldPlan = {
  readonly plan: Plan;
  readonly cards: KnownCards;
  readonly etag: string | undefined;
  readonly fetchedAt: number;
  readonly confirmedAt: number;
};

const purpose = 'narvaro/plan/1';
const cardsPurpose = 'narvaro/plan-cards/1';
const silentMs = 30 * dayMs;

/** Seals and keeps a plan; the one before is gone in the same step. */
export const keepPlan = async (
  store: PlanStore,
  plan: Plan,
  etag: string | undefined,
  now: number,
): Promise<void> => {
  const key = (await store.get())?.key ?? (await createSealingKey());
  const table = plan.cards;
  const rest = table === undefined ? plan : { ...plan, cards: { ...table, rows: '' } };
  const sealed = await sealBytes(key, purpose, utf8(JSON.stringify(rest)));
  const cards = table === undefined ? {} : { cards: await sealBytes(key, cardsPurpose, utf8(table.rows)) };
  await store.put({ key, sealed, ...cards, etag, fetchedAt: now, confirmedAt: now });
};

/** The plan and its cards as they were kept; undefined for what cannot be opened, or is of a form nobody knows. */
const openKept = async ({
  key,
  sealed,
  cards: sealedCards,
}: SealedPlan): Promise<{ plan: Plan; cards: KnownCards } | undefined> => {
  const bytes = await openBytes(key, purpose, sealed);
  if (bytes === undefined) return undefined;
  const plan = Plan.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  if (plan?.cards === undefined || sealedCards === undefined)
    return plan === undefined ? undefined : { plan, cards: cardsInList(plan.badges) };
  const rows = await openBytes(key, cardsPurpose, sealedCards);
  if (rows === undefined) return undefined;
  const table = { ...plan.cards, rows: new TextDecoder().decode(rows) };
  return { plan, cards: cardsInTable(table, plan.cohortNames) };
};

/** Notes that the office says the plan still holds. */
export const confirmPlan = async (store: PlanStore, now: number): Promise<void> => {
  const held = await store.get();
  if (held !== undefined) await store.put({ ...held, confirmedAt: now });
};

/** The plan, or `undefined` when there is none (any more): too old to keep is removed here (PLAN-6). */
export const readPlan = async (store: PlanStore, now: number): Promise<HeldPlan | undefined> => {
  const held = await store.get();
  if (held === undefined) return undefined;
  const kept = await openKept(held);
  if (kept === undefined || now - held.confirmedAt > silentMs || now > kept.plan.window.to) {
    await store.clear();
    return undefined;
  }
  return { ...kept, etag: held.etag, fetchedAt: held.fetchedAt, confirmedAt: held.confirmedAt };
};

const rowFrom = ({ text, clockOffsetMs }: OtherEvent): readonly OtherEventRow[] => {
  const event = AttendanceEvent.safeParse(JSON.parse(text));
  if (!event.success) return [];
  const { device, seq, session } = event.data;
  return [{ device, seq, session, text, clockOffsetMs }];
};

/** Keeps what other tablets have recorded; what this version cannot read is passed over, the office has it. */
export const keepOthers = (store: PlanStore, events: readonly OtherEvent[], cursor: number): Promise<void> =>
  store.addOthers(events.flatMap(rowFrom), cursor);

/** Kept events of others as evidence. */
export const evidenceOf = (rows: readonly OtherEventRow[]): readonly Evidence[] =>
  rows.flatMap(({ text, clockOffsetMs }) => {
    const event = AttendanceEvent.safeParse(JSON.parse(text));
    return event.success ? [{ event: event.data, clockOffsetMs }] : [];
  });
