/**
 * Writes a country into an empty database: real chains and hashes, heads signed by keys of their own, attendance by the
 * product's own fold, months locked as its own rules give. All of it is clearly demo: municipalities have numbers for
 * names, people have names of made-up parts, and only those of one municipality have numbers, which can belong to nobody.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { ParticipantId, SessionId } from '../../../src/domain/ids.ts';
import { noHash } from '../../../src/domain/log.ts';
import type { MonthLine } from '../../../src/domain/month.ts';
import { addDays, dayMs, firstDayAfter, hourMs, instantAt, monthOf } from '../../../src/domain/time.ts';
import { hashOf } from '../../../src/server/http/services.ts';
import { loadSecrets } from '../../../src/server/secrets.ts';
import { peopleOf, type Country, type CountryCohort, type CountrySession } from './country-plan.ts';
import { atTheDoor, sha, type Tablet } from './door.ts';
import { append, domainSession, lock, putComputed, putPlanned, type OfficeRows } from './kept-rows.ts';
import { putCohort, putTablets, tabletsOf } from './people-rows.ts';
import type { Sink } from './sinks.ts';

/** What the bench calls as. */
export type Generated = {
  readonly events: number;
  readonly people: number;
  readonly sessions: number;
  readonly admin: string;
  readonly tablet: {
    readonly id: string;
    readonly token: string;
    readonly key: CryptoKey;
    seq: number;
    hash: string;
  };
  readonly phone: string;
  /** Sessions of today that have not begun at the door: one for each push. */
  readonly live: readonly { readonly id: string; readonly people: readonly string[] }[];
  /** A session of this month, and the last locked month. */
  readonly session: string;
  readonly lockedMonth: string;
  readonly name: string;
};

/** One session at the door for each cohort today, planned and still without events: what tablets push while measured. */
const liveSessions = (country: Country): readonly CountrySession[] =>
  country.recent.map((cohort, i) => ({
    id: `z-live-${String(i).padStart(2, '0')}`,
    cohort,
    number: 6,
    startsAt: country.now - hourMs,
    endsAt: country.now + 3 * hourMs,
    breakAt: country.now + hourMs,
  }));

/** Fills the database; `folder` holds the keys that it has been opened with once. */
export const generateCountry = async (country: Country, folder: string, sink: Sink): Promise<Generated> => {
  const { now } = country;
  const secrets = await loadSecrets(join(folder, 'secrets'));
  const tablets = await tabletsOf(country.units);
  const tabletOf = (cohort: CountryCohort): Tablet => {
    const unit = Number(cohort.unit.slice(-3)) - 1;
    const found = tablets[unit * 2 + (cohort.index % 2)];
    if (found === undefined) throw new Error('no tablet');
    return found;
  };
  const office: OfficeRows = { seq: 0, hash: noHash, sink };
  const arrivals = { n: 0, hash: createHash('sha256') };
  const taken = new Set<string>();
  let people = 0;
  for (const cohort of country.cohorts()) {
    await putCohort(sink, cohort, {
      secrets,
      now,
      taken: cohort.index < country.recent.length ? taken : undefined,
    });
    people += 20;
    if (cohort.index % 50 === 0) await sink.flush();
  }
  for (const [login, role] of [
    ['demo-granskare', 'reviewer'],
    ['demo-godkannare', 'approver'],
  ] as const) {
    sink.put('administrators', {
      id: login,
      name: login,
      login,
      password: 'none',
      created_at: now,
      disabled_at: null,
      last_signed_in_at: null,
    });
    sink.put('administrator_roles', { administrator: login, role });
    append(office, { kind: 'administrator-added', actor: login, at: now - 1001 * dayMs });
  }
  const reported = new Map<string, number>();
  const thisMonth = monthOf(now);
  const planned = createHash('sha256');
  let sessions = 0;
  let lockedMonth = '';
  let shown = '';
  for (const { month, sessions: own } of country.months()) {
    const isOpen = month === thisMonth;
    const lines: MonthLine[] = [];
    const reviewedAt = Math.min(now - 2 * hourMs, instantAt(addDays(firstDayAfter(month), 4), '10:00'));
    for (const [i, one] of own.entries()) {
      const session = domainSession(one);
      planned.update(putPlanned(sink, session, one.cohort.unit, now - 1000 * dayMs));
      const ids = peopleOf(one.cohort).map(({ id }) => id);
      const isLeft = isOpen && i % 5 === 4;
      const events = atTheDoor({ tablet: tabletOf(one.cohort), sink, arrivals }, one, ids, isLeft);
      const kept = putComputed(sink, office, session, events, new Set(ids), isLeft ? undefined : reviewedAt);
      for (const { participant, minutes } of kept.folded.byParticipant.values())
        lines.push({
          session: SessionId.parse(one.id),
          participant: ParticipantId.parse(participant),
          minutes,
          isReviewed: kept.isReviewed,
          isCertified: kept.folded.certificates.get(participant)?.minutes === minutes,
        });
      if (isLeft) shown = one.id;
      if (i % 20 === 19) await sink.flush();
    }
    sessions += own.length;
    if (!isOpen) {
      const at = Math.min(now - hourMs, instantAt(addDays(firstDayAfter(month), 20), '09:30'));
      lock(office, month, at, lines, month !== country.lastMonth, { reported, arrivals });
      lockedMonth = month;
    }
    await sink.flush();
  }
  const live = liveSessions(country);
  for (const one of live)
    planned.update(putPlanned(sink, domainSession(one), one.cohort.unit, now - 1000 * dayMs));
  append(office, {
    kind: 'sessions-planned',
    actor: 'server',
    at: now - 1000 * dayMs,
    sessions: sessions + live.length,
    hash: planned.digest('base64url'),
  });
  const [tablet] = tablets;
  if (tablet === undefined) throw new Error('no tablet');
  const tokens = {
    tablet: `demo-tablet-${'t'.repeat(40)}`,
    phone: `demo-phone-${'p'.repeat(40)}`,
    admin: `demo-admin-${'a'.repeat(40)}`,
  };
  await putTablets(sink, tablets, now, tablet.id, tokens.tablet);
  sink.put('participant_sign_ins', {
    token_hash: hashOf(tokens.phone),
    participant: 'p0000000',
    badge: hashOf(
      sha('demo-country/p0000000')
        .slice(0, 26)
        .toUpperCase()
        .replaceAll(/[^0-9A-Z]/g, 'X'),
    ),
    level: 'link',
    created_at: now - dayMs,
    expires_at: now + 30 * dayMs,
  });
  await sink.end();
  const [first] = peopleOf(country.recent[0] as CountryCohort);
  return {
    events: arrivals.n,
    people,
    sessions: sessions + live.length,
    admin: tokens.admin,
    tablet: {
      id: tablet.id,
      token: tokens.tablet,
      key: tablet.privateKey,
      seq: tablet.seq,
      hash: tablet.hash,
    },
    phone: tokens.phone,
    live: live.map(({ id, cohort }) => ({ id, people: peopleOf(cohort).map((one) => one.id) })),
    session: shown,
    lockedMonth,
    name: `${first?.given ?? ''} ${first?.family ?? ''}`,
  };
};
