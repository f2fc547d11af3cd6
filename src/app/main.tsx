/**
 * The first script, and a small one: fetches what the address needs and what draws it side by side. The tablet is opened
 * while the rest is still on its way.
 */
import { partOf } from './audiences.ts';
import { allowOwnWorkers } from './device/own-workers.ts';
import './ui/tokens.css';
import './ui/base.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

allowOwnWorkers();

/**
 * Asks for the letters while the scripts are on their way, as soon as the style sheet that names them is there: asked for
 * when the first screen is laid out, it would be drawn twice, first in another font.
 */
const fetchLetters = (): void => {
  requestAnimationFrame(() => {
    document.fonts.load('1em "Atkinson Hyperlegible Next"').catch(() => undefined);
  });
};

fetchLetters();

const start = async (): Promise<void> => {
  const [{ startApp }] = await Promise.all([import('./start-app.tsx'), partOf(location.pathname).load()]);
  startApp(root);
};

/** Something of the app could not be fetched: the page's own words say what to do, and need not wait any more. */
const tell = (): void => {
  for (const wait of root.querySelector('.not-started')?.getAnimations() ?? []) wait.finish();
};

/* Not awaited here: what it fetches needs this very file, and would wait for it for ever. */
start().catch(tell);
