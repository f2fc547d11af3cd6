/**
 * What the page itself can know of the tablet's clock: a second clock, which nobody can set, goes beside it as long as
 * the page lives. Where the two part the tablet's was set, or the tablet slept; only back is it certain (CLOCK-3).
 */

/** Clocks that are slowly put right part by less than this between two looks. */
export const unnoticedMs = 20_000;

/** The clocks parted by `ms` while events `from`…`to` were recorded; mostly between two events. */
export type ClockStep = { readonly from: number; readonly to: number; readonly ms: number };

export type ClockSeen = {
  /** True from a comparison until the clock may have been changed. */
  readonly isFresh: boolean;
  /** The comparison this page made last, if it has made one. */
  readonly offset: number | undefined;
  /** Where the log ended when the page began. */
  readonly began: number;
  /** Events until this one were recorded before the clock may have been changed since it was compared. */
  readonly sureTo: number;
  /** Events from this one on were recorded since the clock may last have been changed. */
  readonly steadyFrom: number;
  /** Every time the clocks have parted since the comparison. */
  readonly steps: readonly ClockStep[];
};

export type ClockWatch = {
  /** Looks at both clocks; `end` is the number of the log's last event now. */
  readonly look: (end: number) => void;
  /** The clock has just been compared with the office's; `end` as above. */
  readonly compared: (offset: number, end: number) => void;
  readonly seen: () => ClockSeen;
};

export const createClockWatch = (clock: () => number, ticks: () => number, began: number): ClockWatch => {
  const parting = (): number => Math.round(clock() - ticks());
  let apart = parting();
  let last = began;
  let seen: ClockSeen = {
    isFresh: false,
    offset: undefined,
    began,
    sureTo: 0,
    steadyFrom: began + 1,
    steps: [],
  };
  return {
    look: (end) => {
      const now = parting();
      const ms = now - apart;
      if (Math.abs(ms) > unnoticedMs) {
        apart = now;
        const steps = [...seen.steps, { from: last + 1, to: end, ms }];
        seen = { ...seen, isFresh: false, steadyFrom: end + 1, steps };
      } else if (seen.isFresh) seen = { ...seen, sureTo: end };
      last = end;
    },
    compared: (offset, end) => {
      apart = parting();
      last = end;
      seen = { ...seen, isFresh: true, offset, sureTo: end, steps: [] };
    },
    seen: () => seen,
  };
};
