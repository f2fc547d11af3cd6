/**
 * What must hold, by the ids of the reliability plan, with where each is checked, and a count of how often each was: an
 * invariant that is never checked over a whole run makes the run fail.
 */
export const invariants = {
  I1: 'nothing acknowledged is lost — watch.ts, final.ts',
  I2: 'nothing is invented — watch.ts, final.ts',
  I3: 'exactly once — watch.ts, final.ts',
  I4: 'gap-free prefix — watch.ts',
  I5: 'acknowledged after durability — watch.ts',
  I6: 'the chain holds on both sides — watch.ts, final.ts',
  I7: 'a fork is kept, not dropped — final.ts',
  I8: 'order-free — folds.ts',
  I9: 'incremental equals from scratch — folds.ts',
  I10: 'the tablet counts as the server — folds.ts',
  I11: 'hours conserved — folds.ts',
  I12: 'a void is never a removal — folds.ts',
  I13: 'late events never change a locked month silently — office-acts.ts',
  I14: 'refusals are kept — final.ts',
  I15: 'poison does not block — final.ts',
  I16: 'bounded — watch.ts, storm.ts',
  I17: 'revocation — final.ts',
  I18: 'device time is evidence, never order — final.ts',
  I19: 'a restore is filled again — final.ts',
  I20: 'eviction is noticed, no number used again — steps.ts',
  I21: 'two tabs: one writer, and the other shows it — steps.ts',
  I22: 'every version is readable — versions.ts',
  I23: 'least data — watch.ts, final.ts',
  I24: 'the receipt verifies and binds — watch.ts',
  I25: 'convergence within three rounds — final.ts',
  I26: 'the same report — final.ts',
} as const;
export type InvariantId = keyof typeof invariants;

export type Checked = {
  readonly count: (id: InvariantId, times?: number) => void;
  readonly counts: () => Readonly<Record<InvariantId, number>>;
};

export const createChecked = (): Checked => {
  const held = Object.fromEntries(Object.keys(invariants).map((id) => [id, 0])) as Record<
    InvariantId,
    number
  >;
  return {
    count: (id, times = 1) => {
      held[id] += times;
    },
    counts: () => held,
  };
};
