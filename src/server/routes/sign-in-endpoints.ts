/** The addresses of second factors, one's own account and single sign-on. */
import type { Endpoint } from '../http/endpoint.ts';
import { addPasskey, addTotp, beginPasskey, beginTotp } from './add-factor.ts';
import { confirmPasskey } from './confirm-password.ts';
import {
  changePassword,
  endOtherSignIns,
  endOwnSignIn,
  nameFactor,
  readNews,
  removeFactor,
  renewRecoveryCodes,
  showOwnAccount,
} from './own-account.ts';
import { resetFactors } from './reset-factors.ts';
import { factorOptions, passkeyOptions, showFactor, signInByPasskey } from './sign-in-factor.ts';
import { beginSignOnHere, finishSignOnHere, linkSignOn } from './sign-on.ts';

export const signInEndpoints: readonly Endpoint[] = [
  passkeyOptions,
  signInByPasskey,
  factorOptions,
  showFactor,
  confirmPasskey,
  beginTotp,
  addTotp,
  beginPasskey,
  addPasskey,
  nameFactor,
  removeFactor,
  renewRecoveryCodes,
  showOwnAccount,
  changePassword,
  endOtherSignIns,
  endOwnSignIn,
  readNews,
  resetFactors,
  beginSignOnHere,
  finishSignOnHere,
  linkSignOn,
];
