/**
 * What people do to a programme, at random: tablets deliver, reviews are made, months locked, places moved, sessions
 * planned otherwise. For whoever wants to know that something holds whatever is done.
 */
import { SessionId, UnitId } from '../../src/domain/ids.ts';
import { Day, dayOf, instant } from '../../src/domain/time.ts';
import { clockTime } from './factories.ts';
import { days, wholeSession, type MonthWorld, type What } from './month-world.ts';
import { between, oneOf, type Random } from './seeded.ts';
import { amina, aParticipant, aSession, cohort, elif, guest, olof, otherCohort } from './session-world.ts';

const people = [amina, olof, elif, guest];
const units = ['farsta', 'bromma', 'kista'].map((unit) => UnitId.parse(unit));

type Deed = (world: MonthWorld, random: Random, turn: number) => Promise<unknown>;

const timeOf = (random: Random, turn: number): string =>
  `${String(8 + (turn % 5)).padStart(2, '0')}:${String(between(random, 0, 59)).padStart(2, '0')}`;

const somethingAt = (random: Random): What =>
  oneOf<What>(random, [
    'open',
    'close',
    'attest',
    { in: oneOf(random, people) },
    { in: oneOf(random, people) },
    { out: oneOf(random, people) },
    { certify: oneOf(random, people), minutes: oneOf(random, [0, 60, wholeSession]) },
  ]);

const aPlace = (random: Random) => oneOf(random, [cohort, otherCohort]);
const aDay = (random: Random): Day => Day.parse(oneOf(random, Object.values(days)));

/** Some of these are refused now and then, as in life; what was refused has changed nothing. */
const deeds: Readonly<Record<string, Deed>> = {
  delivers: async (world, random, turn) => {
    await world.record(oneOf(random, Object.keys(days)), [timeOf(random, turn), somethingAt(random)]);
    await world.deliver();
  },
  attends: async (world, random) => {
    const session = oneOf(random, Object.keys(days));
    const person = oneOf(random, people);
    await world.record(session, ['08:20', { in: person }], ['12:35', { out: person }]);
    await world.record(session, ['12:40', { certify: person, minutes: wholeSession }]);
    await world.deliver();
  },
  reviews: (world, random) => world.done(oneOf(random, Object.keys(days))),
  locks: (world, random) => world.lock(oneOf(random, ['2026-09', '2026-10', '2026-11'])),
  objects: (world, random, turn) =>
    world.server.stores(({ reviews }) =>
      reviews.addObjection({
        id: `objection-${turn}`,
        participant: oneOf(random, people).id,
        session: oneOf(random, Object.keys(days)),
        text: 'none',
        made_at: turn,
      }),
    ),
  answers: (world, random, turn) =>
    world.server.stores(({ reviews }) =>
      reviews.answerObjection(`objection-${between(random, 0, turn)}`, 'ja', 'a', turn),
    ),
  lists: (world, random) =>
    world.server.stores(({ programme }) =>
      programme.putParticipants(
        [
          {
            ...oneOf(random, people),
            unit: oneOf(random, units),
            track: oneOf(random, ['employee', 'manager']),
            isKeyPerson: random() < 0.5,
            cohort: random() < 0.2 ? null : aPlace(random),
          },
        ],
        aDay(random),
      ),
    ),
  welcomes: (world, random, turn) =>
    world.server.stores(({ programme }) =>
      programme.putParticipants([aParticipant(`new${turn}`, 'Ny', 'Demo', { cohort: aPlace(random) })]),
    ),
  moves: (world, random) =>
    world.server.stores((stores) =>
      stores.people.move(
        oneOf(random, people).id,
        aPlace(random),
        aDay(random),
        dayOf(world.server.services.clock()),
      ),
    ),
  leaves: (world, random) =>
    world.server.stores((stores) =>
      stores.people.leave(
        oneOf(random, people).id,
        { leftOn: aDay(random), reason: 'other' },
        dayOf(world.server.services.clock()),
      ),
    ),
  plans: (world, random, turn) => {
    const day = random() < 0.3 ? '2026-12-05' : oneOf(random, [...Object.values(days), '2026-12-20']);
    const id = random() < 0.5 ? oneOf(random, Object.keys(days)) : `extra${turn}`;
    const session = aSession(id, {
      startsAt: clockTime(day, '08:30'),
      endsAt: clockTime(day, oneOf(random, ['09:30', '12:30'])),
      breaks: [],
      cohorts: oneOf(random, [[cohort], [otherCohort], [cohort, otherCohort]]),
      cancelled: random() < 0.3,
      trainer: oneOf(random, ['Kim', 'Robin']),
    });
    return world.server.stores(async ({ programme, attendance }) => {
      await programme.putSessions([{ session, unit: oneOf(random, [...units, null]) }]);
      await attendance.recompute([SessionId.parse(id)], turn);
    });
  },
  counts: (world, random) =>
    world.server.stores(({ attendance }) => attendance.recompute([oneOf(random, Object.keys(days))], 1)),
  merges: (world, random) =>
    world.server.stores(async (stores) => {
      const merged = await stores.people.merges();
      const left = people.filter(({ id }) => !merged.has(id));
      const from = oneOf(random, left);
      const others = left.filter(({ id }) => id !== from.id);
      if (others.length < 2) return;
      const now = world.server.services.clock();
      await stores.people.merge(from.id, oneOf(random, others).id, now, dayOf(now));
    }),
  decides: (world, random) =>
    world.server.stores(({ officeLog }) =>
      officeLog.append({
        kind: 'policy-set',
        actor: world.approver.id,
        at: instant(world.server.services.clock()),
        from: aDay(random),
        deductsBreaks: random() < 0.5,
        graceMinutes: 5,
        roundToMinutes: 1,
        roundPer: 'month',
        countsOverLimit: false,
      }),
    ),
};

/** Does one of them; answers which. */
export const doSomething = async (world: MonthWorld, random: Random, turn: number): Promise<string> => {
  const [name, deed] = oneOf(random, Object.entries(deeds));
  await deed(world, random, turn);
  return name;
};
