import { create } from 'qrcode';
import { describe, expect, test } from 'vitest';
import { drawQr, moduleMm, smallestModuleMm } from '../../../src/app/admin/badges/qr-path.ts';
import { badgeText } from '../../../src/domain/badge.ts';

const token = '0123456789ABCDEFGHJKMNPQRS';

/** The modules that a path of `M x y h n v1 h-n z` covers. */
const covered = (path: string): ReadonlySet<string> =>
  new Set(
    [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)].flatMap(([, x, y, length]) =>
      Array.from({ length: Number(length) }, (_, i) => `${Number(x) + i} ${y}`),
    ),
  );

describe('the code on a card', () => {
  test('[ADM-6] what is printed is, module by module, the code that a tablet reads', async () => {
    const text = badgeText('https://narvaro.example', token);
    const { size, path } = await drawQr(text);
    const { modules } = create(text, { errorCorrectionLevel: 'Q' });
    const dark = Array.from({ length: size * size }, (_, i) => [i % size, Math.floor(i / size)] as const)
      .filter(([x, y]) => modules.get(y, x) === 1)
      .map(([x, y]) => `${x} ${y}`);
    expect(size).toBe(modules.size);
    expect([...covered(path)].sort()).toEqual(dark.sort());
  });

  test.each([
    ['http://localhost:8080', 33],
    ['https://narvaro.stockholm.se', 33],
    [`https://${'n'.repeat(46)}`, 37],
    [`https://${'n'.repeat(71)}`, 41],
  ])(
    '[ADM-6] at level Q a card for %s keeps its modules large enough for a camera at arm’s length',
    async (origin, size) => {
      const drawing = await drawQr(badgeText(origin, token));
      expect(drawing.size).toBe(size);
      expect(moduleMm(drawing)).toBeGreaterThanOrEqual(smallestModuleMm);
    },
  );
});
