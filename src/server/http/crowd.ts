/**
 * Nobody's sockets push others out: so many in all and from one network, and none that waits for ever for a reader that
 * has stopped reading (ATK-4). How slowly a request may come is body.ts's and the listener's own.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { networkOf } from './network.ts';

export type CrowdLimits = {
  /** Sockets in all; more are closed as they come. */
  readonly total: number;
  /** Sockets from one network. A proxy's are all from one, so that behind one it is the proxy that counts. */
  readonly perNetwork: number;
  /** How long an answer may wait without one piece of it (see reply.ts) being taken. */
  readonly stalledMs: number;
  /** How often that is looked at. */
  readonly lookMs: number;
};

export const usualCrowd: CrowdLimits = { total: 5000, perNetwork: 1000, stalledMs: 13_000, lookMs: 1000 };

type Progress = { bytes: number; since: number };

/** Drops the readers that have taken nothing for too long while something waits for them. */
const dropStalled = (sockets: Map<Socket, Progress>, stalledMs: number): void => {
  const now = performance.now();
  for (const [socket, progress] of sockets) {
    const isWaitedFor = socket.writableLength > 0;
    if (!isWaitedFor || socket.bytesWritten !== progress.bytes) {
      progress.bytes = socket.bytesWritten;
      progress.since = now;
    } else if (now - progress.since >= stalledMs) socket.destroy();
  }
};

/** Watches a server's sockets for as long as it listens. */
export const keepOrder = (server: Server, { total, perNetwork, stalledMs, lookMs }: CrowdLimits): void => {
  const sockets = new Map<Socket, Progress>();
  const countByNetwork = new Map<string, number>();
  const follow = (socket: Socket): void => {
    sockets.set(socket, { bytes: 0, since: performance.now() });
    socket.once('close', () => sockets.delete(socket));
  };
  server.maxConnections = total;
  server.on('connection', (socket: Socket) => {
    const network = networkOf(socket.remoteAddress ?? '');
    const count = (countByNetwork.get(network) ?? 0) + 1;
    if (count > perNetwork) {
      socket.destroy();
      return;
    }
    countByNetwork.set(network, count);
    follow(socket);
    socket.once('close', () => {
      const left = (countByNetwork.get(network) ?? 1) - 1;
      if (left === 0) countByNetwork.delete(network);
      else countByNetwork.set(network, left);
    });
  });
  /* Over TLS what is waiting is the inner socket's. */
  server.on('secureConnection', follow);
  const looking = setInterval(() => dropStalled(sockets, stalledMs), lookMs).unref();
  server.once('close', () => clearInterval(looking));
};
