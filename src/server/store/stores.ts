/** Every store of one transaction. A store holds no state of its own; what it needs comes in here. */
import { createIdentityVault, type IdentityVault } from '../identity/identity-vault.ts';
import type { Services } from '../http/services.ts';
import { createAccessStore, type AccessStore } from './access-store.ts';
import { createAccountStore, type AccountStore } from './account-store.ts';
import { createAsideStore, type AsideStore } from './aside-store.ts';
import { createAttendanceStore, type AttendanceStore } from './attendance-store.ts';
import { createBadgeStore, type BadgeStore } from './badge-store.ts';
import { createBundleStore, type BundleStore } from './bundle-store.ts';
import type { Tx } from './database.ts';
import { createDecisionStore, type DecisionStore } from './decision-store.ts';
import { createDeviceStore, type DeviceStore } from './device-store.ts';
import { createFactorStore, type FactorStore } from './factor-store.ts';
import { createFigureStore, type FigureStore } from './figure-store.ts';
import { createHandInStore, type HandInStore } from './hand-in-store.ts';
import { createExtractStore, type ExtractStore } from './extract-store.ts';
import { createImportDraftStore, type ImportDraftStore } from './import-draft-store.ts';
import { createIntakeStore, type IntakeStore } from './intake-store.ts';
import { createKeptHoursStore, type KeptHoursStore } from './kept-hours-store.ts';
import { createLogStore, type LogStore } from './log-store.ts';
import { createMonthStore, type MonthStore } from './month-store.ts';
import { createNameStore, type NameStore } from './name-store.ts';
import { createOfficeLogStore, type OfficeLogStore } from './office-log-store.ts';
import { createLetterStore, type LetterStore } from './letter-store.ts';
import { createPeopleStore, type PeopleStore } from './people-store.ts';
import { createParticipantPhoneStore, type ParticipantPhoneStore } from './participant-phone-store.ts';
import { createPlanningStore, type PlanningStore } from './planning-store.ts';
import { createProgrammeStore, type ProgrammeStore } from './programme-store.ts';
import { createRateLimitStore, type RateLimitStore } from './rate-limit-store.ts';
import { createReportFactsStore, type ReportFactsStore } from './report-facts-store.ts';
import { createReportStore, type ReportStore } from './report-store.ts';
import { createReviewStore, type ReviewStore } from './review-store.ts';
import { createSignInGuardStore, type SignInGuardStore } from './sign-in-guard-store.ts';
import { createTrainerStore, type TrainerStore } from './trainer-store.ts';
import { createVerifyStore, type VerifyStore } from './verify-store.ts';
import { createUnitContactStore, type UnitContactStore } from './unit-contact-store.ts';
import { createWrittenTextStore, type WrittenTextStore } from './written-text-store.ts';
import { createShownNameStore, type ShownNameStore } from './shown-name-store.ts';
import { createSettingsStore, type SettingsStore } from './settings-store.ts';

export type Stores = {
  readonly access: AccessStore;
  readonly accounts: AccountStore;
  readonly aside: AsideStore;
  readonly attendance: AttendanceStore;
  readonly badges: BadgeStore;
  readonly bundle: BundleStore;
  readonly decisions: DecisionStore;
  readonly devices: DeviceStore;
  readonly factors: FactorStore;
  readonly figures: FigureStore;
  readonly extracts: ExtractStore;
  readonly handIns: HandInStore;
  readonly identities: IdentityVault;
  readonly importDrafts: ImportDraftStore;
  readonly intake: IntakeStore;
  readonly keptHours: KeptHoursStore;
  readonly letters: LetterStore;
  readonly logs: LogStore;
  readonly months: MonthStore;
  readonly names: NameStore;
  readonly officeLog: OfficeLogStore;
  readonly people: PeopleStore;
  readonly phones: ParticipantPhoneStore;
  readonly planning: PlanningStore;
  readonly programme: ProgrammeStore;
  readonly rateLimits: RateLimitStore;
  readonly reportFacts: ReportFactsStore;
  readonly reports: ReportStore;
  readonly reviews: ReviewStore;
  readonly settings: SettingsStore;
  readonly shownNames: ShownNameStore;
  readonly signInGuard: SignInGuardStore;
  readonly trainers: TrainerStore;
  readonly unitContacts: UnitContactStore;
  readonly verify: VerifyStore;
  readonly writtenTexts: WrittenTextStore;
};

/** The stores of one transaction. */
export const createStores = (tx: Tx, services: Services): Stores => {
  const programme = createProgrammeStore(tx);
  const logs = createLogStore(tx);
  const decisions = createDecisionStore(tx);
  const reviews = createReviewStore(tx);
  return {
    access: createAccessStore(tx),
    accounts: createAccountStore(tx),
    aside: createAsideStore(tx),
    attendance: createAttendanceStore(tx, { programme, logs, decisions, reviews }),
    badges: createBadgeStore(tx, services),
    bundle: createBundleStore(tx),
    decisions,
    devices: createDeviceStore(tx),
    factors: createFactorStore(tx),
    figures: createFigureStore(tx, { programme, decisions }),
    extracts: createExtractStore(tx),
    handIns: createHandInStore(tx),
    identities: createIdentityVault(tx, services),
    importDrafts: createImportDraftStore(tx),
    intake: createIntakeStore(tx),
    keptHours: createKeptHoursStore(tx),
    letters: createLetterStore(tx),
    logs,
    months: createMonthStore(tx, { reviews, programme }),
    names: createNameStore(tx),
    officeLog: createOfficeLogStore(tx),
    people: createPeopleStore(tx),
    phones: createParticipantPhoneStore(tx),
    planning: createPlanningStore(tx, { programme }),
    programme,
    rateLimits: createRateLimitStore(tx),
    reportFacts: createReportFactsStore(tx),
    reports: createReportStore(tx),
    reviews,
    settings: createSettingsStore(tx),
    shownNames: createShownNameStore(tx),
    signInGuard: createSignInGuardStore(tx),
    trainers: createTrainerStore(tx, services),
    unitContacts: createUnitContactStore(tx),
    verify: createVerifyStore(tx),
    writtenTexts: createWrittenTextStore(tx, services),
  };
};
