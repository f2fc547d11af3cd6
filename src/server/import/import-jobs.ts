/** What the import's thread is asked and answers. Everything here can be sent between threads. */
import type { Cohort } from '../../domain/office.ts';
import type { Day } from '../../domain/time.ts';
import type { Result } from '../../domain/result.ts';
import type { FileRefusal, ImportMapping } from '../../protocol/import.ts';
import type { CohortEntry } from './cohort-book.ts';
import type { RowEdits } from './columns.ts';
import type { KnownParticipant, ParticipantRow } from './participants.ts';
import type { KnownSession, SessionRow } from './sessions.ts';
import type { Table } from './table.ts';

type CheckBase = {
  readonly table: Table;
  readonly mapping: ImportMapping;
  readonly edits: RowEdits;
  readonly cohorts: readonly Cohort[];
};

export type ImportJob =
  | { readonly job: 'read'; readonly bytes: Uint8Array; readonly fileName: string }
  | (CheckBase & {
      readonly job: 'check-participants';
      readonly today: Day;
      readonly ages: { readonly min: number; readonly max: number };
      readonly known: readonly KnownParticipant[];
      /** Identity digits and the index in `known` of whoever has them. */
      readonly knownNumbers: readonly (readonly [string, number])[];
    })
  | (CheckBase & { readonly job: 'check-sessions'; readonly known: readonly KnownSession[] });

export type ImportAnswers = {
  read: Result<Table, FileRefusal>;
  'check-participants': {
    readonly rows: readonly ParticipantRow[];
    readonly cohorts: readonly CohortEntry[];
    /** Row number and identity digits, for the rows that can be taken in. Never leaves the server's memory. */
    readonly numbers: readonly (readonly [number, string])[];
  };
  'check-sessions': { readonly rows: readonly SessionRow[] };
};

export type ImportProgress = { readonly done: number; readonly total: number };

export type ThreadMessage =
  | ({ readonly kind: 'progress' } & ImportProgress)
  | { readonly kind: 'answer'; readonly answer: ImportAnswers[keyof ImportAnswers] };
