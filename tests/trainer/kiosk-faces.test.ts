import { describe, expect, test } from 'vitest';
import { greetings, visitorLanguages } from '../../src/app/text/greetings.ts';
import type { Outcome } from '../../src/app/trainer/door.ts';
import {
  faceLastsMs,
  faceSignal,
  help,
  kioskFace,
  type KioskFace,
} from '../../src/app/trainer/kiosk/kiosk-face.ts';
import { faceWords, idleSaid } from '../../src/app/trainer/kiosk/kiosk-words.ts';
import { ParticipantId } from '../../src/domain/ids.ts';
import { aPerson, aSession, aToken, at, outcomes } from './factories.ts';

const amina = aPerson('Amina Berg');
const guest = aPerson('Leyla Ek');
const group = [amina, aPerson('Bo Ek')];
const somebody = { participant: amina.id, person: amina };

/** The compiler asks for one of every kind the door can answer. */
const answers: { readonly [K in Outcome['kind']]: Extract<Outcome, { kind: K }> } = {
  'checked-in': { kind: 'checked-in', ...somebody, at: at('08:24') },
  already: { kind: 'already', ...somebody, since: at('08:24') },
  'other-session': {
    kind: 'other-session',
    participant: guest.id,
    person: guest,
    cohort: aSession('b').cohorts[0]!,
    expected: aSession('b', { title: 'Hot och våld' }),
    token: aToken('leyla'),
  },
  unknown: { kind: 'unknown', token: aToken('unknown') },
  blocked: { kind: 'blocked', token: aToken('blocked') },
  'unknown-code': { kind: 'unknown-code' },
  'not-ours': { kind: 'not-ours' },
  closed: { kind: 'closed' },
  'too-early': { kind: 'too-early', ...somebody, since: at('08:24') },
  added: { kind: 'added', participant: guest.id, given: 'Leyla', at: at('08:24') },
  undone: { kind: 'undone', ...somebody },
  back: { kind: 'back', ...somebody, since: at('08:24') },
  'checked-out': { kind: 'checked-out', ...somebody, at: at('08:24') },
  'all-out': { kind: 'all-out', participants: [amina.id], at: at('08:24') },
  'not-here': { kind: 'not-here', ...somebody, leftAt: at('08:24') },
  'not-saved': { kind: 'not-saved', reason: 'not-saved' },
};

const everyWord = (face: KioskFace): string =>
  visitorLanguages.map((language) => JSON.stringify(faceWords(face, greetings[language]))).join('\n');

describe('one of three faces', () => {
  test('[KIOSK-1] a visitor whose card fits is welcomed by first name', () => {
    expect(faceWords(kioskFace(answers['checked-in'], group), greetings.sv).said).toBe(
      'Välkommen, Amina. Du är incheckad.',
    );
  });

  test('[KIOSK-1] a visitor who is in already is told so calmly, with the time', () => {
    expect(faceWords(kioskFace(answers.already, group), greetings.sv).said).toBe(
      'Amina. Du är redan incheckad. Du kom kl. 08.24. Inget mer behövs.',
    );
  });

  test.each(
    Object.values(answers)
      .filter(({ kind }) => kind !== 'checked-in' && kind !== 'already')
      .map((answer) => [answer.kind, answer] as const),
  )(
    '[KIOSK-1] a visitor whom the door answers "%s" is sent to the trainer, without who or why',
    (_kind, answer) => {
      const face = kioskFace(answer, group);
      expect(face).toEqual(help());
      expect(faceWords(face, greetings.sv).said).toBe(
        'Gå till kursledaren. Det är inget fel på dig, kursledaren ordnar det.',
      );
      expect(everyWord(face)).not.toMatch(/Amina|Leyla|Hot och våld|08.24|kort|spärr|card/u);
    },
  );

  test('[KIOSK-1] help cannot be told from help: it looks, sounds and lasts as one', () => {
    expect(Object.keys(help())).toEqual(['kind']);
    expect(faceSignal.help).not.toBe(faceSignal.welcome);
    expect(faceLastsMs).toMatchObject({ welcome: 4_000, already: 4_000, help: 10_000 });
  });

  test('[KIOSK-1] a hidden name, and one that is not on the tablet, are welcomed without a name', () => {
    const hidden = aPerson('', { given: '' });
    const unnamed = [
      { ...answers['checked-in'], person: hidden },
      { ...answers['checked-in'], person: undefined, participant: ParticipantId.parse('p-unknown') },
    ];
    for (const answer of unnamed)
      expect(faceWords(kioskFace(answer, group), greetings.sv).said).toBe('Välkommen! Du är incheckad.');
  });

  test('[KIOSK-1] two with the same first name are told apart by an initial', () => {
    const face = kioskFace(outcomes.checkedIn(amina), [amina, aPerson('Amina Ek')]);
    expect(face).toEqual({ kind: 'welcome', name: 'Amina B.' });
  });

  test('[KIOSK-1] nobody is named while nobody is there', () => {
    expect(idleSaid(greetings.sv)).toBe('Välkommen! Håll upp din kod.');
  });
});
