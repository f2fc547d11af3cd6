/** What a picture is: its name, the mockup it is laid beside, the sizes it is taken in, and how to get there. */
import type { Page } from '@playwright/test';
import type { Size, Stage } from './stage.ts';

export type Shot = {
  readonly name: string;
  /** The mockup's file name without its ending; `portrait` is the one for a tablet that stands. */
  readonly mockup?: string;
  readonly portrait?: string;
  readonly sizes: readonly Size[];
  /** Answers the page when what the picture shows is on it. */
  readonly go: (stage: Stage) => Promise<Page>;
};

export const onTablet: readonly Size[] = ['tablet', 'portrait', 'phone'];
export const onPhone: readonly Size[] = ['phone'];
export const inOffice: readonly Size[] = ['desktop', 'tablet', 'phone'];
export const everywhere: readonly Size[] = ['phone', 'tablet', 'desktop'];
