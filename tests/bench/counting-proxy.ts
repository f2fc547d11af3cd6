/** A TCP door in front of a server that counts what goes through: bytes each way, heads included, and requests. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

export type Counted = { readonly up: number; readonly down: number; readonly requests: number };
export type CountingProxy = {
  readonly port: number;
  readonly counted: () => Counted;
  readonly close: () => void;
};

const requestLine = / HTTP\/1\.1\r\n/g;
const lineLength = 11;

/** Opens it before `port` on this machine. */
export const openCountingProxy = async (port: number, host: string): Promise<CountingProxy> => {
  let up = 0;
  let down = 0;
  let requests = 0;
  const sockets = new Set<{ destroy: () => unknown }>();
  const server = createServer((client) => {
    const office = connect(port, host);
    let rest = '';
    client.on('data', (chunk: Buffer) => {
      up += chunk.length;
      const text = rest + chunk.toString('latin1');
      requests += text.match(requestLine)?.length ?? 0;
      rest = text.slice(-(lineLength - 1));
      office.write(chunk);
    });
    office.on('data', (chunk: Buffer) => {
      down += chunk.length;
      client.write(chunk);
    });
    for (const socket of [client, office]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        client.destroy();
        office.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    counted: () => ({ up, down, requests }),
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};
