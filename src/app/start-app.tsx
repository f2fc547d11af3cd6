/** Draws the app for the first time. */
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { AppFrame } from './app-frame.tsx';
import { registerServiceWorker } from './device/update.ts';
import { AppRoutes } from './routes.tsx';

/** After the first screen, which does not wait for it; also where that cannot be drawn, and only a new version helps. */
const registerAfterMs = 50;

/** Drawn in one go: nothing stands on the screen before there is something to use, so that nobody waits for a pause. */
export const startApp = (root: HTMLElement): void => {
  setTimeout(registerServiceWorker, registerAfterMs);
  flushSync(() =>
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
};
