/** How the tablet's clock compared with the office's, also when that was before the app was started last. */
import { useEffect, useState } from 'react';
import * as z from 'zod/mini';
import { useSettings, useTabletState } from '../device/tablet-context.tsx';

const clockKey = 'clock-check';
const ClockCheck = z.object({ offsetMs: z.number(), at: z.number() });
export type ClockCheck = z.infer<typeof ClockCheck>;

/** What is to be added to the tablet's clock to know what is going on; nothing while it was never compared (HOME-1). */
export const useClockOffset = (): number => useClockCheck()?.offsetMs ?? 0;

/** The latest comparison: server time minus tablet time, and when; `undefined` when there never was one. */
export const useClockCheck = (): ClockCheck | undefined => {
  const settings = useSettings();
  const { clockOffsetMs, clockComparedAt } = useTabletState();
  const [kept, setKept] = useState<ClockCheck>();
  useEffect(() => {
    void settings.get(clockKey).then((stored) => setKept(ClockCheck.safeParse(stored).data));
  }, [settings]);
  useEffect(() => {
    if (clockOffsetMs === undefined || clockComparedAt === undefined) return;
    void settings.put(clockKey, { offsetMs: clockOffsetMs, at: clockComparedAt });
  }, [settings, clockOffsetMs, clockComparedAt]);
  return clockOffsetMs === undefined || clockComparedAt === undefined
    ? kept
    : { offsetMs: clockOffsetMs, at: clockComparedAt };
};
