/**
 * PouchDB as a process of its own, for measuring: `serve FOLDER` is a CouchDB-compatible server, `replicate FOLDER URL`
 * reads documents from standard input, one a line, keeps them locally and replicates them there. Each prints one line of
 * JSON when it is ready, or done.
 */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openPeers } from './peers.ts';

type Local = {
  readonly bulkDocs: (docs: readonly object[]) => Promise<unknown>;
  readonly replicate: {
    readonly to: (url: string, options: { batch_size: number }) => Promise<{ docs_written: number }>;
  };
};
type Pouch = (new (name: string) => Local) & { readonly defaults: (options: object) => Pouch };

const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};
const linesIn = async (): Promise<readonly string[]> => {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString().trim().split('\n');
};

const peers = openPeers();
if (peers.kind === 'missing') throw new Error(peers.reason);
const [act = '', folder = '', url = '', batch = '100'] = process.argv.slice(2);
const Database = (peers.load('pouchdb') as Pouch).defaults({ prefix: join(folder, '/') });

if (act === 'serve') {
  const express = peers.load('express-pouchdb') as (pouch: Pouch, options: object) => RequestListener;
  const app = express(Database, {
    mode: 'minimumForPouchDB',
    inMemoryConfig: true,
    logPath: join(folder, 'log.txt'),
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  print({ port: (server.address() as AddressInfo).port });
} else {
  const docs = (await linesIn()).map((line) => JSON.parse(line) as object);
  const local = new Database('local');
  for (let at = 0; at < docs.length; at += 1000) await local.bulkDocs(docs.slice(at, at + 1000));
  const before = process.cpuUsage();
  const from = performance.now();
  const { docs_written: written } = await local.replicate.to(url, { batch_size: Number(batch) });
  const ms = performance.now() - from;
  const used = process.cpuUsage(before);
  print({
    written,
    ms,
    cpuMs: (used.user + used.system) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
  });
  process.exit(0);
}
