import { describe, expect, test } from 'vitest';
import { audienceAt, audiencesOf } from '../../sw/audience.ts';

describe('whose files a device keeps', () => {
  test.each([
    ['/', 'tablet'],
    ['/idag', 'tablet'],
    ['/tillfalle/t1/skanna', 'tablet'],
    ['/in', 'phone'],
    ['/jag/kort', 'phone'],
    ['/B/0123456789ABCDEFGHJKMNPQRS', 'phone'],
    ['/inte-det', 'tablet'],
    ['/admin', undefined],
    ['/admin/manad', undefined],
    ['/integritet', undefined],
  ])('[OPEN-1] somebody at %s is somebody with a %s', (pathname, audience) => {
    expect(audienceAt(pathname)).toBe(audience);
  });

  test('[OPEN-1] a participant’s phone is given the phone’s files alone, and the office’s computer none of either', () => {
    expect(audiencesOf(['/in'])).toEqual(['phone']);
    expect(audiencesOf(['/admin', '/admin/kort'])).toEqual([]);
    expect(audiencesOf(['/integritet'])).toEqual([]);
  });

  test('[OPEN-1] a tablet that is updated while its privacy page is open keeps the tablet’s files', () => {
    const kept = ['/index.html', '/assets/boot-x1.js', '/assets/zxing_reader-x2.wasm', '/integritet'];
    expect(audiencesOf(kept)).toEqual(['tablet']);
    expect(audiencesOf(['/assets/both-phone-public-x1.js', '/assets/phone-x2.js', '/integritet'])).toEqual([
      'phone',
    ]);
  });

  test('[OPEN-1] where nothing says whose it is, it is a trainer’s tablet, which can least do without', () => {
    expect(audiencesOf([])).toEqual(['tablet']);
    expect(audiencesOf(['/index.html'])).toEqual(['tablet']);
  });
});
