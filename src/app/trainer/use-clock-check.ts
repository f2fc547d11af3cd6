/** How the tablet's clock compared with the office's, also when that was before the app was started last. */
import { useEffect, useState } from 'react';
import { checkOf, ClockCheck, hasGoneBack } from '../device/clock-check.ts';
import { clocks } from '../device/clock.ts';
import { hasNothing } from '../device/send-status.ts';
import { useSettings, useTabletState } from '../device/tablet-context.tsx';

const clockKey = 'clock-check';

/** What is to be added to the tablet's clock to know what is going on; nothing while it was never compared (HOME-1). */
export const useClockOffset = (): number => useClockCheck()?.offsetMs ?? 0;

type Checked = Pick<ClockCheck, 'offsetMs' | 'at'> & {
  /** The clock has gone back since. */
  readonly hasChanged: boolean;
};

/** The latest comparison: server time minus tablet time, and when; `undefined` when there never was one. */
export const useClockCheck = (): Checked | undefined => {
  const settings = useSettings();
  const { clockOffsetMs: offsetMs, clockComparedAt: at, send } = useTabletState();
  const [kept, setKept] = useState<ClockCheck>();
  const isUnheard = hasNothing(send);
  useEffect(() => {
    const look = async (): Promise<ClockCheck | undefined> => {
      const before = ClockCheck.safeParse(await settings.get(clockKey)).data;
      if (offsetMs === undefined || at === undefined || isUnheard || at === before?.at) return before;
      const check = checkOf({ offsetMs, at }, before, clocks());
      await settings.put(clockKey, check);
      return check;
    };
    void look().then(setKept);
  }, [settings, offsetMs, at, isUnheard]);
  const check = kept ?? (offsetMs === undefined || at === undefined ? undefined : { offsetMs, at });
  if (check === undefined) return undefined;
  return {
    offsetMs: offsetMs ?? check.offsetMs,
    at: check.at,
    hasChanged: hasGoneBack(check, clocks()),
  };
};
