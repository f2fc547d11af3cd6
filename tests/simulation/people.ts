/** What people do at a door, by the seed's dice (F25): the real door decides what it means. */
import { openDoor, type Door, type Outcome } from '../../src/app/trainer/door.ts';
import type { Tablet } from '../../src/app/device/tablet.ts';
import { sessionIn } from '../../src/app/device/tablet-parts.ts';
import type { EventDraft } from '../../src/domain/events.ts';
import { err } from '../../src/domain/result.ts';
import { TrainerId, type ParticipantId } from '../../src/domain/ids.ts';
import type { Session } from '../../src/domain/programme.ts';
import { instant, minuteMs } from '../../src/domain/time.ts';
import { between, oneOf } from '../support/seeded.ts';
import type { Page, SimulatedTablet } from './tablet.ts';
import type { World } from './world.ts';

/** The page with every saved event noted, as a person at the door would. */
export const watched = (world: World, tablet: SimulatedTablet, page: Page): Tablet => ({
  ...page.app,
  record: async (draft: EventDraft) => {
    const old = tablet.network.app();
    const written = old === undefined ? draft : old.written(draft);
    /* No button for it in an app of that version. */
    if (written === undefined) return err({ kind: 'not-saved' });
    const recorded = await page.app.record(written);
    if (!recorded.ok) {
      world.tell(() => `${tablet.name} says that it could not save (${recorded.error.kind})`);
      return recorded;
    }
    const { event, own } = recorded.value;
    world.shown.push({
      device: event.device,
      seq: own.seq,
      text: own.text,
      tablet: tablet.name,
      trueAt: world.scheduler.now(),
    });
    world.scheduler.trace(`${tablet.name} ${own.hash}`);
    world.tell(() => `${tablet.name} saves number ${own.seq}: ${storyOf(draft)}`);
    const { storage } = tablet;
    const place = own.seq - 1 - storage.anchorOf(event.device).seq;
    if (storage.eventsOf(event.device)[place]?.text !== own.text && !page.isDead())
      world.wrong('I1', `${tablet.name} says that number ${own.seq} is saved, and it is not on the disk`);
    return recorded;
  },
});

const storyOf = (draft: EventDraft): string =>
  'participant' in draft
    ? `${draft.participant} ${draft.kind} at ${draft.session}`
    : `${draft.kind} at ${draft.session}`;

const unknownBadge = `https://narvaro.example/B/${'Z'.repeat(26)}`;

type Act = (
  door: Door,
  page: Tablet,
  someone: () => ParticipantId,
  session: Session,
) => Promise<Outcome | object | void>;

/** One thing somebody does, and how often compared with the rest. */
const acts = (world: World): readonly (readonly [share: number, act: Act])[] => {
  const { random, scheduler, tokens } = world;
  const badge = (who: ParticipantId): string => {
    const known = tokens.get(who) ?? [];
    const old = known.length > 1 && random() < 0.4;
    if (old) world.strike('F27');
    return `https://narvaro.example/B/${(old ? known[0] : known.at(-1)) ?? ''}`;
  };
  const told = () => instant(scheduler.now() - between(random, 0, 40 * minuteMs));
  return [
    [38, (door, _, someone) => door.scan(badge(someone()))],
    [8, (door, _, someone) => door.scanOut(badge(someone()))],
    [7, (door, _, someone) => door.checkIn(someone(), 'hand')],
    [4, (door, _, someone) => door.cameAt(someone(), told())],
    [4, (door, _, someone) => door.leftAt(someone(), told())],
    [3, (door) => door.addWalkIn({ given: 'Gästrid', family: 'Skogsglimt', workplace: 'Mottagningen' })],
    [
      2,
      async (door, page, _, session) => {
        const known = [...page.attendance(session).walkIns.keys()];
        return known.length === 0 ? undefined : door.checkOut(oneOf(random, known), 'hand');
      },
    ],
    [7, (door, _, someone) => door.checkOut(someone(), 'badge')],
    [7, (door, _, someone) => door.undo(someone())],
    [3, (door, _, someone) => door.undoLeaving(someone())],
    [2, (door, _, someone) => door.undoReturn(someone())],
    [2, (door, _, someone) => door.checkOutAll([someone(), someone()])],
    [3, (door) => door.scan(unknownBadge)],
    [
      2,
      /* A list is closed about the session's end, seldom before. */
      (door, _, __, session) =>
        scheduler.now() > session.endsAt - 20 * minuteMs || random() < 0.02
          ? door.close()
          : door.scan(unknownBadge),
    ],
    [2, (door) => door.attest(TrainerId.parse('kim'))],
    [
      4,
      /* The same card twice in a moment. */
      async (door, _, someone) => {
        const text = badge(someone());
        await Promise.all([door.scan(text), door.scan(text)]);
      },
    ],
  ];
};

/** The sessions that people are at about now. */
export const sessionsNow = (world: World): readonly Session[] => {
  const now = world.scheduler.now();
  return world.programme.sessions
    .map(({ session }) => session)
    .filter(({ startsAt, endsAt }) => startsAt - 60 * minuteMs <= now && now <= endsAt + 60 * minuteMs);
};

const unitOf = (world: World, session: Session): string | undefined =>
  world.programme.sessions.find((one) => one.session.id === session.id)?.unit;

/** How many stand in a queue at most; what they do reaches the office in one delivery, or in several. */
const longestQueue = 12;

/** One after the other, people do something at the tablet, at a session that it has. */
export const visit = async (world: World, tablet: SimulatedTablet, at?: Page): Promise<void> => {
  const { random } = world;
  const list = acts(world);
  const total = list.reduce((sum, [share]) => sum + share, 0);
  let roll = random() * total;
  const act = list.find(([share]) => (roll -= share) < 0)?.[1] ?? list[0]?.[1];
  const now = sessionsNow(world).filter(
    (session) => tablet.unit === null || unitOf(world, session) === tablet.unit,
  );
  if (act === undefined || now.length === 0) return;
  const session = oneOf(random, now);
  const own = world.programme.people.filter(
    ({ cohort }) => cohort !== null && session.cohorts.includes(cohort),
  );
  const someone = (): ParticipantId =>
    oneOf(random, own.length > 0 && random() < 0.8 ? own : world.programme.people).id;
  await world.onPage(tablet, async (open) => {
    const page = at ?? (tablet.pages().length > 1 ? oneOf(random, tablet.pages()) : open);
    const plan = page.app.state().plan?.plan;
    const planned = sessionIn(plan, session.id);
    if (plan === undefined || planned === undefined) return;
    const seen = watched(world, tablet, page);
    const { settings } = page.database;
    const randomBytes = (length: number): Uint8Array<ArrayBuffer> =>
      crypto.getRandomValues(new Uint8Array(length));
    world.strike('F25');
    const door = openDoor(seen, plan, planned, tablet.clock, { settings, randomBytes });
    const queue = between(random, 1, longestQueue);
    for (let i = 0; i < queue; i += 1) await act(door, seen, someone, planned);
  });
};
