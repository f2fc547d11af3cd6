import { togetherGoal } from '../../domain/programme-follow-up.ts';
import { progressOf } from '../../domain/programme-figures.ts';
import { Track } from '../../domain/programme.ts';
import { ok } from '../../domain/result.ts';
import { dayOf } from '../../domain/time.ts';
import { FollowUpReply } from '../../protocol/follow-up.ts';
import { factsOf, groupOfCell, groupsBy, roleOf, roles } from '../figures/groups.ts';
import {
  byShareByHand,
  deviationsTogether,
  inUnitOrder,
  monthlyFigures,
  monthsUntil,
  periodFrom,
} from '../figures/period.ts';
import { byUnit } from '../figures/overview.ts';
import { endpoint } from '../http/endpoint.ts';
import { openStatistics } from '../identity/statistics.ts';
import { groupRows } from '../store/many-rows.ts';

import { silentDevices } from './programme-overview.ts';

/** GET /api/admin/followup: goals, groups and deviations of a period; small groups are not shown (DASH-4). */
export const followUp = endpoint({
  method: 'get',
  path: '/api/admin/followup',
  caller: 'administrator',
  roles: ['reviewer', 'approver', 'planner', 'reader'],
  reply: FollowUpReply,
  hasEtag: true,
  showsFigures: true,
  handle: async ({ query }, context) => {
    const { figures, identities, services } = context;
    const now = services.clock();
    await figures.keep(now);
    const kept = await figures.months();
    const months = monthsUntil(kept, now);
    const period = periodFrom({ from: query['from'], to: query['to'] }, months);
    const groups = await figures.groups(period);
    const people = await figures.people();
    const units = [...new Set(groups.map(({ unit }) => unit))].sort(byUnit);
    const statistics = await openStatistics(
      people.map(({ id }) => id),
      dayOf(now),
      identities,
    );
    const facts = factsOf(people, period, ({ unit }) => unit);
    const everybody = facts.map((fact) => ({ ...fact, group: '' }));
    const unitCells = groupRows(statistics('sex', facts), ({ group }) => group);
    const together = togetherGoal(await figures.placed());
    const deviations = await figures.deviations(period);
    return ok({
      months: [...months],
      ...period,
      total: progressOf(groups),
      tracks: Track.options.map((track) => ({
        track,
        ...progressOf(groups.filter((group) => group.track === track)),
      })),
      units: [...groupsBy(groups, units, ({ unit }) => unit)],
      roles: [...groupsBy(groups, roles, roleOf)],
      sexes: statistics('sex', everybody).map(groupOfCell),
      ages: statistics('age', everybody).map(groupOfCell),
      unitSexes: units.flatMap((unit) =>
        (unitCells.get(unit) ?? []).map((cell) => ({ group: unit, ...groupOfCell(cell) })),
      ),
      together: { ...together, lacking: [...together.lacking] },
      deviations: deviationsTogether(deviations),
      trainers: [...byShareByHand(await figures.marks(period))],
      unitDeviations: [...inUnitOrder(deviations)],
      silentDevices: (await silentDevices(context, now)).map(({ name }) => name),
      monthly: [
        ...monthlyFigures(
          kept,
          months.filter((month) => month >= period.from && month <= period.to),
        ),
      ],
    });
  },
});
