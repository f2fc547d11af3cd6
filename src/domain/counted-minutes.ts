/** Presence → the minutes that count: within the session, without its breaks, by the rules of its day. */
import { firstPolicy, type CountingRules } from './policy.ts';
import type { Session, Span } from './programme.ts';
import { mergeSpans, minutesIn, without } from './spans.ts';
import { instant, minuteMs, wholeMinute } from './time.ts';

/** Who came or went within the grace counts from the start or to the end (HRS-4). */
export const withGrace = (
  presence: readonly Span[],
  session: Session,
  graceMinutes: number,
): readonly Span[] => {
  if (graceMinutes === 0 || presence.length === 0) return presence;
  const graceMs = graceMinutes * minuteMs;
  const first = Math.min(...presence.map(({ from }) => from));
  const last = Math.max(...presence.map(({ to }) => to));
  return presence.map(({ from, to }) => ({
    from:
      from === first && from > session.startsAt && wholeMinute(from) - session.startsAt <= graceMs
        ? session.startsAt
        : from,
    to:
      to === last && to < session.endsAt && session.endsAt - wholeMinute(to) <= graceMs ? session.endsAt : to,
  }));
};

/** Presence within the session and without its breaks, cut to whole minutes; nothing of a cancelled one (HRS-1, HRS-2). */
export const countedSpans = (
  presence: readonly Span[],
  session: Session,
  { deductsBreaks }: Pick<CountingRules, 'deductsBreaks'> = firstPolicy,
): readonly Span[] => {
  if (session.cancelled) return [];
  const within = presence.flatMap((span): readonly Span[] => {
    const from = instant(Math.max(wholeMinute(span.from), session.startsAt));
    const to = instant(Math.min(wholeMinute(span.to), session.endsAt));
    return to > from ? [{ from, to }] : [];
  });
  return deductsBreaks ? without(mergeSpans(within), mergeSpans(session.breaks)) : mergeSpans(within);
};

/** |presence ∩ session| − |presence ∩ breaks|, in whole minutes (HRS-1, HRS-2). */
export const minutesOf = (
  presence: readonly Span[],
  session: Session,
  rules: Pick<CountingRules, 'deductsBreaks'> = firstPolicy,
): number => minutesIn(countedSpans(presence, session, rules));
