/** Whoever minds the clock of the log that is written now: loaded beside the views, so that no check-in waits for it. */
import { ok } from '../../domain/result.ts';
import type { ClockNotes, ClockNotesDeps, CompareFirst, OpenClockNotes } from './clock-contract.ts';
import type { OwnLogStore } from './own-log.ts';

export type ClockKeeper = {
  /** From now on it is this log that is written. */
  readonly mind: (log: OwnLogStore) => void;
  /** Looks at the clock, once that can be done; `end` is the last event's number. */
  readonly look: (end: number) => Promise<void>;
  /** Looks before a file is made, also where that has to be loaded first (CLOCK-5). */
  readonly lookWhole: () => Promise<void>;
  /** What could not be loaded is tried again; nothing is sent before it is there (CLOCK-2). */
  readonly compareFirst: CompareFirst;
};

export const createClockKeeper = (
  open: OpenClockNotes | undefined,
  deps: Pick<ClockNotesDeps, 'clock' | 'note'>,
): ClockKeeper => {
  let minded: OwnLogStore | undefined;
  let opening: Promise<ClockNotes | undefined> | undefined;
  let opened: ClockNotes | undefined;
  const load = (log: OwnLogStore, how: OpenClockNotes): Promise<ClockNotes | undefined> =>
    (opening ??= how({ ...deps, log }).then(
      (notes) => (minded === log ? (opened = notes) : undefined),
      () => {
        if (minded === log) opening = undefined;
        return undefined;
      },
    ));
  return {
    mind: (log) => {
      minded = log;
      opening = undefined;
      opened = undefined;
      if (open !== undefined) void load(log, open);
    },
    look: async (end) => opened?.look(end),
    lookWhole: async () => {
      if (open !== undefined && minded !== undefined) await (await load(minded, open))?.lookWhole();
    },
    compareFirst: async (measure) => {
      if (open === undefined || minded === undefined) return ok(undefined);
      return (await load(minded, open))?.compareFirst(measure) ?? 'not-kept';
    },
  };
};
