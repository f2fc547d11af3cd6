/** Who somebody added without a badge may have been: participants whose name is like what the trainer wrote. */
import type { Participant } from '../../domain/office.ts';
import { plainName } from '../../domain/plain-name.ts';
import type { WalkInName } from '../../domain/walk-in.ts';
import type { Person } from '../../protocol/review.ts';
import { editDistance } from '../import/edit-distance.ts';

const distance = (a: string, b: string): number => editDistance(a, b, 3);

/** At most five, the most alike first; nobody whose given and family name are both unlike. */
export const suggestionsFor = (
  written: WalkInName,
  people: readonly Participant[],
  unit: string | null,
): readonly Person[] => {
  const given = plainName(written.given);
  const family = plainName(written.family);
  return people
    .map((person) => {
      const names = [
        distance(given, plainName(person.given)),
        distance(family, plainName(person.family)),
      ] as const;
      const swapped = [
        distance(family, plainName(person.given)),
        distance(given, plainName(person.family)),
      ] as const;
      const [g, f] = swapped[0] + swapped[1] < names[0] + names[1] ? swapped : names;
      const isLike = (g <= 1 && f <= 2) || (f <= 1 && g <= 2);
      const score = (isLike ? 0 : 10) + g + f - (person.unit === unit ? 1 : 0);
      return { person, isLike, score };
    })
    .filter(({ isLike }) => isLike)
    .sort((a, b) => a.score - b.score || (a.person.id < b.person.id ? -1 : 1))
    .slice(0, 5)
    .map(({ person: { id, given, family, unit } }) => ({ id, given, family, unit }));
};
