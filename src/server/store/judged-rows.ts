/** Rows of a log with their clocks judged by what their devices have noted in it (CLOCK-1, CLOCK-2). */
import { judgeClock, notesByDevice } from '../../domain/clock-notes.ts';
import { AttendanceEvent } from '../../domain/events.ts';
import { clockToleranceMs } from '../../domain/evidence.ts';
import { instant } from '../../domain/time.ts';
import type { Tx } from './database.ts';
import type { LogRow } from './log-store.ts';

/** A row with its clock judged by what its device has noted since; `clock_other_ms` where it is in doubt (CLOCK-1). */
export type JudgedRow = LogRow & { readonly clock_other_ms?: number };

/** What these devices have noted about their clocks. A note that does not count yet says nothing yet (LOG-5). */
const notesOf = async ({ trx }: Tx, devices: readonly string[]) => {
  const rows = await trx
    .selectFrom('log_events')
    .select('text')
    .where('kind', '=', 'clock-noted')
    .where('device', 'in', devices)
    .where('set_aside', 'is', null)
    .execute();
  return notesByDevice(rows.flatMap(({ text }) => AttendanceEvent.safeParse(JSON.parse(text)).data ?? []));
};

/** These rows, each with its clock judged by what its device has noted (CLOCK-1). */
export const judged = async (tx: Tx, rows: readonly LogRow[]): Promise<readonly JudgedRow[]> => {
  if (rows.length === 0) return rows;
  const notes = await notesOf(tx, [...new Set(rows.map(({ device }) => device))]);
  if (notes.size === 0) return rows;
  return rows.map((row): JudgedRow => {
    const own = notes.get(row.device);
    if (own === undefined) return row;
    const { clockOffsetMs, otherOffsetMs } = judgeClock(
      own,
      { seq: row.seq, at: instant(Number(row.at)) },
      Number(row.clock_offset_ms),
    );
    return {
      ...row,
      clock_offset_ms: clockOffsetMs,
      ...(otherOffsetMs === undefined ? {} : { clock_other_ms: otherOffsetMs }),
    };
  });
};

/** The sessions of what the notes from number `from` on put in doubt, or was measured otherwise than its device knows (CLOCK-2). */
export const notedBy = async (tx: Tx, device: string, from: number): Promise<readonly string[]> => {
  const notes = (await notesOf(tx, [device])).get(device) ?? [];
  const news = notes.filter(({ seq }) => seq >= from);
  if (news.length === 0) return [];
  const first = Math.min(...news.map((note) => note.from));
  const known = news.flatMap(({ before }) => (before === undefined ? [] : [before]));
  const rows = await tx.trx
    .selectFrom('log_events')
    .select('session')
    .distinct()
    .where('device', '=', device)
    .where((e) =>
      e.or([
        e('seq', '>=', first),
        ...known.flatMap((before) => [
          e('clock_offset_ms', '>', before + clockToleranceMs),
          e('clock_offset_ms', '<', before - clockToleranceMs),
        ]),
      ]),
    )
    .execute();
  return rows.flatMap(({ session }) => session ?? []);
};
