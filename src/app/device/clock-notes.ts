/**
 * Compares the tablet's clock with the office's before anything is sent, and notes in the log what that says of the
 * events that have not been sent (CLOCK-2). So what the office counts by lies under the chain, and is the same however,
 * and however often, the events reach it.
 */
import type { ClockNote } from '../../domain/clock-notes.ts';
import { clockToleranceMs } from '../../domain/evidence.ts';
import { ok } from '../../domain/result.ts';
import { createClockWatch, unnoticedMs, type ClockSeen, type ClockWatch } from './clock-watch.ts';
import type { ClockNotes, ClockNotesDeps, CompareFirst } from './clock-contract.ts';
import { isDiskFailure, type Compared, type OwnLogStore } from './own-log.ts';

type NoteDeps = Pick<ClockNotesDeps, 'log' | 'clock' | 'note'> & { readonly watch: ClockWatch };

type Note = Omit<ClockNote, 'seq' | 'at'>;

const pageSize = 500;

const isFar = (a: number | undefined, b: number | undefined): boolean =>
  a !== undefined && b !== undefined && Math.abs(a - b) > clockToleranceMs;

/** How far the clock has gone back while the page looked on, in ms. */
const backOf = ({ steps }: ClockSeen): number => steps.reduce((back, { ms }) => back - Math.min(0, ms), 0);

/** How far the clock goes back among events `from`…`to`, after the one before them and before now; 0 if never. */
const backAmong = async ({ log, clock }: NoteDeps, { from, to }: Bounds): Promise<number> => {
  if (from > to) return 0;
  let latest = 0;
  let back = 0;
  const pass = (at: number): void => {
    back = Math.max(back, latest - at);
    latest = Math.max(latest, at);
  };
  for (let seq = Math.max(1, from - 1); seq <= to; seq += pageSize)
    for (const event of await log.from(seq, Math.min(pageSize, to - seq + 1)))
      pass((JSON.parse(event.text) as { at: number }).at);
  pass(clock());
  return back;
};

type Bounds = { readonly from: number; readonly to: number; readonly end: number };

/** The events whose clock nothing vouches for: since the comparison before, until the clock has been steady to now. */
const boundsOf = async (log: OwnLogStore, seen: ClockSeen, notedTo: number): Promise<Bounds> => {
  const acknowledged = (await log.receipt())?.seq ?? 0;
  const { seq: end } = await log.head();
  const from = Math.max(seen.sureTo, notedTo, Math.min(acknowledged, seen.began)) + 1;
  return { from, to: Math.max(Math.min(end, seen.steadyFrom - 1), from - 1), end };
};

type Written = { readonly isWritten: boolean; readonly session: Compared['session'] };

/** A note stands in the session of the event before it; without one there is nothing it could be about. */
const write = async (
  { log, note }: NoteDeps,
  end: number,
  known: Compared | undefined,
  notes: readonly Note[],
): Promise<Written> => {
  const session = (await log.from(end, 1))[0]?.session ?? known?.session;
  if (session === undefined) return { isWritten: true, session };
  for (const words of notes)
    if (!(await note({ kind: 'clock-noted', session, ...words }))) return { isWritten: false, session };
  return { isWritten: true, session };
};

/**
 * Notes at once that the clock has gone back while the page looked on: a rescue file must tell of it, and the page may be
 * gone before the tablet reaches the office. What cannot be written now is known until it can. `along`: also back along
 * the log, where an earlier page saw no more of it (CLOCK-3).
 */
const noteBack = async (deps: NoteDeps, along = false): Promise<void> => {
  const { log, watch } = deps;
  const seen = watch.seen();
  if (!along && backOf(seen) <= clockToleranceMs) return;
  try {
    const known = await log.compared?.();
    const bounds = await boundsOf(log, seen, known?.seq ?? 0);
    const back = Math.max(backOf(seen), along ? await backAmong(deps, bounds) : 0);
    if (back - (known?.back ?? 0) <= clockToleranceMs) return;
    const { from, to, end } = bounds;
    const before = known?.offset;
    const other = (before ?? 0) + back;
    const { isWritten, session } = await write(deps, end, known, [{ from, to, before, other }]);
    if (isWritten) await keep(log, { offset: before, seq: known?.seq ?? 0, back, session });
  } catch (error) {
    if (!isDiskFailure(error)) throw error;
  }
};

/**
 * The offsets between the steps the page has seen since it compared the clock itself: known exactly if they lead from
 * that comparison to this one, because then none of them was sleep (CLOCK-4).
 */
const throughSteps = ({ offset: first, steps }: ClockSeen, offset: number): readonly Note[] | undefined => {
  if (first === undefined || steps.length === 0) return undefined;
  const notes: Note[] = [];
  let before = first;
  for (const { from, to, ms } of steps) {
    notes.push({ from, to, before, offset: before - ms });
    before -= ms;
  }
  if (Math.abs(before - offset) > unnoticedMs) return undefined;
  return notes.some((note) => isFar(note.offset, first)) ? notes : [];
};

/** What a comparison says of the events since the one before it; nothing where nothing has changed. */
const notesFor = async (
  deps: NoteDeps,
  offset: number,
  known: Compared | undefined,
  bounds: Bounds,
): Promise<readonly Note[]> => {
  const seen = deps.watch.seen();
  const exact = throughSteps(seen, offset);
  if (exact !== undefined) return exact;
  const { from, to } = bounds;
  const before = known?.offset;
  if (isFar(offset, before)) return [{ from, to, before, offset }];
  const back = Math.max(backOf(seen), known?.back ?? 0, await backAmong(deps, bounds));
  if (back <= clockToleranceMs || (from > to && known?.back === undefined)) return [];
  const other = backOf(seen) > clockToleranceMs ? offset - back : offset + back;
  return [{ from, to, before, offset, other }];
};

/** A comparison that differs by less is not written down anew. */
const unkeptMs = 10_000;

/** Where there is no space for it, the next comparison is made with the one before: more is in doubt then, never less. */
const keep = async (log: OwnLogStore, compared: Compared): Promise<void> => {
  try {
    await log.putCompared?.(compared);
  } catch (error) {
    if (!isDiskFailure(error)) throw error;
  }
};

/**
 * Before anything is sent: measures the office's clock against ours if ours may have been changed since that was last
 * done, and notes what has changed (CLOCK-2).
 */
const compareFirst = async (
  deps: NoteDeps,
  measure: Parameters<CompareFirst>[0],
): ReturnType<CompareFirst> => {
  const { log, watch } = deps;
  watch.look((await log.head()).seq);
  if (watch.seen().isFresh) return ok(undefined);
  await noteBack(deps);
  const { steps } = watch.seen();
  const measured = await measure();
  if (!measured.ok) return measured;
  watch.look((await log.head()).seq);
  /* Set, or slept, while the office was asked: what was measured is of neither clock, and is measured again. */
  if (watch.seen().steps !== steps) return 'not-kept';
  const offset = measured.value;
  const known = await log.compared?.();
  const bounds = await boundsOf(log, watch.seen(), known?.seq ?? 0);
  const notes = await notesFor(deps, offset, known, bounds);
  const { isWritten, session } = await write(deps, bounds.end, known, notes);
  if (!isWritten) return 'not-kept';
  const { seq } = await log.head();
  const isNews =
    notes.length > 0 || known?.offset === undefined || Math.abs(offset - known.offset) > unkeptMs;
  if (isNews) await keep(log, { offset, seq, session });
  watch.compared(offset, seq);
  return ok(undefined);
};

/** Begins to watch the clock that one log is written by (CLOCK-3). */
export const openClockNotes = async ({ ticks, ...deps }: ClockNotesDeps): Promise<ClockNotes> => {
  const { log, clock } = deps;
  const watch = createClockWatch(clock, ticks, (await log.head()).seq);
  return {
    look: async (end) => {
      watch.look(end);
      await noteBack({ ...deps, watch });
    },
    lookWhole: async () => {
      watch.look((await log.head()).seq);
      await noteBack({ ...deps, watch }, true);
    },
    compareFirst: (measure) => compareFirst({ ...deps, watch }, measure),
  };
};
