/**
 * How the server stops: no new requests, the running ones to their end, the jobs, the database, and then 0. Whoever
 * waits for ever is cut at the limit, and a second signal cuts at once; both are told and are not 0 (OPS-1).
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export type Connections = {
  /** How many requests are being answered. */
  readonly open: () => number;
  /** Closes what carries no request now, and each of the others after its answer. Answers when none is left. */
  readonly drain: () => Promise<void>;
};

/**
 * Follows a server's connections. A socket that has been opened and says nothing, or has said half of a head, carries
 * no request: nothing has been taken from it.
 */
export const followConnections = (server: Server): Connections => {
  const idle = new Set<Socket>();
  const busy = new Map<Socket, ServerResponse>();
  let isDraining = false;
  const follow = (socket: Socket): void => {
    idle.add(socket);
    socket.once('close', () => {
      idle.delete(socket);
      busy.delete(socket);
    });
  };
  server.on('connection', follow);
  server.on('secureConnection', follow);
  server.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    idle.delete(socket);
    busy.set(socket, response);
    if (isDraining) response.setHeader('Connection', 'close');
    response.once('close', () => {
      busy.delete(socket);
      if (isDraining) socket.end();
      else if (!socket.destroyed) idle.add(socket);
    });
  });
  return {
    open: () => busy.size,
    drain: () =>
      new Promise((drained) => {
        isDraining = true;
        server.close(() => drained());
        for (const response of busy.values())
          if (!response.headersSent) response.setHeader('Connection', 'close');
        for (const socket of idle) socket.destroy();
      }),
  };
};

export type StopParts = {
  /** From now on readiness says no. */
  readonly begin: () => void;
  /** Everything that ends by itself, in order. */
  readonly finish: () => Promise<void>;
  /** Requests still being answered, for the words. */
  readonly open: () => number;
  readonly limitMs: number;
  readonly say: (event: 'stopping' | 'stopped' | 'stop-cut', why: string, open: number) => void;
  readonly exit: (code: number) => void;
  /** Milliseconds that only go forward. */
  readonly monotonic: () => number;
};

/** A terminal and the program between hand on one press of Ctrl+C each: within a second it is the same press. */
const samePressMs = 1000;

/** What a signal does: the first begins the stop, a later one cuts it. */
export const createStop = (parts: StopParts): ((signal: string) => void) => {
  const { begin, finish, open, limitMs, say, exit, monotonic } = parts;
  let begunAt: number | undefined;
  let isOver = false;
  const end = (event: 'stopped' | 'stop-cut', why: string, code: number): void => {
    if (isOver) return;
    isOver = true;
    say(event, why, open());
    exit(code);
  };
  return (signal) => {
    if (begunAt !== undefined) {
      if (monotonic() - begunAt > samePressMs) end('stop-cut', 'second-signal', 1);
      return;
    }
    begunAt = monotonic();
    begin();
    say('stopping', signal, open());
    setTimeout(() => end('stop-cut', 'limit', 1), limitMs).unref();
    finish().then(
      () => end('stopped', signal, 0),
      () => end('stop-cut', 'error', 1),
    );
  };
};
