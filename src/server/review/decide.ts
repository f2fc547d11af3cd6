/** What every decision shares: the words checked and kept apart, the entry written, the session counted anew (REV-1). */
import { looksLikeIdentityNumber } from '../../domain/walk-in.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Refusal } from '../../protocol/problems.ts';
import type { Context } from '../http/endpoint.ts';
import type { Detail } from '../store/office-log-store.ts';

/** Keeps what a person has written apart from the log; refused where it looks like an identity number (PRIV-2). */
export const keepText = async (
  text: string,
  { writtenTexts, services }: Pick<Context, 'writtenTexts' | 'services'>,
): Promise<Result<string, Refusal>> =>
  looksLikeIdentityNumber(text)
    ? err({ code: 'text/identity-number' })
    : ok(await writtenTexts.keep(text.trim(), services.clock()));

/** Writes the decision, counts the session anew and answers how much is left to decide there. */
export const decide = async (
  entry: { readonly kind: string; readonly session: string; readonly [detail: string]: Detail },
  actor: string,
  { officeLog, attendance, reviews, services }: Context,
): Promise<{ toDecide: number }> => {
  const now = services.clock();
  await officeLog.append({ ...entry, actor, at: now });
  await attendance.recompute([entry.session], now);
  return { toDecide: (await reviews.states([entry.session])).get(entry.session)?.to_decide ?? 0 };
};
