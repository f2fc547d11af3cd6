/**
 * The faults, by the ids of the reliability plan, with where each is injected, and a count of how often each struck: a
 * fault that never strikes over a whole run makes the run fail.
 */
import { between, type Random } from '../support/seeded.ts';

export const faults = {
  F1: 'request lost — network.ts',
  F2: 'answer lost after the commit — network.ts',
  F3: 'request or answer cut at any byte — network.ts',
  F4: 'delivered twice — network.ts',
  F5: 'late or reordered — network.ts',
  F6: 'an answer that never ends — network.ts',
  F7: 'offline from seconds to 40 days — steps.ts',
  F8: 'a captive portal answers 200 with HTML — network.ts',
  F9: '5xx, 429, 413, 401, 403, 409 from something in between — network.ts',
  F10: 'a proxy strips or re-encodes the body — network.ts',
  F11: 'tablet killed between any two awaits — tablet.ts',
  F12: 'tablet loses power, un-flushed commits vanish — tablet.ts',
  F13: 'server killed at any statement or around a commit — office.ts',
  F14: 'server disk full — office.ts',
  F15: 'server put back from a backup — office.ts',
  F16: 'storage evicted: all, plan only, key only — steps.ts',
  F17: 'quota exceeded on write — steps.ts',
  F18: 'two tabs, or tab and service worker, at once — tablet.ts',
  F19: 'profile copied, both tablets used — steps.ts',
  F20: 'revoked while holding unsent events — steps.ts',
  F21: 'stolen tablet sends back-dated events after the revocation — steps.ts',
  F22: 'clock skew, jumps, drift, DST change, year end, leap day — tablet.ts',
  F23: 'client or server of another version — network.ts',
  F24: 'roster changed while a tablet is offline — office-acts.ts',
  F25: 'the same person twice, on two tablets, in two groups, out before in — people.ts',
  F26: 'session moved or cancelled after scans — office-acts.ts',
  F27: 'badge re-issued, old and new both appear — office-acts.ts',
  F28: 'swizzle: tablets dropped one by one, restored in another order — steps.ts',
  F29: 'month locked or corrected while late events arrive — office-acts.ts',
  F30: 'export runs while events arrive — office-acts.ts',
  /* Beyond the plan's own. */
  F31: 'a log handed in as a file on another tablet — rescue.ts',
  F32: 'a log handed in as a file at the office — rescue.ts',
  F33: 'a file handed in again, or later than the tablet’s own delivery — rescue.ts',
  F34: 'a file cut or altered — rescue.ts',
  F35: 'a tablet clears what it need not keep — long.ts',
  F36: 'put back, copied or rescued after clearing — long.ts',
  F37: 'a page crashes at its n-th wait, n by the seed — tablet.ts',
  F38: 'the server is killed at its n-th statement, n by the seed — office.ts',
  F39: 'a tablet speaks as version 1, 2 or 3, and is updated in the middle — old-tablet.ts',
  F40: 'offline for 40 days — long.ts',
  F41: 'the office’s identity key is changed, and stopped in the middle — keys.ts',
  F42: 'a clock is put right between recording and delivery — clocks.ts',
  F43: 'the log is gone or put back, and the identity kept — clocks.ts',
  F44: 'a month is locked while a tablet holds events of it — long.ts',
  F45: 'a request that comes days late — network.ts',
} as const;
export type FaultId = keyof typeof faults;

export type Tally = {
  readonly strike: (fault: FaultId) => void;
  readonly strikes: () => Readonly<Record<FaultId, number>>;
};

export const createTally = (): Tally => {
  const counted = Object.fromEntries(Object.keys(faults).map((id) => [id, 0])) as Record<FaultId, number>;
  return {
    strike: (fault) => {
      counted[fault] += 1;
    },
    strikes: () => counted,
  };
};

/** How often each thing happens, 0 to 1, drawn for each world: the plan's ranges. */
export type Weather = {
  readonly requestLost: number;
  readonly answerLost: number;
  readonly cut: number;
  readonly twice: number;
  readonly late: number;
  readonly endless: number;
  readonly portal: number;
  readonly status: number;
  readonly proxy: number;
  readonly kill: number;
  readonly serverKill: number;
  readonly serverFull: number;
};

export const calm: Weather = {
  requestLost: 0,
  answerLost: 0,
  cut: 0,
  twice: 0,
  late: 0,
  endless: 0,
  portal: 0,
  status: 0,
  proxy: 0,
  kill: 0,
  serverKill: 0,
  serverFull: 0,
};

/** Weather as bad as a seed makes it; every fourth kind is absent, so that each is also seen without the others. */
export const drawWeather = (random: Random): Weather => {
  const up = (most: number): number => (random() < 0.25 ? 0 : random() * most);
  return {
    requestLost: up(0.3),
    answerLost: up(0.3),
    cut: up(0.1),
    twice: up(0.5),
    late: up(0.2),
    endless: up(0.05),
    portal: up(0.1),
    status: up(0.1),
    proxy: up(0.05),
    kill: up(0.01),
    serverKill: up(0.002),
    serverFull: up(0.001),
  };
};

const minute = 60_000;
const hour = 60 * minute;

/** Tablet time minus true time: right, a little wrong, or by up to three days (F22). */
export const drawSkew = (random: Random): number => {
  const roll = random();
  if (roll < 0.5) return 0;
  if (roll < 0.75) return between(random, -100, 100) * 1000;
  return between(random, -72, 72) * hour + between(random, 3, 57) * minute;
};

/** Every kind of weather, for a world in which each has to be seen. */
export const allWeather: Weather = {
  requestLost: 0.05,
  answerLost: 0.05,
  cut: 0.02,
  twice: 0.1,
  late: 0.1,
  endless: 0.01,
  portal: 0.02,
  status: 0.03,
  proxy: 0.01,
  kill: 0.002,
  serverKill: 0.0002,
  serverFull: 0.0001,
};
