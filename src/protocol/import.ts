/**
 * What the import of a file says about the file, its columns and its rows. Every code has a sentence in app/text;
 * a code never changes meaning. No message here can carry what identifies a person beyond the name that the
 * administrator's own file holds: the identity column is only ever said to be good or not (IMP-12).
 */
import * as z from 'zod/mini';

export const ImportKind = z.enum(['participants', 'sessions']);
export type ImportKind = z.infer<typeof ImportKind>;

/** Why a whole file is refused. */
export const FileRefusal = z.enum([
  'empty-file',
  'file-too-large',
  'old-excel',
  'encrypted',
  'macros',
  'binary-workbook',
  'open-document',
  'not-a-table',
  'html',
  'broken',
  'suspicious',
  'embedded-files',
  'external-links',
  'too-many-rows',
  'too-many-columns',
  'no-rows',
  'unclosed-quote',
  'too-slow',
  'too-heavy',
]);
export type FileRefusal = z.infer<typeof FileRefusal>;

export const ParticipantField = z.enum([
  'given',
  'family',
  'name',
  'identity',
  'email',
  'unit',
  'workplace',
  'role',
  'keyPerson',
  'cohort',
  'protected',
  'alias',
]);
export type ParticipantField = z.infer<typeof ParticipantField>;

export const SessionField = z.enum([
  'date',
  'start',
  'end',
  'cohorts',
  'title',
  'place',
  'unit',
  'trainer',
  'kind',
  'number',
  'of',
  'breaks',
  'breakFrom',
  'breakTo',
  'reference',
]);
export type SessionField = z.infer<typeof SessionField>;

export const ImportField = z.union([ParticipantField, SessionField]);
export type ImportField = z.infer<typeof ImportField>;

/** What is wrong with one cell or row. The parameters of each code are named beside it. */
export const RowProblemCode = z.enum([
  /** column */
  'formula',
  'name-missing',
  'name-is-number',
  /** max */
  'text-too-long',
  'identity-missing',
  'identity-ten-digits',
  /** digits */
  'identity-length',
  'identity-letters',
  'identity-interim',
  'identity-reserve',
  'identity-shortened',
  'identity-date',
  'identity-serial',
  'identity-check-digit',
  /** min, max */
  'age-outside',
  'unit-missing',
  /** text, suggestion */
  'unit-unknown',
  'role-missing',
  /** text */
  'role-unknown',
  /** text */
  'answer-unclear',
  'email-invalid',
  'email-no-ending',
  'alias-is-name',
  /** cohort */
  'alias-taken',
  /** cohort */
  'cohort-other-track',
  /** row */
  'same-as-row',
  'date-missing',
  /** text */
  'date-invalid',
  'time-missing',
  /** text */
  'time-invalid',
  /** text */
  'time-skipped',
  'end-before-start',
  /** hours */
  'session-too-long',
  'break-invalid',
  'break-outside',
  'cohort-missing',
  /** text, suggestion */
  'cohort-unknown',
  'title-missing',
  'trainer-missing',
  'place-missing',
  /** text */
  'kind-unknown',
  'number-invalid',
  /** row, cohort */
  'overlaps-row',
  /** session, cohort */
  'overlaps-session',
]);
export type RowProblemCode = z.infer<typeof RowProblemCode>;

/** What an administrator should know about a row that can be taken in. */
export const RowNoteCode = z.enum([
  'coordination-number',
  'name-split',
  /** alias */
  'protected-as',
  /** cohort */
  'cohort-new',
  /** text, cohort */
  'cohort-spelling',
  /** from, to */
  'moves-cohort',
  /** fields */
  'changes',
  'no-change',
]);
export type RowNoteCode = z.infer<typeof RowNoteCode>;

const Params = z.record(z.string(), z.union([z.string(), z.number()]));

export const RowProblem = z.strictObject({
  code: RowProblemCode,
  field: z.nullable(ImportField),
  params: Params,
  /** What one tap would write into the field instead. */
  fix: z.nullable(z.string()),
});
export type RowProblem = z.infer<typeof RowProblem>;

export const RowNote = z.strictObject({ code: RowNoteCode, params: Params });
export type RowNote = z.infer<typeof RowNote>;

/**
 * ready: new; update: known before; error: must be put right; duplicate: the same person or session stands higher up;
 * skipped: the administrator leaves it out.
 */
export const RowStatus = z.enum(['ready', 'update', 'error', 'duplicate', 'skipped']);
export type RowStatus = z.infer<typeof RowStatus>;

/** Which column of the file each field is read from, and what is written in every row for a field without one. */
export const ImportMapping = z.strictObject({
  columns: z.partialRecord(ImportField, z.int().check(z.minimum(0), z.maximum(59))),
  constants: z.partialRecord(ImportField, z.string().check(z.maxLength(200))),
});
export type ImportMapping = z.infer<typeof ImportMapping>;

/** GET /api/admin/imports/:id/rows: which rows, 200 at a time. `error` is everything that is not taken in. */
export const RowFilter = z.enum(['all', 'ready', 'error', 'update', 'protected']);
export type RowFilter = z.infer<typeof RowFilter>;

export const rowsPerPage = 200;

/** POST /api/admin/imports?kind=…&name=…: the file is held for checking; nothing is taken in. */
export const OpenImportQuery = z.strictObject({ kind: ImportKind, name: z.string().check(z.maxLength(300)) });
export const OpenImportReply = z.strictObject({ id: z.string() });

const Count = z.int().check(z.minimum(0));

export const ImportCounts = z.strictObject({
  all: Count,
  ready: Count,
  update: Count,
  error: Count,
  duplicate: Count,
  skipped: Count,
  protected: Count,
});
export type ImportCounts = z.infer<typeof ImportCounts>;

const Progress = z.strictObject({ done: Count, total: Count });

const file = { kind: ImportKind, fileName: z.string() };
const columns = {
  sheet: z.nullable(z.string()),
  /** The file's headings, in order; empty for a column without one. */
  headings: z.array(z.string()),
  mapping: ImportMapping,
};

/** GET /api/admin/imports/:id: how far the file has come. */
export const ImportStatus = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('reading'), ...file }),
  z.strictObject({ state: z.literal('refused'), ...file, refusal: FileRefusal }),
  /** Fields are missing: an administrator says which column holds them. */
  z.strictObject({ state: z.literal('mapping'), ...file, ...columns, missing: z.array(ImportField) }),
  z.strictObject({ state: z.literal('checking'), ...file, progress: Progress }),
  z.strictObject({
    state: z.literal('checked'),
    ...file,
    ...columns,
    counts: ImportCounts,
    /** Names of the cohorts that the file makes. */
    newCohorts: z.array(z.string()),
  }),
]);
export type ImportStatus = z.infer<typeof ImportStatus>;

export const ImportRow = z.strictObject({
  row: z.int(),
  status: RowStatus,
  isProtected: z.boolean(),
  /** What is shown of the row, by field. Never the identity number; never the name of a protected person. */
  values: z.record(z.string(), z.string()),
  problems: z.array(RowProblem),
  notes: z.array(RowNote),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const ImportRowsReply = z.strictObject({
  rows: z.array(ImportRow),
  /** Counted from 0. */
  page: Count,
  pages: Count,
  total: Count,
});
export type ImportRowsReply = z.infer<typeof ImportRowsReply>;

/** POST /api/admin/imports/:id/mapping: which column holds what, by hand. */
export const MapImportRequest = ImportMapping;

/** POST /api/admin/imports/:id/edits: what one tap puts right, and rows to leave out or take back. */
export const EditImportRequest = z.strictObject({
  texts: z
    .array(
      z.strictObject({
        row: z.int(),
        field: ImportField,
        text: z.string().check(z.maxLength(200)),
        /** Also in every other row where the field reads the same. */
        everywhere: z.boolean(),
      }),
    )
    .check(z.maxLength(200)),
  skip: z.array(z.int()).check(z.maxLength(25_000)),
  restore: z.array(z.int()).check(z.maxLength(25_000)),
});
export type EditImportRequest = z.infer<typeof EditImportRequest>;

/** POST /api/admin/imports/:id/rejected: the rows not taken in, as a file with one more column. */
export const RejectedRowsRequest = z.strictObject({
  format: z.enum(['xlsx', 'csv']),
  heading: z.string().check(z.maxLength(100)),
  /** Row number and what is wrong with it, in the administrator's language. */
  why: z.array(z.tuple([z.int(), z.string().check(z.maxLength(2000))])).check(z.maxLength(25_000)),
});
export type RejectedRowsRequest = z.infer<typeof RejectedRowsRequest>;

/** POST /api/admin/imports/:id/commit: the good rows are taken in. `import/not-ready` when the check is out of date. */
export const CommitImportReply = z.strictObject({ added: Count, updated: Count, cohorts: Count });
export type CommitImportReply = z.infer<typeof CommitImportReply>;

/** A reply that only says that it is done. */
export const ImportDone = z.strictObject({});
