/** HTTPS to a server with a certificate of the test's own, from a chosen address of this machine. */
import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';

export type HttpsReply = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Of the certificate that was shown. */
  readonly fingerprint: string;
};

export type HttpsCall = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Where the call seems to come from: any of 127.0.0.0/8. */
  readonly from?: string;
};

/** A client that trusts the one certificate alone, and makes a new connection for each call. */
export const httpsClient =
  (port: number, certificate: () => string) =>
  (path: string, call: HttpsCall = {}): Promise<HttpsReply> =>
    new Promise((answer, failed) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port,
          path,
          method: call.method ?? 'GET',
          headers: { Host: `localhost:${port}`, ...call.headers },
          servername: 'localhost',
          ca: readFileSync(certificate()),
          agent: false,
          localAddress: call.from ?? '127.0.0.1',
        },
        (reply) => {
          const { fingerprint256 } = (reply.socket as TLSSocket).getPeerCertificate();
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.once('error', failed);
          reply.once('end', () =>
            answer({
              status: reply.statusCode ?? 0,
              headers: reply.headers,
              body: Buffer.concat(chunks),
              fingerprint: fingerprint256,
            }),
          );
        },
      );
      asked.once('error', failed);
      asked.end(call.body);
    });
