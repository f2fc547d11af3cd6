/** Showing the second factor: a code, a recovery code or a passkey, each counted, used up and never twice. */
import type { UsedPasskey } from '../../protocol/passkeys.ts';
import type { CallingBrowser } from '../http/callers.ts';
import { hashOf, type Services } from '../http/services.ts';
import type { FactorRow } from '../store/factor-store.ts';
import type { Stores } from '../store/stores.ts';
import { factorTryKey, tellOwner } from './begin-sign-in.ts';
import { challengeIn, checkUsedPasskey } from './passkeys.ts';
import { recoveryHash } from './recovery-codes.ts';
import { useTotpCode } from './totp.ts';
import { countWrongTry, tryKeysOf, waitLeft } from './tries.ts';

type Read = <T>(work: (stores: Stores) => Promise<T>) => Promise<T>;

export type CodeProof =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'wait'; readonly seconds: number };

const isRightCode = (
  read: Read,
  services: Services,
  administrator: string,
  { kind, code }: { readonly kind: 'totp' | 'recovery'; readonly code: string },
): Promise<boolean> =>
  read(async (stores) => {
    const { factors, officeLog } = stores;
    if (kind === 'totp') return useTotpCode({ factors, services }, await factors.of(administrator), code);
    const isUsed = await factors.useRecoveryCode(administrator, recoveryHash(code));
    if (!isUsed) return false;
    await tellOwner({ ...stores, services }, administrator, 'recovery-used');
    await officeLog.append({ kind: 'recovery-code-used', actor: administrator, at: services.clock() });
    return true;
  });

/**
 * Whether a code is this administrator's and unused; it is then used up (AUTH-3, AUTH-5). Wrong ones are counted and
 * told to the person, and after ten in a row one waits (AUTH-4).
 */
export const proveByCode = async (
  read: Read,
  services: Services,
  administrator: string,
  browser: CallingBrowser,
  proof: { readonly kind: 'totp' | 'recovery'; readonly code: string },
): Promise<CodeProof> => {
  const account = await read(({ accounts }) => accounts.byId(administrator));
  const { name, guard } = tryKeysOf(services, account?.login ?? '', browser.known);
  const keys = { name, guard: factorTryKey(administrator, guard) };
  const seconds = await waitLeft(read, keys, services);
  if (seconds !== undefined) return { kind: 'wait', seconds };
  if (await isRightCode(read, services, administrator, proof)) return { kind: 'right' };
  await countWrongTry(read, keys, services);
  return { kind: 'wrong' };
};

const noteCopy = (read: Read, services: Services, factor: FactorRow): Promise<void> =>
  read(async (stores) => {
    const { officeLog } = stores;
    const actor = factor.administrator;
    await tellOwner({ ...stores, services }, actor, 'passkey-copied');
    await officeLog.append({ kind: 'passkey-copied', actor, at: services.clock() });
  });

/**
 * Whose passkey answered a question that was asked here and not answered before; nobody when it does not hold (AUTH-2).
 * A question put to one person is not answered by another's.
 */
export const proveByPasskey = async (
  read: Read,
  services: Services,
  response: UsedPasskey,
): Promise<string | undefined> => {
  const challenge = challengeIn(response.response.clientDataJSON);
  if (challenge === undefined) return undefined;
  const now = services.clock();
  const asked = await read(({ signInGuard }) => signInGuard.useQuestion(hashOf(challenge), 'passkey', now));
  const factor = await read(({ factors }) => factors.byCredential(response.id));
  if (asked === undefined || factor === undefined) return undefined;
  if (asked.administrator !== null && asked.administrator !== factor.administrator) return undefined;
  const use = await checkUsedPasskey(services, response, factor, challenge);
  if (use.kind === 'copied') await noteCopy(read, services, factor);
  if (use.kind !== 'right') return undefined;
  const isNoted = await read(({ factors }) => factors.usePasskey(factor, use, now));
  return isNoted ? factor.administrator : undefined;
};
