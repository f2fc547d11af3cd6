/** Builds what the whole app needs, once, and starts it. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { allowOwnWorkers } from './device/own-workers.ts';
import { registerServiceWorker } from './device/update.ts';
import { AppRoutes } from './routes.tsx';
import { AppFrame } from './app-frame.tsx';
import './ui/tokens.css';
import './ui/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

allowOwnWorkers();
createRoot(root).render(
  <StrictMode>
    <BrowserRouter>
      <AppFrame>
        <AppRoutes />
      </AppFrame>
    </BrowserRouter>
  </StrictMode>,
);
registerServiceWorker();
