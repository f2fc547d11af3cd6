/** The demo's tablets: one or two in each unit, one of them silent for days and one lost and revoked. */
import { DeviceId, UnitId } from '../../domain/ids.ts';
import { unitName, type UnitKey } from '../../domain/programme.ts';
import { addDays, dayMs, hourMs, instant, instantAt, type Day, type Instant } from '../../domain/time.ts';
import { firstOfMonth } from './calendar.ts';
import { unitPlans } from './programme-plan.ts';

export type DemoDevice = {
  readonly id: DeviceId;
  readonly name: string;
  readonly unit: UnitId;
  readonly enrolledAt: Instant;
  /** When the office last heard of it; nothing recorded after this has arrived. */
  readonly lastContactAt: Instant;
  readonly revokedAt: Instant | null;
};

type Clock = { readonly today: Day; readonly now: Instant };

const twoTablets: readonly UnitKey[] = ['farsta', 'jarva', 'hasselby-vallingby', 'skarholmen'];
const noTablet: readonly UnitKey[] = ['aldreforvaltningen'];

/** The unit whose tablet is used by the trainers of the digital lectures. */
export const lectureUnit: UnitKey = 'socialforvaltningen';

const revokedDaysAgo = 23;
const silentDays = 6;

const slugOf = (unit: UnitKey, number: number): DeviceId => DeviceId.parse(`demo-${unit}-0${number}`);

const ordinary = (unit: UnitKey, number: number, { today, now }: Clock): DemoDevice => {
  const hoursAgo = (unit.length * 7 + number * 5) % 19;
  return {
    id: slugOf(unit, number),
    name: `${unitName(unit)} 0${number}`,
    unit: UnitId.parse(unit),
    enrolledAt: instantAt(firstOfMonth(today, -11), '08:00'),
    lastContactAt: instant(Math.max(instantAt(today, '00:00'), now - hoursAgo * hourMs)),
    revokedAt: null,
  };
};

/** All demo devices. A lost tablet in Hässelby-Vällingby was replaced the day before it was revoked. */
export const demoDevices = (clock: Clock): readonly DemoDevice[] => {
  const at = (daysAgo: number, time: string): Instant => instantAt(addDays(clock.today, -daysAgo), time);
  const special: ReadonlyMap<DeviceId, Partial<DemoDevice>> = new Map([
    [
      slugOf('hasselby-vallingby', 1),
      { revokedAt: at(revokedDaysAgo, '09:15'), lastContactAt: at(revokedDaysAgo + 1, '16:40') },
    ],
    [slugOf('hasselby-vallingby', 2), { enrolledAt: instant(at(revokedDaysAgo, '00:00') - dayMs) }],
    [slugOf('skarholmen', 2), { lastContactAt: at(silentDays, '12:10') }],
    [slugOf('bromma', 1), { lastContactAt: at(silentDays * 2, '08:25') }],
  ]);
  return unitPlans
    .filter(({ unit }) => !noTablet.includes(unit))
    .flatMap(({ unit }) =>
      (twoTablets.includes(unit) ? [1, 2] : [1]).map((number) => ordinary(unit, number, clock)),
    )
    .map((device) => ({ ...device, ...special.get(device.id) }));
};
