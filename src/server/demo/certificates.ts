/**
 * What the demo's participants have certified on their phones: nearly everybody, the evenings after a month has ended,
 * for exactly the minutes that the demo's own events give (CERT-1).
 */
import { foldAttendance } from '../../domain/attendance.ts';
import { shareMinutes, type Share } from '../../domain/shared-minutes.ts';
import { AttendanceEvent, type EventDraft } from '../../domain/events.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { DeviceId, type ParticipantId, type SessionId } from '../../domain/ids.ts';
import { noHash, placeAfter } from '../../domain/log.ts';
import type { OfficeSession } from '../../domain/office.ts';
import {
  firstDayAfter,
  addDays,
  instantAt,
  instant,
  minuteMs,
  monthOf,
  type Instant,
} from '../../domain/time.ts';
import type { DemoEntry, DemoHistory } from './history.ts';
import type { Random } from './random.ts';

/** An entry as evidence. What is sealed and what came before do not matter to the fold. */
const evidenceIn = (device: DeviceId, entries: readonly DemoEntry[]): readonly Evidence[] =>
  entries.map(({ at, draft }, i) => {
    const plain: EventDraft = 'written' in draft ? withoutName(draft) : draft;
    return {
      event: AttendanceEvent.parse(placeAfter({ seq: i, hash: noHash }, device, at, plain)),
      clockOffsetMs: 0,
    };
  });

const withoutName = ({
  written: _written,
  ...walkIn
}: Extract<DemoEntry['draft'], { readonly written: unknown }>): EventDraft => ({
  ...walkIn,
  sealed: 'sealed',
});

type Minutes = { readonly participant: ParticipantId; readonly session: SessionId; readonly minutes: number };

/** Everybody's minutes at every closed session, each minute once (ATT-3). */
const minutesIn = ({ logs, phones }: DemoHistory, sessions: readonly OfficeSession[]): readonly Minutes[] => {
  const bySession = new Map<string, Evidence[]>();
  const all = [
    ...logs.flatMap(({ device, drafts }) => evidenceIn(device.id, drafts)),
    ...evidenceIn(DeviceId.parse('phones'), phones),
  ];
  for (const item of all) {
    const held = bySession.get(item.event.session);
    if (held === undefined) bySession.set(item.event.session, [item]);
    else held.push(item);
  }
  const sharesOf = new Map<ParticipantId, Share[]>();
  for (const { session } of sessions)
    for (const [participant, attendance] of foldAttendance(
      session,
      bySession.get(session.id) ?? [],
      () => true,
    ).byParticipant)
      sharesOf.set(participant, [...(sharesOf.get(participant) ?? []), { session: session.id, attendance }]);
  return [...sharesOf].flatMap(([participant, shares]) =>
    shareMinutes(shares)
      .filter(({ attendance }) => attendance.minutes > 0 && !attendance.isOpen)
      .map(({ session, attendance }) => ({
        participant,
        session: session as SessionId,
        minutes: attendance.minutes,
      })),
  );
};

/** An evening between the 1st and the 18th of the month after. */
const eveningAfter = (random: Random, month: string): Instant =>
  instant(
    instantAt(addDays(firstDayAfter(month), Math.floor(random.next() * 18)), '18:30') +
      Math.floor(random.next() * 150) * minuteMs,
  );

/** The certificates, oldest first; every one before `now`. The latest month has some that are still missing. */
export const demoCertificates = (
  random: Random,
  history: DemoHistory,
  sessions: readonly OfficeSession[],
  now: Instant,
): readonly DemoEntry[] => {
  const startOf = new Map<string, Instant>(sessions.map(({ session }) => [session.id, session.startsAt]));
  const byMonth = new Map<string, Minutes[]>();
  for (const line of minutesIn(history, sessions)) {
    const key = `${monthOf(startOf.get(line.session) ?? now)}/${line.participant}`;
    byMonth.set(key, [...(byMonth.get(key) ?? []), line]);
  }
  const entries: DemoEntry[] = [];
  for (const [key, lines] of [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const at = eveningAfter(random, key.slice(0, 7));
    if (random.chance(0.03) || at > now) continue;
    for (const { participant, session, minutes } of lines)
      entries.push({
        at,
        draft: { kind: 'hours-certified', session, participant, minutes, on: 'phone' },
      });
  }
  return entries.sort((a, b) => a.at - b.at);
};

/** Two logs made one, in the order of time; an undo still names what it undid. */
export const inOneLog = (a: readonly DemoEntry[], b: readonly DemoEntry[]): readonly DemoEntry[] => {
  const all = [...a, ...b].sort((x, y) => x.at - y.at);
  if (all.some(({ draft }) => draft.kind === 'withdrawn'))
    throw new Error('the phones’ demo log holds an undo, whose number would change');
  return all;
};
