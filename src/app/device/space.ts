/**
 * How much room the browser says there is, for whoever shows it or tells the office; looked at by upkeep.ts. And whether
 * newer code in another tab has taken the database over (STORE-6).
 */
import { useSyncExternalStore } from 'react';
import type { DeviceHealth } from '../../protocol/push-log.ts';

export type Space = NonNullable<DeviceHealth['space']>;

let space: Space | undefined;
const listeners = new Set<() => void>();

/** The latest that is known; undefined until somebody has looked. */
export const spaceNow = (): Space | undefined => space;

export const tellSpace = (next: Space): void => {
  if (JSON.stringify(next) === JSON.stringify(space)) return;
  space = next;
  for (const listen of listeners) listen();
};

const subscribe = (listen: () => void): (() => void) => {
  listeners.add(listen);
  return () => listeners.delete(listen);
};

let isOutdated = false;

export const tellOutdated = (): void => {
  isOutdated = true;
  for (const listen of listeners) listen();
};

export const useOutdated = (): boolean => useSyncExternalStore(subscribe, () => isOutdated);

export const useSpace = (): Space | undefined => useSyncExternalStore(subscribe, spaceNow);
