import { UnitId } from '../../domain/ids.ts';
import { ok } from '../../domain/result.ts';
import { dayMs, instant, type Instant } from '../../domain/time.ts';
import { ListDevicesReply, type DeviceStatus, type ListedDevice } from '../../protocol/list-devices.ts';
import { DeviceHealth } from '../../protocol/push-log.ts';
import { endpoint } from '../http/endpoint.ts';
import { heldBackIn, type HeldBack } from '../intake-limits.ts';
import { isOffices } from '../phones-log.ts';
import { SignedHead } from '../../signing/heads.ts';
import type { DeviceRow, EnrolmentCodeRow } from '../store/device-store.ts';
import type { Delivered } from '../store/log-store.ts';
import type { Schema } from '../store/schema.ts';

const silentAfterMs = 3 * dayMs;

const when = (at: number | null): Instant | null => (at === null ? null : instant(at));
const unitOf = (unit: string | null) => (unit === null ? null : UnitId.parse(unit));

type Loss = Schema['device_losses'];

/** What is known of a tablet that was connected anew under another name. */
type Renewal = NonNullable<ListedDevice['lost']>;

/** How far the log had come that was kept apart because it does not fit, as its tablet signed. */
const lengthOf = ({ head }: Delivered): number => SignedHead.safeParse(JSON.parse(head)).data?.seq ?? 0;

/**
 * A copy that was connected anew is known by its own log, which the office keeps apart because it does not fit
 * (STORE-5): the tablet itself has lost nothing. What has come since, by itself or in a rescue file, is not missing.
 */
const renewalFrom = (
  { recorded, held, at }: Loss,
  became: string,
  { head_seq: delivered }: DeviceRow,
  forks: readonly Delivered[],
): Renewal => ({
  became,
  recorded,
  held: Math.max(held, delivered),
  at: instant(Number(at)),
  isCopy: forks.some((fork) => lengthOf(fork) >= Number(recorded)),
});

/**
 * Who says that it was this tablet has not proved it (PG-6): where this one has gone on with its own log since, that is
 * as it was.
 */
const isRefuted = ({ held, at }: Loss, { head_seq: delivered, last_contact_at: heard }: DeviceRow): boolean =>
  delivered > Number(held) && Number(heard ?? 0) > Number(at);

/** The most pressing of what is true about a tablet (DEV-5). */
const statusOf = (
  row: DeviceRow,
  health: DeviceHealth | undefined,
  isLogGone: boolean,
  now: number,
): DeviceStatus => {
  if (row.revoked_at !== null) return 'revoked';
  if (isLogGone) return 'lost-log';
  if (now - (row.last_contact_at ?? row.enrolled_at) > silentAfterMs) return 'silent';
  const level = health?.space?.level;
  if (level === 'little' || level === 'full') return 'storage-little';
  return health?.storage === 'not-persistent' ? 'storage-not-persistent' : 'works';
};

type Told = {
  readonly setAside: number;
  readonly forks: number;
  readonly lost: Renewal | undefined;
  readonly isLogGone: boolean;
  readonly heldBack: HeldBack | undefined;
};

const fromDevice = (
  row: DeviceRow,
  { setAside, forks, lost, isLogGone, heldBack }: Told,
  now: number,
): ListedDevice => {
  const health = row.health === null ? undefined : DeviceHealth.safeParse(JSON.parse(row.health)).data;
  return {
    id: row.id,
    name: row.name,
    unit: unitOf(row.unit),
    status: statusOf(row, health, isLogGone, now),
    lastContactAt: when(row.last_contact_at),
    delivered: row.head_seq,
    unsent: health?.unsent ?? null,
    setAside,
    forks,
    planFetchedAt: when(row.plan_fetched_at),
    clockOffsetMs: row.clock_offset_ms,
    appVersion: health?.appVersion ?? null,
    ...(health?.space === undefined ? {} : { space: health.space }),
    ...(lost === undefined ? {} : { lost }),
    ...(heldBack === undefined ? {} : { heldBack }),
    codeExpiresAt: null,
  };
};

const fromCode = (row: EnrolmentCodeRow): ListedDevice => ({
  id: row.code_hash,
  name: row.name,
  unit: unitOf(row.unit),
  status: 'not-enrolled',
  lastContactAt: null,
  delivered: 0,
  unsent: null,
  setAside: 0,
  forks: 0,
  planFetchedAt: null,
  clockOffsetMs: null,
  appVersion: null,
  codeExpiresAt: instant(row.expires_at),
});

/** GET /api/admin/devices: every tablet and every open code, with an ETag because the page asks again and again. */
export const listDevices = endpoint({
  method: 'get',
  path: '/api/admin/devices',
  caller: 'administrator',
  roles: ['system', 'planner', 'reviewer', 'approver', 'reader'],
  reply: ListDevicesReply,
  hasEtag: true,
  handle: async (_, { devices, handIns, intake, logs, services }) => {
    const now = services.clock();
    const setAside = await logs.setAsideByDevice();
    const listed: ListedDevice[] = [];
    const losses = await handIns.losses();
    const files = await handIns.waitingByDevice();
    const deliveries = await logs.deliveries();
    const heldBack = await heldBackIn(intake, now);
    const rows = await devices.all();
    for (const row of rows) {
      if (isOffices(row, services)) continue;
      const forks = deliveries.filter(({ device }) => device === row.id);
      const loss = losses.get(row.id);
      const became = rows.find(({ id }) => id === loss?.became)?.name ?? '';
      const lost = loss === undefined ? undefined : renewalFrom(loss, became, row, forks);
      const told = {
        setAside: setAside.get(row.id) ?? 0,
        forks: forks.filter(({ isWaiting }) => isWaiting).length + (files.get(row.id) ?? 0),
        lost,
        isLogGone:
          lost !== undefined && !lost.isCopy && lost.held < lost.recorded && !(loss && isRefuted(loss, row)),
        heldBack: heldBack.get(row.id),
      };
      listed.push(fromDevice(row, told, now));
    }
    const codes = await devices.openEnrolmentCodes(now);
    return ok({ devices: [...listed, ...codes.map(fromCode)] });
  },
});
