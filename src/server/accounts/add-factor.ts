/** What both kinds of second factor end with when one is added. */
import { err, ok, type Result } from '../../domain/result.ts';
import type { AddFactorReply } from '../../protocol/factors.ts';
import type { Refusal } from '../../protocol/problems.ts';
import type { Administrator } from '../http/callers.ts';
import type { Context } from '../http/endpoint.ts';
import type { FactorRow } from '../store/factor-store.ts';
import { beginSignIn, tellOwner } from './begin-sign-in.ts';
import { newRecoveryCodes } from './recovery-codes.ts';

/** Nobody who has a factor and has not shown it adds another (AUTH-1). */
export const mayAddFactor = ({ awaits }: Administrator): Result<true, Refusal> =>
  awaits === 'factor' ? err({ code: 'sign-in/factor-needed' }) : ok(true);

/** Ten new recovery codes in place of the old ones; told this once. */
export const giveRecoveryCodes = async (
  { factors, services }: Context,
  administrator: string,
): Promise<string[]> => {
  const made = newRecoveryCodes(services);
  await factors.setRecoveryCodes(
    administrator,
    made.map(({ hash }) => hash),
  );
  return made.map(({ code }) => code);
};

/**
 * Adds a factor. The first one brings recovery codes and makes the sign-in whole; one that is added later ends the
 * others' sign-ins of the same person, and is told at the next (AUTH-5, AUTH-7).
 */
export const addFactor = async (
  context: Context,
  caller: Administrator,
  factor: FactorRow,
): Promise<AddFactorReply> => {
  const { accounts, factors, officeLog, services } = context;
  const isFirst = (await factors.of(caller.id)).length === 0;
  await factors.add(factor);
  const entry = { kind: 'factor-added', actor: caller.id, at: services.clock(), factor: factor.kind };
  await officeLog.append(entry);
  await accounts.endOtherSignIns(caller.id, caller.tokenHash);
  const recoveryCodes = isFirst ? await giveRecoveryCodes(context, caller.id) : null;
  if (!isFirst) await tellOwner(context, caller.id, 'factor-added');
  if (caller.awaits === 'registration') {
    const method = caller.method === 'sign-on' ? 'sign-on' : 'password';
    await beginSignIn(context, caller.id, { method, factor: 'registered' });
  }
  return { recoveryCodes };
};
