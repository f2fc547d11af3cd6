/** A series while it is being drawn up: what stands in the fields, what is wrong with it, and what is sent. */
import type { CohortId, DeviceId, VenueId } from '../../../domain/ids.ts';
import {
  isSurveyLink,
  seriesDays,
  timesProblem,
  TimeOfDay,
  type SessionTimes,
} from '../../../domain/planning.ts';
import type { SessionKind } from '../../../domain/programme.ts';
import { isDay } from '../../../domain/time.ts';
import type { SeriesDraft } from '../../../protocol/plan-series.ts';
import type { PlanningChoicesReply } from '../../../protocol/planning.ts';
import type { PlanningText } from '../../text/admin-planning-text.ts';

export type SeriesRow = { readonly day: string; readonly title: string };

export type SeriesForm = {
  readonly kind: SessionKind;
  readonly cohorts: readonly CohortId[];
  readonly firstDay: string;
  readonly weekdays: readonly number[];
  readonly everyWeeks: number;
  readonly count: string;
  readonly skipsHolidays: boolean;
  readonly title: string;
  readonly times: SessionTimes;
  readonly venue: VenueId | null;
  readonly trainer: string;
  readonly device: DeviceId | null;
  readonly survey: string;
  /** The sessions, made by the rhythm and then changed one by one. */
  readonly rows: readonly SeriesRow[];
};

/** An empty form, for a group that was chosen on the way here. */
export const startOf = (choices: PlanningChoicesReply, cohort: string | null): SeriesForm => {
  const chosen = choices.cohorts.find(({ id }) => id === cohort);
  return {
    kind: 'on-site',
    cohorts: chosen === undefined ? [] : [chosen.id],
    firstDay: '',
    weekdays: [],
    everyWeeks: 1,
    count: '1',
    skipsHolidays: true,
    title: '',
    times: { start: '08:30', end: '12:30', breaks: [{ from: '10:00', to: '10:15' }] },
    venue: null,
    trainer: '',
    device: null,
    survey: '',
    rows: [],
  };
};

const mostSessions = 60;

const countIn = (form: SeriesForm): number | undefined =>
  /^\d{1,2}$/.test(form.count) && Number(form.count) >= 1 && Number(form.count) <= mostSessions
    ? Number(form.count)
    : undefined;

/** The form with its rows made anew by the rhythm; names that were written row by row stay. */
export const withRhythm = (before: SeriesForm, change: Partial<SeriesForm>): SeriesForm => {
  const form = { ...before, ...change };
  const count = countIn(form);
  if (!isDay(form.firstDay) || count === undefined) return { ...form, rows: [] };
  const { firstDay, weekdays, everyWeeks, skipsHolidays } = form;
  const rows = seriesDays({ firstDay, weekdays, everyWeeks, count, skipsHolidays }).map((day, i) => {
    const own = before.rows[i]?.title;
    return { day, title: own === undefined || own === before.title ? form.title : own };
  });
  return { ...form, rows };
};

type FormProblem = { readonly id: string; readonly words: string };

const isTime = (text: string): boolean => TimeOfDay.safeParse(text).success;

/** What is wrong with the times, or nothing while one of them is still being written. */
export const timesProblemIn = ({ times }: SeriesForm): ReturnType<typeof timesProblem> => {
  const all = [times.start, times.end, ...times.breaks.flatMap(({ from, to }) => [from, to])];
  return all.every(isTime) ? timesProblem(times) : 'end-before-start';
};

/** Everything to put right before the series can be weighed, each with the field it is in. */
export const problemsIn = (form: SeriesForm, { form: words }: PlanningText): readonly FormProblem[] => {
  const wrong = (is: boolean, id: string, what: string): readonly FormProblem[] =>
    is ? [{ id, words: what }] : [];
  const times = timesProblemIn(form);
  return [
    ...wrong(form.cohorts.length === 0, 'plan-cohort', words.cohortMissing),
    ...wrong(!isDay(form.firstDay), 'plan-day', words.dayMissing),
    ...(times === undefined ? [] : [{ id: 'plan-end', words: words.times[times] }]),
    ...wrong(countIn(form) === undefined, 'plan-count', words.countMissing),
    ...wrong(
      form.rows.length > 0 ? form.rows.some(({ title }) => title.trim() === '') : form.title.trim() === '',
      'plan-title',
      words.titleMissing,
    ),
    ...wrong(
      form.rows.some(({ day }) => !isDay(day)),
      'plan-day',
      words.dayMissing,
    ),
    ...wrong(
      form.survey.trim() !== '' && !isSurveyLink(form.survey.trim()),
      'plan-survey',
      words.surveyWrong,
    ),
  ];
};

/** What is sent, once nothing is missing that would make it unreadable. */
export const draftOf = (form: SeriesForm): SeriesDraft | undefined => {
  const sessions = form.rows.flatMap(({ day, title }) =>
    isDay(day) ? [{ day, title: title.trim() === '' ? '–' : title.trim() }] : [],
  );
  const survey = form.survey.trim();
  if (
    form.cohorts.length === 0 ||
    sessions.length === 0 ||
    sessions.length < form.rows.length ||
    timesProblemIn(form) !== undefined ||
    (survey !== '' && !isSurveyLink(survey))
  )
    return undefined;
  return {
    kind: form.kind,
    cohorts: [...form.cohorts],
    times: form.times,
    sessions,
    venue: form.kind === 'digital' ? null : form.venue,
    trainer: form.trainer.trim(),
    device: form.kind === 'digital' ? null : form.device,
    surveyLink: survey === '' ? null : survey,
  };
};
