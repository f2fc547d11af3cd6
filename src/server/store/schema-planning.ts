/** Tables of the planning. */
export type PlanningSchema = Record<never, never>;
