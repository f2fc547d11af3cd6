/** One participant's hours, session by session, as they stand between what counts and what has been certified. */
import type { Attendance } from '../../domain/attendance.ts';
import type { HoursLine } from '../../domain/certify-month.ts';
import { AttendanceEvent } from '../../domain/events.ts';
import { followMerges } from '../../domain/decisions.ts';
import { eventIdOf, ParticipantId, type EventId } from '../../domain/ids.ts';
import type { OfficeSession } from '../../domain/office.ts';
import { reopenedBy, type KnownEvent, type ReopenedBy } from '../../domain/reopening.ts';
import type { Context } from '../http/endpoint.ts';
import type { LogRow } from '../store/log-store.ts';
import type { Objection } from '../store/review-store.ts';

export type MyHours = HoursLine & {
  readonly planned: OfficeSession;
  readonly attendance: Attendance | undefined;
  readonly objections: readonly Objection[];
};

type Stores = Pick<Context, 'attendance' | 'decisions' | 'keptHours' | 'programme' | 'reviews'>;

/** The ids of everybody whose record is now this one's, itself included (PPL-1). */
export const idsOf = async (
  participant: ParticipantId,
  { decisions }: Pick<Context, 'decisions'>,
): Promise<readonly ParticipantId[]> => {
  const merges = await decisions.merges();
  const ownerOf = followMerges(merges);
  const froms = [...merges.keys()].map((id) => ParticipantId.parse(id));
  return [participant, ...froms.filter((id) => id !== participant && ownerOf(id) === participant)];
};

/** Every session the person has been at, has certified or has said something about, oldest first. */
export const hoursOf = async (participant: ParticipantId, stores: Stores): Promise<readonly MyHours[]> => {
  const { attendance, keptHours, programme, reviews } = stores;
  const attended = await attendance.ofParticipant(participant);
  const certificates = await reviews.certificatesOf(participant);
  const objections: Objection[] = [];
  for (const id of await idsOf(participant, stores)) objections.push(...(await reviews.objectionsOf(id)));
  const named = [
    ...new Set([...attended.keys(), ...certificates.keys(), ...objections.map(({ session }) => session)]),
  ];
  const states = await attendance.states(named);
  const kept = await keptHours.ofParticipant(participant);
  const lines: MyHours[] = [];
  for (const id of named) {
    const planned = await programme.session(id);
    if (planned === undefined) continue;
    const mine = attended.get(id);
    const minutes = mine?.minutes ?? 0;
    const made = objections.filter(({ session }) => session === id);
    lines.push({
      session: planned.session.id,
      startsAt: planned.session.startsAt,
      minutes,
      isSettled: states.get(id)?.closed_at != null && mine?.isOpen !== true,
      certificate: certificates.get(id),
      hasObjection: made.some(({ answered_at }) => answered_at === null),
      isApproved: kept.get(id) === minutes,
      planned,
      attendance: mine,
      objections: made,
    });
  }
  return lines.sort((a, b) => a.startsAt - b.startsAt || (a.session < b.session ? -1 : 1));
};

const passageKinds: ReadonlySet<string> = new Set(['checked-in', 'checked-out', 'walk-in']);

/** The person's own comings and goings, what took them back, and the list's closings. */
const eventsAbout = (rows: readonly LogRow[], isMine: (named: string) => boolean): readonly KnownEvent[] => {
  const own = rows.filter(
    ({ kind, participant }) => passageKinds.has(kind) && participant !== null && isMine(participant),
  );
  const ids = new Set<EventId>(own.map(({ device, seq }) => eventIdOf(device, seq)));
  const withdrawals = rows.filter((row) => {
    if (row.kind !== 'withdrawn') return false;
    const event = AttendanceEvent.safeParse(JSON.parse(row.text)).data;
    return event?.kind === 'withdrawn' && ids.has(event.withdraws);
  });
  const closings = rows.filter(({ kind }) => kind === 'session-closed');
  return [...own, ...withdrawals, ...closings]
    .filter(({ set_aside }) => set_aside === null)
    .map(({ device, seq, participant, received_at }) => ({
      device,
      seq,
      participant,
      receivedAt: received_at,
    }));
};

/** Why a reopened line no longer is what was certified (CERT-2). */
export const whyReopened = async (
  line: MyHours,
  participant: ParticipantId,
  { decisions, logs }: Pick<Context, 'decisions' | 'logs'>,
): Promise<ReopenedBy> => {
  const { certificate, session, attendance } = line;
  if (certificate === undefined) return 'recounted';
  const ownerOf = followMerges(await decisions.merges());
  const isMine = (named: string): boolean => ownerOf(ParticipantId.parse(named)) === participant;
  return reopenedBy({
    participant,
    certificate,
    history: await decisions.history([session]),
    events: eventsAbout(await logs.ofSession(session), isMine),
    isOverlapping: attendance?.remarks.includes('overlapping-sessions') ?? false,
    ownerOf,
  });
};
