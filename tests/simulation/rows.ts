/** What the office has in its log, read past the server. */
import type { World } from './world.ts';

export type Row = {
  readonly device: string;
  readonly seq: number;
  readonly hash: string;
  readonly text: string;
  readonly setAside: string | null;
  readonly offset: number;
  readonly receivedAt: number;
  readonly session: string | null;
};

export const rowsOf = (world: World): readonly Row[] =>
  world.office.disk
    .read(
      'select device, seq, hash, text, set_aside, clock_offset_ms, received_at, session from log_events order by device, seq',
    )
    .map((row) => ({
      device: String(row['device']),
      seq: Number(row['seq']),
      hash: String(row['hash']),
      text: String(row['text']),
      setAside: row['set_aside'] === null ? null : String(row['set_aside']),
      offset: Number(row['clock_offset_ms']),
      receivedAt: Number(row['received_at']),
      session: row['session'] === null ? null : String(row['session']),
    }));
