/** The table of addresses. One file per address, same name as its message. */
import type { Endpoint } from '../http/endpoint.ts';
import { accessEndpoints } from './access-endpoints.ts';
import { makeAuditBundle, showAuditBundle } from './audit-bundle.ts';
import { certificateEndpoints } from './certificate-endpoints.ts';
import { followUpEndpoints } from './follow-up-endpoints.ts';
import { handInEndpoints } from './hand-in.ts';
import { importEndpoints } from './import-endpoints.ts';
import { planningEndpoints } from './planning-endpoints.ts';
import { enrolDevice } from './enrol-device.ts';
import { pullLog } from './pull-log.ts';
import { pullPlan } from './pull-plan.ts';
import { pushLog } from './push-log.ts';
import { challengeDevice, signInDevice } from './sign-in-device.ts';
import { cancelEnrolment } from './cancel-enrolment.ts';
import { signInEndpoints } from './sign-in-endpoints.ts';
import { confirmPassword } from './confirm-password.ts';
import { createEnrolment } from './create-enrolment.ts';
import { currentAdministrator } from './current-administrator.ts';
import { listDevices } from './list-devices.ts';
import { revokeDevice } from './revoke-device.ts';
import { checkSetUpLink, setUpAdministrator } from './set-up-administrator.ts';
import { signInAdministrator } from './sign-in-administrator.ts';
import { signInMethods } from './sign-in-methods.ts';
import { signOutAdministrator } from './sign-out-administrator.ts';
import { signedIn } from './signed-in.ts';
import { whosePhone } from './whose-phone.ts';
import { checkInByPhone } from './check-in-by-phone.ts';
import { identifyByCard } from './identify-by-card.ts';
import { issueTrainerCode } from './issue-trainer-code.ts';
import { leaveMyPage } from './leave-my-page.ts';
import { listOfficeLog } from './list-office-log.ts';
import { listParticipants } from './list-participants.ts';
import { listSessions } from './list-sessions.ts';
import { listTrainers } from './list-trainers.ts';
import { openMyPage } from './open-my-page.ts';
import { issueBadges, printBadges } from './print-badges.ts';
import { peopleEndpoints } from './people-endpoints.ts';
import { programmeOverview } from './programme-overview.ts';
import { recordNotice } from './record-notice.ts';
import { reissueBadge } from './reissue-badge.ts';
import { reportEndpoints } from './report-endpoints.ts';
import { reviewEndpoints } from './review-endpoints.ts';
import { showMyPage } from './show-my-page.ts';
import { showSession } from './show-session.ts';

export const endpoints: readonly Endpoint[] = [
  ...accessEndpoints,
  ...certificateEndpoints,
  ...followUpEndpoints,
  ...handInEndpoints,
  ...importEndpoints,
  ...peopleEndpoints,
  ...planningEndpoints,
  ...reportEndpoints,
  ...reviewEndpoints,
  enrolDevice,
  challengeDevice,
  signInDevice,
  pushLog,
  pullLog,
  pullPlan,
  checkSetUpLink,
  setUpAdministrator,
  signInMethods,
  signInAdministrator,
  signOutAdministrator,
  signedIn,
  whosePhone,
  currentAdministrator,
  confirmPassword,
  ...signInEndpoints,
  createEnrolment,
  cancelEnrolment,
  listDevices,
  revokeDevice,
  programmeOverview,
  listSessions,
  showSession,
  listParticipants,
  printBadges,
  issueBadges,
  reissueBadge,
  listOfficeLog,
  listTrainers,
  issueTrainerCode,
  openMyPage,
  identifyByCard,
  leaveMyPage,
  showMyPage,
  recordNotice,
  checkInByPhone,
  showAuditBundle,
  makeAuditBundle,
];
