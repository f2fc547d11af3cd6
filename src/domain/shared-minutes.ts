/** Sessions that overlap: a person's minutes at each, every minute once. */
import type { Attendance } from './attendance.ts';
import { mergeSpans, minutesIn, overlap, without } from './spans.ts';

/** One person's attendance at one of several sessions. */
export type Share = { readonly session: string; readonly attendance: Attendance };

/**
 * One person's attendance at several sessions, with every minute counted once: where sessions overlap, it counts at the
 * one the person came to first (then by id), and all of them carry a remark (ATT-3). The answer does not depend on the
 * order of `shares`.
 */
export const shareMinutes = (shares: readonly Share[]): readonly Share[] => {
  const ordered = [...shares].sort(
    (a, b) =>
      a.attendance.checkedInAt - b.attendance.checkedInAt ||
      (a.session < b.session ? -1 : a.session > b.session ? 1 : 0),
  );
  const isShared = ({ session, attendance }: Share): boolean =>
    ordered.some(
      (other) =>
        other.session !== session &&
        other.attendance.counted.some((theirs) =>
          attendance.counted.some((ours) => overlap(ours, theirs) > 0),
        ),
    );
  return ordered.map((share, i) => {
    if (!isShared(share)) return share;
    const taken = mergeSpans(ordered.slice(0, i).flatMap(({ attendance }) => attendance.counted));
    const { attendance } = share;
    return {
      ...share,
      attendance: {
        ...attendance,
        minutes: minutesIn(without(attendance.counted, taken)),
        remarks: [...attendance.remarks, 'overlapping-sessions'],
      },
    };
  });
};
