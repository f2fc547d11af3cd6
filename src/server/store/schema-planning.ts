/** Tables of the planning. */
export type PlanningSchema = {
  venues: {
    id: string;
    name: string;
    unit: string | null;
    address: string;
    accessibility: string;
    seats: number | null;
  };
  waves: { id: string; name: string; starts_on: string };
  /** A unit comes with one wave at the most. */
  wave_units: { unit: string; wave: string };
  series: { id: string; cohort: string; survey_link: string | null; created_at: number };
  /** What is planned for a session beyond what a tablet is given. */
  session_plans: { session: string; venue: string | null; device: string | null; series: string | null };
  /** Every tablet a session has been assigned to, so that what one recorded before the plan changed still counts. */
  session_devices: { session: string; device: string };
  /** Every session as it has been planned, in order; added to and never changed (SER-5). */
  session_versions: { session: string; version: number; text: string; hash: string; at: number };
};
