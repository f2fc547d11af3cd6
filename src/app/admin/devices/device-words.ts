/** How a tablet's state is said in the list: tag, when it was last heard of, what it has handed in. */
import type { DeviceStatus, ListedDevice } from '../../../protocol/list-devices.ts';
import { unitName } from '../../../domain/programme.ts';
import type { AdminText } from '../../text/admin-text.ts';
import {
  formatDayKey,
  formatRelativeDay,
  formatShortDay,
  formatSpan,
  formatTime,
} from '../../text/format.ts';
import type { Language } from '../../text/languages.ts';
import type { IconName } from '../../ui/icon/icon-paths.ts';
import type { Tone } from '../../ui/tag/tag.tsx';

const clockLimitMs = 2 * 60_000;
const dayMs = 24 * 60 * 60_000;

export const statusTone: Readonly<Record<DeviceStatus, Tone>> = {
  works: 'in',
  'lost-log': 'stop',
  silent: 'attention',
  'storage-little': 'attention',
  'storage-not-persistent': 'attention',
  'not-enrolled': 'neutral',
  revoked: 'stop',
};

export const statusIcon: Readonly<Record<DeviceStatus, IconName>> = {
  works: 'check',
  'lost-log': 'warning-circle',
  silent: 'clock-countdown',
  'storage-little': 'hard-drives',
  'storage-not-persistent': 'hard-drives',
  'not-enrolled': 'key',
  revoked: 'prohibit',
};

export type DeviceWords = ReturnType<typeof deviceWords>;

/** i dag 16.05, i går 16.30, 9 nov 12.10 */
const dayAndTime = (language: Language, at: number, now: number): string => {
  const isNear = [now, now - dayMs].some((day) => formatDayKey(day) === formatDayKey(at));
  const day = isNear ? formatRelativeDay(language, at, now) : formatShortDay(language, at).replace('.', '');
  return `${day} ${formatTime(language, at)}`.replaceAll(' ', '\u00a0');
};

/** The same as it stands alone: I dag 16.05 */
const shortMoment = (language: Language, at: number, now: number): string => {
  const words = dayAndTime(language, at, now);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

/** True if the tablet's clock goes more than two minutes wrong. */
export const isClockWrong = ({ clockOffsetMs }: ListedDevice): boolean =>
  clockOffsetMs !== null && Math.abs(clockOffsetMs) > clockLimitMs;

/** How many things of this tablet wait for a person to look at. */
export const toReview = ({ setAside, forks }: ListedDevice): number => setAside + forks;

/** Every cell of the list in words. */
export const deviceWords = (text: AdminText, language: Language, now: number) => {
  const { devices } = text;
  const moment = (at: number | null): string => (at === null ? '–' : shortMoment(language, at, now));
  return {
    unit: ({ unit }: ListedDevice) => (unit === null ? devices.office : unitName(unit)),
    status: ({ status, lastContactAt }: ListedDevice) =>
      status === 'silent' && lastContactAt !== null
        ? devices.silentFor({ span: formatSpan(language, now - lastContactAt) })
        : devices.status[status],
    heard: ({ lastContactAt }: ListedDevice) =>
      lastContactAt === null ? devices.never : moment(lastContactAt),
    lists: ({ planFetchedAt }: ListedDevice) => moment(planFetchedAt),
    handedIn: (device: ListedDevice) => {
      if (device.status === 'not-enrolled' || device.lastContactAt === null) return '–';
      if (toReview(device) > 0) return devices.toReview({ n: toReview(device) });
      if (device.status === 'silent') return devices.unknown;
      if (device.unsent === null) return devices.nothingYet;
      return device.unsent > 0 ? devices.unsent({ n: device.unsent }) : devices.allReceived;
    },
    space: ({ space }: ListedDevice) => {
      if (space === undefined || space.freeMb === null) return devices.unknown;
      if (space.level === 'plenty') return devices.spacePlenty;
      return devices.spaceLeft({ mb: space.freeMb, days: space.days ?? 0 });
    },
    lost: ({ lost }: ListedDevice) => {
      if (lost === undefined) return undefined;
      const when = dayAndTime(language, lost.at, now);
      if (lost.isCopy) return devices.copyRenewed({ when, name: lost.became });
      const missing = Math.max(0, lost.recorded - lost.held);
      const said = devices.lostLog({ when, name: lost.became, held: lost.held });
      return `${said} ${missing === 0 ? devices.lostNothing : devices.lostSome({ n: missing })}`;
    },
    version: ({ appVersion }: ListedDevice) => appVersion ?? '–',
    clock: ({ clockOffsetMs }: ListedDevice) =>
      clockOffsetMs === null
        ? '–'
        : Math.abs(clockOffsetMs) <= clockLimitMs
          ? devices.clockRight
          : devices.clockWrong({ span: formatSpan(language, clockOffsetMs) }),
    validUntil: (at: number) => devices.validUntil({ time: formatTime(language, at) }),
  };
};

/** The line under the heading: how many tablets, and what must be done about some of them. */
export const summaryOf = ({ devices: words }: AdminText, listed: readonly ListedDevice[]): string => {
  const count = (status: DeviceStatus): number => listed.filter((device) => device.status === status).length;
  const inUse = listed.length - count('revoked') - count('not-enrolled');
  const waiting = listed.reduce((sum, device) => sum + toReview(device), 0);
  const parts = [
    words.count({ n: inUse }),
    count('lost-log') > 0 ? words.lostTheirLog({ n: count('lost-log') }) : '',
    count('silent') > 0 ? words.needContact({ n: count('silent') }) : '',
    count('storage-not-persistent') > 0 ? words.needHomeScreen({ n: count('storage-not-persistent') }) : '',
    waiting > 0 ? words.waiting({ n: waiting }) : '',
  ];
  return parts.filter(Boolean).join(' ');
};
