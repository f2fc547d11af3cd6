/**
 * What self check-in answers a visitor: one of three faces. Whatever was wrong, the third one: it knows neither who nor
 * why, so that no screen can tell (KIOSK-1).
 */
import type { PlanPerson } from '../../../domain/programme.ts';
import type { SignalKind } from '../../device/sounds.ts';
import type { Outcome } from '../door-outcome.ts';
import { nameOnResult } from '../names.ts';

export type KioskFace =
  /** Without a name where it is hidden, or not on this tablet. */
  | { readonly kind: 'welcome'; readonly name: string | undefined }
  | { readonly kind: 'already'; readonly name: string | undefined; readonly since: number }
  | { readonly kind: 'help' };

export const help = (): KioskFace => ({ kind: 'help' });

/** How long each face stays, in milliseconds (DESIGN §6). */
export const faceLastsMs: Readonly<Record<KioskFace['kind'], number>> = {
  welcome: 4_000,
  already: 4_000,
  help: 10_000,
};

/** Help sounds and feels the same whatever was wrong. */
export const faceSignal: Readonly<Record<KioskFace['kind'], SignalKind>> = {
  welcome: 'in',
  already: 'already',
  help: 'notOurs',
};

const nameOf = (person: PlanPerson | undefined, group: readonly PlanPerson[]): string | undefined => {
  if (person === undefined || person.given.trim() === '') return undefined;
  return nameOnResult(person, group);
};

/** The face for what the door answered. */
export const kioskFace = (outcome: Outcome, group: readonly PlanPerson[]): KioskFace => {
  switch (outcome.kind) {
    case 'checked-in':
      return { kind: 'welcome', name: nameOf(outcome.person, group) };
    case 'already':
      return { kind: 'already', name: nameOf(outcome.person, group), since: outcome.since };
    case 'other-session':
    case 'unknown':
    case 'blocked':
    case 'unknown-code':
    case 'not-ours':
    case 'closed':
    case 'added':
    case 'undone':
    case 'back':
    case 'checked-out':
    case 'all-out':
    case 'not-here':
    case 'too-early':
    case 'not-saved':
      return help();
  }
};
