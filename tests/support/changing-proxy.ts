/** Stands in front of a running server, so that one of its files can become a new version of itself. */
import { createServer, request as ask } from 'node:http';
import { text } from 'node:stream/consumers';

export type ChangingProxy = {
  readonly origin: string;
  /** From now on the file has other bytes that mean the same, or what is written in it in place of something. */
  readonly change: (inPlaceOf?: string, written?: string) => void;
  readonly end: () => Promise<void>;
};

/** Starts on a free loopback port. The file must be a script: a comment is added to its end. */
export const startChangingProxy = async (target: string, path: string): Promise<ChangingProxy> => {
  let version = 1;
  let edit = (script: string): string => script;
  const { hostname, port, host } = new URL(target);
  const proxy = createServer((incoming, outgoing) => {
    const headers: NodeJS.Dict<string | string[]> = { ...incoming.headers, host };
    if (headers['origin'] !== undefined) headers['origin'] = target;
    const isChanging = incoming.url === path;
    if (isChanging)
      for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since']) delete headers[name];
    const passed = ask({ hostname, port, method: incoming.method, path: incoming.url, headers }, (reply) => {
      const given: NodeJS.Dict<string | string[]> = { ...reply.headers };
      if (isChanging) for (const name of ['content-length', 'etag']) delete given[name];
      outgoing.writeHead(reply.statusCode ?? 502, given);
      if (!isChanging) {
        reply.pipe(outgoing);
        return;
      }
      void text(reply).then((script) => outgoing.end(`${edit(script)}\n// version ${version}\n`));
    });
    passed.once('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    origin: `http://localhost:${address.port}`,
    change: (inPlaceOf = '', written = '') => {
      version += 1;
      edit = (script) => (inPlaceOf === '' ? script : script.replaceAll(inPlaceOf, written));
    },
    end: () =>
      new Promise((ended) => {
        proxy.closeAllConnections();
        proxy.close(() => ended());
      }),
  };
};
