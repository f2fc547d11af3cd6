/** One row of a list of participants, cell by cell: what each says, or what is wrong with it (IMP-5, IMP-8). */
import { UnitId } from '../../domain/ids.ts';
import type { Day } from '../../domain/time.ts';
import type { ParticipantField } from '../../protocol/import.ts';
import {
  ageOn,
  isCoordinationNumber,
  type NumberProblem,
  type PersonalNumber,
  readPersonalNumber,
} from '../identity/personal-number.ts';
import { cleanText, unescapeCell } from './clean-text.ts';
import type { Mapped } from './columns.ts';
import { maxTextLength } from './limits.ts';
import { type PersonName, readName, readText } from './person-name.ts';
import type { RowFindings } from './row-problems.ts';
import type { RoleAnswer, UnitAnswer } from './words-in-cells.ts';
import { readYesNo } from './words-in-cells.ts';

export type ReadingRules = {
  readonly today: Day;
  readonly ages: { readonly min: number; readonly max: number };
  readonly readUnit: (text: string) => UnitAnswer;
  readonly readRole: (text: string) => RoleAnswer | undefined;
};

export type ReadParticipant = {
  readonly name: PersonName;
  readonly email: string;
  readonly number: PersonalNumber | undefined;
  readonly unit: UnitId | undefined;
  readonly unitText: string;
  readonly role: RoleAnswer | undefined;
  readonly roleText: string;
  readonly isKeyPerson: boolean | null;
  readonly workplace: string;
  readonly cohortText: string;
  readonly isProtected: boolean;
  readonly alias: string;
};

const numberProblems = {
  missing: 'identity-missing',
  'ten-digits': 'identity-ten-digits',
  length: 'identity-length',
  letters: 'identity-letters',
  interim: 'identity-interim',
  reserve: 'identity-reserve',
  shortened: 'identity-shortened',
  date: 'identity-date',
  serial: 'identity-serial',
  'check-digit': 'identity-check-digit',
} as const satisfies Record<NumberProblem['kind'], string>;

const readNumber = (text: string, rules: ReadingRules, findings: RowFindings): PersonalNumber | undefined => {
  const read = readPersonalNumber(unescapeCell(text));
  if (!read.ok) {
    const digits = read.error.kind === 'length' ? { digits: read.error.digits } : {};
    findings.problem(numberProblems[read.error.kind], 'identity', digits);
    return undefined;
  }
  const age = ageOn(read.value, rules.today);
  if (age < rules.ages.min || age > rules.ages.max) findings.problem('age-outside', 'identity', rules.ages);
  if (isCoordinationNumber(read.value)) findings.note('coordination-number');
  return read.value;
};

const readEmail = (text: string, findings: RowFindings): string => {
  const email = cleanText(unescapeCell(text.slice(0, maxTextLength * 2))).toLowerCase();
  if (email === '') return '';
  if (/(19|20)\d{10}/.test(email)) {
    findings.problem('name-is-number', 'email');
    return '';
  }
  if (/^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+$/.test(email) && email.length <= maxTextLength) {
    const [, host = ''] = email.split('@');
    if (/^[^.]+(\.[^.]+)*\.\p{L}{2,}$/u.test(host)) return email;
    if (/^[^.]+$/.test(host)) findings.problem('email-no-ending', 'email');
    else findings.problem('email-invalid', 'email');
    return email;
  }
  findings.problem('email-invalid', 'email');
  return email;
};

const readUnitCell = (text: string, rules: ReadingRules, findings: RowFindings): UnitId | undefined => {
  if (text === '') {
    findings.problem('unit-missing', 'unit');
    return undefined;
  }
  const answer = rules.readUnit(text);
  if (answer.kind === 'known') return UnitId.parse(answer.unit);
  const { suggestion } = answer;
  findings.problem('unit-unknown', 'unit', { text, suggestion: suggestion ?? '' }, suggestion ?? undefined);
  return undefined;
};

const readRoleCell = (text: string, rules: ReadingRules, findings: RowFindings): RoleAnswer | undefined => {
  const role = text === '' ? undefined : rules.readRole(text);
  if (text === '') findings.problem('role-missing', 'role');
  else if (role === undefined) findings.problem('role-unknown', 'role', { text });
  return role;
};

const readAnswer = (text: string, field: 'keyPerson', findings: RowFindings): boolean | null => {
  const answer = readYesNo(text);
  if (answer === undefined) findings.problem('answer-unclear', field, { text });
  return text.trim() === '' ? null : (answer ?? null);
};

/** Protected unless the cell plainly says no: a doubtful answer must never show somebody's name (IMP-11). */
export const isMarkedProtected = (text: string): boolean =>
  /skydd|sekretess|protected/i.test(text) || readYesNo(text) !== false;

const readProtected = (text: string, findings: RowFindings): boolean => {
  if (readYesNo(text) === undefined && !/skydd|sekretess|protected/i.test(text)) {
    findings.problem('answer-unclear', 'protected', { text });
  }
  return isMarkedProtected(text);
};

/** Reads every cell of a row and tells `findings` what is wrong. */
export const readParticipant = (
  { text, formulas }: Mapped<ParticipantField>,
  rules: ReadingRules,
  findings: RowFindings,
): ReadParticipant => {
  for (const field of formulas) findings.problem('formula', field, { column: field });
  const short = (field: ParticipantField): string =>
    cleanText(unescapeCell(text(field).slice(0, maxTextLength * 2)));
  const unitText = short('unit');
  const roleText = short('role');
  return {
    name: readName(text, findings),
    email: readEmail(text('email'), findings),
    number: readNumber(text('identity'), rules, findings),
    unit: readUnitCell(unitText, rules, findings),
    unitText,
    role: readRoleCell(roleText, rules, findings),
    roleText,
    isKeyPerson: readAnswer(text('keyPerson'), 'keyPerson', findings),
    workplace: readText(text('workplace'), 'workplace', maxTextLength, findings),
    cohortText: readText(text('cohort'), 'cohort', maxTextLength, findings),
    isProtected: readProtected(text('protected'), findings),
    alias: readText(text('alias'), 'alias', maxTextLength, findings),
  };
};
