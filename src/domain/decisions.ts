/**
 * What the office has decided, read from the office's own log. Nothing is edited: an entry adds a decision, and a later
 * entry may take it back (REV-1). Hours are a pure function of the tablets' events and these entries, so that anybody
 * with both logs gets the same minutes (ATT-1).
 */
import type { Attendance } from './attendance.ts';
import type { Decision, DecisionOf } from './decision-entries.ts';
import type { EventId, ParticipantId } from './ids.ts';
import type { HoursPolicy } from './policy.ts';
import { minuteMs } from './time.ts';

/** A person's latest standing correction and acceptance, and what was claimed or recorded for them. */
export type PersonDecisions = {
  readonly correction?: DecisionOf<'attendance-corrected'>;
  readonly accepted?: DecisionOf<'remarks-accepted'>;
  readonly paper?: DecisionOf<'paper-certificate-recorded'>;
};

/** What has been decided about one session, in the order it was decided. */
export type SessionDecisions = {
  readonly people: ReadonlyMap<ParticipantId, PersonDecisions>;
  readonly claims: ReadonlyMap<EventId, DecisionOf<'scan-claimed'>>;
  readonly dismissedScans: ReadonlyMap<EventId, DecisionOf<'scan-dismissed'>>;
  readonly matches: ReadonlyMap<ParticipantId, DecisionOf<'walk-in-matched'>>;
  readonly dismissedWalkIns: ReadonlyMap<ParticipantId, DecisionOf<'walk-in-dismissed'>>;
  readonly ended: DecisionOf<'session-ended'> | undefined;
  readonly listAccepted: DecisionOf<'list-accepted'> | undefined;
  readonly reviewed: DecisionOf<'session-reviewed'> | undefined;
};

export const noDecisions: SessionDecisions = {
  people: new Map(),
  claims: new Map(),
  dismissedScans: new Map(),
  matches: new Map(),
  dismissedWalkIns: new Map(),
  ended: undefined,
  listAccepted: undefined,
  reviewed: undefined,
};

/** Decisions that stand, in the order of the log: distinct, and none that a later one took back (REV-1). */
export const standingDecisions = (decisions: readonly Decision[]): readonly Decision[] => {
  const bySeq = new Map(decisions.map((decision) => [decision.seq, decision]));
  const back = new Set(
    [...bySeq.values()].flatMap((d) =>
      d.kind === 'decision-taken-back' && d.seq > d.decision ? [d.decision] : [],
    ),
  );
  return [...bySeq.values()].filter(({ seq }) => !back.has(seq)).sort((a, b) => a.seq - b.seq);
};

/** Decisions that give, take or move somebody's hours; saying that what stands is in order does not. */
const changesHours: ReadonlySet<Decision['kind']> = new Set<Decision['kind']>([
  'attendance-corrected',
  'scan-claimed',
  'walk-in-matched',
  'session-ended',
  'list-accepted',
  'set-aside-accepted',
  'paper-certificate-recorded',
]);

/**
 * What somebody has themselves done to the hours these decisions are about, of what still stands: whoever has may approve
 * neither the month nor a change after its lock. Taking back one's own decision undoes it; taking back another's is an
 * act (separation of duties, MONTH-2).
 */
export const ownActs = (decisions: readonly Decision[], actor: string): readonly Decision[] => {
  const byOthers = new Set(decisions.filter((one) => one.actor !== actor).map(({ seq }) => seq));
  return standingDecisions(decisions).filter(
    (one) =>
      one.actor === actor &&
      (changesHours.has(one.kind) || (one.kind === 'decision-taken-back' && byOthers.has(one.decision))),
  );
};

/** What the standing decisions about one session say; of two about the same thing the later counts (REV-1). */
export const decisionsOf = (session: string, decisions: readonly Decision[]): SessionDecisions => {
  const own = standingDecisions(decisions).filter((d) => 'session' in d && d.session === session);
  const people = new Map<ParticipantId, PersonDecisions>();
  const add = (participant: ParticipantId, what: PersonDecisions): void => {
    people.set(participant, { ...people.get(participant), ...what });
  };
  const claims = new Map<EventId, DecisionOf<'scan-claimed'>>();
  const dismissedScans = new Map<EventId, DecisionOf<'scan-dismissed'>>();
  const matches = new Map<ParticipantId, DecisionOf<'walk-in-matched'>>();
  const dismissedWalkIns = new Map<ParticipantId, DecisionOf<'walk-in-dismissed'>>();
  let ended: SessionDecisions['ended'];
  let listAccepted: SessionDecisions['listAccepted'];
  let reviewed: SessionDecisions['reviewed'];
  for (const d of own)
    switch (d.kind) {
      case 'attendance-corrected':
        add(d.participant, { correction: d });
        break;
      case 'remarks-accepted':
        add(d.participant, { accepted: d });
        break;
      case 'paper-certificate-recorded':
        add(d.participant, { paper: d });
        break;
      case 'scan-claimed':
        claims.set(d.event, d);
        dismissedScans.delete(d.event);
        break;
      case 'scan-dismissed':
        dismissedScans.set(d.event, d);
        claims.delete(d.event);
        break;
      case 'walk-in-matched':
        matches.set(d.walkIn, d);
        dismissedWalkIns.delete(d.walkIn);
        break;
      case 'walk-in-dismissed':
        dismissedWalkIns.set(d.walkIn, d);
        matches.delete(d.walkIn);
        break;
      case 'session-ended':
        ended = d;
        break;
      case 'list-accepted':
        listAccepted = d;
        break;
      case 'session-reviewed':
        reviewed = d;
        break;
      case 'set-aside-accepted':
      case 'set-aside-dismissed':
      case 'participants-merged':
      case 'policy-set':
      case 'decision-taken-back':
        break;
    }
  return { people, claims, dismissedScans, matches, dismissedWalkIns, ended, listAccepted, reviewed };
};

/** Whose record somebody's is: follows merges to their end, also several in a row (PPL-1). */
export const followMerges =
  (merges: ReadonlyMap<string, string>) =>
  (participant: ParticipantId): ParticipantId => {
    let current: string = participant;
    for (let steps = 0; steps <= merges.size; steps += 1) {
      const next = merges.get(current);
      if (next === undefined || next === current) break;
      current = next;
    }
    return current as ParticipantId;
  };

/** The merges that stand, as `from` → `to`. */
export const mergesIn = (decisions: readonly Decision[]): ReadonlyMap<string, string> =>
  new Map(
    standingDecisions(decisions).flatMap((d) =>
      d.kind === 'participants-merged' ? [[d.from, d.to] as const] : [],
    ),
  );

/** The policies that stand, in the order they were decided (HRS-4). */
export const policiesIn = (decisions: readonly Decision[]): readonly HoursPolicy[] =>
  standingDecisions(decisions).flatMap((d) =>
    d.kind === 'policy-set'
      ? [
          {
            from: d.from,
            graceMinutes: d.graceMinutes,
            deductsBreaks: d.deductsBreaks,
            roundToMinutes: d.roundToMinutes,
            roundPer: d.roundPer,
            countsOverLimit: d.countsOverLimit,
          },
        ]
      : [],
  );

const minuteText = (at: number): string => Math.floor(at / minuteMs).toString(36);

/**
 * What a reviewer has before them about one person, as a short text: the stretches that count and the remarks. Equal
 * texts are the same thing to decide on; when it differs, an earlier decision no longer answers it (REV-3).
 */
export const basisOf = (
  attendance: Pick<Attendance, 'counted' | 'minutes' | 'remarks'> | undefined,
): string =>
  attendance === undefined
    ? '-'
    : [
        attendance.minutes,
        attendance.counted.map(({ from, to }) => `${minuteText(from)}-${minuteText(to)}`).join('+'),
        [...attendance.remarks].sort().join('+'),
      ].join('/');
