/**
 * A correction before it is saved: times as they are typed, what they come to, and what follows from them. Pure, and
 * counted by the same arithmetic as the server's (HRS-1, HRS-2), so that the box shows what will be (RVIEW-4).
 */
import type { Span } from '../../../domain/programme.ts';
import { mergeSpans, minutesIn, without } from '../../../domain/spans.ts';
import { dayOf, instant, instantAt, minuteMs, timeOfDay } from '../../../domain/time.ts';
import type { PersonReview } from '../../../protocol/review.ts';

/** One stretch as it is typed, `08.30`. */
export type Typed = { readonly from: string; readonly to: string };

export type Session = { readonly startsAt: number; readonly endsAt: number; readonly cancelled: boolean };

export type TimeFault = 'time' | 'order' | 'overlap';

/** A time as people write it (8.30, 08:30, 0830) as `08:30`; nothing for what is no time of the day. */
export const readTime = (text: string): string | undefined => {
  const found = /^\s*([01]?\d|2[0-3])[.:\s]?([0-5]\d)\s*$/.exec(text);
  return found === null ? undefined : `${(found[1] ?? '').padStart(2, '0')}:${found[2]}`;
};

/** 08.30, as times are written everywhere. */
export const writtenTime = (at: number): string => timeOfDay(at).replace(':', '.');

export const typedOf = ({ from, to }: { readonly from: number; readonly to: number }): Typed => ({
  from: writtenTime(from),
  to: writtenTime(to),
});

/** Stretches with nothing but a break between them are one stay. */
const acrossBreaks = (spans: readonly Span[], breaks: readonly Span[]): readonly Span[] =>
  mergeSpans([
    ...spans,
    ...breaks.filter(
      (gap) => spans.some(({ to }) => to === gap.from) && spans.some(({ from }) => from === gap.to),
    ),
  ]);

/** What to begin with: what counts now, or the whole session for somebody who has nothing. */
export const startOf = (
  counted: readonly Span[],
  session: Session,
  breaks: readonly Span[],
): readonly Typed[] =>
  counted.length === 0
    ? [typedOf({ from: session.startsAt, to: session.endsAt })]
    : acrossBreaks(counted, breaks).map(typedOf);

/** 15 minutes earlier or later, on whole quarters, within the day. */
export const stepTime = (text: string, quarters: 1 | -1, fallback: string): string => {
  const [hours = 0, minutes = 0] = (readTime(text) ?? readTime(fallback) ?? '00:00').split(':').map(Number);
  const at = hours * 60 + minutes;
  const next = quarters === 1 ? Math.floor(at / 15) * 15 + 15 : Math.ceil(at / 15) * 15 - 15;
  const held = Math.min(23 * 60 + 45, Math.max(0, next));
  return `${String(Math.floor(held / 60)).padStart(2, '0')}.${String(held % 60).padStart(2, '0')}`;
};

/** What is wrong with each stretch, in the order they stand. */
export const faultsIn = (typed: readonly Typed[]): readonly (TimeFault | undefined)[] =>
  typed.map((stretch, place) => {
    const from = readTime(stretch.from);
    const to = readTime(stretch.to);
    if (from === undefined || to === undefined) return 'time';
    if (to <= from) return 'order';
    const before = readTime(typed[place - 1]?.to ?? '');
    return before !== undefined && from < before ? 'overlap' : undefined;
  });

/** The stretches as instants of the session's day; only for stretches without faults. */
export const spansOf = (typed: readonly Typed[], session: Session): readonly Span[] => {
  const day = dayOf(session.startsAt);
  const at = (text: string) => instantAt(day, readTime(text) ?? '00:00');
  return typed.map(({ from, to }) => ({ from: at(from), to: at(to) }));
};

/** Whole minutes that would count: within the session and without its breaks (HRS-1). */
export const minutesAfter = (spans: readonly Span[], session: Session, breaks: readonly Span[]): number => {
  if (session.cancelled) return 0;
  const within = spans.flatMap(({ from, to }): Span[] => {
    const cut = {
      from: instant(Math.max(from, session.startsAt)),
      to: instant(Math.min(to, session.endsAt)),
    };
    return cut.to - cut.from >= minuteMs ? [cut] : [];
  });
  return minutesIn(without(mergeSpans(within), mergeSpans(breaks)));
};

export type Consequence =
  | { readonly kind: 'session'; readonly before: number; readonly after: number }
  | { readonly kind: 'same' }
  | { readonly kind: 'outside' }
  | { readonly kind: 'certifies' | 'certifies-again' | 'nothing-left' }
  | { readonly kind: 'month-open' | 'month-locked' };

/** What happens if it is saved: to the session, to the participant, and to what has been sent to SCB (RVIEW-4). */
export const consequencesOf = (about: {
  readonly sessionMinutes: number;
  readonly before: number;
  readonly after: number;
  readonly isAbsent: boolean;
  readonly certificate: PersonReview['certificate'];
  readonly isMonthLocked: boolean;
}): readonly Consequence[] => {
  const { sessionMinutes, before, after, isAbsent, certificate, isMonthLocked } = about;
  const month: Consequence = { kind: isMonthLocked ? 'month-locked' : 'month-open' };
  const empty: readonly Consequence[] = after === 0 && !isAbsent ? [{ kind: 'outside' }] : [];
  if (before === after) return [...empty, { kind: 'same' }];
  const hasCertified = certificate === 'certified' || certificate === 'reopened';
  return [
    ...empty,
    { kind: 'session', before: sessionMinutes, after: sessionMinutes - before + after },
    { kind: after === 0 ? 'nothing-left' : hasCertified ? 'certifies-again' : 'certifies' },
    month,
  ];
};
