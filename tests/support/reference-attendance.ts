/**
 * The simplest possible answer to "who was present, for how many minutes": a set of minutes per person, ticked one by
 * one. Slow and plain on purpose; the real fold is compared with it.
 */
import type { Evidence } from '../../src/domain/evidence.ts';
import type { Session } from '../../src/domain/programme.ts';

const tolerance = 120_000;
const minute = 60_000;

type Fact = { readonly at: number; readonly item: Evidence };

const factsOf = (session: Session, items: readonly Evidence[]): readonly Fact[] => {
  const seen = new Map<string, Evidence>();
  for (const item of items)
    if (item.event.session === session.id) seen.set(`${item.event.device}:${item.event.seq}`, item);
  const undone = new Set<string>();
  for (const { event } of seen.values()) if (event.kind === 'withdrawn') undone.add(event.withdraws);
  return [...seen.entries()]
    .filter(([id]) => !undone.has(id))
    .map(([, item]) => {
      const { event, clockOffsetMs } = item;
      const isWrong = Math.abs(clockOffsetMs) > tolerance;
      const recorded = isWrong ? Math.max(0, event.at + clockOffsetMs) : event.at;
      const told = 'time' in event ? event.time : undefined;
      return { item, at: told === undefined ? recorded : Math.min(told, recorded) };
    })
    .sort((a, b) => {
      if (a.at !== b.at) return a.at - b.at;
      if (a.item.event.device !== b.item.event.device)
        return a.item.event.device < b.item.event.device ? -1 : 1;
      return a.item.event.seq - b.item.event.seq;
    });
};

/** Minutes by participant; somebody who was checked in but has no counted minute is there with 0, and a walk-in not at all. */
export const referenceMinutes = (
  session: Session,
  items: readonly Evidence[],
): ReadonlyMap<string, number> => {
  const facts = factsOf(session, items);
  const closings = facts.filter(({ item }) => item.event.kind === 'session-closed').map(({ at }) => at);
  const added = new Set(
    facts.flatMap(({ item }) => (item.event.kind === 'walk-in' ? [item.event.participant] : [])),
  );
  const closed = closings.length === 0 ? undefined : Math.max(...closings);
  const ticked = new Map<string, Set<number>>();
  const since = new Map<string, number>();
  const tick = (who: string, from: number, to: number): void => {
    const set = ticked.get(who) ?? new Set();
    for (let m = Math.floor(from / minute); m < Math.floor(to / minute); m += 1) {
      const isInside = m * minute >= session.startsAt && (m + 1) * minute <= session.endsAt;
      const isBreak = session.breaks.some(
        (pause) => m * minute >= pause.from && (m + 1) * minute <= pause.to,
      );
      if (isInside && !isBreak) set.add(m);
    }
    ticked.set(who, set);
  };
  for (const { at, item } of facts) {
    const { event } = item;
    if ('participant' in event && added.has(event.participant)) continue;
    if (event.kind === 'checked-in' && !since.has(event.participant)) {
      since.set(event.participant, at);
      tick(event.participant, at, at);
    }
    const from = event.kind === 'checked-out' ? since.get(event.participant) : undefined;
    if (event.kind === 'checked-out' && from !== undefined) {
      tick(event.participant, from, at);
      since.delete(event.participant);
    }
  }
  if (closed !== undefined)
    for (const [who, from] of since) tick(who, from, Math.min(closed, session.endsAt));
  return new Map([...ticked].map(([who, set]) => [who, set.size]));
};
