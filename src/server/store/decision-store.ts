/**
 * The entries of the office's log that change what counts, found by what they are about. An index of the office log,
 * written with it: the log is what is true (LOG-6, REV-1).
 */
import { Decision } from '../../domain/decision-entries.ts';
import { decisionsOf, mergesIn, policiesIn, type SessionDecisions } from '../../domain/decisions.ts';
import { policyOn, type HoursPolicy } from '../../domain/policy.ts';
import type { Day } from '../../domain/time.ts';
import type { Tx } from './database.ts';
import { groupRows } from './many-rows.ts';

export type DecisionStore = {
  readonly ofSession: (session: string) => Promise<SessionDecisions>;
  /** What is decided about several sessions, asked once: answers what is decided about each. */
  readonly ofEach: (sessions: readonly string[]) => Promise<(session: string) => SessionDecisions>;
  /** Every decision about these sessions, also those taken back, in the order of the log. */
  readonly history: (sessions: readonly string[]) => Promise<readonly Decision[]>;
  /** Which doubles are whose, as `from` → `to` (PPL-1). */
  readonly merges: () => Promise<ReadonlyMap<string, string>>;
  /** In the order they were decided (HRS-4). */
  readonly policies: () => Promise<readonly HoursPolicy[]>;
  readonly policyOn: (day: Day) => Promise<HoursPolicy>;
  /** Whose doubles are whose, and the policy of each day: what every session is counted by. */
  readonly counting: () => Promise<{
    readonly merges: ReadonlyMap<string, string>;
    readonly rulesOn: (day: Day) => HoursPolicy;
  }>;
  readonly bySeq: (seq: number) => Promise<Decision | undefined>;
};

const decisionsIn = (rows: readonly { readonly text: string }[]): readonly Decision[] =>
  rows.map(({ text }) => Decision.parse(JSON.parse(text)));

export const createDecisionStore = ({ trx }: Tx): DecisionStore => {
  const ofSessions = async (sessions: readonly string[]): Promise<readonly Decision[]> =>
    sessions.length === 0
      ? []
      : decisionsIn(
          await trx
            .selectFrom('decisions')
            .select('text')
            .where('session', 'in', sessions)
            .orderBy('seq')
            .execute(),
        );
  const ofKinds = async (kinds: readonly string[]): Promise<readonly Decision[]> =>
    decisionsIn(
      await trx
        .selectFrom('decisions')
        .select('text')
        .where((e) =>
          e.or([
            e('kind', 'in', kinds),
            e.and([e('kind', '=', 'decision-taken-back'), e('session', 'is', null)]),
          ]),
        )
        .orderBy('seq')
        .execute(),
    );
  const policies = async (): Promise<readonly HoursPolicy[]> => policiesIn(await ofKinds(['policy-set']));
  return {
    ofSession: async (session) => decisionsOf(session, await ofSessions([session])),
    ofEach: async (sessions) => {
      const rows = groupRows(await ofSessions(sessions), (decision): string | null | undefined =>
        'session' in decision ? decision.session : undefined,
      );
      return (session) => decisionsOf(session, rows.get(session) ?? []);
    },
    history: ofSessions,
    merges: async () => mergesIn(await ofKinds(['participants-merged'])),
    policies,
    policyOn: async (day) => policyOn(await policies(), day),
    counting: async () => {
      const decided = await ofKinds(['participants-merged', 'policy-set']);
      const set = policiesIn(decided);
      return { merges: mergesIn(decided), rulesOn: (day) => policyOn(set, day) };
    },
    bySeq: async (seq) =>
      decisionsIn(await trx.selectFrom('decisions').select('text').where('seq', '=', seq).execute())[0],
  };
};
