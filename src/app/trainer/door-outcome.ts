/** Everything the door can answer. Values the screens draw: words, shape, colour and sound are in outcome-words.ts. */
import type { CohortId, Hash, ParticipantId } from '../../domain/ids.ts';
import type { PlanPerson, Session } from '../../domain/programme.ts';
import type { NotSaved } from '../device/own-log.ts';

/** Somebody the door knows by id, and by name when this tablet has the name. */
type Somebody = {
  readonly participant: ParticipantId;
  readonly person: PlanPerson | undefined;
};

export type Outcome =
  | (Somebody & {
      readonly kind: 'checked-in';
      readonly at: number;
      /** The session on this tablet that the person was checked in to, where it is another than the door's own. */
      readonly elsewhere?: Session;
    })
  | (Somebody & { readonly kind: 'already'; readonly since: number })
  | (Somebody & {
      readonly kind: 'other-session';
      readonly cohort: CohortId;
      readonly expected: Session | undefined;
      /** True if the person can be checked in there, on this tablet, now. */
      readonly isExpectedNow?: boolean;
      /** Absent when the card's code was typed. */
      readonly token: Hash | undefined;
    })
  | { readonly kind: 'unknown'; readonly token: Hash }
  | { readonly kind: 'blocked'; readonly token: Hash }
  /** A typed code that nobody on this tablet has. */
  | { readonly kind: 'unknown-code' }
  /** A leaving that was told for before the person last came (ATT-7). */
  | (Somebody & { readonly kind: 'too-early'; readonly since: number })
  | { readonly kind: 'not-ours' }
  | { readonly kind: 'closed' }
  /** Added without a badge. The name is only here; in the log it is sealed (WALK-1). */
  | {
      readonly kind: 'added';
      readonly participant: ParticipantId;
      readonly given: string;
      readonly at: number;
    }
  | (Somebody & { readonly kind: 'undone' })
  /** A leaving that was undone: the person is in, since then. */
  | (Somebody & { readonly kind: 'back'; readonly since: number })
  | (Somebody & { readonly kind: 'checked-out'; readonly at: number })
  | { readonly kind: 'all-out'; readonly participants: readonly ParticipantId[]; readonly at: number }
  /** Leaving by card, but not in as far as this tablet knows; `leftAt` if the person has left already. */
  | (Somebody & { readonly kind: 'not-here'; readonly leftAt: number | undefined })
  | { readonly kind: 'not-saved'; readonly reason: NotSaved['kind'] };

/** An outcome of one kind. */
export type OutcomeOf<K extends Outcome['kind']> = Extract<Outcome, { kind: K }>;
