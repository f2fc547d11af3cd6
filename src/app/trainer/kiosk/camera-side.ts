/** Where on the tablet its camera sits, so that an arrow can show visitors the way. One answer for each way up. */
import { useSyncExternalStore } from 'react';
import { useSetting } from '../use-setting.ts';

export const cameraSides = ['top', 'left', 'right', 'bottom'] as const;
export type CameraSide = (typeof cameraSides)[number];

const upright = '(orientation: portrait)';

const listen = (tell: () => void): (() => void) => {
  const query = globalThis.matchMedia(upright);
  query.addEventListener('change', tell);
  return () => query.removeEventListener('change', tell);
};

/** Which way up the tablet stands. */
export const useWayUp = (): 'portrait' | 'landscape' =>
  useSyncExternalStore(listen, () => globalThis.matchMedia(upright).matches) ? 'portrait' : 'landscape';

/** The side for the way the tablet stands now, and how to change it. */
export const useCameraSide = (): readonly [CameraSide, (side: CameraSide) => void] => {
  const portrait = useSetting('kiosk-camera-portrait', cameraSides);
  const landscape = useSetting('kiosk-camera-landscape', cameraSides);
  return useWayUp() === 'portrait' ? portrait : landscape;
};
