/**
 * What self check-in answers a visitor: one of three faces, and those of somebody who leaves. Whatever was wrong, the
 * third one: it knows neither who nor why, so that no screen can tell (KIOSK-1).
 */
import type { ParticipantId } from '../../../domain/ids.ts';
import type { PlanPerson } from '../../../domain/programme.ts';
import type { SignalKind } from '../../device/sounds.ts';
import type { CertifyOffer } from '../certify-offer.ts';
import type { Outcome } from '../door-outcome.ts';
import { nameOnResult } from '../names.ts';

export type KioskFace =
  /** Without a name where it is hidden, or not on this tablet. */
  | { readonly kind: 'welcome'; readonly name: string | undefined }
  | {
      readonly kind: 'already';
      readonly name: string | undefined;
      readonly since: number;
      /** Whose card it is, where the person has been here so long that they may be leaving (CERT-6). */
      readonly leaving?: ParticipantId;
    }
  | { readonly kind: 'help' }
  | LeavingFace;

/** For the one whose card was just read, and for nobody after them (CERT-6). */
export type LeavingFace =
  | {
      readonly kind: 'left';
      readonly participant: ParticipantId;
      readonly name: string | undefined;
      readonly at: number;
      /** Nothing where there is nothing to certify. */
      readonly offer: CertifyOffer | undefined;
    }
  | {
      readonly kind: 'certify';
      readonly participant: ParticipantId;
      readonly name: string | undefined;
      readonly offer: CertifyOffer;
    }
  | {
      readonly kind: 'certified';
      readonly participant: ParticipantId;
      readonly name: string | undefined;
      readonly minutes: number;
    };

export const isLeavingFace = (face: KioskFace): face is LeavingFace =>
  face.kind === 'left' || face.kind === 'certify' || face.kind === 'certified';

export const help = (): KioskFace => ({ kind: 'help' });

/** How long each face stays, in milliseconds (DESIGN §6). */
export const faceLastsMs: Readonly<Record<KioskFace['kind'], number>> = {
  welcome: 4_000,
  already: 4_000,
  help: 10_000,
  left: 20_000,
  certify: 20_000,
  certified: 4_000,
};

/** The same of one face: with something to choose, there is time to. */
export const lastsMsOf = (face: KioskFace): number =>
  face.kind === 'already' && face.leaving !== undefined ? 10_000 : faceLastsMs[face.kind];

/** Help sounds and feels the same whatever was wrong. */
export const faceSignal: Readonly<Record<KioskFace['kind'], SignalKind>> = {
  welcome: 'in',
  already: 'already',
  help: 'notOurs',
  left: 'undone',
  certify: 'undone',
  certified: 'in',
};

export const kioskName = (
  person: PlanPerson | undefined,
  group: readonly PlanPerson[],
): string | undefined => {
  if (person === undefined || person.given.trim() === '') return undefined;
  return nameOnResult(person, group);
};

/** The face for what the door answered. */
export const kioskFace = (outcome: Outcome, group: readonly PlanPerson[]): KioskFace => {
  switch (outcome.kind) {
    case 'checked-in':
      return { kind: 'welcome', name: kioskName(outcome.person, group) };
    case 'already':
      return { kind: 'already', name: kioskName(outcome.person, group), since: outcome.since };
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
