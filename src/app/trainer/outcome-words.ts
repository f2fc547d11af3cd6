/** What an outcome looks, sounds and reads like: shape, icon, colour, words, signal (DESIGN §6). One table, so that no two agree. */
import type { ParticipantId } from '../../domain/ids.ts';
import type { PlanPerson, Session } from '../../domain/programme.ts';
import type { SignalKind } from '../device/sounds.ts';
import { formatRelativeDayTime, formatTime } from '../text/format.ts';
import type { Language } from '../text/languages.ts';
import type { Text } from '../text/text-type.ts';
import type { TrainerText } from '../text/trainer-text.ts';
import type { IconName } from '../ui/icon/icon-paths.ts';
import type { Outcome } from './door.ts';
import { nameOnResult } from './names.ts';

export type OutcomeTone = 'in' | 'already' | 'attention' | 'stop' | 'neutral';

export type OutcomeWords = {
  readonly tone: OutcomeTone;
  readonly icon: IconName;
  /** A person's name stands large; a sentence does not. */
  readonly name: string | undefined;
  readonly title: string;
  readonly detail: string;
  readonly said: string;
};

export type OutcomeReading = {
  readonly text: Text;
  readonly words: TrainerText;
  readonly language: Language;
  readonly group: readonly PlanPerson[];
  readonly cohortName: (outcome: Extract<Outcome, { kind: 'other-session' }>) => string;
  readonly here: number;
  readonly all: number;
  readonly now: number;
};

type Of<K extends Outcome['kind']> = Extract<Outcome, { kind: K }>;
type Named = { readonly participant: ParticipantId; readonly person: PlanPerson | undefined };

const nameOf = ({ person }: Named, { group }: OutcomeReading): string | undefined =>
  person === undefined || person.given === '' ? undefined : nameOnResult(person, group);

const whenOf = (session: Session, { language, now }: OutcomeReading): string =>
  formatRelativeDayTime(language, session.startsAt, now);

const otherSession = (outcome: Of<'other-session'>, reading: OutcomeReading): OutcomeWords => {
  const { words } = reading;
  const name = nameOf(outcome, reading) ?? words.scan.someone;
  const title = words.scan.otherTitle({ name });
  const { expected } = outcome;
  return {
    tone: 'attention',
    icon: 'calendar-x',
    name: undefined,
    title,
    detail:
      expected === undefined
        ? words.scan.otherCohort({ cohort: reading.cohortName(outcome) })
        : words.scan.otherDetail({ session: expected.title, when: whenOf(expected, reading) }),
    said: words.scan.choices({ words: title, n: outcome.isExpectedNow === true ? 3 : 2 }),
  };
};

const checkedIn = (outcome: Of<'checked-in'>, reading: OutcomeReading): OutcomeWords => {
  const { text, words, language, here, all } = reading;
  const name = nameOf(outcome, reading);
  return {
    tone: 'in',
    icon: 'check',
    name: name ?? text.scan.welcomeUnnamed,
    title: text.scan.in({ time: formatTime(language, outcome.at) }),
    detail: outcome.elsewhere === undefined ? '' : words.scan.inAt({ session: outcome.elsewhere.title }),
    said: text.scan.inAnnounced({ name: name ?? words.scan.guest, here, all }),
  };
};

const already = (outcome: Of<'already'>, reading: OutcomeReading): OutcomeWords => {
  const { text, words, language } = reading;
  const name = nameOf(outcome, reading) ?? words.scan.guest;
  return {
    tone: 'already',
    icon: 'checks',
    name,
    title: words.scan.alreadyTitle,
    detail: words.scan.alreadyDetail({ time: formatTime(language, outcome.since) }),
    said: text.scan.alreadyAnnounced({ name }),
  };
};

const plainWords = (
  tone: OutcomeTone,
  icon: IconName,
  title: string,
  detail: string,
  said = `${title}. ${detail}`,
): OutcomeWords => ({ tone, icon, name: undefined, title, detail, said });

/** The words of an outcome. */
export const outcomeWords = (outcome: Outcome, reading: OutcomeReading): OutcomeWords => {
  const { text, words, language } = reading;
  const { scan } = words;
  switch (outcome.kind) {
    case 'checked-in':
      return checkedIn(outcome, reading);
    case 'already':
      return already(outcome, reading);
    case 'other-session':
      return otherSession(outcome, reading);
    case 'unknown': {
      const said = scan.choices({ words: scan.unknownTitle, n: 3 });
      return plainWords('attention', 'question', scan.unknownTitle, scan.unknownDetail, said);
    }
    case 'unknown-code': {
      const said = scan.choices({ words: scan.unknownCodeTitle, n: 2 });
      return plainWords('attention', 'keyboard', scan.unknownCodeTitle, scan.unknownCodeDetail, said);
    }
    case 'too-early': {
      const detail = scan.tooEarlyDetail({ time: formatTime(language, outcome.since) });
      return plainWords('attention', 'clock', scan.tooEarlyTitle, detail);
    }
    case 'not-ours':
      return plainWords('attention', 'qr-code', scan.notOursTitle, scan.notOursDetail);
    case 'blocked': {
      const said = scan.choices({ words: scan.blockedTitle, n: 2 });
      return plainWords('stop', 'prohibit', scan.blockedTitle, scan.blockedDetail, said);
    }
    case 'closed':
      return plainWords('stop', 'lock-simple', scan.lockedTitle, scan.lockedDetail);
    case 'not-saved': {
      const detail = outcome.reason === 'no-space' ? scan.noSpaceDetail : scan.notSavedDetail;
      return plainWords('stop', 'warning', scan.notSavedTitle, detail);
    }
    case 'undone': {
      const name = nameOf(outcome, reading) ?? scan.guest;
      const said = text.undo.done({ name });
      return plainWords(
        'neutral',
        'arrow-counter-clockwise',
        scan.undoneTitle,
        scan.undoneDetail({ name }),
        said,
      );
    }
    case 'back': {
      const name = nameOf(outcome, reading) ?? scan.guest;
      const detail = scan.backDetail({ name, time: formatTime(language, outcome.since) });
      return plainWords('neutral', 'arrow-counter-clockwise', scan.backTitle, detail);
    }
    case 'not-here': {
      const name = nameOf(outcome, reading) ?? scan.guest;
      const detail =
        outcome.leftAt === undefined
          ? scan.notHereDetail
          : scan.leftAlready({ time: formatTime(language, outcome.leftAt) });
      const said = `${name}. ${scan.notHereTitle}. ${detail}`;
      return { ...plainWords('neutral', 'question', scan.notHereTitle, detail, said), name };
    }
    case 'added': {
      const title = scan.addedTitle({ time: formatTime(language, outcome.at) });
      const said = `${outcome.given} ${title}`.trim();
      const name = outcome.given === '' ? text.scan.welcomeUnnamed : outcome.given;
      return { ...plainWords('in', 'user-plus', title, scan.addedDetail, said), name };
    }
    case 'all-out': {
      const n = outcome.participants.length;
      const title = scan.allOutTitle({ n, time: formatTime(language, outcome.at) });
      return plainWords('neutral', 'sign-out', title, '', title);
    }
    case 'checked-out': {
      const name = nameOf(outcome, reading) ?? scan.guest;
      const title = scan.checkedOut({ time: formatTime(language, outcome.at) });
      return {
        ...plainWords('neutral', 'sign-out', title, ''),
        name,
        said: scan.checkedOutAnnounced({ name }),
      };
    }
  }
};

const signals: Readonly<Record<Outcome['kind'], SignalKind>> = {
  'checked-in': 'in',
  already: 'already',
  'other-session': 'choice',
  unknown: 'choice',
  'not-ours': 'notOurs',
  blocked: 'stop',
  closed: 'stop',
  'not-saved': 'stop',
  undone: 'undone',
  'checked-out': 'undone',
  'all-out': 'undone',
  back: 'undone',
  'not-here': 'notOurs',
  added: 'in',
  'unknown-code': 'choice',
  'too-early': 'notOurs',
};

/** What an outcome sounds and feels like. */
export const signalOf = (outcome: Outcome): SignalKind => signals[outcome.kind];

/** Whether a screen reader should break in: only for what needs somebody now (DESIGN §12). */
export const isUrgent = ({ tone }: OutcomeWords): boolean => tone === 'attention' || tone === 'stop';
