/** What a person is called on a screen others can see: as little as tells people apart (DESIGN §2, principle 5). */
import type { PlanPerson } from '../../domain/programme.ts';

const initialOf = (person: PlanPerson): string => {
  const [first] = person.family.trim();
  return first === undefined ? '' : `${first.toLocaleUpperCase('sv')}.`;
};

/** On lists: first name and initial, `Amina B.`; an agreed alias stands alone and nothing tells it from a name (NAME-2). */
export const nameInList = (person: PlanPerson): string =>
  [person.given, initialOf(person)].filter(Boolean).join(' ');

/** On a result: first name only, with the initial when somebody else in the group has the same first name (NAME-1). */
export const nameOnResult = (person: PlanPerson, group: readonly PlanPerson[]): string => {
  const given = person.given.toLocaleLowerCase('sv');
  const isShared = group.some(
    (other) => other.id !== person.id && other.given.toLocaleLowerCase('sv') === given,
  );
  return isShared ? nameInList(person) : person.given;
};

export type NameSize = 'xl' | 'l' | 'm' | 's';

/** How large a name may stand: 7 letters 112 px, 9 80, 14 68, longer 48 on two lines; never cut (NAME-3). */
export const nameSize = (name: string): NameSize => {
  const { length } = [...name];
  if (length <= 7) return 'xl';
  if (length <= 9) return 'l';
  return length <= 14 ? 'm' : 's';
};

const collator = new Intl.Collator('sv');

/** People in the order a Swedish list has: by first name, then by family name (NAME-4). */
export const byName = (a: PlanPerson, b: PlanPerson): number =>
  collator.compare(a.given, b.given) || collator.compare(a.family, b.family) || (a.id < b.id ? -1 : 1);
