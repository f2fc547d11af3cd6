/** Why a port cannot be listened on, where that is something a person can act on (START-1). */
import type { Config } from '../config.ts';

export type ListenProblem = {
  readonly kind: 'port-taken' | 'port-not-allowed' | 'no-such-address';
  /** The settings that were asked for. */
  readonly portName: 'PORT' | 'NARVARO_METRICS_PORT';
  readonly hostName: 'NARVARO_HOST' | 'NARVARO_METRICS_HOST';
  readonly port: number;
};

const kinds: Readonly<Record<string, ListenProblem['kind']>> = {
  EADDRINUSE: 'port-taken',
  EACCES: 'port-not-allowed',
  EADDRNOTAVAIL: 'no-such-address',
  ENOTFOUND: 'no-such-address',
  EAI_AGAIN: 'no-such-address',
  EAI_FAIL: 'no-such-address',
  EINVAL: 'no-such-address',
  EAFNOSUPPORT: 'no-such-address',
};

/** Undefined for whatever is not about listening: that is a defect, or somebody else's to tell. */
export const listenProblemIn = (
  error: unknown,
  { port, host, metrics }: Pick<Config, 'port' | 'host' | 'metrics'>,
): ListenProblem | undefined => {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined;
  const kind = kinds[String(error.code)];
  const isAbout = error.syscall === 'getaddrinfo' || error.syscall === 'listen' || error.syscall === 'bind';
  if (kind === undefined || !isAbout) return undefined;
  const isOwn =
    metrics.port !== undefined &&
    ('port' in error ? Number(error.port) === metrics.port : 'hostname' in error && error.hostname !== host);
  return isOwn
    ? { kind, portName: 'NARVARO_METRICS_PORT', hostName: 'NARVARO_METRICS_HOST', port: metrics.port }
    : { kind, portName: 'PORT', hostName: 'NARVARO_HOST', port };
};

/** What is wrong and what to do, first in Swedish, then in English. */
export const listenLines = ({ kind, portName, hostName, port }: ListenProblem): readonly string[] => {
  switch (kind) {
    case 'port-taken':
      return [
        `Port ${port} används redan av ett annat program. Välj en annan, till exempel ${portName}=8090.`,
        `Port ${port} is already in use by another program. Choose another, for example ${portName}=8090.`,
      ];
    case 'port-not-allowed':
      return [
        `Kontot som startar Närvaro får inte använda port ${port}. Välj en över 1023, till exempel ${portName}=8443, och låt en proxy eller brandvägg svara på ${port}.`,
        `The account that starts Närvaro may not use port ${port}. Choose one above 1023, for example ${portName}=8443, and let a proxy or firewall answer on ${port}.`,
      ];
    case 'no-such-address':
      return [
        `Adressen i ${hostName} finns inte på den här datorn. Skriv 127.0.0.1 för bara den här datorn, eller 0.0.0.0 för alla nät.`,
        `The address in ${hostName} is not one of this computer’s. Write 127.0.0.1 for this computer alone, or 0.0.0.0 for every network.`,
      ];
  }
};
