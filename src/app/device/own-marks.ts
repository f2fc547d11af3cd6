/**
 * Which own events are not yet with the office, counted: a tablet may have been without a network for a very long time,
 * so that each event is three numbers here and nothing is gone through to answer.
 */

/** An own event as it is counted among what is sent and not sent, also one that this version cannot read. */
export type Mark = { readonly seq: number; readonly isCheckIn: boolean; readonly at: number };

/** What lies after an event: how many, how many check-ins among them, and when the first was recorded. */
export type Unsent = {
  readonly events: number;
  readonly checkIns: number;
  readonly oldestAt: number | undefined;
};

export type OwnMarks = {
  /** Events come in the order of their numbers. */
  readonly add: (mark: Mark) => void;
  /** Forgets the events after `seq`: they are gone from the log. */
  readonly dropAfter: (seq: number) => void;
  readonly after: (seq: number) => Unsent;
};

export const createOwnMarks = (): OwnMarks => {
  const seqs: number[] = [];
  const times: number[] = [];
  /** How many check-ins there are up to and with each. */
  const checkIns: number[] = [];

  /** How many events have a number up to `seq`. */
  const countTo = (seq: number): number => {
    let low = 0;
    let high = seqs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((seqs[middle] ?? 0) <= seq) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    add: ({ seq, isCheckIn, at }) => {
      seqs.push(seq);
      times.push(at);
      checkIns.push((checkIns.at(-1) ?? 0) + (isCheckIn ? 1 : 0));
    },
    dropAfter: (seq) => {
      const left = countTo(seq);
      for (const list of [seqs, times, checkIns]) list.length = left;
    },
    after: (seq) => {
      const first = countTo(seq);
      return {
        events: seqs.length - first,
        checkIns: (checkIns.at(-1) ?? 0) - (checkIns[first - 1] ?? 0),
        oldestAt: times[first],
      };
    },
  };
};
