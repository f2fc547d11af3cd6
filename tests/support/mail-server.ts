/** A real mail server on this machine that keeps what it is given, and can be told to say no, be gone or hang up. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = { readonly from: string; readonly to: readonly string[]; readonly raw: string };

export type MailServer = {
  readonly url: string;
  readonly received: ReceivedMail[];
  /** Says no to this receiver for good. */
  readonly refuse: (address: string) => void;
  /** Takes the next mail and never says so. */
  readonly fallSilentOnce: () => void;
  /** Takes the next mail and hangs up before it says so. */
  readonly hangUpOnce: () => void;
  readonly stop: () => Promise<void>;
};

const refusal = (code: number, words: string): Error =>
  Object.assign(new Error(words), { responseCode: code });

/** Starts it, on a free port or the one told. */
export const startMailServer = async (port = 0): Promise<MailServer> => {
  const received: ReceivedMail[] = [];
  const refused = new Set<string>();
  let hangsUp = false;
  let isSilent = false;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: ({ address }, _session, answer) => {
      if (refused.has(address)) answer(refusal(550, 'No such mailbox'));
      else answer();
    },
    onData: (stream, session, answer) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        if (isSilent) {
          isSilent = false;
          return;
        }
        if (hangsUp) {
          hangsUp = false;
          for (const connection of server.connections) connection.close();
          return;
        }
        answer();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((listening) => {
    server.listen(port, '127.0.0.1', () => listening());
  });
  const address = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    refuse: (one) => void refused.add(one),
    fallSilentOnce: () => {
      isSilent = true;
    },
    hangUpOnce: () => {
      hangsUp = true;
    },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
      }),
  };
};
