/**
 * Puts the demo programme into an empty database: people, plan, badges, and the tablets' logs, each chained and signed
 * with a key that is thrown away. What the demo shows of the past went through the same form as what a tablet sends.
 */
import { AttendanceEvent, type EventDraft } from '../../domain/events.ts';
import { DeviceId, type SessionId } from '../../domain/ids.ts';
import { canonical, emptyHead, placeAfter, type LogHead } from '../../domain/log.ts';
import { dayOf, instant, minuteMs, type Instant } from '../../domain/time.ts';
import { walkInPurpose, walkInText } from '../../domain/walk-in.ts';
import { sealToOffice } from '../../signing/envelope.ts';
import { sha256 } from '../../signing/hash.ts';
import { signHead } from '../../signing/heads.ts';
import { createKeyPair, type KeyPair } from '../../signing/keys.ts';
import type { Services } from '../http/services.ts';
import { phonesDevice } from '../phones-log.ts';
import { holdLock, inTransaction, type Database, type Tx } from '../store/database.ts';
import type { NewLogRow } from '../store/log-store.ts';
import { recordSessionsPlanned } from '../session-versions.ts';
import { createStores, type Stores } from '../store/stores.ts';
import { bringToToday } from './bring-to-today.ts';
import { generateDemo } from './generate.ts';
import { demoPlanning, type DemoPlanning } from './planning.ts';
import type { DemoEntry, DemoLog } from './history.ts';
import { createRandom } from './random.ts';
import { settleMonths } from './settle-months.ts';
import { giveTrainersCodes } from './trainers.ts';

/** Told while seeding goes on, so that a person knows what is happening. */
export type OnStep = (step: 'people' | 'badges' | 'history' | 'months') => void;

const demoSeed = 25_021;

/** An event as it stands in a log: what was written about a walk-in is sealed to the office first (WALK-1). */
const sealed = async ({ draft }: DemoEntry, officeKey: string): Promise<EventDraft> => {
  if (!('written' in draft)) return draft;
  const { written, ...walkIn } = draft;
  const purpose = walkInPurpose(draft.session, draft.participant);
  return { ...walkIn, sealed: await sealToOffice(officeKey, purpose, walkInText(written)) };
};

type Seeded = { readonly head: LogHead; readonly lastAt: Instant };

/** Writes a device's whole log, each event received `delayMs` after it was recorded. */
const seedEvents = async (
  id: DeviceId,
  entries: readonly DemoEntry[],
  delayMs: number,
  { logs }: Stores,
  services: Services,
): Promise<Seeded> => {
  let head: LogHead = emptyHead;
  const rows: NewLogRow[] = [];
  for (const entry of entries) {
    const draft = await sealed(entry, services.secrets.officePublicKey);
    const event = AttendanceEvent.parse(placeAfter(head, id, entry.at, draft));
    const text = canonical(event);
    head = { seq: event.seq, hash: await sha256(text) };
    rows.push({
      device: id,
      seq: head.seq,
      hash: head.hash,
      text,
      kind: event.kind,
      session: event.session,
      participant: 'participant' in event ? event.participant : null,
      at: event.at,
      received_at: event.at + delayMs,
      clock_offset_ms: 0,
      set_aside: null,
    });
  }
  await logs.append(rows);
  return { head, lastAt: entries.at(-1)?.at ?? instant(0) };
};

const headOf = async (key: KeyPair['privateKey'], device: DeviceId, head: LogHead, at: Instant) => ({
  head_seq: head.seq,
  head_hash: head.hash,
  signed_head: JSON.stringify(await signHead(key, { device, ...head, at })),
  clock_offset_ms: 0,
});

const seedLog = async ({ device, drafts }: DemoLog, stores: Stores, services: Services): Promise<void> => {
  const { devices } = stores;
  const { id, name, unit, enrolledAt, lastContactAt, revokedAt } = device;
  const { privateKey, publicKey } = await createKeyPair();
  await devices.add({ id, name, unit, publicKey }, enrolledAt);
  const { head } = await seedEvents(id, drafts, 20 * minuteMs, stores, services);
  await devices.update(id, {
    ...(await headOf(privateKey, id, head, lastContactAt)),
    last_contact_at: lastContactAt,
    plan_fetched_at: lastContactAt,
    revoked_at: revokedAt,
    health: JSON.stringify({ appVersion: 'demo', storage: 'persistent', planIssuedAt: null, unsent: 0 }),
  });
};

/** What phones sent, in the office's own log and signed by the office (CODE-7). */
const seedPhones = async (
  entries: readonly DemoEntry[],
  stores: Stores,
  services: Services,
): Promise<void> => {
  const [first] = entries;
  if (first === undefined) return;
  const id = DeviceId.parse((await phonesDevice(stores, services)).id);
  const { head, lastAt } = await seedEvents(id, entries, 0, stores, services);
  await stores.devices.update(id, {
    ...(await headOf(services.secrets.receiptKey, id, head, lastAt)),
    enrolled_at: first.at,
    last_contact_at: lastAt,
  });
};

const seedPlanning = async (
  { venues, waves, series, sessions }: DemoPlanning,
  context: Pick<Stores, 'planning' | 'officeLog'> & { readonly services: Services },
): Promise<void> => {
  const { planning, services } = context;
  for (const venue of venues) await planning.putVenue(venue);
  for (const wave of waves) await planning.putWave(wave);
  for (const { id, cohort } of series)
    await planning.addSeries({ id, cohort, surveyLink: null }, services.clock());
  await planning.put(sessions);
  await recordSessionsPlanned(context, sessions, 'server');
};

const seed = async (tx: Tx, services: Services, onStep: OnStep): Promise<void> => {
  const now = instant(services.clock());
  const demo = generateDemo({ seed: demoSeed, today: dayOf(now), now });
  const stores = createStores(tx, services);
  onStep('people');
  await stores.programme.putCohorts(demo.cohorts);
  await stores.programme.putParticipants(demo.participants);
  for (const { participant, number, isProtected } of demo.identities)
    await stores.identities.keep(participant, number, isProtected);
  onStep('badges');
  await stores.badges.issue(
    demo.participants.map(({ id }) => id),
    now,
  );
  onStep('history');
  for (const log of demo.logs) await seedLog(log, stores, services);
  await seedPlanning(
    demoPlanning(
      demo.sessions,
      demo.logs.map(({ device }) => device),
      now,
    ),
    { ...stores, services },
  );
  await seedPhones(demo.phones, stores, services);
  await giveTrainersCodes(stores, services);
  const held = demo.sessions.filter(({ session }) => session.startsAt < now).map(({ session }) => session.id);
  await stores.attendance.recompute(held, now);
  onStep('months');
  await settleMonths(createRandom(demoSeed).fork('months'), demo.sessions, now, stores, services);
  await stores.officeLog.append({ kind: 'demo-seeded', actor: 'server', at: now, seed: demoSeed });
  await stores.settings.put('programme', demo.programme);
  await stores.settings.put('office-name', demo.office.name);
  await stores.settings.put('office-phone', demo.office.phone);
};

/** Fills an empty database with the demo programme as it stands now (DEMO-2, DEMO-7). */
export const seedDemo = (database: Database, services: Services, onStep: OnStep): Promise<void> =>
  inTransaction(database, (tx) => seed(tx, services, onStep));

/** Moves untouched sessions of an older demo so that there are sessions today again (DEMO-8), and gives new trainers codes. */
const refresh = async (tx: Tx, services: Services): Promise<void> => {
  const stores = createStores(tx, services);
  const now = instant(services.clock());
  await giveTrainersCodes(stores, services);
  const sessions = await stores.programme.sessionsBetween(0, Number.MAX_SAFE_INTEGER);
  const states = await stores.attendance.states(sessions.map(({ session }) => session.id));
  const standing = {
    isTouched: (id: SessionId) => states.get(id)?.opened_at != null,
    isClosed: (id: SessionId) => states.get(id)?.closed_at != null,
  };
  const moved = bringToToday([...sessions], standing, now);
  const planned = await stores.planning.plannedOf(moved);
  const venues = new Map((await stores.planning.venues()).map(({ name, id }) => [name, id]));
  await stores.planning.put(planned.map((one) => ({ ...one, venue: venues.get(one.session.place) ?? null })));
  await recordSessionsPlanned({ ...stores, services }, await stores.planning.all(), 'server');
};

/**
 * Makes the demo ready for today: filled if it is not, otherwise moved to today. One process at a time, so that of
 * several that start together one fills it and the others wait; a start that was killed while it filled it left nothing,
 * and the next one fills it (MANY-5).
 */
export const readyDemo = (database: Database, services: Services, onStep: OnStep): Promise<void> =>
  inTransaction(database, async (tx) => {
    await holdLock(tx, 'demo');
    const isFilled = (await createStores(tx, services).settings.get('programme')) !== undefined;
    await (isFilled ? refresh(tx, services) : seed(tx, services, onStep));
  });
