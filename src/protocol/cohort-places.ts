/** Cohorts with their places, and the reserve lists: addresses under /api/admin/places. */
import * as z from 'zod/mini';
import { CohortId, ParticipantId, UnitId } from '../domain/ids.ts';
import { Track } from '../domain/programme.ts';
import { Day } from '../domain/time.ts';

export const maxPlaces = 100;

export const CohortPlaces = z.strictObject({
  id: CohortId,
  name: z.string(),
  unit: UnitId,
  track: Track,
  places: z.int(),
  taken: z.int(),
});
export type CohortPlaces = z.infer<typeof CohortPlaces>;

export const WaitingPerson = z.strictObject({
  participant: ParticipantId,
  given: z.string(),
  family: z.string(),
  workplace: z.string(),
});
export type WaitingPerson = z.infer<typeof WaitingPerson>;

export const ReserveList = z.strictObject({ unit: UnitId, track: Track, people: z.array(WaitingPerson) });
export type ReserveList = z.infer<typeof ReserveList>;

/** GET /api/admin/places */
export const ListPlacesReply = z.strictObject({
  cohorts: z.array(CohortPlaces),
  reserves: z.array(ReserveList),
  /** Who has no place and waits for none. */
  withoutPlace: z.array(z.strictObject({ ...WaitingPerson.shape, unit: UnitId })),
  today: Day,
});
export type ListPlacesReply = z.infer<typeof ListPlacesReply>;

/** POST /api/admin/places/size */
export const SetSizeRequest = z.strictObject({
  cohort: CohortId,
  places: z.int().check(z.minimum(1), z.maximum(maxPlaces)),
});
/** POST /api/admin/places/fill: the first on the list gets the place. `expected` is whom the page showed as first. */
export const FillPlaceRequest = z.strictObject({ cohort: CohortId, day: Day, expected: ParticipantId });
/** POST /api/admin/places/reserve/add */
export const AddReserveRequest = z.strictObject({ participant: ParticipantId });
/** POST /api/admin/places/reserve/remove */
export const RemoveReserveRequest = z.strictObject({ participant: ParticipantId });
/** POST /api/admin/places/reserve/order: a step up or down the list. */
export const OrderReserveRequest = z.strictObject({ participant: ParticipantId, by: z.enum(['up', 'down']) });
