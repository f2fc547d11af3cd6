/** What a browser is asked before a passkey is used or made: a challenge of 256 bits that is good once, for five minutes. */
import { minuteMs } from '../../domain/time.ts';
import type { PasskeyQuestion } from '../../protocol/passkeys.ts';
import type { Context } from '../http/endpoint.ts';
import { createToken, hashOf } from '../http/services.ts';
import type { FactorRow } from '../store/factor-store.ts';
import { rpIdOf, transportsOf } from './passkeys.ts';

const answerMs = 5 * minuteMs;

/** Of somebody's factors, the passkeys as a browser knows them. */
export const knownPasskeys = (held: readonly FactorRow[]): PasskeyQuestion['known'] =>
  held.flatMap((factor) =>
    factor.credential === null ? [] : [{ id: factor.credential, transports: transportsOf(factor) }],
  );

/** Asks: of one administrator's passkeys, or of anybody's (AUTH-2). */
export const askForPasskey = async (
  { signInGuard, services }: Context,
  purpose: 'passkey' | 'passkey-new',
  administrator: string | null,
  held: readonly FactorRow[],
): Promise<PasskeyQuestion> => {
  const challenge = createToken(services);
  const now = services.clock();
  const asked = { administrator, sealed: '', expiresAt: now + answerMs };
  await signInGuard.ask(hashOf(challenge), purpose, asked, now);
  return { challenge, rpId: rpIdOf(services), known: knownPasskeys(held) };
};
