/** Finds sessions of one cohort that are held at the same time (IMP-13). */

export type Timed = {
  readonly cohort: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** The row of the file, or null for a session that the office has. */
  readonly row: number | null;
  readonly title: string;
};

export type Overlap = { readonly cohort: string; readonly with: Timed };

/** For each row, the first session that begins before and lasts into it. Sorted once, then walked through. */
export const findOverlaps = (sessions: readonly Timed[]): ReadonlyMap<number, Overlap> => {
  const overlaps = new Map<number, Overlap>();
  const longest = new Map<string, Timed>();
  for (const session of [...sessions].sort(
    (a, b) => a.startsAt - b.startsAt || (a.row ?? 0) - (b.row ?? 0),
  )) {
    const before = longest.get(session.cohort);
    if (before !== undefined && before.endsAt > session.startsAt) {
      const [later, earlier] = session.row === null ? [before, session] : [session, before];
      if (later.row !== null && !overlaps.has(later.row))
        overlaps.set(later.row, { cohort: session.cohort, with: earlier });
    }
    if (before === undefined || session.endsAt > before.endsAt) longest.set(session.cohort, session);
  }
  return overlaps;
};
