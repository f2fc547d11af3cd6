/** What a walk through the database can find wrong, each naming the row (BACKUP-6). */
export type Finding =
  /** The bytes of an event are not those that were chained and signed. */
  | { readonly kind: 'event-changed'; readonly device: string; readonly seq: number }
  | { readonly kind: 'event-missing'; readonly device: string; readonly seq: number }
  /** What stands beside an event's bytes does not say what they say. */
  | { readonly kind: 'event-beside'; readonly device: string; readonly seq: number; readonly column: string }
  /** The log ends elsewhere than the device has signed, and the office has given a receipt for. */
  | { readonly kind: 'log-end'; readonly device: string; readonly seq: number }
  | { readonly kind: 'log-unsigned'; readonly device: string; readonly seq: number }
  | { readonly kind: 'log-of-nobody'; readonly device: string }
  /** An event of a device that was shut out counts, and nobody has let it. */
  | { readonly kind: 'revoked-counts'; readonly device: string; readonly seq: number }
  | { readonly kind: 'revocation-undone'; readonly device: string; readonly seq: number }
  | { readonly kind: 'entry-changed'; readonly seq: number }
  | { readonly kind: 'entry-missing'; readonly seq: number }
  /** A decision in the table that is not the log's, or that the table lacks. */
  | { readonly kind: 'decision'; readonly seq: number }
  | { readonly kind: 'written-text'; readonly hash: string }
  | { readonly kind: 'session-version'; readonly session: string; readonly version: number }
  | { readonly kind: 'month-lines'; readonly month: string; readonly version: number }
  | { readonly kind: 'month-rows'; readonly month: string; readonly version: number }
  | { readonly kind: 'month-entry'; readonly month: string; readonly version: number }
  | { readonly kind: 'month-arrivals'; readonly month: string; readonly version: number }
  /** What is kept for reading is not what the logs give. */
  | {
      readonly kind: 'projection';
      readonly table: ProjectionTable;
      readonly session: string;
      readonly participant: string | null;
    }
  /** Something is so far from what it should be that it cannot be read at all: a session's id, or a part of the walk. */
  | { readonly kind: 'uncomputable'; readonly what: string }
  /** What is kept about somebody's identity does not open, or is not found by what it says. */
  | { readonly kind: 'identity'; readonly participant: string }
  /** An account, or what it may do, that nobody has decided: the office's log does not say it. */
  | { readonly kind: 'administrator-unknown'; readonly administrator: string }
  | {
      readonly kind: 'administrator-roles';
      readonly administrator: string;
      readonly roles: readonly string[];
    }
  | { readonly kind: 'administrator-opened'; readonly administrator: string; readonly seq: number }
  | { readonly kind: 'dangling'; readonly table: string; readonly row: number }
  /** A log ended further on that day than it does now, or with other bytes. `log` is a device or `office`. */
  | { readonly kind: 'head-cut'; readonly log: string; readonly seq: number; readonly day: string }
  | { readonly kind: 'head-rewritten'; readonly log: string; readonly seq: number; readonly day: string }
  | { readonly kind: 'journal-line'; readonly file: string; readonly line: number };

export type ProjectionTable = 'attendance' | 'certificates' | 'session_states' | 'review_states';

/** What is missing since a restore and can be explained by it: told, and nothing wrong. */
export type Missing = {
  readonly log: string;
  readonly from: number;
  readonly to: number;
  readonly restoredAt: number;
};

export type Findings = {
  readonly add: (finding: Finding) => void;
  readonly all: () => readonly Finding[];
};

export const createFindings = (): Findings => {
  const found: Finding[] = [];
  return { add: (finding) => void found.push(finding), all: () => found };
};
