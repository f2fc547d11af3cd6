import { deviationsOf, togetherGoal } from '../../domain/programme-follow-up.ts';
import { progressOf } from '../../domain/programme-figures.ts';
import { Track } from '../../domain/programme.ts';
import { ok } from '../../domain/result.ts';
import { dayOf } from '../../domain/time.ts';
import { FollowUpReply } from '../../protocol/follow-up.ts';
import { gatherFigures } from '../figures/gather.ts';
import { marksByTrainer } from '../figures/marks.ts';
import { factsOf, groupOfCell, groupsBy, roleOf, roles } from '../figures/groups.ts';
import {
  deviationsByUnit,
  monthlyFigures,
  monthsUntil,
  periodFrom,
  sessionsIn,
  stoodAtEnd,
} from '../figures/period.ts';
import { endpoint } from '../http/endpoint.ts';
import { openStatistics } from '../identity/statistics.ts';
import { byUnit } from './overview-figures.ts';
import { silentDevices } from './programme-overview.ts';

/** GET /api/admin/followup: goals, groups and deviations of a period; small groups are not shown (DASH-4). */
export const followUp = endpoint({
  method: 'get',
  path: '/api/admin/followup',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'planner', 'reader'],
  reply: FollowUpReply,
  hasEtag: true,
  handle: async ({ query }, context) => {
    const { identities, services } = context;
    const now = services.clock();
    const gathered = await gatherFigures(context);
    const { people } = gathered;
    const months = monthsUntil(gathered.sessions, now);
    const period = periodFrom({ from: query['from'], to: query['to'] }, months);
    const { end, stood } = stoodAtEnd(gathered, period, now);
    const units = [...new Set(people.map(({ unit }) => unit))].sort(byUnit);
    const statistics = await openStatistics(
      people.map(({ id }) => id),
      dayOf(now),
      identities,
    );
    const everybody = factsOf(stood, () => '');
    const unitCells = statistics(
      'sex',
      factsOf(stood, ({ unit }) => unit),
    );
    const together = togetherGoal(people);
    return ok({
      months: [...months],
      ...period,
      total: progressOf(people, end),
      tracks: Track.options.map((track) => ({
        track,
        ...progressOf(
          people.filter((person) => person.track === track),
          end,
        ),
      })),
      units: [...groupsBy(stood, units, ({ unit }) => unit)],
      roles: [...groupsBy(stood, roles, roleOf)],
      sexes: statistics('sex', everybody).map(groupOfCell),
      ages: statistics('age', everybody).map(groupOfCell),
      unitSexes: units.flatMap((unit) =>
        unitCells
          .filter(({ group }) => group === unit)
          .map((cell) => ({ group: unit, ...groupOfCell(cell) })),
      ),
      together: { ...together, lacking: [...together.lacking] },
      deviations: deviationsOf(sessionsIn(gathered, period), gathered.attended, now),
      trainers: [...marksByTrainer(sessionsIn(gathered, period), await context.figures.attended())],
      unitDeviations: [...deviationsByUnit(gathered, period, now)],
      silentDevices: (await silentDevices(context, now)).map(({ name }) => name),
      monthly: [
        ...monthlyFigures(
          gathered,
          months.filter((month) => month >= period.from && month <= period.to),
        ),
      ],
    });
  },
});
