/** Arithmetic with stretches of time: `from` included and `to` not. */
import type { Span } from './programme.ts';
import { instant, minuteMs, type Instant } from './time.ts';

/** How long two stretches have in common, in ms. */
export const overlap = (a: Span, b: Span): number =>
  Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));

/** The stretches without what lies in `gaps`. */
export const without = (spans: readonly Span[], gaps: readonly Span[]): readonly Span[] =>
  gaps.reduce<readonly Span[]>(
    (left, gap) =>
      left.flatMap((span) =>
        overlap(span, gap) === 0
          ? [span]
          : [
              { from: span.from, to: gap.from },
              { from: gap.to, to: span.to },
            ].filter(({ from, to }) => to > from),
      ),
    spans,
  );

/** Whole minutes in stretches that do not overlap. */
export const minutesIn = (spans: readonly Span[]): number =>
  Math.floor(spans.reduce((ms, { from, to }) => ms + to - from, 0) / minuteMs);

/** The same stretches, sorted and without overlap: a minute is never counted twice (ATT-3). */
export const mergeSpans = (spans: readonly Span[]): readonly Span[] => {
  const merged: { from: Instant; to: Instant }[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = instant(Math.max(last.to, span.to));
    else if (span.to > span.from) merged.push({ from: span.from, to: span.to });
  }
  return merged;
};
