/** Every store of one transaction. A store holds no state of its own; what it needs comes in here. */
import { createIdentityVault, type IdentityVault } from '../identity/identity-vault.ts';
import type { Services } from '../http/services.ts';
import { createAccessStore, type AccessStore } from './access-store.ts';
import { createAccountStore, type AccountStore } from './account-store.ts';
import { createAttendanceStore, type AttendanceStore } from './attendance-store.ts';
import { createBadgeStore, type BadgeStore } from './badge-store.ts';
import type { Tx } from './database.ts';
import { createDeviceStore, type DeviceStore } from './device-store.ts';
import { createImportDraftStore, type ImportDraftStore } from './import-draft-store.ts';
import { createLogStore, type LogStore } from './log-store.ts';
import { createOfficeLogStore, type OfficeLogStore } from './office-log-store.ts';
import { createParticipantPhoneStore, type ParticipantPhoneStore } from './participant-phone-store.ts';
import { createProgrammeStore, type ProgrammeStore } from './programme-store.ts';
import { createRateLimitStore, type RateLimitStore } from './rate-limit-store.ts';
import { createReportStore, type ReportStore } from './report-store.ts';
import { createTrainerStore, type TrainerStore } from './trainer-store.ts';
import { createWrittenTextStore, type WrittenTextStore } from './written-text-store.ts';
import { createSettingsStore, type SettingsStore } from './settings-store.ts';

export type Stores = {
  readonly access: AccessStore;
  readonly accounts: AccountStore;
  readonly attendance: AttendanceStore;
  readonly badges: BadgeStore;
  readonly devices: DeviceStore;
  readonly identities: IdentityVault;
  readonly importDrafts: ImportDraftStore;
  readonly logs: LogStore;
  readonly officeLog: OfficeLogStore;
  readonly phones: ParticipantPhoneStore;
  readonly programme: ProgrammeStore;
  readonly rateLimits: RateLimitStore;
  readonly reports: ReportStore;
  readonly settings: SettingsStore;
  readonly trainers: TrainerStore;
  readonly writtenTexts: WrittenTextStore;
};

/** The stores of one transaction. */
export const createStores = (tx: Tx, services: Services): Stores => {
  const programme = createProgrammeStore(tx);
  const logs = createLogStore(tx);
  return {
    access: createAccessStore(tx),
    accounts: createAccountStore(tx),
    attendance: createAttendanceStore(tx, { programme, logs }),
    badges: createBadgeStore(tx, services),
    devices: createDeviceStore(tx),
    identities: createIdentityVault(tx, services),
    importDrafts: createImportDraftStore(tx),
    logs,
    officeLog: createOfficeLogStore(tx),
    phones: createParticipantPhoneStore(tx),
    programme,
    rateLimits: createRateLimitStore(tx),
    reports: createReportStore(tx),
    settings: createSettingsStore(tx),
    trainers: createTrainerStore(tx, services),
    writtenTexts: createWrittenTextStore(tx, services),
  };
};
