/** Tables of decisions, certificates, months and reports. */
export type ReviewSchema = {
  /**
   * Free text that a person has written. The office log and the tablets' logs name it by its salted hash alone, so that
   * it can be erased and the log still verifies (RET-1).
   */
  written_texts: { hash: string; salt: string; text: string; written_at: number };
};
