import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const server = process.env['NARVARO_DEV_SERVER'] ?? 'http://localhost:8081';

/** Who loads what: the office's pages, a participant's own phone, the two pages for everybody, a trainer's tablet. */
const roots = {
  office: 'admin/admin-app.tsx',
  phone: 'participant/participant-app.tsx',
  public: 'participant/public-pages.tsx',
  tablet: 'tablet-app.tsx',
} as const;
type Audience = keyof typeof roots;
const audiences = Object.keys(roots) as readonly Audience[];
/** A file of the app as the bundler names it, with slashes everywhere. */
const inApp = (path: string): string => resolve(import.meta.dirname, 'src/app', path).replaceAll('\\', '/');

type Graph = {
  readonly getModuleInfo: (
    id: string,
  ) => { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null;
};

/** What a module needs: at once, or with `isAll` ever. The other audiences' parts are not gone into. */
const reachedFrom = (graph: Graph, root: string, isAll: boolean): ReadonlySet<string> => {
  const others = new Set(audiences.map((audience) => inApp(roots[audience])));
  const reached = new Set<string>();
  const visit = (id: string): void => {
    if (reached.has(id) || (others.has(id) && id !== root)) return;
    reached.add(id);
    const info = graph.getModuleInfo(id);
    for (const next of [...(info?.importedIds ?? []), ...(isAll ? (info?.dynamicallyImportedIds ?? []) : [])])
      visit(next);
  };
  visit(root);
  return reached;
};

/** Fetched apart, but at every start of a tablet. */
const askedAtStart = ['device/clock-notes.ts', 'trainer/storage-banner.tsx'];

/**
 * Which file a module goes into. Few files, as each costs a question to the service worker at every start: what every
 * audience begins with, the tablet's first screen, its other views, and the phone's pages. What the office's pages share
 * with them alone stays as the bundler cuts it.
 */
const chunkOf = (graph: Graph): ((id: string) => string | null) => {
  const rootOf = (of: Audience): string => inApp(roots[of]);
  const ever = new Map(audiences.map((of) => [of, reachedFrom(graph, rootOf(of), true)]));
  const ofTablet = new Set(
    [roots.tablet, ...askedAtStart].flatMap((root) => [...reachedFrom(graph, inApp(root), false)]),
  );
  const ofEnrolment = reachedFrom(graph, inApp('trainer/enrol-screen.tsx'), false);
  const boot = reachedFrom(graph, inApp('main.tsx'), false);
  const start = reachedFrom(graph, inApp('start-app.tsx'), false);
  const afterStart = reachedFrom(graph, inApp('start-app.tsx'), true);
  return (id) => {
    if (boot.has(id) || /modulepreload|preload-helper|rolldown\/runtime/.test(id)) return 'boot';
    const isStyle = id.endsWith('.css');
    if (start.has(id)) return isStyle ? 'boot' : 'start';
    if (afterStart.has(id)) return null;
    /* One sheet for whatever a tablet's first screen is drawn with: four small ones cost more than what others do without. */
    if (isStyle && ofTablet.has(id)) return 'boot';
    const users = audiences.filter((of) => ever.get(of)?.has(id) === true).join('-');
    if (users === '' || users === 'office') return null;
    if (!users.includes('tablet')) return users.includes('-') ? `both-${users}` : users;
    if (users === 'tablet') {
      if (ofTablet.has(id)) return 'tablet';
      return ofEnrolment.has(id) ? 'enrolment' : 'tablet-views';
    }
    if (ofTablet.has(id)) return users.includes('office') ? 'start' : 'devices';
    return users.includes('phone') ? 'parts' : `both-${users}`;
  };
};
let chunk: ((id: string) => string | null) | undefined;

/** For whom a file is kept: whoever opens any address, a trainer's tablet, a participant's phone. */
type KeptFor = 'all' | 'tablet' | 'phone';
const keptFor = new Map<string, readonly KeptFor[]>();

/** Files that come from no script: what the page itself names is for all. */
const ofPage = (url: string): readonly KeptFor[] =>
  /\.(html|svg|webmanifest)$|-latin\.woff2$/.test(url) ? ['all'] : ['tablet'];
let outDir = '';

type Built = Parameters<Extract<Plugin['generateBundle'], (...all: never) => unknown>>[1];

/** The files that a file brings with it, without going into the parts of `others`. */
const withParts = (bundle: Built, name: string, others: readonly Audience[]): ReadonlySet<string> => {
  const files = new Set<string>();
  const closed = others.map((audience) => inApp(roots[audience]));
  /** The part itself, or the name it is asked for by. */
  const isClosed = (part: { readonly name: string; readonly moduleIds: readonly string[] }): boolean =>
    closed.some((root) => part.moduleIds.includes(root) || part.name === basename(root, '.tsx'));
  const visit = (next: string): void => {
    const part = bundle[next];
    if (files.has(next) || part?.type !== 'chunk' || isClosed(part)) return;
    files.add(next);
    for (const style of part.viteMetadata?.importedCss ?? []) files.add(style);
    for (const asset of part.viteMetadata?.importedAssets ?? []) files.add(asset);
    for (const needed of [...part.imports, ...part.dynamicImports]) visit(needed);
  };
  visit(name);
  return files;
};

/** Names the files by audience, and finds what each is made of: that alone is kept without a network (PWA-2). */
const byAudience: Plugin = {
  name: 'narvaro-by-audience',
  configResolved: ({ root, build }) => {
    outDir = resolve(root, build.outDir);
  },
  renderStart() {
    chunk = chunkOf(this);
  },
  generateBundle: (_options, bundle) => {
    const boot = Object.keys(bundle).find((name) => (bundle[name] as { isEntry?: boolean }).isEntry === true);
    if (boot === undefined) throw new Error('the app has no first script');
    const keep = (of: KeptFor, others: readonly Audience[]): void => {
      for (const name of withParts(bundle, boot, others)) {
        const held = keptFor.get(name) ?? [];
        if (!held.includes('all')) keptFor.set(name, [...held, of]);
      }
    };
    keep('all', audiences);
    keep('tablet', ['office', 'phone']);
    keep('phone', ['office', 'tablet']);
  },
};

/** What every audience begins with is asked for by the page itself, and not only once the first script has run. */
const askedByPage: Plugin = {
  name: 'narvaro-asked-by-page',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((name) => /\/(?:start|rolldown-runtime)-[\w-]{8}\.js$/.test(name))
        .map((name) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${name}` },
          injectTo: 'head' as const,
        })),
  },
};

const calledOnLoad = '//# allFunctionsCalledOnLoad\n';
/** What a first screen is made of, whoever's it is. */
const atStart = /^assets\/(?:boot|start|devices|tablet|phone)-[\w-]{8}\.js$/;

/**
 * Lets the browser compile the whole of a file when it comes: it keeps what it has compiled then for the next start, but
 * none of what it compiles function by function while the first screen is drawn. The words must be the file's first.
 */
const compiledWhole: Plugin = {
  name: 'narvaro-compiled-whole',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler: (_options, bundle) => {
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type !== 'chunk' || !atStart.test(name)) continue;
        file.code = calledOnLoad + file.code;
        const map = bundle[`${name}.map`];
        if (map?.type === 'asset')
          map.source = map.source.toString().replace('"mappings":"', '"mappings":";');
      }
    },
  },
};

/** What a file must be to be kept: a version is on a tablet whole, or not at all (ATK-8). */
const integrityOf = (url: string): string =>
  `sha256-${createHash('sha256')
    .update(readFileSync(join(outDir, url)))
    .digest('base64')}`;

export default defineConfig({
  plugins: [
    react(),
    byAudience,
    askedByPage,
    compiledWhole,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'sw',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      includeAssets: [],
      includeManifestIcons: false,
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: ['**/*.{js,css,html,woff2,wasm,webmanifest}', 'favicon.svg'],
        globIgnores: ['verifier/**'],
        maximumFileSizeToCacheInBytes: 3 * 1024 * 1024,
        manifestTransforms: [
          (entries) => ({
            manifest: entries
              .filter(({ url }) => !/\.(js|css)$/.test(url) || keptFor.has(url) || /worker/.test(url))
              .map((entry) => ({
                ...entry,
                integrity: integrityOf(entry.url),
                for: keptFor.get(entry.url) ?? ofPage(entry.url),
              })),
            warnings: [],
          }),
        ],
      },
      manifest: {
        name: 'Närvaro',
        short_name: 'Närvaro',
        description: 'Incheckning till utbildningstillfällen, även utan internet',
        lang: 'sv',
        dir: 'ltr',
        id: '/',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        orientation: 'any',
        background_color: '#F1F4F2',
        theme_color: '#0E3B36',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      devOptions: { enabled: false },
    }),
  ],
  build: {
    sourcemap: 'hidden',
    target: 'es2023',
    assetsInlineLimit: 0,
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: (id) => chunk?.(id) ?? null }],
        },
      },
    },
  },
  /* The same library without the helpers for browsers that have no promises; it has no address of its own for that. */
  resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.min.mjs' }] },
  worker: { format: 'es' },
  server: { port: 8080, proxy: { '/api': server, '/healthz': server } },
});
