/** Badge texts of the real kind and length, for scans that need no programme behind them. */
import { createRandom } from './qr-image-random.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The text of the nth made-up badge: an upper-case address and a 128-bit token. The same n gives the same text. */
export const badgeText = (n: number): string => {
  const random = createRandom(n * 7919 + 1);
  const token = Array.from({ length: 26 }, () => BASE32[Math.floor(random() * BASE32.length)]).join('');
  return `HTTPS://N.EXAMPLE/B/${token}`;
};
