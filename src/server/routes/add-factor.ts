/** Choosing a second factor: at the first sign-in, or one more of somebody who has just shown who they are (AUTH-1). */
import { err, ok } from '../../domain/result.ts';
import { minuteMs } from '../../domain/time.ts';
import {
  AddFactorReply,
  AddPasskeyRequest,
  AddTotpRequest,
  NewFactorRequest,
  NewTotpReply,
} from '../../protocol/factors.ts';
import { NewPasskeyQuestion } from '../../protocol/passkeys.ts';
import { addFactor, mayAddFactor } from '../accounts/add-factor.ts';
import { askForPasskey } from '../accounts/ask-passkey.ts';
import { challengeIn, checkMadePasskey } from '../accounts/passkeys.ts';
import { openForSignIn, sealForSignIn } from '../accounts/sign-in-keys.ts';
import { newTotpSecret, sealTotpSecret, stepOfCode, totpAddress } from '../accounts/totp.ts';
import { endpoint } from '../http/endpoint.ts';
import { createId, createToken, hashOf } from '../http/services.ts';

const ticketMs = 30 * minuteMs;
const perMs = 15 * minuteMs;
const ticketPurpose = 'totp-new';

const empty = {
  last_used_at: null,
  credential: null,
  public_key: null,
  counter: 0,
  transports: '[]',
  backed_up: 0,
  sealed_secret: null,
  last_step: 0,
} as const;

const who = {
  caller: 'administrator',
  roles: 'any-signed-in',
  needsFreshSignIn: true,
  allowsHalf: true,
} as const;

/** POST /api/admin/factors/totp/begin: a secret for a code app, kept sealed until its first code has come. */
export const beginTotp = endpoint({
  ...who,
  method: 'post',
  path: '/api/admin/factors/totp/begin',
  body: NewFactorRequest,
  reply: NewTotpReply,
  maxBytes: 1024,
  limits: [{ name: 'factor-begin', max: 60, perMs, key: ({ administrator }) => administrator }],
  handle: async ({ caller }, { accounts, signInGuard, services }) => {
    const may = mayAddFactor(caller);
    if (!may.ok) return may;
    const ticket = createToken(services);
    const secret = newTotpSecret(services);
    const now = services.clock();
    const sealed = await sealForSignIn(services, ticketPurpose, secret);
    const asked = { administrator: caller.id, sealed, expiresAt: now + ticketMs };
    await signInGuard.ask(hashOf(ticket), ticketPurpose, asked, now);
    const login = (await accounts.byId(caller.id))?.login ?? '';
    return ok({ ticket, secret, address: totpAddress(secret, login) });
  },
});

/** POST /api/admin/factors/totp: the app's first code shows that it has the secret; that code is then used up. */
export const addTotp = endpoint({
  ...who,
  method: 'post',
  path: '/api/admin/factors/totp',
  body: AddTotpRequest,
  reply: AddFactorReply,
  maxBytes: 4096,
  limits: [{ name: 'factor-add', max: 30, perMs, key: ({ administrator }) => administrator }],
  handle: async ({ body, caller }, context) => {
    const { signInGuard, services } = context;
    const may = mayAddFactor(caller);
    if (!may.ok) return may;
    const now = services.clock();
    const ticket = hashOf(body.ticket);
    const asked = await signInGuard.question(ticket, ticketPurpose, now);
    if (asked?.administrator !== caller.id) return err({ code: 'sign-in/code-wrong' });
    const secret = await openForSignIn(services, ticketPurpose, asked.sealed);
    const step = secret === undefined ? undefined : stepOfCode(secret, body.code, now);
    if (secret === undefined || step === undefined) return err({ code: 'sign-in/code-wrong' });
    if ((await signInGuard.useQuestion(ticket, ticketPurpose, now)) === undefined)
      return err({ code: 'sign-in/code-wrong' });
    const id = createId(services);
    const sealed = await sealTotpSecret(services, id, secret);
    const named = { id, administrator: caller.id, kind: 'totp', name: body.name, created_at: now };
    return ok(
      await addFactor(context, caller, { ...empty, ...named, sealed_secret: sealed, last_step: step }),
    );
  },
});

/** POST /api/admin/factors/passkey/begin: what the browser needs to make a passkey for us. */
export const beginPasskey = endpoint({
  ...who,
  method: 'post',
  path: '/api/admin/factors/passkey/begin',
  body: NewFactorRequest,
  reply: NewPasskeyQuestion,
  maxBytes: 1024,
  limits: [{ name: 'factor-begin', max: 60, perMs, key: ({ administrator }) => administrator }],
  handle: async ({ caller }, context) => {
    const may = mayAddFactor(caller);
    if (!may.ok) return may;
    const held = await context.factors.of(caller.id);
    const login = (await context.accounts.byId(caller.id))?.login ?? '';
    const user = { id: Buffer.from(caller.id).toString('base64url'), name: login, displayName: caller.name };
    return ok({ ...(await askForPasskey(context, 'passkey-new', caller.id, held)), user });
  },
});

/** POST /api/admin/factors/passkey: the passkey the browser made, for our address, with the person verified (AUTH-2). */
export const addPasskey = endpoint({
  ...who,
  method: 'post',
  path: '/api/admin/factors/passkey',
  body: AddPasskeyRequest,
  reply: AddFactorReply,
  maxBytes: 32 * 1024,
  limits: [{ name: 'factor-add', max: 30, perMs, key: ({ administrator }) => administrator }],
  prepare: async ({ body, caller }, read, services) => {
    const challenge = challengeIn(body.response.response.clientDataJSON);
    if (challenge === undefined) return undefined;
    const asked = await read(({ signInGuard }) =>
      signInGuard.useQuestion(hashOf(challenge), 'passkey-new', services.clock()),
    );
    if (asked?.administrator !== caller.id) return undefined;
    return checkMadePasskey(services, body.response, challenge);
  },
  handle: async ({ body, caller, prepared: made }, context) => {
    const { factors, services } = context;
    const may = mayAddFactor(caller);
    if (!may.ok) return may;
    const isKnown = made?.credential != null && (await factors.byCredential(made.credential)) !== undefined;
    if (made === undefined || isKnown) return err({ code: 'sign-in/passkey-refused' });
    const id = createId(services);
    const created_at = services.clock();
    const named = { id, administrator: caller.id, kind: 'passkey', name: body.name, created_at };
    return ok(await addFactor(context, caller, { ...empty, ...named, ...made }));
  },
});
