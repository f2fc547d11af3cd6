/**
 * Plan down, log up. Each goes its own way: a push that fails never stops a pull, nor the other way round (SYNC-7).
 * Only a receipt with the office's signature, for bytes we hold ourselves, counts as received (SYNC-3). Used by the
 * page and by the service worker alike.
 */
import type { Hash } from '../../domain/ids.ts';
import { emptyHead, type LogHead } from '../../domain/log.ts';
import { ok, err, type Result } from '../../domain/result.ts';
import { instant } from '../../domain/time.ts';
import { Plan } from '../../domain/programme.ts';
import { PullLogReply } from '../../protocol/pull-log.ts';
import { maxEventsPerPush, PushLogReply, type DeviceHealth } from '../../protocol/push-log.ts';
import { isReceiptSignedBy, Receipt, signHead } from '../../signing/heads.ts';
import { ask, signInDevice, type AskServer, type DeviceIdentity, type SignedIn } from './identity.ts';
import type { CompareFirst } from './clock-contract.ts';
import { isDiskFailure, type Lock, type OwnLogStore } from './own-log.ts';
import { confirmPlan, keepOthers, keepPlan, type PlanStore } from './plan-keeper.ts';
import type { CallFailure } from './server-call.ts';

export type SyncFailure =
  | CallFailure
  /** The office has answered, and the tablet has no space to keep the answer: asked again later (LOG-7). */
  | { readonly kind: 'not-kept' }
  /**
   * The office holds something else than we do under our name, or asks for what was cleared here long ago (`gap`): it
   * decides (LOG-5, STORE-4).
   */
  | {
      readonly kind: 'set-aside';
      readonly reason: NonNullable<PushLogReply['setAside']> | 'gap';
      /** How many events the office holds under our name, where it holds another log than ours. */
      readonly held?: number;
    };

export type SyncDeps = {
  readonly identity: DeviceIdentity;
  readonly log: OwnLogStore;
  readonly plan: PlanStore;
  readonly asking: AskServer;
  readonly clock: () => number;
  readonly lock: Lock;
  readonly health: () => Promise<Omit<DeviceHealth, 'unsent' | 'planIssuedAt'>>;
  /** Compares the clocks and notes what has changed, before anything is sent; absent for a log that is written no more. */
  readonly compareFirst?: CompareFirst;
  /** Told while a push goes on: how many of how many are sent. */
  readonly onProgress?: (sent: number, total: number) => void;
};

export type Pushed = { readonly acknowledged: number; readonly setAside: PushLogReply['setAside'] };

export type Sync = {
  /** True if the log holds anything that the office has not acknowledged. */
  readonly hasUnsent: () => Promise<boolean>;
  /** Sends everything that is not acknowledged; resumes where the office says. */
  readonly push: () => Promise<Result<Pushed, SyncFailure>>;
  /** Fetches the plan if it has changed. True if it had. */
  readonly pullPlan: () => Promise<Result<boolean, SyncFailure>>;
  /** Fetches what other tablets have recorded in our sessions. True if there was anything. */
  readonly pullOthers: () => Promise<Result<boolean, SyncFailure>>;
  /** Server time minus ours in ms, as measured last. */
  readonly clockOffsetMs: () => number | undefined;
};

/**
 * A token for as long as it lasts, counted on our own clock from when it was given, because that clock may be days from
 * the server's; one new sign-in if the server no longer knows it.
 */
const createSignIn = (
  { identity, asking, clock }: SyncDeps,
  measured: (serverTime: number, askedAt: number) => void,
) => {
  let held: { readonly token: string; readonly until: number } | undefined;
  const lastingFrom = (now: number, { token, expiresAt, serverTime }: SignedIn) => ({
    token,
    until: now + expiresAt - serverTime,
  });
  const token = async (): Promise<Result<string, CallFailure>> => {
    if (held !== undefined && held.until - clock() > 60_000) return ok(held.token);
    const askedAt = clock();
    const signedIn = await signInDevice(identity, asking);
    if (!signedIn.ok) return signedIn;
    measured(signedIn.value.serverTime, askedAt);
    held = lastingFrom(clock(), signedIn.value);
    return ok(held.token);
  };
  const afresh = (): Promise<Result<string, CallFailure>> => {
    held = undefined;
    return token();
  };
  const signedIn = async <T>(
    work: (token: string) => Promise<Result<T, CallFailure>>,
  ): Promise<Result<T, CallFailure>> => {
    const first = await token();
    if (!first.ok) return first;
    const answer = await work(first.value);
    if (answer.ok || answer.error.kind !== 'problem' || answer.error.problem.code !== 'sign-in/required')
      return answer;
    const second = await afresh();
    return second.ok ? work(second.value) : second;
  };
  return { signedIn, afresh };
};

const isGap = (failure: CallFailure): number | undefined =>
  failure.kind === 'problem' && failure.problem.code === 'sync/gap' ? failure.problem.expected : undefined;

const isMalformed = (reply: Result<unknown, CallFailure>): boolean =>
  !reply.ok && reply.error.kind === 'problem' && reply.error.problem.code === 'request/malformed';

/** What a full or failing disk does to one direction is its answer, and never stops the other (SYNC-7). */
const kept = async <T>(work: () => Promise<Result<T, SyncFailure>>): Promise<Result<T, SyncFailure>> => {
  try {
    return await work();
  } catch (error) {
    if (isDiskFailure(error)) return err({ kind: 'not-kept' });
    throw error;
  }
};

/** The plan and the log of one device, in step with the office. */
export const createSync = (deps: SyncDeps): Sync => {
  const { identity, log, plan, asking, clock, lock, health, onProgress } = deps;
  let offset: number | undefined;

  const measured = (serverTime: number, askedAt: number): void => {
    offset = serverTime - Math.round((askedAt + clock()) / 2);
  };
  const { signedIn, afresh } = createSignIn(deps, measured);

  /** Nothing is sent before the clock has been compared, if it may have been changed since it last was (CLOCK-2). */
  const compareFirst = async (): Promise<Result<void, SyncFailure>> => {
    const told = await deps.compareFirst?.(async () => {
      const answer = await afresh();
      return answer.ok ? ok(offset ?? 0) : answer;
    });
    return told === 'not-kept' ? err({ kind: told }) : (told ?? ok(undefined));
  };

  const anchor = async (): Promise<LogHead> => (await log.journal?.anchor()) ?? emptyHead;

  /** Our own hash of event `seq`; a receipt for anything else is not about our log. */
  const ownHash = async (seq: number): Promise<Hash | undefined> => {
    const cleared = await anchor();
    return cleared.seq === seq ? cleared.hash : (await log.from(seq, 1))[0]?.hash;
  };

  const isFromOffice = async (receipt: Receipt): Promise<boolean> =>
    receipt.device === identity.device && (await isReceiptSignedBy(identity.receiptKey, receipt));

  /** False for a log the office knows and we do not: ours is a copy, or has lost its end. */
  const isOurLog = async ({ seq, hash }: Receipt): Promise<boolean> =>
    seq === 0 || seq < (await anchor()).seq || (await ownHash(seq)) === hash;

  const pushPart = async (from: number, unsent: number): Promise<Result<PushLogReply, CallFailure>> => {
    const events = await log.from(from, maxEventsPerPush);
    const last = events.at(-1);
    const head = last === undefined ? await log.head() : { seq: last.seq, hash: last.hash };
    const askedAt = clock();
    const signed = await signHead(identity.privateKey, {
      device: identity.device,
      ...head,
      at: instant(askedAt),
    });
    const issuedAt = (await plan.get())?.fetchedAt;
    const { space, ...told } = await health();
    const give = (more?: DeviceHealth['space']) =>
      signedIn((token) =>
        ask(asking, {
          path: '/api/log',
          token,
          reply: PushLogReply,
          body: {
            from,
            events: events.map(({ text }) => text),
            head: signed,
            health: {
              ...told,
              space: more,
              unsent: Math.max(0, unsent - events.length),
              planIssuedAt: issuedAt === undefined ? null : instant(issuedAt),
            },
          },
        }),
      );
    const first = await give(space);
    /* A server put back to an earlier version refuses what it does not know; the events matter more (OLD-4). */
    const reply = space !== undefined && isMalformed(first) ? await give() : first;
    if (reply.ok) measured(reply.value.serverTime, askedAt);
    return reply;
  };

  const pushAll = async (): Promise<Result<Pushed, SyncFailure>> => {
    /** What is cleared here cannot be sent again, whatever an old backup asks for (STORE-4). */
    const first = (await anchor()).seq + 1;
    let from = Math.max(first, ((await log.receipt())?.seq ?? 0) + 1);
    const { seq: total } = await log.head();
    const start = from;
    let resent = 0;
    /** What does not fit is handed over to its end all the same: a person decides about the whole of it (LOG-5). */
    let aside: SyncFailure | undefined;
    onProgress?.(0, total - start + 1);
    for (;;) {
      const reply = await pushPart(from, Math.max(0, total - from + 1));
      if (!reply.ok) {
        if (aside !== undefined) return err(aside);
        const expected = isGap(reply.error);
        if (expected !== undefined && expected < first) return err({ kind: 'set-aside', reason: 'gap' });
        if (expected === undefined || resent > 2) return reply;
        resent += 1;
        from = expected;
        continue;
      }
      const receipt = Receipt.parse(reply.value.receipt);
      const { setAside } = reply.value;
      if (!(await isFromOffice(receipt))) return err({ kind: 'not-ours' });
      const isAside = setAside === 'fork' || setAside === 'broken-chain';
      const isOurs = await isOurLog(receipt);
      if (!isOurs) aside ??= { kind: 'set-aside', reason: setAside ?? 'fork', held: receipt.seq };
      else {
        await log.putReceipt(receipt);
        onProgress?.(Math.max(0, receipt.seq - start + 1), Math.max(0, total - start + 1));
        if (isAside) aside ??= { kind: 'set-aside', reason: setAside };
      }
      if (aside !== undefined) {
        from += maxEventsPerPush;
        /* The first parts may be in both logs, and only a later one tells them apart. */
        if ((isAside || !isOurs) && from <= total) continue;
        return err(aside);
      }
      if (receipt.seq >= total || receipt.seq < from) return ok({ acknowledged: receipt.seq, setAside });
      from = receipt.seq + 1;
    }
  };

  return {
    hasUnsent: async () => (await log.head()).seq > ((await log.receipt())?.seq ?? 0),
    push: () =>
      kept(() =>
        lock(async () => {
          const compared = await compareFirst();
          return compared.ok ? pushAll() : compared;
        }),
      ),
    pullPlan: () =>
      kept(async () => {
        const etag = (await plan.get())?.etag;
        const answer = await signedIn((token) =>
          asking({
            path: '/api/plan?journal=1&cards=table',
            token,
            reply: Plan,
            ...(etag === undefined ? {} : { etag }),
          }),
        );
        if (!answer.ok) {
          const isRevoked = answer.error.kind === 'problem' && answer.error.problem.code === 'device/revoked';
          if (isRevoked) await plan.clear();
          return answer;
        }
        if (answer.value === 'not-modified') {
          await confirmPlan(plan, clock());
          return ok(false);
        }
        await keepPlan(plan, answer.value.value, answer.value.etag, clock());
        return ok(true);
      }),
    pullOthers: () =>
      kept(async () => {
        let isNew = false;
        for (;;) {
          const cursor = await plan.cursor();
          const askedAt = clock();
          const reply = await signedIn((token) =>
            ask(asking, { path: `/api/log?after=${cursor}`, token, reply: PullLogReply }),
          );
          if (!reply.ok) return reply;
          measured(reply.value.serverTime, askedAt);
          if (reply.value.events.length > 0) isNew = true;
          await keepOthers(plan, reply.value.events, reply.value.cursor);
          if (!reply.value.more) return ok(isNew);
        }
      }),
    clockOffsetMs: () => offset,
  };
};
