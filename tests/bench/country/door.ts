/** What a tablet of the generated country writes at the door: real bytes, in a real chain. */
import { createHash, type Hash as Hasher } from 'node:crypto';
import type { AttendanceEvent } from '../../../src/domain/events.ts';
import { arrivalLine } from '../../../src/domain/log.ts';
import { minuteMs } from '../../../src/domain/time.ts';
import type { KeyPair } from '../../../src/signing/keys.ts';
import type { CountrySession } from './country-plan.ts';
import type { Sink } from './sinks.ts';

export type Tablet = KeyPair & {
  readonly id: string;
  readonly unit: string;
  seq: number;
  hash: string;
  at: number;
};

export const sha = (text: string): string => createHash('sha256').update(text).digest('base64url');
const certifying = 7;

export type Door = {
  readonly tablet: Tablet;
  readonly sink: Sink;
  readonly arrivals: { n: number; hash: Hasher };
};

/** One event in its place, as the exact bytes a tablet would have written. */
const record = (
  { tablet, sink, arrivals }: Door,
  at: number,
  receivedAt: number,
  session: string,
  kind: string,
  participant: string | null,
  more: readonly [before: string, after: string] = ['', ''],
): AttendanceEvent => {
  const seq = tablet.seq + 1;
  const who = participant === null ? '' : `,"participant":"${participant}"`;
  const text = `{"at":${at},"device":"${tablet.id}","kind":"${kind}"${more[0]}${who},"prev":"${tablet.hash}","seq":${seq},"session":"${session}"${more[1]}}`;
  tablet.seq = seq;
  tablet.hash = sha(text);
  tablet.at = receivedAt;
  arrivals.n += 1;
  const row = { arrival: arrivals.n, device: tablet.id, seq };
  arrivals.hash.update(arrivalLine({ ...row, receivedAt, clockOffsetMs: 0 }));
  sink.put('log_events', {
    ...row,
    hash: tablet.hash,
    text,
    kind,
    session,
    participant,
    at,
    received_at: receivedAt,
    clock_offset_ms: 0,
    set_aside: null,
  });
  return JSON.parse(text) as AttendanceEvent;
};

/** A session as it went at the door: all of them in time and out after the end, but for a few late ones where told. */
export const atTheDoor = (
  door: Door,
  { id, startsAt, endsAt, cohort }: CountrySession,
  people: readonly string[],
  hasLate: boolean,
): readonly AttendanceEvent[] => {
  const receivedAt = endsAt + 20 * minuteMs;
  const say = (
    at: number,
    kind: string,
    who: string | null,
    more?: readonly [string, string],
  ): AttendanceEvent => record(door, at, receivedAt, id, kind, who, more ?? ['', ',"v":1']);
  const whole = Math.round((endsAt - startsAt - 15 * minuteMs) / minuteMs);
  return [
    say(startsAt - 25 * minuteMs, 'session-opened', null),
    ...people.map((who, i) =>
      say(startsAt + (hasLate && i === 3 ? 12 * minuteMs : (i - 22) * 30_000), 'checked-in', who, [
        '',
        `,"v":1,"via":"${i % 6 === 5 ? 'kiosk' : 'badge'}"`,
      ]),
    ),
    ...people.map((who, i) => say(endsAt + (i + 1) * 5000, 'checked-out', who, ['', ',"v":1,"via":"badge"'])),
    ...people
      .slice(0, certifying)
      .map((who, i) =>
        say(endsAt + 3 * minuteMs + i * 2000, 'hours-certified', who, [
          `,"minutes":${hasLate && i === 3 ? whole - 12 : whole},"on":"tablet"`,
          ',"v":1',
        ]),
      ),
    say(endsAt + 5 * minuteMs, 'session-attested', null, [
      '',
      `,"trainer":"demo-trainer-${cohort.index % 50}","v":1`,
    ]),
    say(endsAt + 6 * minuteMs, 'session-closed', null),
  ];
};
