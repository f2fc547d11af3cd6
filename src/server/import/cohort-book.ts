/** The cohorts that a file's rows name: those the office has, and those the file makes. */
import type { Cohort } from '../../domain/office.ts';
import type { CohortId, UnitId } from '../../domain/ids.ts';
import type { Track } from '../../domain/programme.ts';
import { cleanText, foldText } from './clean-text.ts';

export type CohortEntry = {
  /** The id of a cohort the office has; null for one that the file makes. */
  readonly id: CohortId | null;
  /** What the file's spellings have in common; finds the cohort again when the rows are taken in. */
  readonly key: string;
  readonly name: string;
  readonly track: Track;
  readonly unit: UnitId;
};

export type CohortBook = {
  /** The cohort of that name, however it is spelled. */
  readonly find: (text: string) => CohortEntry | undefined;
  /** The cohort of that name, made when there is none. */
  readonly findOrMake: (text: string, track: Track, unit: UnitId) => CohortEntry;
  readonly nameOf: (id: CohortId) => string;
  /** Cohorts that the file makes, in the order they are first named. */
  readonly made: () => readonly CohortEntry[];
  readonly all: () => readonly CohortEntry[];
};

/** Opens the book with the office's cohorts. Names differ only if letters or digits differ ("grupp17", "Grupp 17"). */
export const openCohortBook = (cohorts: readonly Cohort[]): CohortBook => {
  const byKey = new Map<string, CohortEntry>();
  const names = new Map<CohortId, string>();
  for (const { id, name, track, unit } of cohorts) {
    byKey.set(foldText(name), { id, key: foldText(name), name, track, unit });
    names.set(id, name);
  }
  const find = (text: string): CohortEntry | undefined => byKey.get(foldText(text));
  return {
    find,
    findOrMake: (text, track, unit) => {
      const known = find(text);
      if (known !== undefined) return known;
      const entry: CohortEntry = { id: null, key: foldText(text), name: cleanText(text), track, unit };
      byKey.set(entry.key, entry);
      return entry;
    },
    nameOf: (id) => names.get(id) ?? '',
    made: () => [...byKey.values()].filter(({ id }) => id === null),
    all: () => [...byKey.values()],
  };
};
