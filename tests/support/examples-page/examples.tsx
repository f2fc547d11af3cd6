/** A page that shows one example of a building block at a time, so that each can be held to the rules by itself. */
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { MemoryRouter } from 'react-router';
import { LanguageProvider } from '../../../src/app/text/language.tsx';
import type { Language } from '../../../src/app/text/languages.ts';
import { LiveAnnouncer } from '../../../src/app/ui/live-announcer/live-announcer.tsx';
import { ThemeProvider, type ThemeSetting } from '../../../src/app/ui/theme/theme.tsx';
import '../../../src/app/ui/tokens.css';
import '../../../src/app/ui/base.css';

type Example = { readonly name: string; readonly render: () => ReactNode };

const files = import.meta.glob<{ readonly examples: readonly Example[] }>(
  '../../../src/app/ui/*/*.examples.tsx',
  { eager: true },
);
const examples = Object.values(files).flatMap((file) => file.examples);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const drawn = createRoot(root);

/** A shell is a whole page; anything else stands in one. */
const Page = ({ example: { name, render } }: { readonly example: Example }) => {
  const element = render();
  if (name.endsWith('-shell')) return element;
  return (
    <main>
      {name !== 'page-heading' && <h1>{name}</h1>}
      <h2 className="sr-only">{name}</h2>
      {element}
    </main>
  );
};

const show = (name: string, theme: ThemeSetting, language: Language): void => {
  const example = examples.find((each) => each.name === name);
  if (example === undefined) throw new Error(`there is no example ${name}`);
  flushSync(() => drawn.render(null));
  flushSync(() =>
    drawn.render(
      <StrictMode>
        <MemoryRouter initialEntries={['/idag']}>
          <LanguageProvider fixed={language}>
            <ThemeProvider setting={theme} onChange={() => undefined}>
              <LiveAnnouncer>
                <Page example={example} />
              </LiveAnnouncer>
            </ThemeProvider>
          </LanguageProvider>
        </MemoryRouter>
      </StrictMode>,
    ),
  );
};

/** What a test finds on the page's window. */
export type ExamplesPage = { readonly names: readonly string[]; readonly show: typeof show };

Object.assign(window, {
  examplesPage: { names: examples.map(({ name }) => name), show } satisfies ExamplesPage,
});
