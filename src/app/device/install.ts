/** The browser's own offer to put the app on the home screen, where it makes one (Chromium; never on iPad). */
import { useSyncExternalStore } from 'react';

/** The event is no standard, so no type of the platform knows it. */
type InstallOffer = Event & {
  readonly prompt: () => Promise<unknown>;
  readonly userChoice: Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
};

type Install = { readonly canInstall: boolean; readonly isInstalled: boolean };

let offer: InstallOffer | undefined;
let state: Install = { canInstall: false, isInstalled: false };
const listeners = new Set<() => void>();

const change = (next: Partial<Install>): void => {
  state = { ...state, ...next };
  for (const listen of listeners) listen();
};

/** Keeps the offer until somebody wants it. Called once, as early as possible: the browser makes it soon after start. */
export const listenForInstall = (): void => {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    offer = event as InstallOffer;
    change({ canInstall: true });
  });
  window.addEventListener('appinstalled', () => change({ canInstall: false, isInstalled: true }));
};

/** Takes up the offer, which is good once; true if the person accepted. */
export const install = async (): Promise<boolean> => {
  const held = offer;
  if (held === undefined) return false;
  offer = undefined;
  await held.prompt();
  const { outcome } = await held.userChoice;
  change({ canInstall: false, isInstalled: outcome === 'accepted' });
  return outcome === 'accepted';
};

const subscribe = (listen: () => void): (() => void) => {
  listeners.add(listen);
  return () => listeners.delete(listen);
};

/** Whether the browser offers to install the app, or has just done so. */
export const useInstall = (): Install => useSyncExternalStore(subscribe, () => state);
