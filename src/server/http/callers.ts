/** Who is calling: a device by its bearer token, an administrator or a participant's own phone by its cookie. */
import { browserKind } from '../accounts/browser-kind.ts';
import { DeviceId, ParticipantId } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ProblemCode } from '../../protocol/problems.ts';
import type { SignedIn } from '../store/sign-in-store.ts';
import type { PhoneLevel } from '../store/participant-phone-store.ts';
import type { Stores } from '../store/stores.ts';
import { hashOf, type Services } from './services.ts';
import { knownMarkIn, phoneTokenIn, signInTokenIn, signOnTokenIn } from './sign-in-cookie.ts';

export type CallingDevice = {
  readonly device: DeviceId;
  readonly name: string;
  readonly unit: string | null;
  readonly publicKey: string;
  readonly isRevoked: boolean;
};

export type Administrator = SignedIn;

/** A participant on a phone of their own, and how much that phone has shown (ME-1, ME-2). */
export type CallingParticipant = {
  readonly participant: ParticipantId;
  readonly level: PhoneLevel;
  readonly tokenHash: string;
};

/** What a browser brings along besides who is calling: its cookies of ours, and its kind. */
export type CallingBrowser = {
  readonly kind: string;
  /** The token of a sign-in, whole or not, good or not. */
  readonly signIn: string | undefined;
  readonly known: string | undefined;
  readonly signOn: string | undefined;
};

/** The browser behind a request. */
export const browserIn = (request: Request, { origin }: Pick<Services, 'origin'>): CallingBrowser => ({
  kind: browserKind(request.headers.get('user-agent')),
  signIn: signInTokenIn(origin, request),
  known: knownMarkIn(origin, request),
  signOn: signOnTokenIn(origin, request),
});

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

/** The participant whose own phone this is; nobody once the badge has been blocked (ME-1). */
export const participantIn = async (
  request: Request,
  { phones }: Stores,
  services: Services,
): Promise<Result<CallingParticipant, ProblemCode>> => {
  const token = phoneTokenIn(services.origin, request);
  const found = token === undefined ? undefined : await phones.byToken(hashOf(token), services.clock());
  if (found === undefined) return err('sign-in/required');
  const { participant, level, tokenHash } = found;
  return ok({ participant: ParticipantId.parse(participant), level, tokenHash });
};

/**
 * True if a browser says that another site made this request, for reading as for changing. Together with SameSite=Strict
 * cookies and JSON-only bodies; callers that are not browsers send neither header (SIGN-5, ATK-5).
 */
export const isCrossSite = (request: Request, ownOrigin: string): boolean => {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.get('origin');
  if (origin === null || origin === ownOrigin) return false;
  try {
    const its = new URL(origin);
    const isOtherScheme = its.protocol !== new URL(ownOrigin).protocol;
    return isOtherScheme || its.host !== (request.headers.get('host') ?? new URL(request.url).host);
  } catch {
    return true;
  }
};
