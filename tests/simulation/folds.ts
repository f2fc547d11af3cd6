/** The same events must give the same answer in any order, on both sides, and whenever it is asked for (I8–I12). */
import { foldAttendance, type Attendance } from '../../src/domain/attendance.ts';
import { evidenceOf } from '../../src/app/device/plan-keeper.ts';
import { AttendanceEvent } from '../../src/domain/events.ts';
import { clockToleranceMs, type Evidence } from '../../src/domain/evidence.ts';
import type { Session } from '../../src/domain/programme.ts';
import { oneOf, shuffled } from '../support/seeded.ts';
import type { Row } from './rows.ts';
import { pageOf, type SimulatedTablet } from './tablet.ts';
import type { World } from './world.ts';

const evidenceIn = (rows: readonly Row[]): readonly Evidence[] =>
  rows.flatMap(({ text, offset, setAside }) => {
    if (setAside !== null) return [];
    const event = AttendanceEvent.safeParse(JSON.parse(text));
    return event.success ? [{ event: event.data, clockOffsetMs: offset }] : [];
  });

const foldOf = (session: Session, evidence: readonly Evidence[]): string => {
  const folded = foldAttendance(session, evidence, () => true);
  return JSON.stringify([
    [...folded.byParticipant.values()],
    [...folded.walkIns],
    folded.closedAt,
    folded.openedAt,
    folded.refusedScans,
    [...folded.certificates],
  ]);
};

/** Any order, any repetition, any split. */
const checkOrder = (world: World, rows: readonly Row[]): void => {
  const { session } = oneOf(world.random, world.programme.sessions);
  const evidence = evidenceIn(rows.filter((row) => row.session === session.id));
  const mixed = shuffled(world.random, [...evidence, ...evidence.filter(() => world.random() < 0.3)]);
  world.checked.count('I8');
  if (foldOf(session, evidence) !== foldOf(session, mixed))
    world.wrong('I8', `${session.id} is counted otherwise when the same events come in another order`);
};

/** What was taken back can still be read, with who and when (I12). */
const checkVoids = (world: World, rows: readonly Row[]): void => {
  const ids = new Set(rows.map(({ device, seq }) => `${device}:${seq}`));
  const counted = new Set(rows.map(({ device }) => device));
  world.checked.count('I12');
  for (const { text } of rows) {
    const event = JSON.parse(text) as { readonly kind: string; readonly withdraws?: string };
    const target = event.withdraws;
    if (target === undefined || ids.has(target) || !counted.has(target.split(':')[0] ?? '')) continue;
    /* Taken back on a tablet that had read it of another whose own log is still lost or set aside. */
    if (world.losses.length + world.cloned.size === 0)
      world.wrong('I12', `${target} was taken back and can no longer be read`);
  }
};

const plain = (attendance: Iterable<Attendance>): string =>
  JSON.stringify(
    [...attendance]
      .map((one) => ({ ...one, remarks: [] }))
      .sort((a, b) => (a.participant < b.participant ? -1 : 1)),
  );

/** The tablet's own answer, and its events with the office's clocks, are what the office counts (I10). */
const checkTablet = (world: World, tablet: SimulatedTablet, rows: readonly Row[]): void => {
  const page = pageOf(tablet);
  const plan = page?.app.state().plan?.plan;
  const device = tablet.deviceId();
  if (page === undefined || plan === undefined || device === undefined) return;
  if (world.revoked.has(device) || world.cloned.has(device)) return;
  const held = new Map(rows.map((row) => [row.text, row]));
  for (const session of plan.sessions) {
    const own = tablet.storage.eventsOf(device).filter((event) => event.session === session.id);
    if (own.some(({ text }) => (held.get(text)?.setAside ?? null) !== null)) continue;
    const office = foldAttendance(
      session,
      evidenceIn(rows.filter((row) => row.session === session.id)),
      () => true,
    );
    const offsets = own.map(({ text }) => held.get(text)?.offset ?? Number.NaN);
    const ours = own.flatMap(({ text }, i): Evidence[] => {
      const event = AttendanceEvent.safeParse(JSON.parse(text));
      return event.success ? [{ event: event.data, clockOffsetMs: offsets[i] ?? 0 }] : [];
    });
    /* What a lost tablet had sent to an office that was put back since is with this tablet alone. */
    const isLost = (text: string): boolean =>
      !held.has(text) && world.losses.some(({ texts }) => texts.has(text));
    const others = tablet.storage.others();
    /* Sent anew after a revocation it waits for a person, while this tablet was given it when it still counted. */
    const waits = (text: string): boolean => (held.get(text)?.setAside ?? null) !== null;
    if (others.some(({ text }) => isLost(text) || waits(text))) continue;
    const union = [...ours, ...evidenceOf(others)];
    world.checked.count('I10');
    const expected = plain(office.byParticipant.values());
    if (plain(foldAttendance(session, union, () => true).byParticipant.values()) !== expected)
      world.wrong('I10', `${tablet.name} and the office count ${session.id} differently`);
    const isRight = offsets.every((offset) => Math.abs(offset) <= clockToleranceMs);
    if (isRight && plain(page.app.attendance(session).byParticipant.values()) !== expected)
      world.wrong('I10', `${tablet.name} shows ${session.id} otherwise than the office counts it`);
  }
};

export const checkFolds = (world: World, rows: readonly Row[]): void => {
  checkOrder(world, rows);
  checkVoids(world, rows);
  for (const tablet of world.tablets) checkTablet(world, tablet, rows);
};
