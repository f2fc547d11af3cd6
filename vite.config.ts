import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const server = process.env['NARVARO_DEV_SERVER'] ?? 'http://localhost:8081';

const isOffices = (module: string): boolean => /\/src\/app\/(admin\/|text\/admin-)/.test(module);

/**
 * What a tablet or a phone can come to without passing through the office's pages. Only that is kept for use without a
 * network: the office's own pages are never wanted there, and are most of the app (PWA-2).
 */
const kept = new Set<string>();
let outDir = '';
const findKept: Plugin = {
  name: 'narvaro-kept-without-network',
  configResolved: ({ root, build }) => {
    outDir = resolve(root, build.outDir);
  },
  generateBundle: (_options, bundle) => {
    const visit = (name: string): void => {
      const chunk = bundle[name];
      if (kept.has(name) || chunk?.type !== 'chunk' || chunk.moduleIds.some(isOffices)) return;
      kept.add(name);
      for (const style of chunk.viteMetadata?.importedCss ?? []) kept.add(style);
      for (const asset of chunk.viteMetadata?.importedAssets ?? []) kept.add(asset);
      for (const next of [...chunk.imports, ...chunk.dynamicImports]) visit(next);
    };
    for (const [name, chunk] of Object.entries(bundle))
      if (chunk.type === 'chunk' && chunk.isEntry) visit(name);
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
    findKept,
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
        globPatterns: ['**/*.{js,css,html,woff2,wasm,webmanifest}', 'icon-*.png', 'favicon.svg'],
        maximumFileSizeToCacheInBytes: 3 * 1024 * 1024,
        manifestTransforms: [
          (entries) => ({
            manifest: entries
              .filter(({ url }) => !/\.(js|css)$/.test(url) || kept.has(url) || /worker/.test(url))
              .map((entry) => ({ ...entry, integrity: integrityOf(entry.url) })),
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
  build: { sourcemap: 'hidden', target: 'es2023', assetsInlineLimit: 0 },
  worker: { format: 'es' },
  server: { port: 8080, proxy: { '/api': server, '/healthz': server } },
});
