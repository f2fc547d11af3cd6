/**
 * Puts the demo programme into an empty database: people, plan, badges, and the tablets' logs, each chained and signed
 * with a key that is thrown away. What the demo shows of the past went through the same form as what a tablet sends.
 */
import { AttendanceEvent } from '../../domain/events.ts';
import { DeviceId } from '../../domain/ids.ts';
import { canonical, emptyHead, placeAfter, type LogHead } from '../../domain/log.ts';
import { dayOf, instant, minuteMs } from '../../domain/time.ts';
import { sha256 } from '../../signing/hash.ts';
import { signHead } from '../../signing/heads.ts';
import { createKeyPair } from '../../signing/keys.ts';
import type { Services } from '../http/services.ts';
import { inTransaction, type Database } from '../store/database.ts';
import type { NewLogRow } from '../store/log-store.ts';
import { createStores, type Stores } from '../store/stores.ts';
import { bringToToday } from './bring-to-today.ts';
import { generateDemo } from './generate.ts';
import type { DemoLog } from './history.ts';

/** Told while seeding goes on, so that a person knows what is happening. */
export type OnStep = (step: 'people' | 'badges' | 'history') => void;

const demoSeed = 25_021;

const seedLog = async ({ device, drafts }: DemoLog, { devices, logs }: Stores): Promise<void> => {
  const id = DeviceId.parse(device.id);
  const { privateKey, publicKey } = await createKeyPair();
  await devices.add({ id, name: device.name, unit: device.unit, publicKey }, device.enrolledAt);
  let head: LogHead = emptyHead;
  const rows: NewLogRow[] = [];
  for (const { at, draft } of drafts) {
    const event = AttendanceEvent.parse(placeAfter(head, id, at, draft));
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
      received_at: event.at + 20 * minuteMs,
      clock_offset_ms: 0,
      set_aside: null,
    });
  }
  await logs.append(rows);
  const at = instant(device.lastContactAt);
  const signed = await signHead(privateKey, { device: id, ...head, at });
  await devices.update(id, {
    head_seq: head.seq,
    head_hash: head.hash,
    signed_head: JSON.stringify(signed),
    last_contact_at: device.lastContactAt,
    plan_fetched_at: device.lastContactAt,
    clock_offset_ms: 0,
    revoked_at: device.revokedAt,
    health: JSON.stringify({ appVersion: 'demo', storage: 'persistent', planIssuedAt: null, unsent: 0 }),
  });
};

/** Fills an empty database with the demo programme as it stands now (DEMO-2, DEMO-7). */
export const seedDemo = async (database: Database, services: Services, onStep: OnStep): Promise<void> => {
  const now = instant(services.clock());
  const demo = generateDemo({ seed: demoSeed, today: dayOf(now), now });
  await inTransaction(database, async (tx) => {
    const stores = createStores(tx, services);
    onStep('people');
    await stores.programme.putCohorts(demo.cohorts);
    await stores.programme.putParticipants(demo.participants);
    await stores.programme.putSessions(demo.sessions);
    for (const { participant, number, isProtected } of demo.identities)
      await stores.identities.keep(participant, number, isProtected);
    onStep('badges');
    await stores.badges.issue(
      demo.participants.map(({ id }) => id),
      now,
    );
    onStep('history');
    for (const log of demo.logs) await seedLog(log, stores);
    const held = demo.sessions
      .filter(({ session }) => session.startsAt < now)
      .map(({ session }) => session.id);
    await stores.attendance.recompute(held, now);
    await stores.officeLog.append({ kind: 'demo-seeded', actor: 'server', at: now, seed: demoSeed });
    await stores.settings.put('programme', demo.programme);
    await stores.settings.put('office-name', demo.office.name);
    await stores.settings.put('office-phone', demo.office.phone);
  });
};

/** Moves untouched sessions of an older demo so that there are sessions today again (DEMO-8). */
export const refreshDemo = (database: Database, services: Services): Promise<void> =>
  inTransaction(database, async (tx) => {
    const stores = createStores(tx, services);
    const now = instant(services.clock());
    const sessions = await stores.programme.sessionsBetween(0, Number.MAX_SAFE_INTEGER);
    const states = await stores.attendance.states(sessions.map(({ session }) => session.id));
    await stores.programme.putSessions(
      bringToToday([...sessions], (id) => states.get(id)?.opened_at != null, now),
    );
  });
