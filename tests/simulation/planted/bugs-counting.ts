/** Bugs in what is made of the events: who was there, for how many minutes, and who may know of it. */
import type { Bug } from './bug.ts';

const attendance = 'src/domain/attendance.ts';
const takeIn = 'src/server/take-in.ts';
const passages = 'src/domain/passages.ts';

export const countingBugs: readonly Bug[] = [
  {
    id: 'revoked-counted',
    words: 'what a revoked tablet delivers counts',
    edits: [{ file: takeIn, find: "  if (isRevoked) return 'revoked';\n", replace: '' }],
    caughtBy: ['I17'],
  },
  {
    id: 'bad-event-blocks',
    words: 'one event that nobody understands stops every later one',
    edits: [
      {
        file: 'src/domain/written-event.ts',
        find: 'AttendanceEvent.safeParse(parsed).data;',
        replace: 'AttendanceEvent.parse(parsed);',
      },
      {
        file: 'src/domain/written-event.ts',
        find: '  } catch {\n    return undefined;\n',
        replace: '  } catch (error) {\n    throw error;\n',
      },
    ],
    caughtBy: ['I15', 'I25', 'defect'],
  },
  {
    id: 'unknown-kind-dropped',
    words: 'an event of a kind the server does not know is not kept',
    edits: [
      {
        file: takeIn,
        find: '  await logs.append(rows);\n',
        replace: "  await logs.append(rows.filter(({ set_aside }) => set_aside !== 'unreadable'));\n",
      },
    ],
    caughtBy: ['I4', 'I14'],
  },
  {
    id: 'recount-forgotten',
    words: 'only the first session of a delivery is counted anew',
    edits: [
      {
        file: takeIn,
        find: 'rows.flatMap(({ session }) => (session == null ? [] : [session])),',
        replace: 'rows.slice(0, 1).flatMap(({ session }) => (session == null ? [] : [session])),',
      },
    ],
    caughtBy: ['I9', 'I26'],
  },
  {
    id: 'clock-twice',
    words: 'a wrong clock is put right twice',
    edits: [
      {
        file: 'src/domain/evidence.ts',
        find: 'Math.max(0, at + clockOffsetMs)',
        replace: 'Math.max(0, at + 2 * clockOffsetMs)',
      },
    ],
    caughtBy: ['I26', 'I10'],
  },
  {
    id: 'clock-never',
    words: 'a wrong clock is believed',
    edits: [
      {
        file: 'src/domain/evidence.ts',
        find: '    Math.abs(clockOffsetMs) > clockToleranceMs\n',
        replace: '    Math.abs(clockOffsetMs) > 1e15\n',
      },
    ],
    caughtBy: ['I26', 'I10'],
  },
  {
    id: 'breaks-counted',
    words: 'breaks are not deducted',
    edits: [
      {
        file: 'src/domain/counted-minutes.ts',
        find: 'return deductsBreaks ? without(',
        replace: 'return !deductsBreaks ? without(',
      },
    ],
    caughtBy: ['I26'],
  },
  {
    id: 'overlap-twice',
    words: 'minutes of two sessions that overlap count at both',
    edits: [
      {
        file: 'src/domain/shared-minutes.ts',
        find: 'minutes: minutesIn(without(attendance.counted, taken)),',
        replace: 'minutes: minutesIn(attendance.counted.filter(() => taken.length >= 0)),',
      },
    ],
    caughtBy: ['I26', 'I11'],
  },
  {
    id: 'latest-check-in',
    words: 'the latest check-in counts, not the earliest',
    edits: [
      {
        file: passages,
        find: "    if (event.kind !== 'checked-out' && !isIn)\n",
        replace:
          "    if (event.kind !== 'checked-out' && isIn) stretches.pop();\n    if (event.kind !== 'checked-out')\n",
      },
    ],
    caughtBy: ['I26'],
  },
  {
    id: 'withdrawal-first',
    words: 'a withdrawal that arrives before what it takes back does nothing',
    edits: [
      {
        file: attendance,
        find: "[...byId.values()].flatMap(({ event }) => (event.kind === 'withdrawn' ? [event.withdraws] : [])),",
        replace:
          "[...byId.values()].flatMap(({ event }, i) => (event.kind === 'withdrawn' && [...byId.keys()].slice(0, i).includes(event.withdraws) ? [event.withdraws] : [])),",
      },
    ],
    caughtBy: ['I8', 'I10'],
  },
  {
    id: 'summer-time-twice',
    words: 'hours are taken from the wall clock, so that the night of the change has one too many or too few',
    edits: [
      {
        file: 'src/domain/spans.ts',
        find: 'Math.floor(spans.reduce((ms, { from, to }) => ms + to - from, 0) / minuteMs);',
        replace: 'Math.floor(spans.reduce((ms, { from, to }) => ms + wall(to) - wall(from), 0) / minuteMs);',
      },
      {
        file: 'src/domain/spans.ts',
        find: '/** Whole minutes in stretches that do not overlap. */',
        replace: `const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Stockholm', hour: '2-digit', hour12: false });
const wall = (at: number): number =>
  at + ((Number(clock.format(at)) - new Date(at).getUTCHours() + 24) % 24) * 3_600_000;
/** Whole minutes. */`,
      },
    ],
    caughtBy: ['I26', 'I11'],
  },
  {
    id: 'forgotten-stay',
    words: 'whoever never checked out counts nothing when the list is closed',
    edits: [
      {
        file: attendance,
        find: 'const end = closedAt === undefined ? undefined : instant(Math.min(closedAt, session.endsAt));',
        replace: 'const end = instant(closedAt === undefined ? 0 : 0);',
      },
    ],
    caughtBy: ['I26'],
  },
  {
    id: 'check-out-elsewhere',
    words: 'a check-out at one session ends the stay at another',
    edits: [
      {
        file: 'src/server/store/log-store.ts',
        find: ".where('session', '=', session)\n        .orderBy('arrival')\n",
        replace:
          ".where((eb) => eb.or([eb('session', '=', session), eb('kind', '=', 'checked-out')]))\n        .orderBy('arrival')\n",
      },
      {
        file: attendance,
        find: '    if (item.event.session !== session.id) continue;\n',
        replace:
          "    if (item.event.session !== session.id && item.event.kind !== 'checked-out') continue;\n",
      },
    ],
    caughtBy: ['I26', 'I10', 'I8'],
  },
  {
    id: 'late-change-hidden',
    words: 'what changes in a locked month is told to nobody',
    edits: [
      {
        file: 'src/server/months.ts',
        find: '  if (latest === undefined) return [];\n',
        replace: '  if (latest === undefined || latest.version > 0) return [];\n',
      },
    ],
    caughtBy: ['I13'],
  },
  {
    id: 'every-name',
    words: 'a tablet is given the sessions, and so the names, of every unit',
    edits: [
      {
        file: 'src/server/routes/plan-of-device.ts',
        find: '    if (planned.unit === unit || assigned.has(planned.session.id)) return [planned.session];\n',
        replace:
          '    if (planned.unit !== null || assigned.has(planned.session.id)) return [planned.session];\n',
      },
    ],
    caughtBy: ['I23'],
  },
];
