/** What short answers in a file mean: the unit, the role, yes and no, on site and digital (IMP-8). */
import type { SessionKind, Track } from '../../domain/programme.ts';
import { units, type UnitKey } from '../../domain/programme.ts';
import { foldedWords, foldText } from './clean-text.ts';
import { nearest } from './edit-distance.ts';

/** Remembers the answer for each distinct text: a column of 20 000 rows holds a dozen. */
export const remembering = <T>(answer: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, { readonly value: T }>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found.value;
    const value = answer(text);
    known.set(text, { value });
    return value;
  };
};

export type UnitAnswer =
  | { readonly kind: 'known'; readonly unit: UnitKey }
  | { readonly kind: 'unknown'; readonly suggestion: string | null };

/** Words that say what sort of unit it is and not which. */
const unitNoise =
  /(stadsdelsforvaltning(en)?|stadsdelsnamnd(en)?|stadsdelsomrade(t)?|stadsdel(en)?|sdf|sdn)/g;

const unitKeys: ReadonlyMap<string, UnitKey> = new Map<string, UnitKey>([
  ...units.flatMap(([key, name]): [string, UnitKey][] => [
    [foldText(name), key],
    [foldText(key), key],
  ]),
  ['eav', 'enskede-arsta-vantor'],
  ['enskedearstaochvantor', 'enskede-arsta-vantor'],
  ['hagerstenochalvsjo', 'hagersten-alvsjo'],
  ['hasselbyochvallingby', 'hasselby-vallingby'],
  ['norrainnerstan', 'norra-innerstaden'],
  ['socialforvaltning', 'socialforvaltningen'],
  ['soc', 'socialforvaltningen'],
  ['aldreforvaltning', 'aldreforvaltningen'],
]);

/** The unit that a text names, or what it may have meant. */
export const readUnit = (text: string): UnitAnswer => {
  const folded = foldText(text.slice(0, 200));
  const bare = folded.replace(unitNoise, '');
  const unit = unitKeys.get(folded) ?? unitKeys.get(bare) ?? unitKeys.get(bare.replace(/s$/, ''));
  if (unit !== undefined) return { kind: 'known', unit };
  const near = nearest(bare, [...unitKeys]);
  return {
    kind: 'unknown',
    suggestion: near === undefined ? null : (units.find(([key]) => key === near)?.[1] ?? null),
  };
};

export type RoleAnswer = { readonly track: Track; readonly isKeyPerson: boolean };

const managerWords = /(chef|chefer|manager|head|director|chefen)$/;
const keyWords =
  /^(utvecklingsledare|gruppledare|samordnare|metodutvecklare|nyckelperson|nyckelfunktion|development|coordinator)$/;
const keyEndings = /(utvecklingsledare|gruppledare|samordnare)$/;
const employeeWords =
  /(medarbetare|anstalld|anstallda|personal|employee|staff|sekreterare|handlaggare|bitrade|skoterska|assistent|pedagog|stodjare|behandlare|utredare|terapeut|kurator|vardare|radgivare|arbetare|worker|officer)$/;

/** The role that a text names: manager, employee, or a key person who takes the employees' series. */
export const readRole = (text: string): RoleAnswer | undefined => {
  const words = foldedWords(text.slice(0, 200));
  if (words.some((word) => managerWords.test(word))) return { track: 'manager', isKeyPerson: false };
  if (words.some((word) => keyWords.test(word) || keyEndings.test(word)))
    return { track: 'employee', isKeyPerson: true };
  if (words.some((word) => employeeWords.test(word))) return { track: 'employee', isKeyPerson: false };
  return undefined;
};

const yes: ReadonlySet<string> = new Set(['ja', 'j', 'yes', 'y', 'x', '1', 'true', 'sant', 'sann']);
const no: ReadonlySet<string> = new Set(['', 'nej', 'n', 'no', '0', 'false', 'falskt', 'falsk', 'inte']);

/** Yes or no; undefined when the text is neither. An empty cell is no. */
export const readYesNo = (text: string): boolean | undefined => {
  const folded = /^[-–—\s]*$/.test(text) ? '' : foldText(text.slice(0, 200));
  if (yes.has(folded)) return true;
  return no.has(folded) ? false : undefined;
};

const digital =
  /^(digital|digitalt|digitala|online|distans|webb|webbinarium|webinar|teams|zoom|film|remote|virtual)/;
const onSite =
  /^(fysisk|fysiskt|fysiska|platt?s|papplats|pplats|onsite|inperson|sal|lokal|physical|classroom)/;

/** On site or digital; on site when the cell is empty. */
export const readSessionKind = (text: string): SessionKind | undefined => {
  const folded = foldText(text.slice(0, 200));
  if (folded === '' || onSite.test(folded)) return 'on-site';
  return digital.test(folded) ? 'digital' : undefined;
};
