/**
 * The server's log: one JSON line per event with stable keys, for machines to read and for support to search. Whoever
 * logs gives only what is ours: route patterns, codes, counts, ids of devices; never names, numbers, tokens, bodies or
 * addresses (OPS-2).
 */
import { isoOf } from '../../domain/time.ts';

export const logLevels = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

type Value = string | number | boolean | null | readonly string[];

/** `log('info', 'started', { version })` */
export type Log = (level: LogLevel, event: string, fields?: Readonly<Record<string, Value>>) => void;

/** Where lines go: errors and warnings apart from the rest. */
export type LogSink = { readonly out: (line: string) => void; readonly err: (line: string) => void };

/** What JSON lets through, and a terminal or a reader of lines may take for a command or an end of line. */
const unsafe = new RegExp('[\\u007f-\\u009f\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]', 'g');
const escaped = (character: string): string =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

/** One event as one line: nothing in it ends the line or moves a cursor. */
export const lineOf = (record: Readonly<Record<string, Value>>): string =>
  `${JSON.stringify(record).replace(unsafe, escaped)}\n`;

/** A log that writes events of `level` and those that matter more. */
export const createLog = (
  level: LogLevel,
  { clock, sink }: { readonly clock: () => number; readonly sink: LogSink },
): Log => {
  const most = logLevels.indexOf(level);
  return (of, event, fields = {}) => {
    if (logLevels.indexOf(of) > most) return;
    const line = lineOf({ level: of, at: isoOf(clock()), event, ...fields });
    if (of === 'error' || of === 'warn') sink.err(line);
    else sink.out(line);
  };
};

/** The process's own streams. */
export const processSink: LogSink = {
  out: (line) => void process.stdout.write(line),
  err: (line) => void process.stderr.write(line),
};
