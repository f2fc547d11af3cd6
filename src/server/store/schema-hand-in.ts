/** Rescue files that wait for a person. */
import type { Generated } from 'kysely';

export type HandInSchema = {
  /** A file that could not go into its tablet's log, whole and still sealed, with the reason (RESCUE-4). */
  handed_in_files: {
    id: Generated<number>;
    /** What makes two files the same: the same events, or the same bytes where nobody can open it. */
    content: string;
    device: string;
    reason: string;
    from_seq: number;
    events: number;
    file: string;
    /** The administrator's or the tablet's id. */
    handed_in_by: string;
    received_at: number;
  };
  /** A tablet that said, when it was connected anew, that it had been another and had lost its log (STORE-5). */
  device_losses: {
    /** The tablet it was. */
    device: string;
    became: string;
    /** Events it had written as far as it knew, and events the office held then. */
    recorded: number;
    held: number;
    at: number;
  };
  /** What a person has decided about such a file. */
  handed_in_decisions: { file: number; decision: string; decided_at: number; actor: string };
};
