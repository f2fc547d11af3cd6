/** Tables of decisions, certificates, months and reports. What they say can be made anew from the logs, but for the texts. */
export type ReviewSchema = {
  /**
   * Free text that a person has written. The office log and the tablets' logs name it by its salted hash alone, so that
   * it can be erased and the log still verifies (RET-1).
   */
  written_texts: { hash: string; salt: string; text: string; written_at: number };
  /** The entries of the office's log that change what counts, by what they are about (REV-1). */
  decisions: {
    seq: number;
    kind: string;
    session: string | null;
    participant: string | null;
    actor: string;
    at: number;
    text: string;
  };
  /** How far the review of a session has come, as of its latest computation. */
  review_states: {
    session: string;
    /** Hash of what there is to say yes to. */
    basis: string;
    to_decide: number;
    reviewed_at: number | null;
    reviewed_by: string | null;
    corrections: number;
  };
  /** What each participant has last certified of each session (CERT-1). */
  certificates: {
    session: string;
    participant: string;
    minutes: number;
    at: number;
    via: string;
    event: string;
  };
  objections: {
    id: string;
    participant: string;
    session: string;
    text: string;
    made_at: number;
    answer: string | null;
    answered_at: number | null;
    answered_by: string | null;
  };
  /** What was decided of a delivery that did not fit its log. */
  delivery_decisions: { delivery: number; decision: string; decided_at: number; actor: string };
  /** Each time a month was locked or got a change taken in. */
  month_versions: {
    month: string;
    version: number;
    /** The entry's number in the office's log. */
    seq: number;
    at: number;
    actor: string;
    /** Hash over the lines. */
    hash: string;
    minutes: number;
    reported_minutes: number;
    people: number;
  };
  month_lines: { month: string; version: number; participant: string; session: string; minutes: number };
  month_rows: {
    month: string;
    version: number;
    participant: string;
    minutes: number;
    over_minutes: number;
    reported_minutes: number;
  };
  month_late_decisions: {
    month: string;
    participant: string;
    session: string;
    before: number;
    after: number;
    is_taken_in: 0 | 1;
    seq: number;
    at: number;
    actor: string;
  };
  /** Files made for SCB, and whether they were handed in. */
  report_files: {
    id: string;
    month: string;
    version: number;
    format: string;
    checksum: string;
    rows: number;
    minutes: number;
    made_at: number;
    actor: string;
  };
  month_sent: {
    month: string;
    version: number;
    seq: number;
    at: number;
    actor: string;
    checksum: string | null;
  };
};
