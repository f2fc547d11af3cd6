/** Sends what a participant's phone has kept, without a page: called by the service worker when there is a network. */
import { browserPhone } from './browser-phone.ts';
import { sendClaims } from './phone-keeper.ts';

/** Throws if something is left that time may mend, so that the browser tries again later. */
export const sendClaimsInBackground = async (): Promise<void> => {
  const sent = await sendClaims(browserPhone());
  if (sent.kind === 'offline' || sent.kind === 'later') throw new Error(`not sent: ${sent.kind}`);
};
