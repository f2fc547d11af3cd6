/**
 * The service worker: keeps the app's own files so that it starts without a network, waits with a new version until
 * the page says so, and sends what is unsent when the browser has found a network. It never keeps an answer from the
 * server (PRIV-4).
 */
import { PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { pushInBackground } from '../src/app/device/background-push.ts';
import { sendClaimsInBackground } from '../src/app/device/background-claims.ts';
import { wholeVersion, type BuiltFile } from './whole-version.ts';

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: unknown;
};
type SyncEvent = ExtendableEvent & { readonly tag: string };

/* The build's tool lists the web manifest once more, without what it must be. */
const files = (self.__WB_MANIFEST as unknown as readonly BuiltFile[]).filter((file) => 'integrity' in file);
const version = wholeVersion(files);
registerRoute(new PrecacheRoute(version.kept));
registerRoute(
  new NavigationRoute(version.shell, {
    denylist: [/^\/api\//, /^\/(healthz|readyz|metrics)$/, /^\/licenser\.txt$/],
  }),
);

self.addEventListener('install', (install) => install.waitUntil(version.install(install)));
self.addEventListener('activate', (activate) => {
  activate.waitUntil(version.kept.activate(activate));
  activate.waitUntil(self.clients.claim());
});
self.addEventListener('message', (message) => {
  if (message.origin !== self.location.origin) return;
  if ((message.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
self.addEventListener('sync' as 'activate', (event) => {
  const { tag } = event as SyncEvent;
  if (tag === 'push-log') event.waitUntil(pushInBackground());
  if (tag === 'send-claims') event.waitUntil(sendClaimsInBackground());
});
