import { describe, expect, test } from 'vitest';
import { arrangeDay, type Day, type Doors } from '../../src/app/trainer/arrange-day.ts';
import type { Session } from '../../src/domain/programme.ts';
import { instant } from '../../src/domain/time.ts';
import { aSession, at } from './factories.ts';

const morning = aSession('morning');
const afternoon = aSession('afternoon', { startsAt: instant(at('13:15')), endsAt: instant(at('16:15')) });
const tomorrow = aSession('tomorrow', {
  startsAt: instant(at('09:00', '2026-11-13')),
  endsAt: instant(at('11:00', '2026-11-13')),
});
const yesterday = aSession('yesterday', {
  startsAt: instant(at('13:00', '2026-11-11')),
  endsAt: instant(at('16:00', '2026-11-11')),
});

const arranged = (
  now: number,
  sessions: readonly Session[],
  doors: Readonly<Record<string, Partial<Doors>>> = {},
): Day => arrangeDay(sessions, ({ id }) => ({ openedAt: undefined, closedAt: undefined, ...doors[id] }), now);
const ids = (sessions: readonly Session[]): readonly string[] => sessions.map(({ id }) => id);

describe('opening the tablet', () => {
  const all = [tomorrow, afternoon, morning];

  test('[HOME-1] before the day begins the trainer meets the first session, the others after it', () => {
    const day = arranged(at('08:08'), all);
    expect([day.hero?.id, day.isHeroOngoing, ids(day.laterToday), ids(day.tomorrow)]).toEqual([
      'morning',
      false,
      ['afternoon'],
      ['tomorrow'],
    ]);
  });

  test('[HOME-1] people arriving early do not change which session it is', () => {
    const day = arranged(at('08:20'), all, { morning: { openedAt: at('08:15') } });
    expect([day.hero?.id, day.isHeroOngoing]).toEqual(['morning', true]);
  });

  test('[HOME-1] a session that should be going on is met even if nobody has checked in', () => {
    expect(arranged(at('09:00'), all)).toMatchObject({ hero: { id: 'morning' }, isHeroOngoing: true });
  });

  test('[HOME-1] the one closed gives room to the next', () => {
    const day = arranged(at('12:40'), all, { morning: { openedAt: at('08:15'), closedAt: at('12:35') } });
    expect([day.hero?.id, ids(day.closedToday), ids(day.laterToday)]).toEqual(['afternoon', ['morning'], []]);
  });

  test('[HOME-1] when the last is closed the next day is told', () => {
    const day = arranged(at('17:00'), all, {
      morning: { openedAt: at('08:15'), closedAt: at('12:35') },
      afternoon: { openedAt: at('13:00'), closedAt: at('16:20') },
    });
    expect([day.hero, day.next?.id]).toEqual([undefined, 'tomorrow']);
  });

  test('[HOME-2] two at once are both shown, the one already opened here first', () => {
    const other = aSession('other', { startsAt: instant(at('08:00')) });
    const day = arranged(at('09:00'), [other, morning], { morning: { openedAt: at('08:15') } });
    expect([day.hero?.id, ids(day.alsoOngoing)]).toEqual(['morning', ['other']]);
  });

  test('[HOME-1, HOME-2] of two at once that nobody has opened here, the trainer meets the one that began last', () => {
    const day = arranged(at('13:20'), [{ ...morning, endsAt: instant(at('15:00')) }, afternoon, tomorrow]);
    expect([day.hero?.id, ids(day.alsoOngoing)]).toEqual(['afternoon', ['morning']]);
  });

  test('[HOME-3] yesterday’s session nobody closed is told, and does not take today’s place', () => {
    const day = arranged(at('08:08'), [yesterday, morning], {
      yesterday: { openedAt: at('12:50', '2026-11-11') },
    });
    expect([day.hero?.id, ids(day.notClosed)]).toEqual(['morning', ['yesterday']]);
  });

  test('[HOME-3] one that another tablet took care of is not this trainer’s to close', () => {
    expect(arranged(at('08:08'), [yesterday, morning]).notClosed).toEqual([]);
  });

  test('[HOME-3] an hour past its end an open session is to be closed; until then it is still going on', () => {
    const opened = { morning: { openedAt: at('08:15') } };
    expect(arranged(at('13:30'), [morning], opened)).toMatchObject({
      hero: { id: 'morning' },
      notClosed: [],
    });
    expect(ids(arranged(at('13:31'), [morning], opened).notClosed)).toEqual(['morning']);
  });

  test('[CLOSE-3] one never closed reminds on the days after too, until it is closed, also a digital lecture', () => {
    const lecture = aSession('lecture', {
      kind: 'digital',
      startsAt: instant(at('09:00', '2026-11-10')),
      endsAt: instant(at('11:00', '2026-11-10')),
    });
    const openedAt = at('08:55', '2026-11-10');
    const left = (now: number, closedAt?: number) =>
      ids(arranged(now, [lecture], { lecture: { openedAt, closedAt } }).notClosed);
    expect([left(at('12:01', '2026-11-10')), left(at('08:00'))]).toEqual([['lecture'], ['lecture']]);
    expect(left(at('08:00'), at('07:59'))).toEqual([]);
  });

  test('[HOME-4] a cancelled session is not shown, and a digital lecture is never the one to check in to', () => {
    const lecture = aSession('lecture', { kind: 'digital' });
    const day = arranged(at('08:08'), [aSession('off', { cancelled: true }), lecture]);
    expect([day.hero, ids(day.laterToday)]).toEqual([undefined, ['lecture']]);
  });

  test('[HOME-4] a lecture that has begun is listed by itself, over or not, until it is closed', () => {
    const lecture = aSession('lecture', { kind: 'digital' });
    const listed = (now: number, closedAt?: number) => {
      const day = arranged(now, [lecture], { lecture: { closedAt } });
      return [ids(day.lectures), ids(day.laterToday), ids(day.closedToday)];
    };
    expect(listed(at('08:29'))).toEqual([[], ['lecture'], []]);
    expect(listed(at('09:00'))).toEqual([['lecture'], [], []]);
    expect(listed(at('12:31'))).toEqual([['lecture'], [], []]);
    expect(listed(at('12:40'), at('12:35'))).toEqual([[], [], ['lecture']]);
    expect(listed(at('08:00', '2026-11-13'))).toEqual([[], [], []]);
  });

  test('[CLOSE-3] a lecture that is to be closed since long reminds, and is not listed twice', () => {
    const lecture = aSession('lecture', { kind: 'digital' });
    const day = arranged(at('13:31'), [lecture], { lecture: { openedAt: at('08:20') } });
    expect([ids(day.notClosed), ids(day.lectures)]).toEqual([['lecture'], []]);
  });
});
