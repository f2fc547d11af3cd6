/** The planning's words, apart from the rest of the office's so that they are loaded with its pages only. */
import { adminPlanningEn } from './admin-planning-en.ts';
import { adminPlanningSv } from './admin-planning-sv.ts';
import { useLanguage } from './language.tsx';
import type { Language } from './languages.ts';
import type { Widened } from './text-type.ts';

export type PlanningText = Widened<typeof adminPlanningSv>;

const texts: Readonly<Record<Language, PlanningText>> = { sv: adminPlanningSv, en: adminPlanningEn };

/** The planning's words in the language now read; for screens under admin/planning/ only. */
export const usePlanningText = (): PlanningText => texts[useLanguage().language];
