/** Draws the app for the first time. */
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { AppFrame } from './app-frame.tsx';
import { registerServiceWorker } from './device/update.ts';
import { AppRoutes } from './routes.tsx';

/** Drawn in one go, in short tasks: nothing stands on the screen before there is something to use. */
export const startApp = (root: HTMLElement): void => {
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <BrowserRouter>
          <AppFrame>
            <AppRoutes />
          </AppFrame>
        </BrowserRouter>
      </StrictMode>,
    ),
  );
  registerServiceWorker();
};
