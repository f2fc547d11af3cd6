/** What the tablet asks of whoever minds its clock: loaded after the first view, so only this is known before. */
import type { EventDraft } from '../../domain/events.ts';
import type { Result } from '../../domain/result.ts';
import type { OwnLogStore } from './own-log.ts';
import type { CallFailure } from './server-call.ts';

/**
 * Notes what has happened to the clock before anything is sent; `measure` asks how far the office's clock is ahead of
 * ours, in ms. `not-kept` where that could not be noted: then all of it waits (CLOCK-2).
 */
export type CompareFirst = (
  measure: () => Promise<Result<number, CallFailure>>,
) => Promise<Result<void, CallFailure> | 'not-kept'>;

export type ClockNotes = {
  /** Looks whether the clock has been changed, and notes that it has gone back; `end` is the last event's number. */
  readonly look: (end: number) => Promise<void>;
  /** The same before a file is made of the log; notes also that the clock goes back along it, or before now. */
  readonly lookWhole: () => Promise<void>;
  readonly compareFirst: CompareFirst;
};

export type ClockNotesDeps = {
  readonly log: OwnLogStore;
  readonly clock: () => number;
  /** A clock that nobody can set and that goes as long as the page lives, in ms. */
  readonly ticks: () => number;
  /** Writes a note into the log; false where it cannot be written now. */
  readonly note: (draft: EventDraft) => Promise<boolean>;
};

export type OpenClockNotes = (deps: Omit<ClockNotesDeps, 'ticks'>) => Promise<ClockNotes>;
