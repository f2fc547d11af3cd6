/** The words of the report to the steering group: short sentences around figures that are computed. */
import { counted } from './plural.ts';
import type { steeringSv } from './admin-steering-sv.ts';
import type { Widened } from './text-type.ts';

export const steeringEn: Widened<typeof steeringSv> = {
  title: ({ month }) => `Report to the steering group, ${month}`,
  choose: 'Month',
  print: 'Print the report',
  printHint: 'Printed on A4, and can be read in black and white.',
  back: 'To the follow-up',
  project: 'ESF project 25-021-S02',
  made: ({ date }) => `Made ${date}`,
  ongoing: 'The month is not over. The figures are those so far.',
  states: {
    empty: 'The month has no hours.',
    open: 'The month is not locked. None of its hours are approved yet.',
    locked: 'The month is locked and is to be sent to SCB.',
    sent: 'The month is locked and sent to SCB.',
    again: 'The month must be sent to SCB again.',
    'sent-again': 'The month has been sent to SCB again.',
  },
  short: {
    title: 'In short',
    approved: ({ money, percent, budget }) =>
      `${money} of ${budget} is approved, ${percent} of the whole plan.`,
    waiting: ({ money }) => `${money} waits for approval.`,
    onTrack: ({ percent, n }) =>
      `${percent} of ${n} participants are on the way to completing. The goal is 80%.`,
    noneOffered: 'No hours have been offered yet.',
    completed: ({ n }) => `${n} participants have completed.`,
    together: ({ n, all }) => `${n} of ${all} employees have a manager and a key person at their workplace.`,
  },
  changes: {
    title: 'New since last month',
    hours: ({ hours, before }) =>
      `${hours} hours were recorded in the month. The month before it was ${before}.`,
    sessions: ({ n, before }) =>
      `${counted('en', n, 'session was', 'sessions were')} held. The month before it was ${before}.`,
    onTrackUp: ({ from, to }) => `The share on the way rose from ${from} to ${to}.`,
    onTrackDown: ({ from, to }) => `The share on the way fell from ${from} to ${to}.`,
    onTrackSame: ({ percent }) => `The share on the way is unchanged, ${percent}.`,
    completed: ({ n }) => `${counted('en', n, 'more participant has', 'more participants have')} completed.`,
    started: ({ n }) => `${counted('en', n, 'participant', 'participants')} began in the month.`,
    noShows: ({ percent, before }) =>
      `${percent} of the places stood empty. The month before it was ${before}.`,
  },
  risks: {
    title: 'Risks',
    none: 'The figures show no risks this month.',
    'behind-plan': ({ percent }) => `Recorded hours are ${percent} of the plan so far.`,
    'forecast-below': ({ money }) =>
      `The forecast does not reach the whole plan. The middle of the range is ${money}.`,
    'under-goal': ({ n, units }) => `${counted('en', n, 'unit is', 'units are')} below 80%: ${units}.`,
    'not-reviewed': ({ n }) => `${counted('en', n, 'session has', 'sessions have')} not been reviewed.`,
    'not-certified': ({ hours }) => `${hours} hours are not certified and cannot be approved.`,
    'late-to-scb': ({ months }) => `Not sent to SCB in time: ${months}.`,
    alone: ({ n }) => `${n} employees lack a manager or a key person at their workplace.`,
    'silent-tablets': ({ n }) =>
      `${counted('en', n, 'tablet has', 'tablets have')} not been heard of for three days.`,
  },
  money: {
    title: 'Co-financing',
    caption: 'Co-financing by how far the hours have come',
    what: 'State',
    hours: 'Hours',
    money: 'Kronor',
    approved: 'Approved in locked months',
    certified: 'Certified, not locked',
    uncertified: 'Not certified, not locked',
    leftOut: 'Left out of locked months',
    recorded: 'Recorded in all',
    forecast: ({ low, high }) =>
      `A forecast, not a result: between ${low} and ${high} when the programme is over.`,
  },
  completion: { title: 'On the way to completing', caption: 'On the way and completed, by track' },
  units: { title: 'By unit' },
  deviations: {
    title: 'Deviations',
    caption: 'Deviations in the month and the month before',
    now: 'In the month',
    before: 'The month before',
  },
};
