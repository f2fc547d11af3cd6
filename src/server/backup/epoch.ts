/**
 * Which life of the office this is. A restore begins a new one: whoever was told more than the server now has can see
 * that this is not the same server having forgotten (I5), and hand in again what it keeps.
 */
import * as z from 'zod/mini';
import { createId, type Services } from '../http/services.ts';
import type { Tx } from '../store/database.ts';
import { createSettingsStore } from '../store/settings-store.ts';

const setting = 'epoch';
/** Before the first restore. */
const firstEpoch = 'first';
/** The header that says it with every answer, so that no reply changes its form. */
export const epochHeader = 'Narvaro-Epoch';

const Held = z.strictObject({ epoch: z.string(), lostFrom: z.int(), lostTo: z.int() });

export type Epoch = {
  readonly epoch: string;
  /** What was recorded between these moments was lost with the machine, and may be handed in late (BACKUP-8). */
  readonly lost: { readonly from: number; readonly to: number } | undefined;
};

export const epochIn = async (tx: Tx): Promise<Epoch> => {
  const text = await createSettingsStore(tx).get(setting);
  if (text === undefined) return { epoch: firstEpoch, lost: undefined };
  const { epoch, lostFrom: from, lostTo: to } = Held.parse(JSON.parse(text));
  return { epoch, lost: { from, to } };
};

/** Begins a new one: the copy was made at `madeAt`, and everything after it until now was lost. */
export const beginEpoch = async (
  tx: Tx,
  services: Pick<Services, 'randomBytes' | 'clock'>,
  madeAt: number,
): Promise<string> => {
  const epoch = createId(services);
  const held = { epoch, lostFrom: madeAt, lostTo: services.clock() };
  await createSettingsStore(tx).put(setting, JSON.stringify(held));
  return epoch;
};
