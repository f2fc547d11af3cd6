/** A session's log rows as the office reads them: per person, and what belongs to nobody. Bytes in, words' facts out. */
import { correctedTime, happenedAt } from '../../domain/evidence.ts';
import { AttendanceEvent, type Via } from '../../domain/events.ts';
import { DeviceId, eventIdOf, type EventId, type ParticipantId } from '../../domain/ids.ts';
import { instant, type Instant } from '../../domain/time.ts';
import type { SessionEvent } from '../../protocol/show-session.ts';
import type { JudgedRow } from '../store/judged-rows.ts';

export type SessionEvents = {
  readonly byParticipant: ReadonlyMap<ParticipantId, readonly SessionEvent[]>;
  readonly ofNobody: readonly SessionEvent[];
};

type Read = { readonly row: JudgedRow; readonly event: AttendanceEvent | undefined };

const read = (row: JudgedRow): Read => ({ row, event: AttendanceEvent.safeParse(JSON.parse(row.text)).data });

/** When it counts as having happened, as in the fold: told or corrected, also for a kind that cannot be read (TIME-3, ATT-7). */
const countsFrom = ({ row, event }: Read): Instant =>
  event === undefined
    ? correctedTime(row.at, row.clock_offset_ms)
    : happenedAt({ event, clockOffsetMs: row.clock_offset_ms, receivedAt: row.received_at });

/** How far the clock was, and may have been instead; a note tells from what it was changed, and to what (CLOCK-2). */
const clockOf = ({ row, event }: Read): Pick<SessionEvent, 'clockOffsetMs' | 'otherOffsetMs'> => {
  if (event?.kind !== 'clock-noted')
    return { clockOffsetMs: row.clock_offset_ms, otherOffsetMs: row.clock_other_ms ?? null };
  const { before, offset, other } = event;
  const isBackAsItWas = offset !== undefined && other !== undefined;
  return {
    clockOffsetMs: offset ?? other ?? row.clock_offset_ms,
    otherOffsetMs: (isBackAsItWas ? other : before) ?? 0,
  };
};

const shown = (item: Read, withdrawn: ReadonlySet<EventId>): SessionEvent => {
  const { row, event } = item;
  return {
    device: DeviceId.parse(row.device),
    seq: row.seq,
    kind: row.kind,
    via: viaOf(event),
    reason: event?.kind === 'scan-refused' ? event.reason : null,
    at: instant(row.at),
    happenedAt: countsFrom(item),
    ...clockOf(item),
    receivedAt: instant(row.received_at),
    isWithdrawn: withdrawn.has(eventIdOf(row.device, row.seq)),
    setAside: row.set_aside,
  };
};

/** How the person was recognised; a walk-in is always written by hand (WALK-2). */
const viaOf = (event: AttendanceEvent | undefined): Via | null => {
  if (event?.kind === 'walk-in') return 'hand';
  return event !== undefined && 'via' in event ? event.via : null;
};

/** Under whom the office has put events: walk-ins matched, doubles merged, refused scans claimed (WALK-3, DOOR-7). */
export type Owners = {
  readonly person: (participant: ParticipantId) => ParticipantId;
  readonly scan: (event: EventId) => ParticipantId | undefined;
};

/** Whose an event is; an undo is the person's whose event it takes back. */
const ownerIn = (
  reads: readonly Read[],
  { person, scan }: Owners,
): ((read: Read) => ParticipantId | undefined) => {
  const owners = new Map<EventId, ParticipantId>();
  for (const { row, event } of reads)
    if (event !== undefined && 'participant' in event)
      owners.set(eventIdOf(row.device, row.seq), person(event.participant));
  return ({ row, event }) => {
    if (event === undefined) return undefined;
    if ('participant' in event) return person(event.participant);
    if (event.kind === 'scan-refused') return scan(eventIdOf(row.device, row.seq));
    return event.kind === 'withdrawn' ? owners.get(event.withdraws) : undefined;
  };
};

/** In the order things happened; of the same moment by device and number. */
export const inOrder = (a: SessionEvent, b: SessionEvent): number =>
  a.happenedAt - b.happenedAt || (a.device < b.device ? -1 : a.device > b.device ? 1 : a.seq - b.seq);

/** Sorts a session's rows by person, in the order things happened (ADM-2). */
export const eventsFrom = (rows: readonly JudgedRow[], owners: Owners): SessionEvents => {
  const reads = rows.map(read);
  const withdrawn = new Set(
    reads.flatMap(({ row, event }) =>
      event?.kind === 'withdrawn' && row.set_aside === null ? [event.withdraws] : [],
    ),
  );
  const ownerOf = ownerIn(reads, owners);
  const byParticipant = new Map<ParticipantId, SessionEvent[]>();
  const ofNobody: SessionEvent[] = [];
  for (const item of reads) {
    const owner = ownerOf(item);
    const list =
      owner === undefined || item.row.set_aside === 'unknown-participant'
        ? ofNobody
        : (byParticipant.get(owner) ?? []);
    list.push(shown(item, withdrawn));
    if (owner !== undefined && list !== ofNobody) byParticipant.set(owner, list);
  }
  for (const list of [...byParticipant.values(), ofNobody]) list.sort(inOrder);
  return { byParticipant, ofNobody };
};
