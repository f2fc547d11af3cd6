/** Hands the one tablet to the screens. */
import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react';
import type { SettingsStore } from './database.ts';
import type { Tablet, TabletState } from './tablet.ts';

/** What the screens are lent. */
export type Lent = { readonly tablet: Tablet; readonly settings: SettingsStore };

const TabletContext = createContext<Lent | undefined>(undefined);

export const TabletProvider = ({ lent, children }: { lent: Lent; children: ReactNode }) => (
  <TabletContext value={lent}>{children}</TabletContext>
);

const useLent = (): Lent => {
  const lent = useContext(TabletContext);
  if (lent === undefined) throw new Error('a trainer screen outside TabletProvider');
  return lent;
};

/** The tablet. */
export const useTablet = (): Tablet => useLent().tablet;

/** Small choices of this tablet. */
export const useSettings = (): SettingsStore => useLent().settings;

/** The tablet's state; the screen is drawn anew when it changes. */
export const useTabletState = (): TabletState => {
  const { tablet } = useLent();
  return useSyncExternalStore(tablet.subscribe, tablet.state);
};
