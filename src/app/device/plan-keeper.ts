/**
 * The plan on the tablet: names sealed, one record, replaced whole (PLAN-4). Names go when their window is over, after
 * thirty days without contact, and when the office revokes the tablet (PLAN-6). What other tablets have recorded in the
 * same sessions is kept beside it.
 */
import type { Evidence } from '../../domain/evidence.ts';
import { AttendanceEvent } from '../../domain/events.ts';
import type { SessionId } from '../../domain/ids.ts';
import { Plan } from '../../domain/programme.ts';
import { dayMs } from '../../domain/time.ts';
import type { OtherEvent } from '../../protocol/pull-log.ts';
import { createSealingKey, openBytes, sealBytes } from '../../signing/seal.ts';

/** The plan as it lies on disk: sealed under a key that cannot be read out. */
export type SealedPlan = {
  readonly key: CryptoKey;
  readonly sealed: Uint8Array<ArrayBuffer>;
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
  readonly etag: string | undefined;
  readonly fetchedAt: number;
  readonly confirmedAt: number;
};

const purpose = 'narvaro/plan/1';
const silentMs = 30 * dayMs;

/** Seals and keeps a plan; the one before is gone in the same step. */
export const keepPlan = async (
  store: PlanStore,
  plan: Plan,
  etag: string | undefined,
  now: number,
): Promise<void> => {
  const key = (await store.get())?.key ?? (await createSealingKey());
  const bytes = new TextEncoder().encode(JSON.stringify(plan));
  const sealed = await sealBytes(key, purpose, bytes);
  await store.put({ key, sealed, etag, fetchedAt: now, confirmedAt: now });
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
  const bytes = await openBytes(held.key, purpose, held.sealed);
  const plan =
    bytes === undefined ? undefined : Plan.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  if (plan === undefined || now - held.confirmedAt > silentMs || now > plan.window.to) {
    await store.clear();
    return undefined;
  }
  return { plan, etag: held.etag, fetchedAt: held.fetchedAt, confirmedAt: held.confirmedAt };
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
