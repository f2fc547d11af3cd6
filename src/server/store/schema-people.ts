/** Tables of people's places, moves, endings and letters. */
export type PeopleSchema = {
  /** Who was in which cohort, from a day to and including another; no last day as long as the place is held (PPL-1). */
  memberships: { participant: string; cohort: string; from_day: string; to_day: string | null };
  /** How many places a cohort has, where it is not the usual number. */
  cohort_sizes: { cohort: string; places: number };
  /** Those who wait for a place, per unit and track, in order (PPL-4). */
  reserves: { participant: string; unit: string; track: string; position: number; added_at: number };
  /** Records that were one person's: what is recorded under `from_participant` belongs to `to_participant` (PPL-5). */
  participant_merges: { from_participant: string; to_participant: string; merged_at: number };
  /** An address somebody was asked for, which letters go to instead of the one in the list (MAIL-2). */
  letter_addresses: { participant: string; address: string; given_at: number };
  letters: {
    id: string;
    kind: string;
    /** Whom it is to: a participant whose address is looked up when it is sent, or an address alone. */
    participant: string | null;
    address: string | null;
    /** What the kind needs to write it, as JSON: ids and months, never names, hours or the link itself. */
    about: string;
    state: string;
    tries: number;
    /** When it may be tried next; when it was handed over, once it is. */
    next_at: number;
    error: string | null;
    created_at: number;
    changed_at: number;
  };
};
