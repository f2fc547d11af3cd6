/** GET /api/admin/letters, POST /send, /address and /file: personal links, by e-mail or as a mail-merge file. */
import type { Participant } from '../../domain/office.ts';
import { ok } from '../../domain/result.ts';
import { minuteMs } from '../../domain/time.ts';
import {
  GiveAddressRequest,
  LinkFileRequest,
  ListLettersReply,
  SendLinksReply,
  SendLinksRequest,
} from '../../protocol/letters.ts';
import { Done, done } from '../../protocol/people.ts';
import { endpoint, type Context } from '../http/endpoint.ts';
import { readAddress } from '../letters/address.ts';
import { mergeCsv, mergeWorkbook, type MergeRow } from '../letters/merge-file.ts';
import { personalLink, personalLinkKind } from '../letters/personal-link.ts';
import { addressesOf, type Reachable } from '../letters/recipient.ts';
import { sendLetter } from '../letters/send-letter.ts';
import { byNumber } from './print-badges.ts';
import { byName, ownRecord, refuse } from './people-parts.ts';

const isReached = (reachable: Reachable | undefined): boolean =>
  reachable !== undefined && reachable.kind !== 'none';

/** Every cohort with how many can be written to and have been, and the people of the one asked for (MAIL-6). */
export const listLetters = endpoint({
  method: 'get',
  path: '/api/admin/letters',
  caller: 'administrator',
  roles: ['planner', 'reader'],
  reply: ListLettersReply,
  hasEtag: true,
  handle: async ({ query }, context) => {
    const { programme, letters, services } = context;
    const everybody = await programme.participants();
    const reach = await addressesOf(everybody, context);
    const latest = await letters.latest(personalLinkKind);
    const membersOf = (cohort: string): readonly Participant[] =>
      everybody.filter((person) => person.cohort === cohort);
    return ok({
      from: services.mailFrom ?? null,
      cohorts: [...(await programme.cohorts())].sort(byNumber).map(({ id, name, unit }) => {
        const members = membersOf(id);
        return {
          id,
          name,
          unit,
          people: members.length,
          withAddress: members.filter((person) => isReached(reach.get(person.id))).length,
          sent: members.filter((person) => latest.get(person.id)?.state === 'sent').length,
        };
      }),
      people: [...membersOf(query['cohort'] ?? '')].sort(byName).map(({ id, given, family }) => {
        const letter = latest.get(id);
        const hasAddress = isReached(reach.get(id));
        return {
          participant: id,
          given,
          family,
          hasAddress,
          state: letter?.state ?? (hasAddress ? ('none' as const) : ('no-address' as const)),
          error: letter?.error ?? null,
          at: letter?.at ?? null,
        };
      }),
    });
  },
});

/** A link of one's own needs a card: those who have none get one, as when cards are made (ADM-6). */
const withCards = async (
  people: readonly Participant[],
  actor: string,
  { badges, officeLog, services }: Pick<Context, 'badges' | 'officeLog' | 'services'>,
): Promise<void> => {
  const now = services.clock();
  const count = await badges.issue(
    people.map(({ id }) => id),
    now,
  );
  if (count > 0) await officeLog.append({ kind: 'badges-issued', actor, at: now, count });
};

/**
 * Queues personal links: to everybody in a cohort who has an address and has not got one that is on its way or has
 * arrived, or to one person again (MAIL-3).
 */
export const sendLinks = endpoint({
  method: 'post',
  path: '/api/admin/letters/send',
  caller: 'administrator',
  roles: ['planner'],
  body: SendLinksRequest,
  reply: SendLinksReply,
  handle: async ({ body, caller }, context) => {
    const { programme, letters, officeLog, services } = context;
    if (services.mailFrom === undefined) return refuse('letters/no-server');
    const latest = await letters.latest(personalLinkKind);
    const isOneself = 'participant' in body;
    const one = isOneself ? await ownRecord(body.participant, context) : undefined;
    if (one?.ok === false) return one;
    const people =
      one === undefined
        ? 'cohort' in body
          ? await programme.participantsOf([body.cohort])
          : []
        : [one.value];
    const wanted = people.filter(({ id }) => {
      const state = latest.get(id)?.state;
      return isOneself
        ? state !== 'waiting' && state !== 'sending'
        : state === undefined || state === 'failed';
    });
    const reach = await addressesOf(wanted, context);
    const reached = wanted.filter(({ id }) => isReached(reach.get(id)));
    await withCards(reached, caller.id, context);
    for (const { id } of reached)
      await sendLetter({ kind: personalLinkKind, to: { participant: id }, about: {} }, context);
    if (reached.length > 0)
      await officeLog.append({
        kind: 'letters-queued',
        actor: caller.id,
        at: services.clock(),
        letter: personalLinkKind,
        count: reached.length,
        ...('cohort' in body ? { cohort: body.cohort } : { participant: body.participant }),
      });
    return ok({ queued: reached.length, withoutAddress: wanted.length - reached.length });
  },
});

/** Keeps the address somebody was asked for, or forgets it; the address itself is in no log (MAIL-2). */
export const giveAddress = endpoint({
  method: 'post',
  path: '/api/admin/letters/address',
  caller: 'administrator',
  roles: ['planner', 'protected'],
  body: GiveAddressRequest,
  reply: Done,
  handle: async ({ body, caller }, context) => {
    const { letters, officeLog, services } = context;
    const person = await ownRecord(body.participant, context);
    if (!person.ok) return person;
    const address = body.address.trim() === '' ? undefined : readAddress(body.address);
    if (address === undefined && body.address.trim() !== '') return refuse('letters/address-wrong');
    const now = services.clock();
    await letters.giveAddress(body.participant, address, now);
    await officeLog.append({
      kind: address === undefined ? 'letter-address-removed' : 'letter-address-given',
      actor: caller.id,
      at: now,
      participant: body.participant,
    });
    return ok(done);
  },
});

const mergeRows = async (
  people: readonly Participant[],
  group: string,
  context: Pick<Context, 'badges' | 'letters' | 'identities' | 'services'>,
): Promise<readonly MergeRow[]> => {
  const reach = await addressesOf(people, context);
  const tokens = await context.badges.tokens(people.map(({ id }) => id));
  return [...people].sort(byName).flatMap(({ id, given, family, workplace }): MergeRow[] => {
    const badge = tokens.get(id);
    const to = reach.get(id);
    if (badge === undefined) return [];
    const address = to === undefined || to.kind === 'none' ? '' : to.address;
    return [[given, family, address, group, workplace, personalLink(context.services.origin, badge.token)]];
  });
};

/** A cohort's personal links as a file to merge letters from; who saved it, and when, is kept (MAIL-5). */
export const saveLinkFile = endpoint({
  method: 'post',
  path: '/api/admin/letters/file',
  caller: 'administrator',
  roles: ['planner'],
  needsFreshSignIn: true,
  body: LinkFileRequest,
  reply: 'file',
  limits: [{ name: 'letter-file', max: 60, perMs: 60 * minuteMs, key: ({ address }) => address }],
  handle: async ({ body: { cohort, format }, caller }, context) => {
    const { programme, access, officeLog, services } = context;
    const group = (await programme.cohorts()).find(({ id }) => id === cohort);
    if (group === undefined) return refuse('people/unknown');
    const people = await programme.participantsOf([cohort]);
    await withCards(people, caller.id, context);
    const rows = await mergeRows(people, group.name, context);
    const now = services.clock();
    await access.note({ at: now, actor: caller.id, kind: 'personal-links', about: cohort });
    await officeLog.append({
      kind: 'letter-file-saved',
      actor: caller.id,
      at: now,
      cohort,
      count: rows.length,
      format,
    });
    return ok(
      format === 'csv'
        ? { bytes: mergeCsv(rows), name: `lankar-${cohort}.csv`, type: 'text/csv; charset=utf-8' }
        : {
            bytes: await mergeWorkbook(rows),
            name: `lankar-${cohort}.xlsx`,
            type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          },
    );
  },
});
