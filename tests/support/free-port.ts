/** A loopback port that nobody listens on. */
import { createServer } from 'node:net';

export const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') failed(new Error('no port'));
        else found(address.port);
      });
    });
  });
