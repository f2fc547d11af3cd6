/** What a second step is called. */
import type { OwnFactor } from '../../../protocol/factors.ts';

/** The name its owner gave it, or else its kind in the language now read. */
export const nameOfFactor = (
  { name, kind }: Pick<OwnFactor, 'name' | 'kind'>,
  kinds: Readonly<Record<OwnFactor['kind'], string>>,
): string => (name === '' ? kinds[kind] : name);
