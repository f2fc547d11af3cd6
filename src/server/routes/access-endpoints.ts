/** Addresses about who may do what, who has seen what, and what is kept about somebody. */
import type { Endpoint } from '../http/endpoint.ts';
import { changeRoles, disableAdministrator, enableAdministrator } from './change-administrator.ts';
import { inviteAdministrator, makePasswordLink, withdrawInvitation } from './invite-administrator.ts';
import { changeAlias, protectPerson, unprotectPerson } from './change-protection.ts';
import { makeExtract, myExtract } from './make-extract.ts';
import { decideRetention, showRetention } from './retention.ts';
import { listAccessLog } from './list-access-log.ts';
import { findPerson, listProtected, showName } from './list-protected.ts';
import { showBackups } from './show-backups.ts';
import { listAdministrators } from './list-administrators.ts';

export const accessEndpoints: readonly Endpoint[] = [
  listAdministrators,
  inviteAdministrator,
  withdrawInvitation,
  makePasswordLink,
  changeRoles,
  disableAdministrator,
  enableAdministrator,
  listProtected,
  findPerson,
  showName,
  protectPerson,
  changeAlias,
  unprotectPerson,
  listAccessLog,
  makeExtract,
  myExtract,
  showRetention,
  decideRetention,
  showBackups,
];
