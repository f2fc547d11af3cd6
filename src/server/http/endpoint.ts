/**
 * One address, one shape: parse → who is calling → handle in one transaction → reply or problem. The transaction
 * commits when the handler answers ok and rolls back when it refuses or throws.
 */
import type { Hono } from 'hono';
import type * as z from 'zod/mini';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Role } from '../../domain/roles.ts';
import { minuteMs } from '../../domain/time.ts';
import type { ProblemCode, Refusal } from '../../protocol/problems.ts';
import { statedVersion, versionHeader } from '../../protocol/version.ts';
import { anyonesBrowserOf, knownBrowserOf } from '../accounts/sign-in-keys.ts';
import { tryKeysOf } from '../accounts/tries.ts';
import { hasFollowed } from '../figures/catch-up.ts';
import { inTransaction, inTransactionAnew, type Database, type Tx } from '../store/database.ts';
import type { Operation } from '../operation/operation-routes.ts';
import type { Noticed } from '../operation/watch.ts';
import { phoneMs } from '../store/participant-phone-store.ts';
import { storageProblem } from '../store/storage-problem.ts';
import { createStores, type Stores } from '../store/stores.ts';
import { isFromForm, readBytes, readJson } from './body.ts';
import { networkOf } from './network.ts';
import {
  administratorIn,
  browserIn,
  deviceIn,
  isCrossSite,
  participantIn,
  type Administrator,
  type CallingBrowser,
  type CallingDevice,
  type CallingParticipant,
} from './callers.ts';
import { logDefect, requestIdOf } from './server-log.ts';
import { isKeepable } from './plain-json.ts';
import { isOverLimit, type Limit } from './rate-limit.ts';
import { fileReply, jsonReply, problemReply, type FileReply } from './reply.ts';
import {
  cookieSetters,
  phoneCookie,
  phoneTokenIn,
  putCookies,
  type CookieSetters,
} from './sign-in-cookie.ts';
import type { Services } from './services.ts';
import { inTurn } from './turns.ts';

type CallerKind = 'anyone' | 'device' | 'administrator' | 'participant';
type Caller = CallingDevice | Administrator | CallingParticipant | undefined;
export type CallerOf<K extends CallerKind> = K extends 'device'
  ? CallingDevice
  : K extends 'administrator'
    ? Administrator
    : K extends 'participant'
      ? CallingParticipant
      : undefined;

export type Context = Stores &
  CookieSetters & {
    readonly services: Services;
    /** What the browser brought along. */
    readonly browser: CallingBrowser;
    /** The same for the cookie of a participant's own phone. */
    readonly setPhone: (token: string | null) => void;
    /** Whose phone this already is, for those who call as anyone. */
    readonly ownerOfPhone: () => Promise<CallingParticipant | undefined>;
    /** Says what has happened, for counts and the log, once it is committed. */
    readonly tell: (noticed: Noticed) => void;
  };

export type Asked<K extends CallerKind, B, P = undefined> = {
  /** What `prepare` answered. */
  readonly prepared: P;
  readonly body: B;
  readonly caller: CallerOf<K>;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The caller's network address, for limits only. */
  readonly address: string;
};

/** Which administrators may call: any of these roles, or anybody signed in (their own sign-in, their own name). */
export type Allowed = readonly [Role, ...Role[]] | 'any-signed-in';

/** How long after the password was given the most sensitive parts are open (SIGN-6). */
export const freshSignInMs = 5 * minuteMs;

type Definition<K extends CallerKind, B, R, P = undefined> = (K extends 'administrator'
  ? {
      /** Least privilege: the roles that need this address, and no other (ROLE-1). */
      readonly roles: Allowed;
      /** Refused unless the password was given within the last minutes (SIGN-6). */
      readonly needsFreshSignIn?: boolean;
      /** Also for whoever has not shown the second factor yet (AUTH-1). */
      readonly allowsHalf?: boolean;
    }
  : {
      readonly roles?: undefined;
      readonly needsFreshSignIn?: undefined;
      readonly allowsHalf?: undefined;
    }) & {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly caller: K;
  /** JSON of this form; `'bytes'` for a file; nothing for a GET. */
  readonly body?: z.ZodMiniType<B> | 'bytes';
  readonly maxBytes?: number;
  /** The reply's form: extra keys are a defect. `'file'` for something to save. */
  readonly reply: z.ZodMiniType<R> | 'file';
  /** The reply gets an ETag, and 304 answers a caller that has it. */
  readonly hasEtag?: boolean;
  /** The same, and what its ETag is of: as telling as the reply itself, and shorter. */
  readonly etagOf?: (reply: R) => unknown;
  /** A GET that another site sends people back to, as a city's single sign-on does; everything else is refused to other sites. */
  readonly isLandedOn?: boolean;
  /** The oldest app that this answers; an older one is told to update (OLD-2). */
  readonly fromVersion?: number;
  /** A revoked device may still call (it may hand in what it has recorded). */
  readonly allowsRevoked?: boolean;
  /** How often it may be tried; every limit counts. */
  readonly limits?: readonly Limit<B>[];
  /**
   * Slow work that needs no transaction, such as hashing a password: done before it, so that nobody else's writes
   * wait for it, and only once the caller is known. `read` looks something up in a short transaction of its own.
   */
  readonly prepare?: (
    asked: Pick<Asked<K, B>, 'body' | 'caller' | 'params'> & { readonly browser: CallingBrowser },
    read: <T>(work: (stores: Stores) => Promise<T>) => Promise<T>,
    services: Services,
  ) => Promise<P>;
  /** Those with the same name are carried out one at a time in a process, and hold no connection while they wait. */
  readonly turn?: 'log';
  /** What is kept for the figures follows what has changed before the transaction begins (BIG-4). */
  readonly showsFigures?: true;
  readonly handle: (asked: Asked<K, B, P>, context: Context) => Promise<Result<R, Refusal>>;
};

export type Deps = {
  readonly database: Database;
  readonly services: Services;
  /** Set when the process stands behind a proxy of ours that writes X-Forwarded-For. */
  readonly trustsProxy: boolean;
  /** What those who run the server ask of it; only the database is asked for without. */
  readonly operation?: Operation | undefined;
};

/** An endpoint as the table of addresses holds it. */
export type Endpoint = {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly caller: CallerKind;
  readonly roles: Allowed | undefined;
  readonly needsFreshSignIn: boolean;
  readonly allowsHalf: boolean;
  /** The form of what is sent, for whoever asks what could be. */
  readonly body: z.ZodMiniType | 'bytes' | undefined;
  readonly mount: (app: Hono, deps: Deps) => void;
};

const defaultMaxBytes = 2 * 1024 * 1024;
/** Longer than this nobody is kept waiting for figures that are being made. */
const longestCatchUpMs = 8_000;
const catchUpRetrySeconds = 30;

const addressOf = (request: Request, env: unknown, trustsProxy: boolean): string => {
  const forwarded = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  if (trustsProxy && forwarded !== undefined) return networkOf(forwarded);
  const incoming = (env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming;
  return networkOf(incoming?.socket?.remoteAddress ?? 'unknown');
};

const bodyOf = async <B>(
  definition: Pick<Definition<CallerKind, B, unknown>, 'body' | 'maxBytes'>,
  request: Request,
): Promise<Result<B, ProblemCode>> => {
  const maxBytes = definition.maxBytes ?? defaultMaxBytes;
  if (definition.body === undefined)
    return isFromForm(request) ? err('request/not-json') : ok(undefined as B);
  if (definition.body === 'bytes') return (await readBytes(request, maxBytes)) as Result<B, ProblemCode>;
  const json = await readJson(request, maxBytes);
  if (!json.ok) return json;
  const parsed = definition.body.safeParse(json.value);
  return parsed.success ? ok(parsed.data) : { ok: false, error: 'request/malformed' };
};

/** What is asked of a definition before its caller is known. */
type AnyDefinition = {
  readonly caller: CallerKind;
  readonly allowsRevoked?: boolean;
  readonly roles?: Allowed;
  readonly needsFreshSignIn?: boolean;
  readonly allowsHalf?: boolean;
};

const findCaller = async (
  definition: AnyDefinition,
  request: Request,
  stores: Stores,
  services: Services,
): Promise<Result<Caller, ProblemCode>> => {
  if (definition.caller === 'device')
    return deviceIn(request, stores, services, definition.allowsRevoked ?? false);
  if (definition.caller === 'administrator') {
    const found = await administratorIn(request, stores, services);
    if (!found.ok) return found;
    const { roles, confirmedAt, awaits } = found.value;
    if (awaits !== null && definition.allowsHalf !== true)
      return err(awaits === 'factor' ? 'sign-in/factor-needed' : 'sign-in/factor-missing');
    const allowed: Allowed | undefined = definition.roles;
    if (allowed !== 'any-signed-in' && allowed?.some((role) => roles.has(role)) !== true)
      return err('role/not-allowed');
    const isOld = awaits === null && Math.abs(services.clock() - confirmedAt) > freshSignInMs;
    if (definition.needsFreshSignIn === true && isOld) return err('sign-in/stale');
    return found;
  }
  if (definition.caller === 'participant') return participantIn(request, stores, services);
  return ok(undefined);
};

/**
 * What an administrator changes is changed alone, with no delivery and no other change meanwhile, in every process: a
 * decision is about what was looked at in the same transaction, and what is counted is counted from all of it (MANY-2).
 */
const changesOffice = ({ caller, method }: Pick<Endpoint, 'caller' | 'method'>): boolean =>
  caller === 'administrator' && method === 'post';

/** Rolls the transaction back with the refusal it carries. */
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/**
 * Who calls, found out before anything is read or prepared: whoever may not call learns nothing, also not whether what
 * they sent was well formed (ROLE-1).
 */
const knownBefore = async (
  definition: AnyDefinition,
  request: Request,
  { database, services }: Pick<Deps, 'database' | 'services'>,
): Promise<Result<Caller, ProblemCode>> =>
  definition.caller === 'anyone'
    ? ok(undefined)
    : inTransaction(database, (tx) => findCaller(definition, request, createStores(tx, services), services));

/** An address as its parts will be read; one that cannot be is as good as one with a zero in it. */
const decodedOf = (url: string): string => {
  try {
    return decodeURIComponent(url);
  } catch {
    return '\0';
  }
};

const replyOf = <K extends CallerKind, B, R, P>(
  { hasEtag, etagOf }: Pick<Definition<K, B, R, P>, 'hasEtag' | 'etagOf'>,
  value: R,
  known: string | null,
): Response => {
  if (etagOf !== undefined) return jsonReply(value, known, etagOf(value));
  return jsonReply(value, hasEtag === true ? known : undefined);
};

const answer = async <K extends CallerKind, B, R, P>(
  definition: Definition<K, B, R, P>,
  asked: { request: Request; params: Record<string, string>; address: string },
  { database, services }: Deps,
): Promise<Response> => {
  const { request, params, address } = asked;
  if (definition.isLandedOn !== true && isCrossSite(request, services.origin))
    throw new Refused({ code: 'request/cross-site' });
  if (!isKeepable(decodedOf(request.url))) throw new Refused({ code: 'request/not-found' });
  const general = definition as unknown as AnyDefinition;
  const known = await knownBefore(general, request, { database, services });
  if (!known.ok) throw new Refused({ code: known.error });
  if (statedVersion(request.headers.get(versionHeader)) < (definition.fromVersion ?? 0))
    throw new Refused({ code: 'device/too-old' });
  const body = await bodyOf(definition as unknown as Definition<CallerKind, B, unknown>, request);
  if (!body.ok) throw new Refused({ code: body.error });
  const browser = browserIn(request, services);
  const phone = phoneTokenIn(services.origin, request) ?? '';
  const administrator = general.caller === 'administrator' ? (known.value as Administrator).id : '';
  for (const limit of definition.limits ?? []) {
    const known = (login: string): string => tryKeysOf(services, login, browser.known).guard;
    const browserOf = (login: string) => knownBrowserOf(services, browser.known, login);
    const ofAnyone = anyonesBrowserOf(services, browser.known);
    const limited = {
      body: body.value,
      address,
      phone,
      administrator,
      known,
      browserOf,
      browser: ofAnyone,
    };
    const wait = await isOverLimit(database, services, limit, limited);
    if (wait !== undefined) throw new Refused({ code: 'request/rate-limited', retryAfter: wait });
  }
  const read = <T>(work: (stores: Stores) => Promise<T>): Promise<T> =>
    inTransaction(database, (tx) => work(createStores(tx, services)));
  const asking = { body: body.value, caller: known.value as CallerOf<K>, params, browser };
  const prepared = (await definition.prepare?.(asking, read, services)) as P;
  const cookies: string[] = [];
  const told: Noticed[] = [];
  const carryOut = async (tx: Tx): Promise<R> => {
    cookies.length = 0;
    told.length = 0;
    const stores = createStores(tx, services);
    if (changesOffice(definition)) await stores.logs.lock();
    const caller = await findCaller(general, request, stores, services);
    if (!caller.ok) throw new Refused({ code: caller.error });
    const setPhone = (token: string | null): void => {
      cookies.push(phoneCookie(services.origin, token, phoneMs / 1000));
    };
    const ownerOfPhone = async (): Promise<CallingParticipant | undefined> => {
      const owner = await participantIn(request, stores, services);
      return owner.ok ? owner.value : undefined;
    };
    const query = Object.fromEntries(new URL(request.url).searchParams);
    const handled = await definition.handle(
      { body: body.value, caller: caller.value as CallerOf<K>, params, query, address, prepared },
      {
        ...stores,
        ...cookieSetters(services.origin, cookies),
        services,
        browser,
        setPhone,
        ownerOfPhone,
        tell: (noticed) => void told.push(noticed),
      },
    );
    if (!handled.ok) throw new Refused(handled.error);
    return handled.value;
  };
  if (definition.showsFigures === true && !(await hasFollowed(database, services, longestCatchUpMs)))
    throw new Refused({ code: 'figures/being-made', retryAfter: catchUpRetrySeconds });
  const value = await inTurn(database, definition.turn, () => inTransactionAnew(database, carryOut));
  for (const noticed of told) services.watch?.notice(noticed);
  const response =
    definition.reply === 'file'
      ? fileReply(value as FileReply)
      : replyOf(definition, definition.reply.parse(value), request.headers.get('if-none-match'));
  putCookies(response, services.origin, cookies);
  return response;
};

/** Makes an address out of its definition; see the file's head for what happens to a request. */
export const endpoint = <K extends CallerKind, B = undefined, R = unknown, P = undefined>(
  definition: Definition<K, B, R, P>,
): Endpoint => ({
  method: definition.method,
  path: definition.path,
  caller: definition.caller,
  roles: definition.roles,
  needsFreshSignIn: definition.needsFreshSignIn ?? false,
  allowsHalf: definition.allowsHalf ?? false,
  body: definition.body,
  mount: (app, deps) => {
    app.on(definition.method.toUpperCase(), definition.path, async (c) => {
      try {
        return await answer(
          definition,
          {
            request: c.req.raw,
            params: c.req.param(),
            address: addressOf(c.req.raw, c.env, deps.trustsProxy),
          },
          deps,
        );
      } catch (error) {
        const id = requestIdOf(c.req.raw);
        if (error instanceof Refused) {
          deps.services.watch?.refused(definition.path, error.refusal.code, id);
          return problemReply(error.refusal);
        }
        const reference = logDefect(deps.services, definition.path, error, id);
        return problemReply({ code: storageProblem(error) ?? 'server/defect', reference });
      }
    });
  },
});
