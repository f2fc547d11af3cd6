/** Who is calling: a device by its bearer token, an administrator by the sign-in cookie. */
import { DeviceId } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ProblemCode } from '../../protocol/problems.ts';
import type { Stores } from '../store/stores.ts';
import { hashOf, type Services } from './services.ts';
import { signInTokenIn } from './sign-in-cookie.ts';

export type CallingDevice = {
  readonly device: DeviceId;
  readonly name: string;
  readonly unit: string | null;
  readonly publicKey: string;
  readonly isRevoked: boolean;
};

export type Administrator = { readonly id: string; readonly name: string; readonly tokenHash: string };

/** The device behind a bearer token (DEV-3). */
export const deviceIn = async (
  request: Request,
  { devices }: Stores,
  services: Services,
  allowsRevoked: boolean,
): Promise<Result<CallingDevice, ProblemCode>> => {
  const token = /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(request.headers.get('authorization') ?? '')?.[1];
  const row = token === undefined ? undefined : await devices.bySignIn(hashOf(token), services.clock());
  if (row === undefined) return err('sign-in/required');
  const isRevoked = row.revoked_at !== null;
  if (isRevoked && !allowsRevoked) return err('device/revoked');
  return ok({
    device: DeviceId.parse(row.id),
    name: row.name,
    unit: row.unit,
    publicKey: row.public_key,
    isRevoked,
  });
};

/** The administrator behind the sign-in cookie (SIGN-3). */
export const administratorIn = async (
  request: Request,
  { accounts }: Stores,
  services: Services,
): Promise<Result<Administrator, ProblemCode>> => {
  const token = signInTokenIn(services.origin, request);
  const found = token === undefined ? undefined : await accounts.bySignIn(hashOf(token), services.clock());
  return found === undefined ? err('sign-in/required') : ok(found);
};

/**
 * True if a browser says that another site made this request. Together with SameSite=Strict cookies and JSON-only
 * bodies; callers that are not browsers send neither header (SIGN-5).
 */
export const isCrossSite = (request: Request): boolean => {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  if (origin === null) return false;
  try {
    return new URL(origin).host !== (request.headers.get('host') ?? new URL(request.url).host);
  } catch {
    return true;
  }
};
