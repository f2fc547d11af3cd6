/** A small programme on a test server: two cohorts, one session this morning, and tablets that record and deliver. */
import type { EventDraft } from '../../src/domain/events.ts';
import { CohortId, DeviceId, ParticipantId, SessionId, UnitId, type Hash } from '../../src/domain/ids.ts';
import { canonical, emptyHead, placeAfter, type LogHead } from '../../src/domain/log.ts';
import type { Participant } from '../../src/domain/office.ts';
import type { Session } from '../../src/domain/programme.ts';
import { hourMs, instant, minuteMs } from '../../src/domain/time.ts';
import { sha256 } from '../../src/signing/hash.ts';
import { challengeText, signHead } from '../../src/signing/heads.ts';
import { createKeyPair, sign } from '../../src/signing/keys.ts';
import { createId } from '../../src/server/http/services.ts';
import type { TestServer } from './test-server.ts';

/** Monday 23 November 2026, 08.00 in Stockholm: where a test server's clock starts. */
export const morning = Date.parse('2026-11-23T08:00:00+01:00');

export const cohort = CohortId.parse('g14');
export const otherCohort = CohortId.parse('g15');
const farsta = UnitId.parse('farsta');

/** A participant of cohort g14 in Farsta, unless told otherwise. */
export const aParticipant = (
  id: string,
  given: string,
  family: string,
  more: Partial<Participant> = {},
): Participant => ({
  id: ParticipantId.parse(id),
  given,
  family,
  email: '',
  unit: farsta,
  workplace: '',
  track: 'employee',
  isKeyPerson: false,
  cohort,
  ...more,
});

/** A session for cohort g14 in Farsta, 08.30–12.30 with a break at ten for half an hour, unless told otherwise. */
export const aSession = (id: string, more: Partial<Session> = {}): Session => ({
  id: SessionId.parse(id),
  kind: 'on-site',
  title: 'Våld i nära relationer',
  cohorts: [cohort],
  startsAt: instant(morning + 30 * minuteMs),
  endsAt: instant(morning + 30 * minuteMs + 4 * hourMs),
  breaks: [{ from: instant(morning + 2 * hourMs), to: instant(morning + 2 * hourMs + 30 * minuteMs) }],
  place: 'Farsta, sal Eken',
  trainer: 'Kim Alm',
  number: 3,
  of: 6,
  cancelled: false,
  ...more,
});

export const amina = aParticipant('amina', 'Amina', 'Björkljus');
export const olof = aParticipant('olof', 'Olof', 'Granmoln');
export const elif = aParticipant('elif', 'Elif', 'Klippvind');
/** Goes by an alias, and belongs to another cohort. */
export const guest = aParticipant('guest', 'Deltagare 07', '', { cohort: otherCohort });

/** Puts the programme in the database: three in g14, one in g15, one session this morning. */
export const plant = (server: TestServer, sessions: readonly Session[] = [aSession('s1')]): Promise<void> =>
  server.stores(async ({ programme }) => {
    await programme.putCohorts([
      { id: cohort, name: 'Grupp 14', track: 'employee', unit: farsta },
      { id: otherCohort, name: 'Grupp 15', track: 'employee', unit: farsta },
    ]);
    await programme.putParticipants([amina, olof, elif, guest]);
    await programme.putSessions(sessions.map((session) => ({ session, unit: farsta })));
  });

export type Tablet = {
  readonly id: DeviceId;
  /** Records events at these times of the tablet's own clock, and remembers them as not yet delivered. */
  readonly record: (...drafts: readonly (readonly [at: number, draft: EventDraft])[]) => Promise<void>;
  /** Delivers what has not been delivered, signed, with the tablet's clock `behindMs` behind the server's. */
  readonly deliver: (behindMs?: number) => Promise<Response>;
};

type Held = { head: LogHead; unsent: string[] };

const signInOf = async (server: TestServer, device: DeviceId, key: CryptoKey): Promise<string> => {
  const challenged = await server.post('/api/device/challenge', { device });
  const { challenge } = (await challenged.json()) as { challenge: string };
  const signature = await sign(key, challengeText(device, challenge));
  const signedIn = await server.post('/api/device/sign-in', { device, challenge, signature });
  return ((await signedIn.json()) as { token: string }).token;
};

/** A tablet that is enrolled, with a key of its own. */
export const aTablet = async (server: TestServer, name = 'Farsta 07'): Promise<Tablet> => {
  const keys = await createKeyPair();
  const id = DeviceId.parse(createId(server.services));
  await server.stores(({ devices }) =>
    devices.add({ id, name, unit: 'farsta', publicKey: keys.publicKey }, server.services.clock()),
  );
  const held: Held = { head: emptyHead, unsent: [] };
  return {
    id,
    record: async (...drafts) => {
      for (const [at, draft] of drafts) {
        const text = canonical(placeAfter(held.head, id, instant(at), draft));
        const hash: Hash = await sha256(text);
        held.head = { seq: held.head.seq + 1, hash };
        held.unsent.push(text);
      }
    },
    deliver: async (behindMs = 0) => {
      const token = await signInOf(server, id, keys.privateKey);
      const at = instant(server.services.clock() - behindMs);
      const events = held.unsent.splice(0);
      const reply = await server.post(
        '/api/log',
        {
          from: held.head.seq - events.length + 1,
          events,
          head: await signHead(keys.privateKey, { device: id, ...held.head, at }),
          health: { appVersion: 'test', storage: 'persistent', planIssuedAt: null, unsent: 0 },
        },
        { token },
      );
      if (reply.status !== 200) throw new Error(`the push was refused: ${await reply.text()}`);
      return reply;
    },
  };
};

const session = SessionId.parse('s1');
/** Minutes after 08.00 as an instant. */
export const at = (minutes: number): number => morning + minutes * minuteMs;
export const opened: EventDraft = { kind: 'session-opened', session };
export const closed: EventDraft = { kind: 'session-closed', session };
export const checkedIn = (person: Participant, via: 'badge' | 'hand' = 'badge'): EventDraft => ({
  kind: 'checked-in',
  session,
  participant: person.id,
  via,
});
export const checkedOut = (person: Participant): EventDraft => ({
  kind: 'checked-out',
  session,
  participant: person.id,
  via: 'badge',
});
