/** A session's log rows as the office reads them: per person, and what belongs to nobody. Bytes in, words' facts out. */
import { correctedTime } from '../../domain/attendance.ts';
import { AttendanceEvent } from '../../domain/events.ts';
import { DeviceId, eventIdOf, type EventId, type ParticipantId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import type { SessionEvent } from '../../protocol/show-session.ts';
import type { LogRow } from '../store/log-store.ts';

export type SessionEvents = {
  readonly byParticipant: ReadonlyMap<ParticipantId, readonly SessionEvent[]>;
  readonly ofNobody: readonly SessionEvent[];
};

type Read = { readonly row: LogRow; readonly event: AttendanceEvent | undefined };

const read = (row: LogRow): Read => ({ row, event: AttendanceEvent.safeParse(JSON.parse(row.text)).data });

/** The same correction as in the fold, also for events of a kind that cannot be folded (TIME-3). */
const shown = ({ row, event }: Read, withdrawn: ReadonlySet<EventId>): SessionEvent => ({
  device: DeviceId.parse(row.device),
  seq: row.seq,
  kind: row.kind,
  via: event !== undefined && 'via' in event ? event.via : null,
  reason: event?.kind === 'scan-refused' ? event.reason : null,
  at: instant(row.at),
  happenedAt: correctedTime(row.at, row.clock_offset_ms),
  clockOffsetMs: row.clock_offset_ms,
  receivedAt: instant(row.received_at),
  isWithdrawn: withdrawn.has(eventIdOf(row.device, row.seq)),
  setAside: row.set_aside,
});

/** Whose an event is; an undo is the person's whose event it takes back. */
const ownerIn = (reads: readonly Read[]): ((read: Read) => ParticipantId | undefined) => {
  const owners = new Map<EventId, ParticipantId>();
  for (const { row, event } of reads)
    if (event !== undefined && 'participant' in event)
      owners.set(eventIdOf(row.device, row.seq), event.participant);
  return ({ event }) => {
    if (event === undefined) return undefined;
    if ('participant' in event) return event.participant;
    return event.kind === 'withdrawn' ? owners.get(event.withdraws) : undefined;
  };
};

/** Sorts a session's rows by person, in the order things happened (ADM-2). */
export const eventsFrom = (rows: readonly LogRow[]): SessionEvents => {
  const reads = rows.map(read);
  const withdrawn = new Set(
    reads.flatMap(({ row, event }) =>
      event?.kind === 'withdrawn' && row.set_aside === null ? [event.withdraws] : [],
    ),
  );
  const ownerOf = ownerIn(reads);
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
  const inOrder = (a: SessionEvent, b: SessionEvent): number =>
    a.happenedAt - b.happenedAt || (a.device < b.device ? -1 : a.device > b.device ? 1 : a.seq - b.seq);
  for (const list of [...byParticipant.values(), ofNobody]) list.sort(inOrder);
  return { byParticipant, ofNobody };
};
