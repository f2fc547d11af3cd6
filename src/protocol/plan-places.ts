/** POST /api/admin/planning/venues, /waves, /waves/:id/remove and /series/:id/survey: what sessions are planned with. */
import * as z from 'zod/mini';
import { SeriesId, UnitId, VenueId, WaveId } from '../domain/ids.ts';
import { Day } from '../domain/time.ts';
import { SurveyLink } from './plan-series.ts';

export const PutVenueRequest = z.strictObject({
  /** Null for a new one. */
  id: z.nullable(VenueId),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  unit: z.nullable(UnitId),
  address: z.string().check(z.trim(), z.maxLength(200)),
  accessibility: z.string().check(z.trim(), z.maxLength(1000)),
  seats: z.nullable(z.int().check(z.minimum(1), z.maximum(5000))),
});
export type PutVenueRequest = z.infer<typeof PutVenueRequest>;
/** `renamed`: how many coming sessions got the venue's new name. */
export const PutVenueReply = z.strictObject({ id: VenueId, renamed: z.int() });

export const PutWaveRequest = z.strictObject({
  id: z.nullable(WaveId),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  startsOn: Day,
  units: z.array(UnitId).check(z.maxLength(30)),
});
export type PutWaveRequest = z.infer<typeof PutWaveRequest>;
export const PutWaveReply = z.strictObject({ id: WaveId });
export const RemoveWaveRequest = z.strictObject({});
export const RemoveWaveReply = z.strictObject({});

export const SetSurveyRequest = z.strictObject({ link: z.nullable(SurveyLink) });
export const SetSurveyReply = z.strictObject({ id: SeriesId });
