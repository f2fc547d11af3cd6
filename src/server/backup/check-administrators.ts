/** Accounts and what they may do, against what the office's log says of them: nobody gets in by hand (BACKUP-6, A23). */
import * as z from 'zod/mini';
import type { Stores } from '../store/stores.ts';
import type { Findings } from './findings.ts';

const Entry = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('administrator-added'),
    actor: z.string(),
    roles: z.optional(z.array(z.string())),
  }),
  z.looseObject({
    kind: z.literal('roles-changed'),
    administrator: z.string(),
    after: z.array(z.string()),
  }),
  z.looseObject({ kind: z.literal('administrator-disabled'), administrator: z.string() }),
  z.looseObject({ kind: z.literal('administrator-enabled'), administrator: z.string() }),
]);
type Entry = z.infer<typeof Entry>;

const entryIn = (text: string): Entry | undefined => {
  try {
    return Entry.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

type Said = {
  readonly added: Set<string>;
  /** By account; nothing where an entry from before roles were written there is all there is. */
  readonly roles: Map<string, readonly string[]>;
  readonly disabled: Map<string, number>;
};

const take = (entry: Entry, seq: number, { added, roles, disabled }: Said): void => {
  switch (entry.kind) {
    case 'administrator-added':
      added.add(entry.actor);
      if (entry.roles !== undefined) roles.set(entry.actor, entry.roles);
      return;
    case 'roles-changed':
      roles.set(entry.administrator, entry.after);
      return;
    case 'administrator-disabled':
      disabled.set(entry.administrator, seq);
      return;
    case 'administrator-enabled':
      disabled.delete(entry.administrator);
  }
};

/** Less than the log says may be held: a restore shuts out again what the copy did not know of (BACKUP-5). */
export const checkAdministrators = async (
  { accounts, verify }: Pick<Stores, 'accounts' | 'verify'>,
  findings: Findings,
): Promise<void> => {
  const said: Said = { added: new Set(), roles: new Map(), disabled: new Map() };
  for (const { seq, text } of await verify.officeLog()) {
    const entry = entryIn(text);
    if (entry !== undefined) take(entry, seq, said);
  }
  for (const { id: administrator, roles, isDisabled } of await accounts.all()) {
    if (!said.added.has(administrator)) {
      findings.add({ kind: 'administrator-unknown', administrator });
      continue;
    }
    const decided = said.roles.get(administrator);
    const more = decided === undefined ? [] : roles.filter((role) => !decided.includes(role));
    if (more.length > 0) findings.add({ kind: 'administrator-roles', administrator, roles: more });
    const seq = said.disabled.get(administrator);
    if (seq !== undefined && !isDisabled) findings.add({ kind: 'administrator-opened', administrator, seq });
  }
};
