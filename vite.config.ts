import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const server = process.env['NARVARO_DEV_SERVER'] ?? 'http://localhost:8081';

export default defineConfig({
  plugins: [
    react(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'sw',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      includeAssets: [],
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: ['**/*.{js,css,html,woff2,wasm,webmanifest}', 'icon-192.png', 'favicon.svg'],
        maximumFileSizeToCacheInBytes: 3 * 1024 * 1024,
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
