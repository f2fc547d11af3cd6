import { describe, expect, test } from 'vitest';
import { ParticipantId } from '../../src/domain/ids.ts';
import type { MonthRow } from '../../src/domain/month.ts';
import { reportRows } from '../../src/domain/reporting.ts';
import { Day } from '../../src/domain/time.ts';

const row = (id: string, reportedMinutes: number): MonthRow => ({
  participant: ParticipantId.parse(id),
  minutes: reportedMinutes + 20,
  overMinutes: 0,
  reportedMinutes,
});

const dates =
  (firstDay?: string, leftOn?: string, isReportedBefore = false) =>
  () => ({
    firstDay: firstDay === undefined ? undefined : Day.parse(firstDay),
    leftOn: leftOn === undefined ? undefined : Day.parse(leftOn),
    isReportedBefore,
  });

describe('the rows of a month’s report', () => {
  test('[SCB-2] are of those alone who have hours to report', () => {
    const rows = reportRows('2026-10', [row('amina', 240), row('olof', 0)], dates());

    expect(rows.map(({ participant, minutes }) => [participant, minutes])).toEqual([['amina', 240]]);
  });

  test.each([
    ['2026-10', '2026-10-02', null],
    ['2026-11', null, null],
    ['2026-12', null, '2026-12-31'],
    ['2027-01', null, null],
  ])(
    '[SCB-3] of somebody who came in October and left in December say so in those months alone (%s)',
    (month, start, end) => {
      const rows = reportRows(
        month,
        [row('amina', 60)],
        dates('2026-10-02', '2026-12-31', month > '2026-10'),
      );

      expect(rows[0]).toMatchObject({ start, end });
    },
  );

  test('[SCB-3] of somebody whose first month gave no whole hour say the first day in the first row there is', () => {
    expect(reportRows('2026-11', [row('amina', 60)], dates('2026-10-02'))[0]?.start).toBe('2026-10-02');
  });

  test('[SCB-3] of somebody who came and left in the same month say both', () => {
    expect(reportRows('2026-10', [row('amina', 60)], dates('2026-10-02', '2026-10-30'))[0]).toMatchObject({
      start: '2026-10-02',
      end: '2026-10-30',
    });
  });
});
