import * as z from 'zod/mini';
import type { Context } from '../http/endpoint.ts';

const Head = z.object({ seq: z.int() });

/**
 * Whether all that the tablet was before it was connected anew (STORE-5) has come and waits for nobody: told to the
 * tablet, so that it stops telling its trainer (STORE-7). Nothing for a tablet that was nobody before, and never true
 * for a log that is gone for good.
 */
export const isFormerSettled = async (
  device: string,
  { devices, handIns, logs }: Pick<Context, 'devices' | 'handIns' | 'logs'>,
): Promise<boolean | undefined> => {
  const loss = await handIns.lossOf(device);
  if (loss === undefined) return undefined;
  const deliveries = (await logs.deliveries()).filter((one) => one.device === loss.device);
  const files = await handIns.filesOf(loss.device);
  /* Where a copy has delivered, the log under the same name is the other tablet's and says nothing of this one. */
  const whole = deliveries.length > 0 ? 0 : ((await devices.get(loss.device))?.head_seq ?? 0);
  const ends = [
    whole,
    ...deliveries.map(({ head }) => Head.safeParse(JSON.parse(head)).data?.seq ?? 0),
    ...files.map(({ endsAt }) => endsAt),
  ];
  const hasCome = ends.some((end) => end >= loss.recorded);
  if (!hasCome || [...deliveries, ...files].some(({ isWaiting }) => isWaiting)) return false;
  return ((await logs.setAsideByDevice()).get(loss.device) ?? 0) === 0;
};
