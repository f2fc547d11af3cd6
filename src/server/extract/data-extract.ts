/** Puts together everything that is kept about one participant (ACC-3; GDPR article 15). */
import type { Participant } from '../../domain/office.ts';
import { instant } from '../../domain/time.ts';
import type { DataExtract, ExtractedEvent } from '../../protocol/data-extract.ts';
import { hoursOf, idsOf } from '../certificates/hours-of.ts';
import { mySessions } from '../certificates/my-sessions.ts';
import type { Context } from '../http/endpoint.ts';
import type { KeptAbout } from '../store/extract-store.ts';
import { protectedKinds } from '../routes/list-access-log.ts';

const masked = (number: string): string => `${number.slice(0, 8)}-••••`;

/** How somebody was checked in, where the event says so. */
const viaIn = (text: string): string | null => {
  const event = JSON.parse(text) as { readonly via?: unknown };
  return typeof event.via === 'string' ? event.via : null;
};

const eventsIn = (rows: KeptAbout['events'], names: ReadonlyMap<string, string>): ExtractedEvent[] =>
  rows.map(({ device, seq, kind, session, at, received_at, text }) => ({
    at: instant(Number(at)),
    receivedAt: instant(Number(received_at)),
    kind,
    via: viaIn(text),
    session: session === null ? null : (names.get(session) ?? null),
    device: names.get(device) ?? device,
    number: seq,
  }));

const recordsIn = (kept: KeptAbout, names: ReadonlyMap<string, string>) => ({
  places: kept.places.map(({ cohort, from_day, to_day }) => ({
    cohort: names.get(cohort) ?? cohort,
    from: from_day,
    to: to_day,
  })),
  cards: kept.cards.map(({ code, issued_at, blocked_at }) => ({
    code,
    issuedAt: instant(Number(issued_at)),
    blockedAt: blocked_at === null ? null : instant(Number(blocked_at)),
  })),
  phones: kept.phones.map(({ created_at, expires_at }) => ({
    since: instant(Number(created_at)),
    until: instant(Number(expires_at)),
  })),
  notices: kept.notices.map(({ version, shown_at }) => ({ version, shownAt: instant(Number(shown_at)) })),
  letters: kept.letters.map(({ kind, state, changed_at }) => ({
    kind,
    state,
    at: instant(Number(changed_at)),
  })),
  reported: kept.reported.map(({ month, version, minutes, reported_minutes }) => ({
    month,
    version,
    minutes,
    reportedMinutes: reported_minutes,
  })),
});

/**
 * Everything about one participant. `isWhole` for the person and for the handler of protected identities: to others
 * somebody who goes by an alias has no date of birth and no address here, whether protected or not (PROT-3).
 */
export const extractOf = async (
  person: Participant,
  isWhole: boolean,
  context: Context,
): Promise<DataExtract> => {
  const isHidden = !isWhole && person.family === '';
  const { access, extracts, identities, reports, services } = context;
  const ids = await idsOf(person.id, context);
  const kept = await extracts.about(ids);
  const { number = null } = (await identities.read([person.id])).get(person.id) ?? {};
  const cohortIds = person.cohort === null ? [] : [person.cohort];
  const named = [
    ...kept.events.flatMap(({ device, session }) => [device, ...(session === null ? [] : [session])]),
    ...kept.places.map(({ cohort }) => cohort),
    ...cohortIds,
  ];
  const names = await reports.namesOf([...new Set(named)]);
  const seen = await access.about(person.id);
  const { cohort, ...plain } = person;
  return {
    madeAt: instant(services.clock()),
    programme: services.programme,
    person: {
      ...plain,
      cohort: cohort === null ? null : (names.get(cohort) ?? null),
      email: isHidden ? '' : person.email,
      letterAddress: isHidden ? null : kept.letterAddress,
      number: number === null || isHidden ? null : masked(number),
      leftOn: kept.leftOn,
      leftReason: kept.leftReason,
    },
    ...recordsIn(kept, names),
    sessions: [...(await mySessions(person, await hoursOf(person.id, context), context))],
    events: eventsIn(kept.events, names),
    seen: seen
      .filter(({ kind }) => !protectedKinds.includes(kind))
      .map(({ at, kind, about }) => ({ at: instant(Number(at)), kind, about })),
  };
};
