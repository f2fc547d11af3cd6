/**
 * An office that tablets hand their logs in to, for measuring: the real server as a process of its own on a folder or
 * a PostgreSQL of its own, a programme with as many sessions as the events need, and logs written and signed by the
 * product's own code.
 */
import { readFileSync } from 'node:fs';
import type { EventDraft } from '../../src/domain/events.ts';
import { CohortId, DeviceId, Hash, ParticipantId, SessionId, UnitId } from '../../src/domain/ids.ts';
import { canonical, emptyHead, placeAfter, type LogHead } from '../../src/domain/log.ts';
import type { Session } from '../../src/domain/programme.ts';
import { dayMs, hourMs, instant, minuteMs } from '../../src/domain/time.ts';
import type { OwnEvent } from '../../src/app/device/own-log.ts';
import { hashOf } from '../../src/server/http/services.ts';
import { createDeviceStore } from '../../src/server/store/device-store.ts';
import { createProgrammeStore } from '../../src/server/store/programme-store.ts';
import { inTransaction, type Database } from '../../src/server/store/database.ts';
import { sha256 } from '../../src/signing/hash.ts';
import { signHead } from '../../src/signing/heads.ts';
import { createKeyPair, type KeyPair } from '../../src/signing/keys.ts';
import { openDatabaseOf, startOfficeProcess, type OfficeProcess } from '../support/office-process.ts';
import type { PostgresDatabase } from '../support/postgres.ts';

export const perPush = 500;
const perSession = 39;
/** What a session gives: opened, everybody in, everybody out, closed. */
export const eventsPerSession = 2 * perSession + 2;
const groups = 60;
const unit = UnitId.parse('farsta');

const cohortOf = (n: number): CohortId => CohortId.parse(`grupp-${n % groups}`);
const personIn = (n: number, i: number): ParticipantId =>
  ParticipantId.parse(`person-${n % groups}-${i}-7f3k9q2x`);
const sessionIdOf = (n: number): SessionId => SessionId.parse(`session-${n}-h4d8s1m6`);

/** Every session is on a day of its own for its group, so that nobody is at two at once. */
const sessionOf = (n: number, now: number): Session => {
  const startsAt = now - (2 + 3 * Math.floor(n / groups)) * dayMs;
  return {
    id: sessionIdOf(n),
    kind: 'on-site',
    title: `Tillfälle ${n}`,
    cohorts: [cohortOf(n)],
    startsAt: instant(startsAt),
    endsAt: instant(startsAt + 4 * hourMs),
    breaks: [{ from: instant(startsAt + 2 * hourMs), to: instant(startsAt + 2 * hourMs + 20 * minuteMs) }],
    place: 'Farsta, sal Eken',
    trainer: 'Kim Alm',
    number: 1,
    of: 6,
    cancelled: false,
  };
};

/** A tablet that is enrolled and signed in. */
export type BenchTablet = { readonly id: DeviceId; readonly token: string; readonly keys: KeyPair };

export type SyncWorld = {
  readonly office: OfficeProcess;
  readonly origin: string;
  readonly now: number;
  readonly open: () => Database;
  readonly addTablets: (count: number) => Promise<readonly BenchTablet[]>;
  /** The next sessions that nobody has been at: enough for `events`. */
  readonly sessionsFor: (events: number) => Promise<readonly Session[]>;
  readonly end: () => Promise<void>;
};

const plantPeople = (database: Database): Promise<void> =>
  inTransaction(database, async (tx) => {
    const programme = createProgrammeStore(tx);
    const numbers = Array.from({ length: groups }, (_, n) => n);
    await programme.putCohorts(
      numbers.map((n) => ({ id: cohortOf(n), name: `Grupp ${n}`, track: 'employee', unit })),
    );
    await programme.putParticipants(
      numbers.flatMap((n) =>
        Array.from({ length: perSession }, (_, i) => ({
          id: personIn(n, i),
          given: `Kim ${i}`,
          family: 'Granmoln',
          email: '',
          unit,
          workplace: '',
          track: 'employee' as const,
          isKeyPerson: false,
          cohort: cohortOf(n),
        })),
      ),
    );
  });

/** Starts an office on SQLite, or on the PostgreSQL database given. `settings` are its environment's. */
export const startSyncWorld = async (
  postgres?: PostgresDatabase,
  settings: Readonly<Record<string, string>> = {},
): Promise<SyncWorld> => {
  const now = Date.now();
  const office = await startOfficeProcess({
    ...settings,
    ...(postgres === undefined ? {} : { DATABASE_URL: postgres.url }),
  });
  const open = (): Database => postgres?.open() ?? openDatabaseOf(office.folder);
  const within = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    const database = open();
    try {
      return await work(database);
    } finally {
      await database.db.destroy();
    }
  };
  await within(plantPeople);
  let tablets = 0;
  let sessions = 0;
  return {
    office,
    origin: `http://localhost:${office.port}`,
    now,
    open,
    addTablets: (count) =>
      within((database) =>
        inTransaction(database, async (tx) => {
          const devices = createDeviceStore(tx);
          const added: BenchTablet[] = [];
          for (let i = 0; i < count; i += 1) {
            const keys = await createKeyPair();
            tablets += 1;
            const id = DeviceId.parse(`platta-${tablets}-b7c2e9f4`);
            const token = `${id}-${'t'.repeat(40)}`;
            await devices.add({ id, name: `Platta ${tablets}`, unit, publicKey: keys.publicKey }, now);
            await devices.addSignIn(hashOf(token), id, now + 10 * hourMs, now);
            added.push({ id, token, keys });
          }
          return added;
        }),
      ),
    sessionsFor: (events) =>
      within((database) =>
        inTransaction(database, async (tx) => {
          const planned = Array.from({ length: Math.ceil(events / eventsPerSession) }, () => {
            sessions += 1;
            return sessionOf(sessions, now);
          });
          await createProgrammeStore(tx).putSessions(planned.map((session) => ({ session, unit })));
          return planned;
        }),
      ),
    end: office.end,
  };
};

const draftsOf = async (n: number, session: Session): Promise<readonly (readonly [number, EventDraft])[]> => {
  const { id, startsAt, endsAt } = session;
  const people = Array.from({ length: perSession }, (_, i) => personIn(n, i));
  const tokens = await Promise.all(people.map((person) => sha256(`badge ${person}`)));
  const kinds = (at: number, draft: unknown): readonly [number, EventDraft] => [at, draft as EventDraft];
  return [
    kinds(startsAt - 10 * minuteMs, { kind: 'session-opened', session: id }),
    ...people.map((participant, i) =>
      kinds(startsAt - 5 * minuteMs + i * 4000, {
        kind: 'checked-in',
        session: id,
        participant,
        via: 'badge',
        token: Hash.parse(tokens[i]),
      }),
    ),
    ...people.map((participant, i) =>
      kinds(endsAt + i * 3000, { kind: 'checked-out', session: id, participant, via: 'badge' }),
    ),
    kinds(endsAt + 5 * minuteMs, { kind: 'session-closed', session: id }),
  ];
};

/** The log of a tablet that was at these sessions, at most `count` events, as it is kept on the tablet. */
export const logOf = async (
  { id }: Pick<BenchTablet, 'id'>,
  sessions: readonly Session[],
  count: number,
): Promise<readonly OwnEvent[]> => {
  const log: OwnEvent[] = [];
  let head: LogHead = emptyHead;
  for (const session of sessions)
    for (const [at, draft] of await draftsOf(Number(session.id.split('-')[1]), session)) {
      if (log.length === count) return log;
      const text = canonical(placeAfter(head, id, instant(at), draft));
      head = { seq: head.seq + 1, hash: await sha256(text) };
      log.push({ seq: head.seq, session: session.id, text, hash: head.hash });
    }
  return log;
};

/** The bodies of the pushes that hand in a log, in order. */
export const pushesOf = async (
  { id, keys }: BenchTablet,
  log: readonly OwnEvent[],
  now: number,
): Promise<readonly string[]> => {
  const bodies: string[] = [];
  for (let at = 0; at < log.length; at += perPush) {
    const part = log.slice(at, at + perPush);
    const [first, last] = [part[0], part.at(-1)];
    if (first === undefined || last === undefined) break;
    const head = await signHead(keys.privateKey, {
      device: id,
      seq: last.seq,
      hash: last.hash,
      at: instant(now),
    });
    bodies.push(
      JSON.stringify({
        from: first.seq,
        events: part.map(({ text }) => text),
        head,
        health: {
          appVersion: '0.1.0',
          storage: 'persistent',
          planIssuedAt: null,
          unsent: log.length - last.seq,
        },
      }),
    );
  }
  return bodies;
};

/** Processor time a process has used, in ms, and the most memory it has had, in MB. */
export const usedBy = (pid: number): { readonly cpuMs: number; readonly peakMb: number } => {
  const after = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const ticks = Number(after[11]) + Number(after[12]);
  return { cpuMs: ticks * 10, peakMb: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024 };
};
