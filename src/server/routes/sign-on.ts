/** Signing in at the city's own service: the account here is found by issuer and subject, and by nothing else (AUTH-8). */
import { err, ok, type Result } from '../../domain/result.ts';
import { hourMs, minuteMs } from '../../domain/time.ts';
import type { Refusal } from '../../protocol/problems.ts';
import {
  BeginSignOnReply,
  BeginSignOnRequest,
  FinishSignOnReply,
  FinishSignOnRequest,
  LinkSignOnRequest,
} from '../../protocol/sign-on.ts';
import { beginSignIn, tellOwner } from '../accounts/begin-sign-in.ts';
import { noPassword } from '../accounts/passwords.ts';
import { openForSignIn, sealForSignIn } from '../accounts/sign-in-keys.ts';
import { beginSignOn, finishSignOn, hasSignOn, HeldSignOn, type SignedOn } from '../accounts/sign-on.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { createId, createToken, hashOf, type Services } from '../http/services.ts';

const answerMs = 10 * minuteMs;
const purpose = 'sign-on';

type Begun = Awaited<ReturnType<typeof beginSignOn>>;

const begin = (services: Services, what: HeldSignOn['purpose']): Promise<Begun | undefined> =>
  hasSignOn(services) ? beginSignOn(services, what) : Promise.resolve(undefined);

/** Keeps what was begun, sealed, under the hash of a token that this browser alone has. */
const keep = async (
  begun: Begun | undefined,
  { signInGuard, services, setSignOn }: Context,
): Promise<Result<BeginSignOnReply, Refusal>> => {
  if (begun === undefined) return err({ code: 'request/not-found' });
  if (!begun.ok) return err({ code: 'sign-on/unreachable' });
  const token = createToken(services);
  const now = services.clock();
  const sealed = await sealForSignIn(services, purpose, JSON.stringify(begun.value.held));
  const asked = { administrator: null, sealed, expiresAt: now + answerMs };
  await signInGuard.ask(hashOf(token), purpose, asked, now);
  setSignOn(token);
  return ok({ address: begun.value.address });
};

/** POST /api/admin/sign-on/begin */
export const beginSignOnHere = endpoint({
  method: 'post',
  path: '/api/admin/sign-on/begin',
  caller: 'anyone',
  body: BeginSignOnRequest,
  reply: BeginSignOnReply,
  maxBytes: 4096,
  limits: [{ name: 'sign-on-begin', max: 120, perMs: hourMs, key: ({ address }) => address }],
  prepare: ({ body }, _, services) => begin(services, body),
  handle: ({ prepared }, context) => keep(prepared, context),
});

/** POST /api/admin/sign-on/link: ties one's own account to oneself at the city's service. */
export const linkSignOn = endpoint({
  method: 'post',
  path: '/api/admin/sign-on/link',
  caller: 'administrator',
  roles: 'any-signed-in',
  needsFreshSignIn: true,
  body: LinkSignOnRequest,
  reply: BeginSignOnReply,
  maxBytes: 1024,
  prepare: ({ caller }, _, services) => begin(services, { kind: 'link', administrator: caller.id }),
  handle: ({ prepared }, context) => keep(prepared, context),
});

type Finished = { readonly held: HeldSignOn; readonly who: Awaited<ReturnType<typeof finishSignOn>> };
type Done = Result<FinishSignOnReply, Refusal>;

const signIn = async (context: Context, { isTwoFactors }: SignedOn, administrator: string): Promise<Done> => {
  await beginSignIn(context, administrator, {
    method: 'sign-on',
    factor: isTwoFactors ? 'sign-on' : undefined,
  });
  return ok({ kind: 'signed-in' });
};

const signInAsKnown = async (context: Context, who: SignedOn): Promise<Done> => {
  const owner = await context.signInGuard.subjectOf(who.issuer, who.subject);
  const account = owner === undefined ? undefined : await context.accounts.byId(owner);
  return account === undefined ? err({ code: 'sign-on/not-invited' }) : signIn(context, who, account.id);
};

/** A link that makes somebody new, used by whoever came back from the city's service (SIGN-1). */
const comeByInvitation = async (
  context: Context,
  who: SignedOn,
  { token, name }: { readonly token: string; readonly name: string },
): Promise<Done> => {
  const { accounts, officeLog, signInGuard, services } = context;
  const now = services.clock();
  await accounts.lock();
  if ((await signInGuard.subjectOf(who.issuer, who.subject)) !== undefined)
    return err({ code: 'sign-on/taken' });
  const link = await accounts.useSetupLink(hashOf(token), now);
  if (link === undefined || link.administrator !== null) return err({ code: 'sign-in/setup-link-used' });
  const id = createId(services);
  await accounts.add({ id, name, login: `sso:${id.toLowerCase()}`, password: noPassword }, now);
  await accounts.setRoles(id, link.roles);
  await signInGuard.addSubject(who.issuer, who.subject, id, now);
  await officeLog.append({ kind: 'administrator-added', actor: id, at: now, roles: [...link.roles] });
  return signIn(context, who, id);
};

const link = async (context: Context, who: SignedOn, administrator: string): Promise<Done> => {
  const { accounts, officeLog, signInGuard, services } = context;
  const now = services.clock();
  await accounts.lock();
  const owner = await signInGuard.subjectOf(who.issuer, who.subject);
  if (owner !== undefined && owner !== administrator) return err({ code: 'sign-on/taken' });
  if ((await accounts.byId(administrator)) === undefined) return err({ code: 'sign-on/refused' });
  if (owner === undefined) {
    await signInGuard.addSubject(who.issuer, who.subject, administrator, now);
    await officeLog.append({ kind: 'sign-on-linked', actor: administrator, at: now });
    await tellOwner(context, administrator, 'sign-on-linked');
  }
  return ok({ kind: 'linked' });
};

/**
 * POST /api/admin/sign-on/finish: our page hands in what the service sent back, from the browser that began it, once.
 * The page is on our own address, so that the cookies stay Strict; the service never reaches an address of the API.
 */
export const finishSignOnHere = endpoint({
  method: 'post',
  path: '/api/admin/sign-on/finish',
  caller: 'anyone',
  body: FinishSignOnRequest,
  reply: FinishSignOnReply,
  maxBytes: 16 * 1024,
  limits: [{ name: 'sign-on', max: 60, perMs: hourMs, key: ({ address }) => address }],
  prepare: async ({ body, browser }, read, services): Promise<Finished | undefined> => {
    if (!hasSignOn(services) || browser.signOn === undefined) return undefined;
    const hash = hashOf(browser.signOn);
    const asked = await read(({ signInGuard }) => signInGuard.useQuestion(hash, purpose, services.clock()));
    const opened = asked === undefined ? undefined : await openForSignIn(services, purpose, asked.sealed);
    if (opened === undefined) return undefined;
    const held = HeldSignOn.parse(JSON.parse(opened));
    return { held, who: await finishSignOn(services, held, body.query) };
  },
  handle: ({ prepared }, context) => {
    if (prepared === undefined) return Promise.resolve(err({ code: 'sign-on/refused' }));
    const { who } = prepared;
    if (!who.ok) return Promise.resolve(err({ code: `sign-on/${who.error}` }));
    context.setSignOn(null);
    const { purpose: what } = prepared.held;
    switch (what.kind) {
      case 'sign-in':
        return signInAsKnown(context, who.value);
      case 'invitation':
        return comeByInvitation(context, who.value, what);
      case 'link':
        return link(context, who.value, what.administrator);
    }
  },
});
