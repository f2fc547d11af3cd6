import { expect, test } from 'vitest';
import { hoursAndMinutes } from '../../../src/app/admin/sessions/formats.ts';
import { stateOf } from '../../../src/app/admin/sessions/session-state.ts';
import { SessionSummary } from '../../../src/protocol/list-sessions.ts';

const aSummary = (more: Partial<SessionSummary> = {}): SessionSummary =>
  SessionSummary.parse({
    id: 's1',
    kind: 'on-site',
    title: 'T',
    cohorts: [],
    unit: null,
    place: '',
    trainer: '',
    startsAt: 1000,
    endsAt: 2000,
    number: 1,
    of: 6,
    cancelled: false,
    expected: 20,
    present: 0,
    guests: 0,
    open: 0,
    minutes: 0,
    openedAt: null,
    closedAt: null,
    attestedAt: null,
    walkIns: 0,
    setAside: 0,
    refused: 0,
    ...more,
  });
const opened = { openedAt: 900 as SessionSummary['openedAt'] };

test.each([
  ['coming', {}, 500],
  ['not-opened', {}, 1500],
  ['open', opened, 950],
  ['open', { present: 3 }, 1500],
  ['not-closed', opened, 2500],
  ['nothing', {}, 2500],
  ['closed', { closedAt: 1900 as SessionSummary['closedAt'] }, 2500],
  ['cancelled', { cancelled: true, ...opened }, 1500],
] as const)('[ADM-1] an administrator sees that a session is %s (%o at %i)', (state, more, now) => {
  expect(stateOf(aSummary(more), now)).toBe(state);
});

test.each([
  [0, '0 min'],
  [25, '25 min'],
  [240, '4 h'],
  [220, '3 h 40 min'],
])('[ADM-2] a person reads %i minutes as hours and minutes', (minutes, words) => {
  expect(hoursAndMinutes(minutes).replaceAll('\u00a0', ' ')).toBe(words);
});
