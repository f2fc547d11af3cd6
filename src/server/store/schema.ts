/**
 * The tables, as Kysely sees them. Portable between SQLite and PostgreSQL: text, integer, bigint for instants,
 * booleans as 0/1, JSON as text. Names of people stand in `participants` alone; identity numbers in `identities`
 * alone, sealed, and only server/identity reads that table.
 */
import type { Generated } from 'kysely';
import type { AccessSchema } from './schema-access.ts';
import type { CountrySchema } from './schema-country.ts';
import type { FiguresSchema } from './schema-figures.ts';
import type { FollowUpSchema } from './schema-followup.ts';
import type { HandInSchema } from './schema-hand-in.ts';
import type { PeopleSchema } from './schema-people.ts';
import type { PlanningSchema } from './schema-planning.ts';
import type { ReviewSchema } from './schema-review.ts';
import type { SignInSchema } from './schema-sign-in.ts';

type Flag = 0 | 1;

export type Schema = CoreSchema &
  AccessSchema &
  CountrySchema &
  FiguresSchema &
  FollowUpSchema &
  HandInSchema &
  PeopleSchema &
  PlanningSchema &
  ReviewSchema &
  SignInSchema;

type CoreSchema = {
  settings: { key: string; value: string };
  cohorts: { id: string; name: string; track: string; unit: string };
  participants: {
    id: string;
    given: string;
    family: string;
    email: string;
    unit: string;
    workplace: string;
    track: string;
    is_key_person: Flag;
    /** The cohort now; `memberships` holds who was in which when. */
    cohort: string | null;
    /** The last day in the programme, and why, from a short list that is never about health (PPL-3). */
    left_on: string | null;
    left_reason: string | null;
  };
  identities: {
    participant: string;
    /** Empty where no number is known. */
    sealed: string;
    lookup: string;
    is_protected: Flag;
    /** The name that an alias stands for, where it is known. */
    sealed_name: string | null;
  };
  badges: {
    token_hash: string;
    participant: string;
    code: string;
    sealed_token: string;
    issued_at: number;
    blocked_at: number | null;
  };
  /** One row, whose mark the database changes with whatever changes who has which card. */
  card_marks: { id: number; mark: string };
  sessions: {
    id: string;
    kind: string;
    title: string;
    starts_at: number;
    ends_at: number;
    breaks: string;
    place: string;
    unit: string | null;
    trainer: string;
    number: number;
    of: number;
    cancelled: Flag;
    reference: string | null;
  };
  session_cohorts: { session: string; cohort: string };
  devices: {
    id: string;
    name: string;
    unit: string | null;
    public_key: string;
    enrolled_at: number;
    revoked_at: number | null;
    last_contact_at: number | null;
    plan_fetched_at: number | null;
    clock_offset_ms: number | null;
    health: string | null;
    head_seq: number;
    head_hash: string;
    signed_head: string | null;
  };
  enrolment_codes: {
    code_hash: string;
    name: string;
    unit: string | null;
    expires_at: number;
    used_at: number | null;
    cancelled_at: number | null;
    /** The device it made. */
    device: string | null;
    created_at: number;
  };
  device_challenges: { challenge_hash: string; device: string; expires_at: number };
  device_sign_ins: { token_hash: string; device: string; expires_at: number };
  log_events: {
    arrival: Generated<number>;
    device: string;
    seq: number;
    hash: string;
    text: string;
    kind: string;
    session: string | null;
    participant: string | null;
    at: number;
    received_at: number;
    clock_offset_ms: number;
    set_aside: string | null;
  };
  log_forks: {
    id: Generated<number>;
    device: string;
    seq: number;
    reason: string;
    texts: string;
    head: string;
    received_at: number;
  };
  attendance: {
    session: string;
    participant: string;
    checked_in_at: number;
    minutes: number;
    is_open: Flag;
    /** As the session alone gives it. */
    detail: string;
    /** With what overlapping sessions add. */
    remarks: string;
  };
  session_states: {
    session: string;
    opened_at: number | null;
    closed_at: number | null;
    refused: number;
    /** When a trainer last certified the list, and how many were added without a badge. */
    attested_at: number | null;
    walk_ins: number;
    set_aside: number;
    changed_at: number;
  };
  office_log: { seq: number; hash: string; text: string };
  administrators: {
    id: string;
    name: string;
    login: string;
    password: string;
    created_at: number;
    disabled_at: number | null;
    last_signed_in_at: number | null;
  };
  /**
   * `roles` as JSON: what the account made by the link may do. An invitation is `made_by` an administrator `for_name`
   * somebody new; a link with an `administrator` gives that one a new password and nothing else (SIGN-1).
   */
  setup_links: {
    token_hash: string;
    expires_at: number;
    used_at: number | null;
    roles: string | null;
    made_by: string | null;
    for_name: string | null;
    administrator: string | null;
  };
  sign_ins: {
    token_hash: string;
    administrator: string;
    created_at: number;
    last_seen_at: number;
    expires_at: number;
    /** When the password was last given; what is most sensitive asks for it anew (SIGN-6). */
    confirmed_at: number;
    /** What it waits for: `factor`, `registration`, or nothing when it is whole (AUTH-1). */
    awaits: string | null;
    /** Which kind of browser, in two words, to be recognised by whose it is. */
    browser: string | null;
    /** What was shown first: `password`, `passkey`, `sign-on` or `setup-link`. */
    method: string | null;
  };
  /** Trainers and their own codes, as a tablet is given them; the salt is in `settings`. */
  trainers: { id: string; name: string; code_hash: string; issued_at: number };
  /**
   * A participant's own phone: who it belongs to, and how much it has shown. `card` has typed the readable code and may
   * check in; `link` has opened the badge's own address and may see the hours. Good as long as `badge` is not blocked.
   */
  participant_sign_ins: {
    token_hash: string;
    participant: string;
    badge: string;
    level: string;
    created_at: number;
    expires_at: number;
  };
  notices_shown: { participant: string; version: string; shown_at: number };
  rate_limits: { key: string; window_ends_at: number; count: number };
  import_drafts: {
    id: string;
    kind: string;
    file_name: string;
    sealed_file: string;
    mapping: string | null;
    created_by: string;
    created_at: number;
    expires_at: number;
  };
};
