/**
 * The plainest possible answer to "who was there, for how many minutes": a list of facts and a set of minutes that are
 * ticked one by one. Nothing of the product's counting is used; slow and naive on purpose (I8, I11, I26).
 */

export type PlainFact = {
  readonly id: string;
  readonly device: string;
  readonly seq: number;
  readonly session: string;
  readonly what: string;
  readonly person: string | undefined;
  readonly undoes: string | undefined;
  /** When it happened, as it counts: told, or recorded, by the office's clock where the tablet's was wrong. */
  readonly at: number;
};

export type PlainSession = {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly breaks: readonly { readonly from: number; readonly to: number }[];
  readonly isCancelled: boolean;
};

const minute = 60_000;
const tolerance = 2 * minute;

/** A fact from an event's text and the offset that was measured when it came in. */
export const factFrom = (text: string, offset: number): PlainFact => {
  const event = JSON.parse(text) as Record<string, string | number | undefined>;
  const device = String(event['device']);
  const seq = Number(event['seq']);
  const clock = Number(event['at']);
  const recorded = Math.abs(offset) > tolerance ? Math.max(0, clock + offset) : clock;
  const told = event['time'];
  const word = (key: string): string | undefined =>
    event[key] === undefined ? undefined : String(event[key]);
  return {
    id: `${device}:${seq}`,
    device,
    seq,
    session: String(event['session']),
    what: String(event['kind']),
    person: word('participant'),
    undoes: word('withdraws'),
    at: typeof told === 'number' ? Math.min(told, recorded) : recorded,
  };
};

type Ticked = { readonly minutes: Set<number>; first: number };

/** Which minutes each person was at one session; somebody without a counted minute is there with none. */
const ticksOf = (session: PlainSession, facts: readonly PlainFact[]): Map<string, Ticked> => {
  const mine = new Map(facts.filter((fact) => fact.session === session.id).map((fact) => [fact.id, fact]));
  const undone = new Set([...mine.values()].flatMap(({ undoes }) => undoes ?? []));
  const standing = [...mine.values()]
    .filter(({ id }) => !undone.has(id))
    .sort((a, b) => a.at - b.at || (a.device < b.device ? -1 : a.device > b.device ? 1 : a.seq - b.seq));
  const strangers = new Set(standing.filter(({ what }) => what === 'walk-in').map(({ person }) => person));
  const closings = standing.filter(({ what }) => what === 'session-closed').map(({ at }) => at);
  const people = new Map<string, Ticked>();
  const since = new Map<string, number>();
  const tick = (who: string, from: number, to: number): void => {
    const ticked = people.get(who) ?? { minutes: new Set<number>(), first: from };
    people.set(who, ticked);
    if (session.isCancelled) return;
    const start = Math.max(Math.floor(from / minute), Math.floor(session.from / minute));
    const end = Math.min(Math.floor(to / minute), Math.floor(session.to / minute));
    for (let m = start; m < end; m += 1)
      if (!session.breaks.some((pause) => m * minute >= pause.from && m * minute < pause.to))
        ticked.minutes.add(m);
  };
  for (const { what, person, at } of standing) {
    if (person === undefined || strangers.has(person)) continue;
    const from = since.get(person);
    if (what === 'checked-in' && from === undefined) {
      since.set(person, at);
      tick(person, at, at);
    }
    if (what === 'checked-out' && from !== undefined) {
      since.delete(person);
      tick(person, from, at);
    }
  }
  if (closings.length > 0)
    for (const [who, from] of since) tick(who, from, Math.min(Math.max(...closings), session.to));
  return people;
};

/** Minutes by `session/person`, each minute of a person once: at the session they came to first, then by its id. */
export const referenceMinutes = (
  sessions: readonly PlainSession[],
  facts: readonly PlainFact[],
): ReadonlyMap<string, number> => {
  const lines = sessions.flatMap((session) =>
    [...ticksOf(session, facts)].map(([person, ticked]) => ({ session: session.id, person, ...ticked })),
  );
  lines.sort((a, b) => a.first - b.first || (a.session < b.session ? -1 : 1));
  const counted = new Map<string, Set<number>>();
  const minutes = new Map<string, number>();
  for (const { session, person, minutes: ticked } of lines) {
    const before = counted.get(person) ?? new Set<number>();
    counted.set(person, before);
    const fresh = [...ticked].filter((m) => !before.has(m));
    for (const m of fresh) before.add(m);
    minutes.set(`${session}/${person}`, fresh.length);
  }
  return minutes;
};
