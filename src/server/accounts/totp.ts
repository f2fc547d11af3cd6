/** Codes of a code app (RFC 6238): six digits, half a minute, the step before and after taken too, each used once. */
import { Secret, TOTP } from 'otpauth';
import type { Services } from '../http/services.ts';
import type { FactorRow, FactorStore } from '../store/factor-store.ts';
import { openForSignIn, sealForSignIn } from './sign-in-keys.ts';

const period = 30;
const purposeOf = (id: string): string => `totp/${id}`;

const appOf = (secret: string, label = ''): TOTP =>
  new TOTP({
    issuer: 'Närvaro',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period,
    secret: Secret.fromBase32(secret),
  });

/** A new secret of 160 bits, as it is typed. */
export const newTotpSecret = ({ randomBytes }: Pick<Services, 'randomBytes'>): string =>
  new Secret({ buffer: randomBytes(20).buffer }).base32;

/** What the code app reads in a picture. */
export const totpAddress = (secret: string, login: string): string => appOf(secret, login).toString();

/** The step of time whose code this is, or undefined; the comparison takes the same time for any code (AUTH-3). */
export const stepOfCode = (secret: string, code: string, now: number): number | undefined => {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = appOf(secret).validate({ token, timestamp: now, window: 1 });
  return delta === null ? undefined : Math.floor(now / 1000 / period) + delta;
};

/** The secret as it is kept: nobody with the database alone can make codes of it. */
export const sealTotpSecret = (services: Services, id: string, secret: string): Promise<string> =>
  sealForSignIn(services, purposeOf(id), secret);

/** Whether a code is right for one of these factors and was not used before; it is then used up (AUTH-3). */
export const useTotpCode = async (
  { factors, services }: { readonly factors: FactorStore; readonly services: Services },
  held: readonly FactorRow[],
  code: string,
): Promise<boolean> => {
  const now = services.clock();
  for (const { id, sealed_secret: sealed } of held) {
    const secret = sealed === null ? undefined : await openForSignIn(services, purposeOf(id), sealed);
    const step = secret === undefined ? undefined : stepOfCode(secret, code, now);
    if (step !== undefined && (await factors.useStep(id, step, now))) return true;
  }
  return false;
};
