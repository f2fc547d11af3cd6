/** GET /api/admin/people/doubles and POST /api/admin/people/merge: records that may be one person's, made one. */
import * as z from 'zod/mini';
import type { Participant } from '../../domain/office.ts';
import { ok } from '../../domain/result.ts';
import { dayOf } from '../../domain/time.ts';
import {
  ApartRequest,
  Done,
  done,
  ListDoublesReply,
  MergeRequest,
  type DoubleSide,
} from '../../protocol/people.ts';
import { plainName } from '../../domain/plain-name.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { handIdentityOver, knownOf } from '../identity/two-records.ts';
import { ownRecord, refuse, seers } from './people-parts.ts';

/** What two records of one person have in common: the words of the name and the unit, or the address. */
const marksOf = ({ given, family, unit, email }: Participant): readonly string[] =>
  family === ''
    ? []
    : [
        `name/${unit}/${plainName(`${given} ${family}`).split(' ').sort().join(' ')}`,
        ...(email === '' ? [] : [`mail/${email.toLowerCase()}`]),
      ];

type Pair = readonly [Participant, Participant];

/** Pairs that look like one person's (PPL-5). Somebody under an alias is never among them: an alias says nothing. */
export const likelyDoubles = (people: readonly Participant[]): readonly Pair[] => {
  const first = new Map<string, Participant>();
  const pairs = new Map<string, Pair>();
  for (const person of people)
    for (const mark of marksOf(person)) {
      const other = first.get(mark);
      if (other === undefined) first.set(mark, person);
      else if (other.id !== person.id) pairs.set(`${other.id}/${person.id}`, [other, person]);
    }
  return [...pairs.values()];
};

const sidesOf = async (
  pairs: readonly Pair[],
  context: Pick<Context, 'programme' | 'attendance' | 'badges' | 'reports'>,
): Promise<readonly [DoubleSide, DoubleSide][]> => {
  const names = new Map((await context.programme.cohorts()).map(({ id, name }) => [id, name]));
  const ids = [...new Set(pairs.flat().map(({ id }) => id))];
  const minutes = await context.reports.minutesOf(ids);
  const cards = (await context.badges.ofParticipants(ids)).filter(({ blocked_at }) => blocked_at === null);
  const side = async ({ id, given, family, unit, workplace, cohort }: Participant): Promise<DoubleSide> => ({
    id,
    given,
    family,
    unit,
    workplace,
    cohort: cohort === null ? null : (names.get(cohort) ?? cohort),
    minutes: minutes.get(id) ?? 0,
    sessions: (await context.attendance.ofParticipant(id)).size,
    badges: cards.filter(({ participant }) => participant === id).length,
  });
  const shown: [DoubleSide, DoubleSide][] = [];
  for (const [a, b] of pairs) shown.push([await side(a), await side(b)]);
  return shown;
};

const apartKind = 'participants-apart';
const Apart = z.looseObject({ participant: z.string(), other: z.string() });

/** Pairs that somebody has said are two people, as the office's log has it; both ways round. */
const saidApart = async ({ reports }: Pick<Context, 'reports'>): Promise<ReadonlySet<string>> => {
  const entries = await reports.officeLog({ before: undefined, kind: apartKind, count: 10_000 });
  return new Set(
    entries.flatMap(({ text }) => {
      const entry = Apart.safeParse(JSON.parse(text)).data;
      return entry === undefined
        ? []
        : [`${entry.participant}/${entry.other}`, `${entry.other}/${entry.participant}`];
    }),
  );
};

export const listDoubles = endpoint({
  method: 'get',
  path: '/api/admin/people/doubles',
  caller: 'administrator',
  roles: seers,
  reply: ListDoublesReply,
  hasEtag: true,
  handle: async (_asked, context) => {
    const apart = await saidApart(context);
    const pairs = likelyDoubles(await context.programme.participants());
    const left = pairs.filter(([a, b]) => !apart.has(`${a.id}/${b.id}`));
    return ok({ pairs: [...(await sidesOf(left, context))] });
  },
});

/** Two who look alike are two people: said once, in the office's log (PPL-5). */
export const keepApart = endpoint({
  method: 'post',
  path: '/api/admin/people/apart',
  caller: 'administrator',
  roles: ['planner'],
  body: ApartRequest,
  reply: Done,
  handle: async ({ body: { one, other }, caller }, context) => {
    for (const id of [one, other]) {
      const person = await ownRecord(id, context);
      if (!person.ok) return person;
    }
    await context.officeLog.append({
      kind: apartKind,
      actor: caller.id,
      at: context.services.clock(),
      participant: one,
      other,
    });
    return ok(done);
  },
});

/**
 * Whether two records may be made one by anybody who plans. Where both have a number, or an alias is involved, they may
 * well be two people: then only the handler of protected identities decides (PPL-6). The refusal is the same in every
 * case, so that nobody can learn from it who is protected.
 */
const mayMerge = async (
  from: Participant,
  to: Participant,
  isHandler: boolean,
  { identities }: Pick<Context, 'identities'>,
): Promise<'yes' | 'people/merge-unsafe' | 'people/merge-other-way'> => {
  const [a, b] = [await knownOf(from.id, identities), await knownOf(to.id, identities)];
  const isHidden = [a.isProtected || from.family === '', b.isProtected || to.family === ''];
  const isDoubtful = (a.hasNumber && b.hasNumber) || isHidden.includes(true);
  if (isDoubtful && !isHandler) return 'people/merge-unsafe';
  return isHidden[0] === true && isHidden[1] === false ? 'people/merge-other-way' : 'yes';
};

/** What is recorded for one belongs to the other from now on; nothing is deleted (PPL-5). */
export const mergePeople = endpoint({
  method: 'post',
  path: '/api/admin/people/merge',
  caller: 'administrator',
  roles: ['planner'],
  body: MergeRequest,
  reply: Done,
  handle: async ({ body, caller }, context) => {
    const { people, badges, identities, attendance, officeLog, services } = context;
    if (body.from === body.to) return refuse('people/unknown');
    const from = await ownRecord(body.from, context);
    if (!from.ok) return from;
    const to = await ownRecord(body.to, context);
    if (!to.ok) return to;
    const verdict = await mayMerge(from.value, to.value, caller.roles.has('protected'), context);
    if (verdict !== 'yes') return refuse(verdict);
    const now = services.clock();
    const sessions = await people.sessionsNaming([body.from, body.to]);
    const hasPlace = (await people.places(body.from)).some(({ to_day }) => to_day === null);
    if (hasPlace) await people.comeBack(body.to);
    await people.merge(body.from, body.to, now, dayOf(now));
    await badges.handOver(body.from, body.to);
    await handIdentityOver(body.from, body.to, identities);
    await officeLog.append({
      kind: 'participants-merged',
      actor: caller.id,
      at: now,
      from: body.from,
      to: body.to,
    });
    await attendance.recompute(sessions, now);
    return ok(done);
  },
});
