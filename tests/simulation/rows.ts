/** What the office has in its log, read past the server. */
import { judgeClock, notesByDevice } from '../../src/domain/clock-notes.ts';
import { AttendanceEvent } from '../../src/domain/events.ts';
import { instant } from '../../src/domain/time.ts';
import type { World } from './world.ts';

export type Row = {
  readonly device: string;
  readonly seq: number;
  readonly hash: string;
  readonly text: string;
  readonly setAside: string | null;
  /** How far the clock was, as it is judged by what its tablet has noted; against the truth it is held in clocks.ts. */
  readonly offset: number;
  /** How far it may have been instead. */
  readonly other: number | undefined;
  readonly receivedAt: number;
  readonly session: string | null;
};

type Notes = ReturnType<typeof notesByDevice>;

const notesIn = (world: World): Notes =>
  notesByDevice(
    world.office.disk
      .read("select text from log_events where kind = 'clock-noted' and set_aside is null")
      .flatMap(({ text }) => AttendanceEvent.safeParse(JSON.parse(String(text))).data ?? []),
  );

const judgedIn = (
  notes: Notes,
  device: string,
  event: Parameters<typeof judgeClock>[1],
  measured: number,
) => {
  const own = notes.get(device);
  const { clockOffsetMs, otherOffsetMs } =
    own === undefined
      ? { clockOffsetMs: measured, otherOffsetMs: undefined }
      : judgeClock(own, event, measured);
  return { offset: clockOffsetMs, other: otherOffsetMs };
};

export const rowsOf = (world: World): readonly Row[] => {
  const notes = notesIn(world);
  return world.office.disk
    .read(
      'select device, seq, hash, text, at, set_aside, clock_offset_ms, received_at, session from log_events order by device, seq',
    )
    .map((row) => ({
      device: String(row['device']),
      seq: Number(row['seq']),
      hash: String(row['hash']),
      text: String(row['text']),
      setAside: row['set_aside'] === null ? null : String(row['set_aside']),
      ...judgedIn(
        notes,
        String(row['device']),
        { seq: Number(row['seq']), at: instant(Number(row['at'])) },
        Number(row['clock_offset_ms']),
      ),
      receivedAt: Number(row['received_at']),
      session: row['session'] === null ? null : String(row['session']),
    }));
};
