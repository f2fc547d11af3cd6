/** What a tablet remembers of the camera its trainer chose, from day to day (SCAN-11). */
import * as z from 'zod/mini';
import type { CameraChoice, RunningCamera } from './camera-contract.ts';

/** Where it lies among the tablet's settings. */
export const cameraKey = 'camera';

const Remembered = z.object({
  id: z.string(),
  facing: z.optional(z.enum(['front', 'rear'])),
});

/** What to keep of a camera that was chosen and did open. */
export const toRemember = ({ id, facing }: RunningCamera): z.infer<typeof Remembered> =>
  facing === 'unknown' ? { id } : { id, facing };

/**
 * The camera to open: the very one, and when it is gone one that faces the same way, since some browsers give a camera
 * a new id each day. `undefined` when none was chosen, or what is kept cannot be read.
 */
export const rememberedCamera = (stored: unknown): CameraChoice | undefined => {
  const read = Remembered.safeParse(stored);
  if (!read.success) return undefined;
  const { id, facing } = read.data;
  if (id !== '') return { kind: 'device', id, ...(facing === undefined ? {} : { facing }) };
  return facing === undefined ? undefined : { kind: 'facing', facing };
};
