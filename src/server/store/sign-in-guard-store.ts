/** Questions asked once, wrong tries, what somebody is to be told, and who they are at another sign-in service. */
import { sql } from 'kysely';
import { dayMs, minuteMs } from '../../domain/time.ts';
import { latestEnd } from './clock-ahead.ts';
import type { Tx } from './database.ts';

/** Tries are forgotten this long after the last. */
const keptTriesMs = 90 * dayMs;
/** No question may be answered for longer. */
const longestQuestionMs = 30 * minuteMs;

export type Question = { readonly administrator: string | null; readonly sealed: string };
export type News = {
  readonly id: string;
  readonly kind: string;
  readonly at: number;
  readonly count: number;
};
export type Tries = { readonly streak: number; readonly total: number; readonly blockedUntil: number };

export type SignInGuardStore = {
  readonly ask: (
    hash: string,
    purpose: string,
    asked: Question & { readonly expiresAt: number },
    now: number,
  ) => Promise<void>;
  /** What was asked, if it was and the time has not run out; it can be answered once: one caller wins. */
  readonly useQuestion: (hash: string, purpose: string, now: number) => Promise<Question | undefined>;
  /** The same, and it may be answered again. */
  readonly question: (hash: string, purpose: string, now: number) => Promise<Question | undefined>;
  readonly tries: (key: string) => Promise<Tries>;
  /** One more wrong try; a row of them is broken when none has come for `forgottenAfterMs`. */
  readonly countTry: (key: string, now: number, forgottenAfterMs: number) => Promise<Tries>;
  readonly block: (key: string, until: number) => Promise<void>;
  readonly forgetTries: (keys: readonly string[]) => Promise<void>;
  readonly tell: (administrator: string, news: News) => Promise<void>;
  readonly news: (administrator: string) => Promise<readonly News[]>;
  readonly newsRead: (administrator: string, ids: readonly string[]) => Promise<void>;
  readonly subjectOf: (issuer: string, subject: string) => Promise<string | undefined>;
  readonly addSubject: (issuer: string, subject: string, administrator: string, now: number) => Promise<void>;
  /** Whether an administrator may come in from the other sign-in service. */
  readonly hasSubject: (administrator: string) => Promise<boolean>;
};

type Tried = Pick<SignInGuardStore, 'tries' | 'countTry' | 'block' | 'forgetTries'>;

const triesOf = ({ trx }: Tx): Tried => {
  const tries: Tried['tries'] = async (key) => {
    const row = await trx.selectFrom('sign_in_tries').selectAll().where('key', '=', key).executeTakeFirst();
    return {
      streak: row?.streak ?? 0,
      total: row?.total ?? 0,
      blockedUntil: Number(row?.blocked_until ?? 0),
    };
  };
  return {
    tries,
    countTry: async (key, now, forgottenAfterMs) => {
      await trx
        .deleteFrom('sign_in_tries')
        .where('last_at', '<', now - keptTriesMs)
        .execute();
      await trx
        .insertInto('sign_in_tries')
        .values({ key, streak: 1, total: 1, last_at: now, blocked_until: 0 })
        .onConflict((c) =>
          c.column('key').doUpdateSet({
            streak: sql<number>`case when sign_in_tries.last_at < ${now - forgottenAfterMs} then 1 else sign_in_tries.streak + 1 end`,
            total: sql<number>`sign_in_tries.total + 1`,
            last_at: now,
          }),
        )
        .execute();
      return tries(key);
    },
    block: async (key, until) => {
      await trx.updateTable('sign_in_tries').set({ blocked_until: until }).where('key', '=', key).execute();
    },
    forgetTries: async (keys) => {
      await trx.deleteFrom('sign_in_tries').where('key', 'in', keys).execute();
    },
  };
};

type Asked = Pick<SignInGuardStore, 'ask' | 'useQuestion' | 'question'>;

const questionsOf = ({ trx }: Tx): Asked => {
  const question: Asked['question'] = (hash, purpose, now) =>
    trx
      .selectFrom('sign_in_questions')
      .select(['administrator', 'sealed'])
      .where('hash', '=', hash)
      .where('purpose', '=', purpose)
      .where('expires_at', '>', now)
      .where('expires_at', '<=', latestEnd(now, longestQuestionMs))
      .executeTakeFirst();
  return {
    question,
    ask: async (hash, purpose, { administrator, sealed, expiresAt }, now) => {
      await trx.deleteFrom('sign_in_questions').where('expires_at', '<=', now).execute();
      await trx
        .insertInto('sign_in_questions')
        .values({ hash, purpose, administrator, sealed, expires_at: expiresAt })
        .execute();
    },
    useQuestion: async (hash, purpose, now) => {
      const found = await question(hash, purpose, now);
      const gone = await trx.deleteFrom('sign_in_questions').where('hash', '=', hash).executeTakeFirst();
      return Number(gone.numDeletedRows) === 1 ? found : undefined;
    },
  };
};

export const createSignInGuardStore = (tx: Tx): SignInGuardStore => {
  const { trx } = tx;
  return {
    ...triesOf(tx),
    ...questionsOf(tx),
    tell: async (administrator, { id, kind, at, count }) => {
      await trx.insertInto('account_news').values({ id, administrator, kind, at, count }).execute();
    },
    news: async (administrator) =>
      (
        await trx
          .selectFrom('account_news')
          .select(['id', 'kind', 'at', 'count'])
          .where('administrator', '=', administrator)
          .orderBy('at')
          .orderBy('id')
          .execute()
      ).map(({ at, ...news }) => ({ ...news, at: Number(at) })),
    newsRead: async (administrator, ids) => {
      if (ids.length === 0) return;
      await trx
        .deleteFrom('account_news')
        .where('administrator', '=', administrator)
        .where('id', 'in', ids)
        .execute();
    },
    subjectOf: async (issuer, subject) =>
      (
        await trx
          .selectFrom('sign_on_subjects')
          .select('administrator')
          .where('issuer', '=', issuer)
          .where('subject', '=', subject)
          .executeTakeFirst()
      )?.administrator,
    addSubject: async (issuer, subject, administrator, now) => {
      await trx
        .insertInto('sign_on_subjects')
        .values({ issuer, subject, administrator, added_at: now })
        .execute();
    },
    hasSubject: async (administrator) =>
      (await trx
        .selectFrom('sign_on_subjects')
        .select('subject')
        .where('administrator', '=', administrator)
        .executeTakeFirst()) !== undefined,
  };
};
