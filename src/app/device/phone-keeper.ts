/**
 * A participant's own phone: the card it shows without a network, and the codes it has seen until the office has
 * answered. A claim is kept before anybody is told anything (CODE-4), and only the office's own answer settles it.
 */
import * as z from 'zod/mini';
import type { Hash } from '../../domain/ids.ts';
import { dayMs, type Instant } from '../../domain/time.ts';
import { CheckInByPhoneReply, type CheckInByPhoneRequest } from '../../protocol/check-in-by-phone.ts';
import type { ProblemCode } from '../../protocol/problems.ts';
import type { AskServer } from './identity.ts';
import type { Lock } from './own-log.ts';

/** The card as this phone keeps it, so that it can be shown without a network (ME-5). */
export const KeptCard = z.strictObject({
  given: z.string(),
  family: z.string(),
  cohort: z.nullable(z.string()),
  code: z.string(),
  /** What the QR says. */
  text: z.string(),
});
export type KeptCard = z.infer<typeof KeptCard>;

/** A code this phone has seen, and what the office has said about it. */
export type Claim = {
  readonly code: string;
  readonly seenAt: number;
  readonly anyway: boolean;
  /** `waiting` for the office; `asked` waits for the person's choice (CODE-6); the others are settled, until told. */
  readonly state: 'waiting' | 'asked' | 'answered' | 'refused';
  readonly reply?: CheckInByPhoneReply;
  readonly problem?: ProblemCode;
  /** The person has seen how it ended; it is forgotten the next time the page is opened. */
  readonly isTold?: boolean;
  /** The office had answered it, and has begun anew since: handed in once more, and nobody is told again (BACKUP-8). */
  readonly isAgain?: boolean;
};
export type KeptClaim = Claim & { id: number };

export type PhoneStore = {
  /** What this phone calls itself, made once. */
  readonly phone: (create: () => Hash) => Promise<Hash>;
  readonly card: () => Promise<KeptCard | undefined>;
  readonly putCard: (card: KeptCard | undefined) => Promise<void>;
  /** Oldest first. */
  readonly claims: () => Promise<readonly KeptClaim[]>;
  readonly addClaim: (claim: Claim) => Promise<number>;
  readonly putClaim: (claim: KeptClaim) => Promise<void>;
  readonly removeClaim: (id: number) => Promise<void>;
  /** Settles a claim, and keeps what was seen for as long as a backup may be put back (BACKUP-8). */
  readonly putAnswered: (claim: KeptClaim) => Promise<void>;
  /**
   * Who this phone is and which life of the office answers. Where the office has begun anew, what it had answered since
   * `since` waits again; where the phone has become somebody else's, it is forgotten. Answers how many wait again.
   */
  readonly noteOffice: (office: {
    readonly owner: string;
    readonly epoch: string;
    readonly since: number;
  }) => Promise<number>;
  /** Forgets answered claims of which nobody knows whose they were. */
  readonly forgetOwnerless: () => Promise<void>;
  /** Takes the card and the claims away from this phone. */
  readonly forget: () => Promise<void>;
  readonly close: () => void;
};

/** How a round of sending ended. `stranger`: the office does not know whose phone this is. */
export type Sent =
  | { readonly kind: 'done' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'stranger' }
  | { readonly kind: 'later'; readonly retryAfter: number | undefined };

export type PhoneDeps = {
  readonly store: PhoneStore;
  readonly asking: AskServer;
  readonly clock: () => number;
  readonly lock: Lock;
  readonly createPhone: () => Hash;
};

/** What time may mend; everything else the office says is its answer. */
const passing: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'request/too-slow',
  'request/rate-limited',
  'server/defect',
  'server/unavailable',
  'server/storage-full',
]);

/** Keeps what was seen, before anything else is done with it (CODE-4). Answers its number. */
export const keepClaim = (
  { store, clock }: Pick<PhoneDeps, 'store' | 'clock'>,
  code: string,
): Promise<number> => store.addClaim({ code, seenAt: clock(), anyway: false, state: 'waiting' });

const sendOne = async (deps: PhoneDeps, claim: KeptClaim): Promise<Sent> => {
  const { store, asking, clock } = deps;
  const body: CheckInByPhoneRequest = {
    code: claim.code,
    phone: await store.phone(deps.createPhone),
    seenAt: claim.seenAt as Instant,
    sentAt: clock() as Instant,
    anyway: claim.anyway,
  };
  const answer = await asking({ path: '/api/me/check-in', reply: CheckInByPhoneReply, body });
  if (answer.ok && answer.value !== 'not-modified') {
    const reply = answer.value.value;
    if (reply.outcome === 'other-session') await store.putClaim({ ...claim, state: 'asked', reply });
    else
      await store.putAnswered({
        ...claim,
        state: 'answered',
        reply,
        ...(claim.isAgain === true ? { isTold: true } : {}),
      });
    return { kind: 'done' };
  }
  if (answer.ok || answer.error.kind !== 'problem') return { kind: 'offline' };
  const { code, retryAfter } = answer.error.problem;
  if (code === 'sign-in/required') return { kind: 'stranger' };
  if (passing.has(code)) return { kind: 'later', retryAfter };
  await store.putClaim({ ...claim, state: 'refused', problem: code });
  return { kind: 'done' };
};

/** Sends every waiting claim in the order they were seen; stops at the first that got no answer of use. */
export const sendClaims = (deps: PhoneDeps): Promise<Sent> =>
  deps.lock(async () => {
    for (const claim of await deps.store.claims()) {
      if (claim.state !== 'waiting') continue;
      const sent = await sendOne(deps, claim);
      if (sent.kind !== 'done') return sent;
    }
    return { kind: 'done' };
  });

/** A backup may be put back this long after; the office's own limits decide what it then takes. */
export const keepAnsweredMs = 31 * dayMs;

/** The office has said who this phone is, and which life of it this is. Sends again what it may have lost (BACKUP-8). */
export const meetOffice = async (
  deps: PhoneDeps,
  owner: string,
  epoch: string | undefined,
): Promise<void> => {
  if (epoch === undefined) return;
  const since = deps.clock() - keepAnsweredMs;
  if ((await deps.store.noteOffice({ owner, epoch, since })) > 0) await sendClaims(deps);
};

/** The person is here all the same, though expected elsewhere: asked again with that said (CODE-6). */
export const insist = async ({ store }: Pick<PhoneDeps, 'store'>, claim: KeptClaim): Promise<void> =>
  store.putClaim({
    id: claim.id,
    code: claim.code,
    seenAt: claim.seenAt,
    anyway: true,
    state: 'waiting',
  });
