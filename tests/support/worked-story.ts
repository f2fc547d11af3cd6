/**
 * A session told in lines, as a person would write it down, and what it gives. A line is
 *   `08.21 amina in` · `08.21 amina in hand` · `12.00 amina out` · `09.40 amina in told 08.30` · `08.25 open` ·
 *   `12.05 close` · `12.06 attest` · `08.40 x1 walk-in` · `08.41 refused` · `09.00 undo 2` (the second line told)
 * with a tablet before it where there are several (`b 08.40 amina in`), or of the office:
 *   `office amina 09.00-12.00` · `office amina not there` · `office match x1 olof` · `office claim 3 elif` (the third
 *   line's scan) · `office ended 12.00` · `office merge amina2 amina` · `office accept amina` · `office back 1` ·
 *   `clock b 7` (tablet b was seven minutes slow).
 */
import { foldAttendance, type SessionAttendance } from '../../src/domain/attendance.ts';
import { Decision } from '../../src/domain/decision-entries.ts';
import { basisOf, decisionsOf, followMerges, mergesIn } from '../../src/domain/decisions.ts';
import type { AttendanceEvent, Via } from '../../src/domain/events.ts';
import type { Evidence } from '../../src/domain/evidence.ts';
import { Hash, TrainerId } from '../../src/domain/ids.ts';
import type { CountingRules } from '../../src/domain/policy.ts';
import type { Session } from '../../src/domain/programme.ts';
import { waitingRemarks } from '../../src/domain/review.ts';
import { minuteMs } from '../../src/domain/time.ts';
import { aSession, anEvent, clockTime, idOf, person, sessionId, tablet } from './factories.ts';

export type Story = {
  readonly day?: string;
  readonly session?: Partial<Session>;
  readonly rules?: CountingRules;
  /** Who belongs to the group; everybody when not told. */
  readonly group?: readonly string[];
  readonly lines: readonly string[];
  /** In which order, and how often, the evidence is read. */
  readonly mixed?: (evidence: readonly Evidence[]) => readonly Evidence[];
};

export type Told = {
  readonly folded: SessionAttendance;
  readonly session: Session;
  /** `195` or `195: late, by-hand`, by person; remarks in alphabetical order. */
  readonly result: Readonly<Record<string, string>>;
  /** What is left to decide, in the same words. */
  readonly waiting: Readonly<Record<string, string>>;
};

const someHash = Hash.parse('B'.repeat(43));
const words = (remarks: readonly string[]): string => [...remarks].sort().join(', ');

type Telling = {
  readonly day: string;
  readonly events: AttendanceEvent[];
  readonly seqs: Map<string, number>;
};

const timeIn = (day: string, text: string): number => clockTime(day, text.replaceAll('.', ':'));

const eventFrom = (line: string, { day, events, seqs }: Telling): AttendanceEvent => {
  const parts = line.split(' ');
  const device = /^[a-z]$/.test(parts[0] ?? '') ? (parts.shift() ?? 'a') : 'a';
  const seq = (seqs.get(device) ?? 0) + 1;
  seqs.set(device, seq);
  const place = { device, seq, at: timeIn(day, parts[0] ?? '') };
  const [, first = '', second = '', third = '', fourth = ''] = parts;
  const session = sessionId;
  if (first === 'open') return anEvent(place, { kind: 'session-opened', session });
  if (first === 'close') return anEvent(place, { kind: 'session-closed', session });
  if (first === 'attest')
    return anEvent(place, { kind: 'session-attested', session, trainer: TrainerId.parse('kim') });
  if (first === 'refused')
    return anEvent(place, { kind: 'scan-refused', session, reason: 'unknown', token: someHash });
  if (first === 'undo') {
    const undone = events[Number(second) - 1];
    if (undone === undefined) throw new Error(`nothing to undo: ${line}`);
    return anEvent(place, { kind: 'withdrawn', session, withdraws: idOf(undone) });
  }
  const participant = person(first);
  if (second === 'walk-in')
    return anEvent(place, { kind: 'walk-in', session, participant, sealed: 'sealed' });
  const told = third === 'told' ? fourth : parts[4] === 'told' ? (parts[5] ?? '') : '';
  const via = (third === '' || third === 'told' ? 'badge' : third) as Via;
  const time = told === '' ? {} : { time: clockTime(day, told.replaceAll('.', ':')) };
  if (second !== 'in' && second !== 'out') throw new Error(`not a line of a story: ${line}`);
  return anEvent(place, {
    kind: second === 'in' ? 'checked-in' : 'checked-out',
    session,
    participant,
    via,
    ...time,
  });
};

const decisionFrom = (
  line: string,
  seq: number,
  { day, events }: Telling,
  basis: (who: string) => string,
): Decision => {
  const [, first = '', second = '', third = ''] = line.split(' ');
  const entry = { seq, actor: 'reviewer', at: timeIn(day, '20.00'), session: sessionId };
  if (first === 'match')
    return Decision.parse({ ...entry, kind: 'walk-in-matched', walkIn: second, participant: third });
  if (first === 'claim') {
    const scan = events[Number(second) - 1];
    if (scan === undefined) throw new Error(`no such scan: ${line}`);
    return Decision.parse({ ...entry, kind: 'scan-claimed', event: idOf(scan), participant: third });
  }
  if (first === 'ended')
    return Decision.parse({ ...entry, kind: 'session-ended', endedAt: timeIn(day, second) });
  if (first === 'merge')
    return Decision.parse({ ...entry, kind: 'participants-merged', from: second, to: third });
  if (first === 'back')
    return Decision.parse({ ...entry, kind: 'decision-taken-back', decision: Number(second) });
  const participant = first === 'accept' ? second : first;
  if (first === 'accept')
    return Decision.parse({
      ...entry,
      kind: 'remarks-accepted',
      participant,
      remarks: [],
      basis: basis(participant),
    });
  const spans =
    second === 'not' ? [] : second.split('+').map((span) => span.split('-').map((time) => timeIn(day, time)));
  return Decision.parse({
    ...entry,
    kind: 'attendance-corrected',
    participant,
    spans,
    reason: 'other',
    text: someHash,
    basis: basis(participant),
    minutesBefore: 0,
    minutesAfter: 0,
  });
};

/** Tells the story line by line; a decision sees what had been told before it. */
export const tell = ({
  day = '2026-11-23',
  session: more,
  rules,
  group,
  lines,
  mixed = (all) => all,
}: Story): Told => {
  const session = aSession(more);
  const telling: Telling = { day, events: [], seqs: new Map() };
  const offsets = new Map<string, number>();
  const decisions: Decision[] = [];
  const fold = (): SessionAttendance => {
    const evidence: Evidence[] = telling.events.map((event) => ({
      event,
      clockOffsetMs: (offsets.get(event.device) ?? 0) * minuteMs,
    }));
    return foldAttendance(session, mixed(evidence), (id) => group === undefined || group.includes(id), {
      ...(rules === undefined ? {} : { rules }),
      decisions: decisionsOf(session.id, decisions),
      ownerOf: followMerges(mergesIn(decisions)),
    });
  };
  for (const line of lines) {
    const [first = '', second = '', third = ''] = line.split(' ');
    if (first === 'clock') offsets.set(tablet(second), Number(third));
    else if (first === 'office')
      decisions.push(
        decisionFrom(line, decisions.length + 1, telling, (who) =>
          basisOf(fold().byParticipant.get(person(who))),
        ),
      );
    else telling.events.push(eventFrom(line, telling));
  }
  const folded = fold();
  const standing = decisionsOf(session.id, decisions);
  const entries = [...folded.byParticipant];
  return {
    folded,
    session,
    result: Object.fromEntries(
      entries.map(([id, { minutes, remarks }]) => [
        id,
        remarks.length === 0 ? String(minutes) : `${minutes}: ${words(remarks)}`,
      ]),
    ),
    waiting: Object.fromEntries(
      entries.map(([id, attendance]) => [
        id,
        words(waitingRemarks(attendance, standing, folded.attested !== undefined)),
      ]),
    ),
  };
};
