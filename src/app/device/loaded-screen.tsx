/**
 * A screen that is fetched apart, and is drawn at once when it has been fetched already: React holds back what comes in
 * the place of a waiting mark for a third of a second, which nobody should wait for.
 */
import { lazy, useState, type ComponentType } from 'react';
import { fetchedPart, type FetchedPart } from './fetched-part.ts';

export type LoadedScreen = {
  readonly load: () => Promise<ComponentType>;
  readonly Screen: ComponentType;
};

/** The screen of a part that others may have fetched before anything is drawn. */
export const screenOf = ({ load, loaded }: FetchedPart<ComponentType>): LoadedScreen => {
  const Waiting = lazy(async () => ({ default: await load() }));
  const Screen = () => {
    const [Now] = useState<ComponentType>(() => loaded() ?? Waiting);
    return <Now />;
  };
  return { load, Screen };
};

/** The screen that `load` answers. */
export const loadedScreen = (load: () => Promise<ComponentType>): LoadedScreen => screenOf(fetchedPart(load));
