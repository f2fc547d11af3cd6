import { expect, test } from 'vitest';
import { HandInReply } from '../../../src/protocol/hand-in.ts';
import { handInSv } from '../../../src/app/text/hand-in-sv.ts';
import { outcomeWords, saysReason } from '../../../src/app/text/hand-in-words.ts';

const reply = (change: Partial<HandInReply>): HandInReply =>
  HandInReply.parse({
    outcome: 'set-aside',
    reason: 'unopened',
    device: '',
    deviceName: null,
    events: 0,
    fresh: 0,
    known: 0,
    held: 0,
    firstAt: null,
    lastAt: null,
    ...change,
  });

test('[RESCUE-4] somebody who hands in a damaged file reads once what is wrong with it, before and after', () => {
  const damaged = reply({});
  expect(saysReason(damaged, false)).toBe(true);
  expect(saysReason(damaged, true)).toBe(false);
  expect(outcomeWords(damaged, handInSv)).toContain(handInSv.reason.unopened);
});

test('[RESCUE-4] why a file that was taken in is reviewed still stands beside what became of it', () => {
  const revoked = reply({ outcome: 'taken', reason: 'revoked', events: 2, fresh: 2 });
  expect(saysReason(revoked, true)).toBe(true);
  expect(outcomeWords(revoked, handInSv)).not.toContain(handInSv.reason.revoked);
});
