/** The trainer's tablet: opened whole, and its first screen fetched, before anything of it is drawn. */
import type { ComponentType } from 'react';
import { openBrowserTablet } from './device/browser-tablet.ts';
import { TabletProvider } from './device/tablet-context.tsx';
import { readTrainerStart } from './trainer/lock/trainer-start.ts';
import { loadScreenOf, TrainerApp } from './trainer/trainer-app.tsx';

/**
 * The address that `/` stands for, before anything of it is drawn: drawn first and then led on, it would be two screens.
 * Where the app is drawn already, the router leads on.
 */
const leadOn = (isEnrolled: boolean): void => {
  if (location.pathname !== '/' || document.querySelector('.not-started') === null) return;
  history.replaceState(history.state, '', isEnrolled ? '/idag' : `/anslut${location.hash}`);
};

const open = async (): Promise<ComponentType> => {
  const { tablet, database } = await openBrowserTablet();
  const lent = { tablet, settings: database.settings };
  const [start] = await Promise.all([
    readTrainerStart(lent, location.pathname),
    loadScreenOf(location.pathname, tablet.state()).catch(() => undefined),
  ]);
  leadOn(tablet.state().identity !== undefined);
  return () => (
    <TabletProvider lent={lent}>
      <TrainerApp start={start} />
    </TabletProvider>
  );
};

/** Opens the browser's one tablet; answers what draws it, or what tells why it could not be opened. */
export const openTabletApp = (): Promise<ComponentType> =>
  open().catch((reason: unknown): ComponentType => () => {
    throw reason;
  });
