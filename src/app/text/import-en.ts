/** The words of the import, in English. */
import type { FileRefusal, ImportField, RowNoteCode, RowProblemCode } from '../../protocol/import.ts';
import type { importSv, RowParams } from './import-sv.ts';
import { formatNumber } from './format.ts';
import { plural } from './plural.ts';
import type { Widened } from './text-type.ts';

type RowWords = (params: RowParams) => string;

const number = (n: number): string => formatNumber('en', n);
/** The number and its word, kept on one line; thousands are set apart. */
const counted = (n: number, one: string, other: string): string =>
  `${number(n)}\u00a0${plural('en', n, one, other)}`;

const refusal: Readonly<Record<FileRefusal, { readonly title: string; readonly action: string }>> = {
  'empty-file': { title: 'The file is empty', action: 'Check that you chose the right file.' },
  'file-too-large': {
    title: 'The file is larger than 20 MB',
    action: 'Split it, or remove pictures and extra sheets.',
  },
  'old-excel': {
    title: 'The file is in an older Excel format',
    action: 'Open it in Excel and save it as an Excel workbook (.xlsx).',
  },
  encrypted: {
    title: 'The file is locked with a password',
    action: 'Remove the password in Excel, save and choose the file again.',
  },
  macros: {
    title: 'The file contains macros',
    action: 'Save it as an Excel workbook without macros (.xlsx).',
  },
  'binary-workbook': {
    title: 'The file is a binary Excel file',
    action: 'Save it as an Excel workbook (.xlsx).',
  },
  'open-document': {
    title: 'The file is an OpenDocument spreadsheet',
    action: 'Save it as Excel (.xlsx) or CSV.',
  },
  'not-a-table': { title: 'The file is not a table', action: 'Choose an Excel file (.xlsx) or a CSV file.' },
  html: {
    title: 'The file is a web page',
    action: 'Open it in Excel and save it as an Excel workbook (.xlsx).',
  },
  broken: {
    title: 'The file cannot be read',
    action: 'Open it in Excel, save it again and choose it again.',
  },
  suspicious: {
    title: 'The file is built in an unusual way',
    action: 'Copy the rows to a new workbook and save it.',
  },
  'embedded-files': {
    title: 'The file contains other files',
    action: 'Copy the rows to a new workbook and save it.',
  },
  'external-links': {
    title: 'The file takes values from another file',
    action: 'Paste the values into a new workbook and save it.',
  },
  'too-many-rows': { title: 'The file has more than 25,000 rows', action: 'Split it into smaller files.' },
  'too-many-columns': {
    title: 'The file has more than 60 columns',
    action: 'Remove columns that are not needed.',
  },
  'no-rows': { title: 'The file has no rows', action: 'Check that the list is on one of the sheets.' },
  'unclosed-quote': {
    title: 'A quotation mark in the file has no partner',
    action: 'Save the file again from Excel and choose it again.',
  },
  'too-slow': { title: 'The file took too long to read', action: 'Split it, or save it as CSV.' },
  'too-heavy': { title: 'The file needs too much memory', action: 'Split it, or save it as CSV.' },
};

const field: Readonly<Record<ImportField, string>> = {
  given: 'First name',
  family: 'Last name',
  name: 'Full name',
  identity: 'Personal identity number',
  email: 'E-mail',
  unit: 'District',
  workplace: 'Workplace',
  role: 'Role',
  keyPerson: 'Key function',
  cohort: 'Group',
  protected: 'Protected personal data',
  alias: 'Alias',
  date: 'Date',
  start: 'Starts',
  end: 'Ends',
  cohorts: 'Groups',
  title: 'Subject',
  place: 'Venue',
  trainer: 'Trainer',
  kind: 'On site or digital',
  number: 'Session number',
  of: 'Number of sessions',
  breaks: 'Break',
  breakFrom: 'Break from',
  breakTo: 'Break to',
  reference: 'Reference',
};

const named = (value: string | number | undefined): string =>
  field[value as ImportField] ?? String(value ?? '');
const suggested = ({ suggestion }: RowParams): string =>
  suggestion === '' ? '' : ` Do you mean ${suggestion}?`;

const problem: Readonly<Record<RowProblemCode, RowWords>> = {
  formula: ({ column }) => `${named(column)} contains a formula. Paste the value instead.`,
  'name-missing': () => 'The name is missing.',
  'name-is-number': () => 'This looks like a personal identity number. Remove it.',
  'text-too-long': ({ max }) => `The text is too long. Write at most ${max} characters.`,
  'identity-missing': () => 'The personal identity number is missing.',
  'identity-ten-digits': () =>
    'The personal identity number has 10 digits, so the century is unknown. Write 12 digits.',
  'identity-length': ({ digits }) => `The personal identity number has ${digits} digits. Write 12 digits.`,
  'identity-letters': () => 'The personal identity number contains something other than digits.',
  'identity-interim': () =>
    'This is a temporary number with letters. Write a personal identity number or coordination number.',
  'identity-reserve': () =>
    'This is a reserve number. Write a personal identity number or coordination number.',
  'identity-shortened': () =>
    'Excel has shortened the personal identity number. Make the column text and write it again.',
  'identity-date': () => 'The date in the personal identity number does not exist.',
  'identity-serial': () =>
    'The personal identity number cannot belong to anyone. Check the last four digits.',
  'identity-check-digit': () =>
    'The last digit of the personal identity number is not right. Check the number.',
  'age-outside': ({ min, max }) => `The age is not ${min}–${max}. Check the personal identity number.`,
  'unit-missing': () => 'The district is missing.',
  'unit-unknown': (params) => `There is no district “${params['text']}”.${suggested(params)}`,
  'role-missing': () => 'The role is missing.',
  'role-unknown': ({ text }) => `The role “${text}” is not recognised. Write manager or employee.`,
  'answer-unclear': ({ text }) => `“${text}” is neither yes nor no.`,
  'email-invalid': () => 'The e-mail address cannot be read.',
  'email-no-ending': () => 'The e-mail address has no ending, such as .se',
  'alias-is-name': () => 'The alias is the person’s real name. Choose another.',
  'alias-taken': ({ cohort }) => `The alias is already used in ${cohort}.`,
  'cohort-other-track': ({ cohort }) => `${cohort} is for another role. Choose another group.`,
  'same-as-row': ({ row }) => `Same as row ${row}.`,
  'date-missing': () => 'The date is missing.',
  'date-invalid': ({ text }) => `The date “${text}” cannot be read. Write for example 2026-11-24.`,
  'time-missing': () => 'The time is missing.',
  'time-invalid': ({ text }) => `The time “${text}” cannot be read. Write for example 08.30.`,
  'time-skipped': ({ text }) => `${text} does not exist that night, because the clocks change.`,
  'end-before-start': () => 'The end is before the start.',
  'session-too-long': ({ hours }) => `The session is longer than ${hours} hours.`,
  'break-invalid': ({ text }) => `The break “${text}” cannot be read. Write for example 10.00–10.15.`,
  'break-outside': ({ text }) => `The break ${text} is outside the session.`,
  'cohort-missing': () => 'The group is missing.',
  'cohort-unknown': (params) => `There is no group “${params['text']}”.${suggested(params)}`,
  'title-missing': () => 'The subject is missing.',
  'trainer-missing': () => 'The trainer is missing.',
  'place-missing': () => 'The venue is missing.',
  'kind-unknown': ({ text }) => `“${text}” is neither on site nor digital.`,
  'number-invalid': ({ text }) => `“${text}” is not a number.`,
  'overlaps-row': ({ row, cohort }) => `${cohort} has row ${row} at the same time.`,
  'overlaps-session': ({ session, cohort }) => `${cohort} already has ${session} at the same time.`,
};

const note: Readonly<Record<RowNoteCode, RowWords>> = {
  'coordination-number': () => 'Coordination number.',
  'name-split': () => 'The name has been split into first and last name. Check it.',
  'protected-as': ({ alias }) => `Marked as protected. The name is not taken in. Shown as ${alias}`,
  'cohort-new': ({ cohort }) => `${cohort} is a new group.`,
  'cohort-spelling': ({ text, cohort }) => `“${text}” is read as ${cohort}.`,
  'moves-cohort': ({ from, to }) => `Already in ${from}. Moves to ${to}.`,
  changes: ({ fields }) =>
    `Already here. Changes: ${String(fields).split(',').map(changedField).join(', ')}.`,
  'no-change': () => 'Already here. Nothing changes.',
};

const changedFields: Readonly<Record<string, string>> = {
  track: 'role',
  isKeyPerson: 'key function',
  startsAt: 'start time',
  endsAt: 'end time',
};
const changedField = (name: string): string => changedFields[name] ?? named(name).toLowerCase();

export const importEn: Widened<typeof importSv> = {
  title: { participants: 'Import participants', sessions: 'Import sessions' },
  check: { participants: 'Import participants: check the file', sessions: 'Import sessions: check the file' },
  choose: {
    lead: {
      participants:
        'Choose the list from Excel. You see every row and what needs correcting before anything is saved.',
      sessions:
        'Choose the list from Excel. The names of the groups must be the same as for the participants.',
    },
    needs: {
      participants:
        'The list needs name, personal identity number, district and role. Group, e-mail and workplace are good to have.',
      sessions: 'The list needs date, start and end time, group, subject, venue and trainer.',
    },
    drop: 'Drop the file here',
    or: 'or',
    button: 'Choose file',
    formats: 'Excel (.xlsx) or CSV, at most 20 MB and 25,000 rows',
    safe: 'Personal identity numbers are stored encrypted, never shown in the list and never sent to any tablet.',
  },
  another: 'Choose another file',
  columns: 'Change columns',
  progress: {
    sending: 'Sending the file',
    reading: 'Reading the file',
    checking: 'Checking the rows',
    rows: ({ done, total }) => `${number(done)} of ${number(total)} rows`,
  },
  about: ({ file, rows }) => `${file} · ${counted(rows, 'row', 'rows')} · nothing is saved yet`,
  sheet: ({ sheet }) => `The sheet “${sheet}” was read.`,
  newCohorts: ({ n }) => `${counted(n, 'new group', 'new groups')} will be made`,
  filter: {
    label: 'Show rows',
    ready: 'Ready to import',
    error: 'Need correcting',
    update: 'Already here',
    protected: 'Protected data',
  },
  table: {
    caption: 'Rows in the file',
    row: 'Row',
    time: 'Time',
    check: 'Check',
    hidden: 'hidden',
    empty: 'No rows here.',
    ready: 'Ready',
    skipped: 'Left out',
    cell: ({ field: name, row }) => `${name} row ${row}`,
    role: { employee: 'Employee', manager: 'Manager' },
    kind: { 'on-site': 'On site', digital: 'Digital' },
  },
  fix: {
    change: ({ text }) => `Change to ${text}`,
    skip: 'Skip',
    restore: 'Include anyway',
    forRow: ({ row }) => `, row ${row}`,
  },
  page: {
    label: 'Pages',
    at: ({ page, pages }) => `Page ${page} of ${pages}`,
    previous: 'Previous',
    next: 'Next',
  },
  commit: {
    participants: ({ n }) => `Import ${counted(n, 'participant', 'participants')}`,
    sessions: ({ n }) => `Import ${counted(n, 'session', 'sessions')}`,
    none: 'no rows are ready',
    sending: 'Importing the rows',
    changed: {
      title: 'Something has changed since the file was checked',
      detail: 'The rows have been checked again. Look at them and import once more.',
    },
  },
  rejected: {
    button: ({ n }) => (n === 1 ? 'Download the other one' : `Download the other ${number(n)}`),
    heading: 'Problem',
    skipped: 'You chose to leave the row out.',
  },
  map: {
    title: 'Which column is which?',
    lead: 'Some columns were not recognised. Choose them here.',
    none: 'Not in the file',
    column: ({ n }) => `Column ${n}`,
    constant: ({ field: name }) => `${name}, the same for every row`,
    submit: 'Check the rows',
    required: ({ field: name }) => `Choose the column for ${name}.`,
    twice: ({ field: name }) => `The column for ${name} is chosen twice.`,
  },
  done: {
    title: 'Done',
    participants: ({ added, updated }) =>
      `${counted(added, 'new participant', 'new participants')} and ${number(updated)} updated.`,
    sessions: ({ added, updated }) =>
      `${counted(added, 'new session', 'new sessions')} and ${number(updated)} updated.`,
    cohorts: ({ n }) => `${counted(n, 'new group', 'new groups')} made.`,
    next: { participants: 'Show the participants', sessions: 'Show the sessions' },
    again: 'Import another file',
  },
  refusal,
  field,
  problem,
  note,
};
