/**
 * The city's own sign-in service, by OpenID Connect: authorization code with PKCE, state and nonce, checked by
 * openid-client (AUTH-8). What belongs to one sign-on is kept here, sealed, and found by a cookie of the browser that
 * began it, so that nobody's answer can be given in another's browser.
 */
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  discovery,
  enableNonRepudiationChecks,
  type Configuration,
} from 'openid-client';
import * as z from 'zod/mini';
import { err, ok, type Result } from '../../domain/result.ts';
import { signOnPath } from '../../protocol/sign-on.ts';
import { createToken, type Services } from '../http/services.ts';
import type { SignOnSettings } from './sign-on-settings.ts';

export type SignOnServices = Services & { readonly signOn: SignOnSettings };

/** What a sign-on is for, and what its answer has to agree with. */
export const HeldSignOn = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  purpose: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('sign-in') }),
    z.strictObject({ kind: z.literal('invitation'), token: z.string(), name: z.string() }),
    z.strictObject({ kind: z.literal('link'), administrator: z.string() }),
  ]),
});
export type HeldSignOn = z.infer<typeof HeldSignOn>;

export type SignedOn = { readonly issuer: string; readonly subject: string; readonly isTwoFactors: boolean };

const allowedAlgorithms: readonly string[] = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];
const timeoutSeconds = 10;
const known = new WeakMap<SignOnSettings, Promise<Configuration>>();

const isPlain = (issuer: string): boolean => new URL(issuer).protocol === 'http:';

const askAboutItself = (signOn: SignOnSettings): Promise<Configuration> =>
  discovery(
    new URL(signOn.issuer),
    signOn.clientId,
    { client_secret: signOn.clientSecret },
    ClientSecretBasic(signOn.clientSecret),
    {
      timeout: timeoutSeconds,
      execute: isPlain(signOn.issuer)
        ? [allowInsecureRequests, enableNonRepudiationChecks]
        : [enableNonRepudiationChecks],
    },
  );

/** What the service says about itself, asked once; asked again after it did not answer. */
const configurationOf = async ({ signOn }: SignOnServices): Promise<Configuration> => {
  const asked = known.get(signOn) ?? askAboutItself(signOn);
  known.set(signOn, asked);
  try {
    const configuration = await asked;
    configuration.timeout = timeoutSeconds;
    return configuration;
  } catch (error) {
    known.delete(signOn);
    throw error;
  }
};

/** Where the service sends people back to: always the same, whatever a request says. */
const redirectOf = ({ origin }: Pick<Services, 'origin'>): string => `${origin}${signOnPath}`;

/** Where to go, and what has to be kept until the answer comes. */
export const beginSignOn = async (
  services: SignOnServices,
  purpose: HeldSignOn['purpose'],
): Promise<Result<{ readonly address: string; readonly held: HeldSignOn }, 'unreachable'>> => {
  try {
    const configuration = await configurationOf(services);
    const held = {
      state: createToken(services),
      nonce: createToken(services),
      verifier: createToken(services),
      purpose,
    };
    const address = buildAuthorizationUrl(configuration, {
      redirect_uri: redirectOf(services),
      scope: 'openid',
      response_mode: 'query',
      state: held.state,
      nonce: held.nonce,
      code_challenge: await calculatePKCECodeChallenge(held.verifier),
      code_challenge_method: 'S256',
      ...(services.signOn.twoFactors === undefined ? {} : { acr_values: services.signOn.twoFactors }),
    });
    return ok({ address: address.href, held });
  } catch {
    return err('unreachable');
  }
};

const Header = z.looseObject({ alg: z.string() });
const Claims = z.looseObject({
  iss: z.string(),
  exp: z.number(),
  sub: z.string().check(z.minLength(1), z.maxLength(255)),
  acr: z.optional(z.string()),
  amr: z.optional(z.array(z.string())),
});

const algorithmOf = (idToken: string): string | undefined => {
  const [header = ''] = idToken.split('.');
  return Header.safeParse(JSON.parse(Buffer.from(header, 'base64url').toString('utf8'))).data?.alg;
};

const isNoAnswer = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');

/**
 * Who came back: the code is exchanged, and the token's signature, algorithm, issuer, audience, time, nonce and the
 * state are checked. Anything that does not hold is `refused`.
 */
export const finishSignOn = async (
  services: SignOnServices,
  held: HeldSignOn,
  query: string,
): Promise<Result<SignedOn, 'refused' | 'unreachable'>> => {
  try {
    const configuration = await configurationOf(services);
    const address = new URL(redirectOf(services));
    address.search = query;
    const tokens = await authorizationCodeGrant(configuration, address, {
      pkceCodeVerifier: held.verifier,
      expectedState: held.state,
      expectedNonce: held.nonce,
      idTokenExpected: true,
    });
    const claims = Claims.safeParse(tokens.claims());
    if (!claims.success || !allowedAlgorithms.includes(algorithmOf(tokens.id_token ?? '') ?? ''))
      return err('refused');
    const { iss: issuer, sub: subject, exp, acr, amr = [] } = claims.data;
    if (exp * 1000 <= services.clock()) return err('refused');
    const { twoFactors } = services.signOn;
    const isTwoFactors = twoFactors !== undefined && (acr === twoFactors || amr.includes(twoFactors));
    return ok({ issuer, subject, isTwoFactors });
  } catch (error) {
    return err(isNoAnswer(error) ? 'unreachable' : 'refused');
  }
};

/** Where the service's own sign-in is ended; nowhere when it does not offer that, or does not answer. */
export const signOutAddress = async (services: SignOnServices): Promise<string | undefined> => {
  try {
    const configuration = await configurationOf(services);
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
    const back = { post_logout_redirect_uri: `${services.origin}/admin` };
    return buildEndSessionUrl(configuration, back).href;
  } catch {
    return undefined;
  }
};

/** Whether there is a service to sign on at. */
export const hasSignOn = (services: Services): services is SignOnServices => services.signOn !== undefined;
