/**
 * What the demo's office has done with the months behind it: every month but the last reviewed, locked and handed in;
 * of the last one, most sessions reviewed and some left for whoever tries the demo. Decided by demo people who cannot
 * sign in, each decision an entry of the office's log like any other (REV-1, DEMO-10).
 */
import { basisOf } from '../../domain/decisions.ts';
import { mattersOf, waitingRemarks, type Matter } from '../../domain/review.ts';
import { firstDayAfter, addDays, dayOf, instantAt, monthOf, type Instant } from '../../domain/time.ts';
import type { OfficeSession } from '../../domain/office.ts';
import type { Services } from '../http/services.ts';
import { figuresNow, hashOfLines, lockMonth, markSent } from '../months.ts';
import type { Stores } from '../store/stores.ts';
import type { Random } from './random.ts';

const reviewer = 'demo-granskare';
const approver = 'demo-godkannare';

const addPeople = async ({ accounts, officeLog }: Stores, now: number): Promise<void> => {
  await accounts.add({ id: reviewer, name: 'Gran Skare (demo)', login: reviewer, password: 'none' }, now);
  await accounts.setRoles(reviewer, ['reviewer']);
  await accounts.add({ id: approver, name: 'Alva Godkänd (demo)', login: approver, password: 'none' }, now);
  await accounts.setRoles(approver, ['approver']);
  for (const actor of [reviewer, approver])
    await officeLog.append({ kind: 'administrator-added', actor, at: now });
};

type Review = NonNullable<Awaited<ReturnType<Stores['attendance']['review']>>>;

const decideOne = async (
  session: OfficeSession['session'],
  matter: Matter,
  review: Review,
  at: Instant,
  { officeLog, writtenTexts }: Stores,
): Promise<void> => {
  const entry = { actor: reviewer, at, session: session.id };
  switch (matter.kind) {
    case 'remarks': {
      const attendance = review.attendances.find(({ participant }) => participant === matter.participant);
      if (attendance === undefined) return;
      const remarks = waitingRemarks(attendance, review.decisions, review.folded.attested !== undefined);
      await officeLog.append({
        ...entry,
        kind: 'remarks-accepted',
        participant: matter.participant,
        remarks,
        basis: basisOf(attendance),
      });
      return;
    }
    case 'walk-in':
      await officeLog.append({ ...entry, kind: 'walk-in-dismissed', walkIn: matter.walkIn });
      return;
    case 'scan':
      await officeLog.append({ ...entry, kind: 'scan-dismissed', event: matter.event });
      return;
    case 'not-closed':
    case 'not-attested':
    case 'nothing-recorded': {
      const text = await writtenTexts.keep('Kursledaren har bekräftat listan på telefon.', at);
      if (matter.kind === 'not-closed')
        await officeLog.append({ ...entry, kind: 'session-ended', endedAt: session.endsAt, text });
      await officeLog.append({ ...entry, kind: 'list-accepted', text });
      return;
    }
    case 'objection':
    case 'set-aside':
      return;
  }
};

const reviewSession = async (
  session: OfficeSession['session'],
  at: Instant,
  stores: Stores,
): Promise<void> => {
  const { attendance, officeLog } = stores;
  /* What is decided may show more to decide: an ended list has hours, and hours have remarks. */
  for (let round = 0; round < 3; round += 1) {
    const review = await attendance.review(session.id);
    const matters = review === undefined ? [] : mattersOf(review);
    if (review === undefined || matters.length === 0) break;
    for (const matter of matters) await decideOne(session, matter, review, at, stores);
    await attendance.recompute([session.id], at);
  }
  const review = await attendance.review(session.id);
  if (review === undefined || mattersOf(review).length > 0) return;
  await officeLog.append({
    kind: 'session-reviewed',
    actor: reviewer,
    at,
    session: session.id,
    basis: review.basis,
  });
  await attendance.recompute([session.id], at);
};

/** Reviews, locks and hands in what is behind `now`, in the order it would have been done. */
export const settleMonths = async (
  random: Random,
  sessions: readonly OfficeSession[],
  now: Instant,
  stores: Stores,
  services: Services,
): Promise<void> => {
  await addPeople(stores, now);
  const thisMonth = monthOf(now);
  const past = sessions
    .map(({ session }) => session)
    .filter(({ startsAt }) => monthOf(startsAt) < thisMonth)
    .sort((a, b) => a.startsAt - b.startsAt);
  const months = [...new Set(past.map(({ startsAt }) => monthOf(startsAt)))].sort();
  for (const month of months) {
    const isLast = month === months.at(-1);
    const reviewedAt = instantAt(addDays(firstDayAfter(month), 4), '10:00');
    const lockedAt = instantAt(addDays(firstDayAfter(month), 20), '09:30');
    for (const session of past.filter(({ startsAt }) => monthOf(startsAt) === month)) {
      if (isLast && (reviewedAt > now || random.chance(0.2))) continue;
      await reviewSession(session, reviewedAt, stores);
    }
    if (isLast || lockedAt > now) continue;
    const clock = (): number => lockedAt;
    const needed = { ...stores, services: { ...services, clock } };
    const { lines } = await figuresNow(month, needed);
    if (lines.length === 0) continue;
    await lockMonth(month, approver, hashOfLines(lines), needed);
    await markSent({ month, version: 1, checksum: null }, approver, {
      ...needed,
      services: { ...services, clock: () => instantAt(addDays(dayOf(lockedAt), 2), '13:10') },
    });
  }
};
