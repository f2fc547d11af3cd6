/** Tables of second factors, of what a sign-in waits for, of tries, and of the city's own sign-in service. */

export type SignInSchema = {
  /** A second factor: a passkey (with `credential` and `public_key`) or a code app (with `sealed_secret`) (AUTH-1). */
  factors: {
    id: string;
    administrator: string;
    kind: string;
    name: string;
    created_at: number;
    last_used_at: number | null;
    credential: string | null;
    public_key: string | null;
    counter: number;
    /** How the browser reaches the passkey, as JSON. */
    transports: string;
    /** The passkey is copied between its owner's devices by whoever made it. */
    backed_up: 0 | 1;
    sealed_secret: string | null;
    /** The latest step of time whose code was used: it and those before are used up (AUTH-3). */
    last_step: number;
  };
  /** One row for each recovery code that is left. 120 random bits each, so a plain hash is enough. */
  recovery_codes: { code_hash: string; administrator: string };
  /** What the server has asked somebody to answer once: a passkey's challenge, a code app's first code, a sign-on. */
  sign_in_questions: {
    hash: string;
    purpose: string;
    administrator: string | null;
    sealed: string;
    expires_at: number;
  };
  /** Wrong tries in a row and in all since the last sign-in, by a hash that names nobody (AUTH-4). */
  sign_in_tries: { key: string; streak: number; total: number; last_at: number; blocked_until: number };
  /** What an administrator is told at the next sign-in, until it has been read. */
  account_news: { id: string; administrator: string; kind: string; at: number; count: number };
  /** Somebody has asked for another's factors to be taken away; somebody else has to agree (AUTH-6). */
  factor_resets: { administrator: string; asked_by: string; asked_at: number };
  /** Who somebody is at the city's own sign-in service (AUTH-8). */
  sign_on_subjects: { issuer: string; subject: string; administrator: string; added_at: number };
};
