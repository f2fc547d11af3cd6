/** An event as it was written, and what may be kept beside it. */
import { AttendanceEvent } from './events.ts';
import { isCanonical } from './log.ts';

/**
 * The event that `text` says, where `parsed` is what was read from it already. Its form is looked at only in what is an
 * event, which nothing lies deep in: a text can be nested deeper than a reader that goes down into it can follow.
 */
export const eventWritten = (text: string, parsed: unknown): AttendanceEvent | undefined => {
  const event = AttendanceEvent.safeParse(parsed).data;
  return event !== undefined && isCanonical(text, parsed) ? event : undefined;
};

/**
 * The event a text says, if the text is in the one form that is hashed: what two readers could read as different things,
 * such as a key that stands there twice, counts for nobody (ATK-1, LOG-3). Undefined for anything else.
 */
export const writtenEvent = (text: string): AttendanceEvent | undefined => {
  try {
    return eventWritten(text, JSON.parse(text));
  } catch {
    return undefined;
  }
};

const kindChars = 40;

/** The kind as a column holds it: short, and nothing in it that a database cannot keep as it is. */
export const keptKind = (kind: string): string =>
  kind
    .replaceAll('\0', '')
    .slice(0, kindChars)
    .replace(/\p{Surrogate}/gu, '\uFFFD');
