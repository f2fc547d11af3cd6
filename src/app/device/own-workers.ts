/**
 * The one rule for addresses of scripts that are made out of a text: our own two workers, and nothing else. Where the
 * browser knows trusted types, every other text that would become a script is refused (ATK-5).
 */

type Policies = {
  readonly createPolicy: (
    name: 'default',
    rules: { readonly createScriptURL: (url: string) => string | null },
  ) => unknown;
};

const ownWorker = /^\/(?:service-worker|assets\/decoder-worker-[\w-]+)\.js$/;

/** The address, if it is of one of our own workers on our own address. */
export const ownWorkerAddress = (url: string, origin: string): string | null => {
  const { origin: its, pathname, search } = new URL(url, origin);
  return its === origin && search === '' && ownWorker.test(pathname) ? url : null;
};

/** Called once, before anything else. */
export const allowOwnWorkers = (): void => {
  (globalThis as { trustedTypes?: Policies }).trustedTypes?.createPolicy('default', {
    createScriptURL: (url) => ownWorkerAddress(url, location.origin),
  });
};
