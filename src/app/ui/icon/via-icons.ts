/** How somebody was recognised, as an icon: the same on the tablet and at the office. */
import type { IconName } from './icon-paths.ts';

export const viaIcons = {
  badge: 'identification-badge',
  kiosk: 'hand-waving',
  phone: 'device-mobile',
  code: 'keyboard',
  hand: 'magnifying-glass',
} as const satisfies Readonly<Record<string, IconName>>;
