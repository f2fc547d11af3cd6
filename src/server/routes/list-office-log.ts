import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { Hash } from '../../domain/ids.ts';
import type { LogHead } from '../../domain/log.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { Instant } from '../../domain/time.ts';
import { ListOfficeLogReply, type OfficeLogEntry } from '../../protocol/list-office-log.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { followWhole, type Broken } from './followed-chain.ts';

const perPage = 50;
const linksPerPage = 1000;

const Entry = z.looseObject({
  seq: z.int(),
  prev: Hash,
  kind: z.string(),
  actor: z.string(),
  at: Instant,
});

const entryIn = (text: string): z.infer<typeof Entry> | undefined => {
  try {
    return Entry.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/** Follows the office's own log: each entry names the one before, and is stored under the hash of its bytes (LOG-6). */
const followPage = async (
  head: LogHead,
  { reports }: Pick<Context, 'reports'>,
): Promise<Result<LogHead, Broken>> => {
  let { seq, hash } = head;
  for (const row of await reports.officeLogFrom(seq + 1, linksPerPage)) {
    seq += 1;
    const entry = entryIn(row.text);
    const found = Hash.parse(createHash('sha256').update(row.text).digest('base64url'));
    if (row.seq !== seq || entry?.seq !== seq || entry.prev !== hash || row.hash !== found)
      return err({ kind: 'broken', seq });
    hash = found;
  }
  return ok({ seq, hash });
};

const chainOf = async (
  context: Pick<Context, 'reports' | 'services'>,
): Promise<ListOfficeLogReply['chain']> => {
  const [last] = await context.reports.officeLog({ before: undefined, kind: undefined, count: 1 });
  const entries = last?.seq ?? 0;
  const followed = await followWhole(context.services, 'office', entries, (head) =>
    followPage(head, context),
  );
  return { entries, brokenAt: followed.ok ? null : followed.error.seq };
};

const idKeys = [
  'participant',
  'cohort',
  'session',
  'device',
  'administrator',
  'trainer',
  'from',
  'to',
  'other',
] as const;
const idsIn = (entry: Readonly<Record<string, unknown>>): readonly string[] =>
  idKeys.flatMap((key) => (typeof entry[key] === 'string' ? [entry[key]] : []));

const shown = (entry: z.infer<typeof Entry>, names: ReadonlyMap<string, string>): OfficeLogEntry => {
  const { seq, prev: _prev, kind, actor, at, v: _v, ...details } = entry;
  return {
    seq,
    at,
    kind,
    actor: names.get(actor === 'participant' ? String(details['participant']) : actor) ?? null,
    about: idsIn(details).flatMap((id) => names.get(id) ?? []),
    details: Object.fromEntries(
      Object.entries(details).map(([key, value]) => [
        key,
        value !== null && typeof value === 'object' ? JSON.stringify(value) : value,
      ]),
    ) as OfficeLogEntry['details'],
  };
};

/** GET /api/admin/log?before=…&kind=…: who did what, newest first, and whether the log still holds together (ADM-8). */
export const listOfficeLog = endpoint({
  method: 'get',
  path: '/api/admin/log',
  caller: 'administrator',
  roles: ['reader', 'system', 'approver'],
  reply: ListOfficeLogReply,
  hasEtag: true,
  handle: async ({ query }, context) => {
    const { kind, before: asked } = query;
    if (asked !== undefined && !/^\d{1,9}$/.test(asked)) return err({ code: 'request/malformed' });
    if (kind !== undefined && !/^[a-z-]{1,60}$/.test(kind)) return err({ code: 'request/malformed' });
    const before = asked === undefined ? undefined : Number(asked);
    const rows = await context.reports.officeLog({ before, kind, count: perPage });
    const entries = rows.flatMap(({ text }) => entryIn(text) ?? []);
    const names = await context.reports.namesOf([
      ...new Set(entries.flatMap((entry) => [entry.actor, ...idsIn(entry)])),
    ]);
    return ok({
      entries: entries.map((entry) => shown(entry, names)),
      next: rows.length < perPage ? null : (rows.at(-1)?.seq ?? null),
      kinds: [...(await context.reports.officeLogKinds())],
      chain: await chainOf(context),
    });
  },
});
