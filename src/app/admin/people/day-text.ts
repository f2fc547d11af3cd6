import { instantAt, type Day } from '../../../domain/time.ts';
import { formatDate } from '../../text/format.ts';
import type { Language } from '../../text/languages.ts';

/** A Stockholm day as people read it: 24 november 2026. */
export const dayText = (language: Language, day: Day): string =>
  formatDate(language, instantAt(day, '12:00'));
