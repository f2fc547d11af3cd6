/** Tables of the follow-up. */
export type FollowUpSchema = {
  /** The address a unit's or a workplace's manager was last written to about their staff (DASH-9). */
  unit_contacts: { unit: string; workplace: string; address: string; sent_at: number };
};
