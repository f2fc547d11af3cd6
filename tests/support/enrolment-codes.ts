/** Codes that connect a tablet, put straight into the office's database: counted, so that every run has the same. */
import { hourMs } from '../../src/domain/time.ts';
import { hashOf } from '../../src/server/http/services.ts';
import type { Stores } from '../../src/server/store/stores.ts';

export type GiveCode = (unit: string | null) => Promise<string>;

/** Gives the next code, good for an hour of the office's clock. */
export const codesIn = (
  stores: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>,
  now: () => number,
): GiveCode => {
  let given = 0;
  return async (unit) => {
    given += 1;
    const code = String(given).padStart(8, '0');
    const at = now();
    await stores(({ devices }) =>
      devices.addEnrolmentCode({
        code_hash: hashOf(code),
        name: `Läsplatta ${given}`,
        unit,
        expires_at: at + hourMs,
        created_at: at,
      }),
    );
    return code;
  };
};
