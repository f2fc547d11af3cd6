/** A concern in words. */
import type { Holiday } from '../../../domain/holidays.ts';
import { unitName } from '../../../domain/programme.ts';
import { mustConfirm } from '../../../domain/planning.ts';
import type { ToldConcern } from '../../../protocol/planning.ts';
import type { PlanningText } from '../../text/admin-planning-text.ts';
import { formatDate } from '../../text/format.ts';
import type { Language } from '../../text/languages.ts';

/** What somebody is told about one session before it is saved. */
export const concernWords = (
  { kind, about, at }: ToldConcern,
  text: PlanningText,
  language: Language,
): string => {
  const date = at === null ? null : formatDate(language, at);
  switch (kind) {
    case 'weekend':
      return text.concern.weekend();
    case 'past':
      return text.concern.past();
    case 'holiday':
      return text.concern.holiday({ about: text.holiday[about as Holiday] });
    case 'before-wave':
    case 'managers-not-begun':
      return text.concern[kind]({ about: unitName(about), date });
    case 'cohort-clash':
    case 'trainer-clash':
    case 'venue-clash':
    case 'device-clash':
    case 'few-seats':
      return text.concern[kind]({ about });
  }
};

/** True for what must be said yes to. */
export const isToConfirm = ({ kind }: ToldConcern): boolean => mustConfirm.has(kind);
