import { expect, test } from 'vitest';
import { needsCodeSoon } from '../../../src/app/admin/trainers/needs-code.ts';
import { instant } from '../../../src/domain/time.ts';
import { clockTime } from '../../support/factories.ts';

const now = clockTime('2026-11-22', '12:00');
const trainer = (nextAt: string | null, hasCode = false) => ({
  name: 'Kim Alm',
  issuedAt: hasCode ? instant(now - 1000) : null,
  coming: nextAt === null ? 0 : 1,
  nextAt: nextAt === null ? null : clockTime(nextAt, '08:30'),
});

test('[ATTEST-1] the office is told of a trainer without a code whose session is within seven days', () => {
  expect(needsCodeSoon(trainer('2026-11-23'), now)).toBe(true);
  expect(needsCodeSoon(trainer('2026-11-29'), now)).toBe(true);
});

test('[ATTEST-1] a trainer with a code, without sessions, or with time left asks nothing of the office', () => {
  expect(needsCodeSoon(trainer('2026-11-23', true), now)).toBe(false);
  expect(needsCodeSoon(trainer(null), now)).toBe(false);
  expect(needsCodeSoon(trainer('2026-11-30'), now)).toBe(false);
});
