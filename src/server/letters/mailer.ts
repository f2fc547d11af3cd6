/**
 * Hands one mail to the mail server over SMTP. What matters when it fails is whether the mail may have got through: until
 * its first byte was asked for it has not, and may be tried again; after that only the server's own no is sure (MAIL-3).
 */
import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { LetterError } from '../../protocol/letters.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { From } from './address.ts';
import type { Rendered } from './render-letter.ts';

export type Mail = Rendered & {
  /** Without angle brackets; the same every time the same letter is sent. */
  readonly messageId: string;
  readonly to: string;
};

export type MailFailure =
  /** The server said no to this mail for good. */
  | { readonly kind: 'refused'; readonly error: LetterError }
  /** The server cannot take it now, or not from us: later is worth a try. */
  | { readonly kind: 'later'; readonly error: LetterError }
  /** The connection broke while the mail was on its way. */
  | { readonly kind: 'unclear' };

export type Mailer = (mail: Mail) => Promise<Result<true, MailFailure>>;

export type MailServer = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS, which only a server on this machine may be without. */
  readonly isSecure: boolean;
  readonly user: string;
  readonly password: string;
};

const loopback: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** `smtps://user:password@host:465` or `smtp://host:587`. */
export const readMailServer = (text: string): MailServer | undefined => {
  if (!/^smtps?:\/\//.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isSecure = url.protocol === 'smtps:';
  if (url.hostname === '' || !['', '/'].includes(url.pathname)) return undefined;
  return {
    host: url.hostname,
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    isSecure,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
};

const minuteMs = 60_000;

type SmtpError = Error & {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
};

const failureOf = (error: SmtpError, wasAskedFor: boolean): MailFailure => {
  const { code, responseCode = 0, command } = error;
  const isFinal = responseCode >= 500 && responseCode < 600;
  if (code === 'EAUTH') return { kind: 'later', error: 'sign-in-refused' };
  if (isFinal && command === 'RCPT TO') return { kind: 'refused', error: 'address-refused' };
  if (isFinal && command === 'DATA') return { kind: 'refused', error: 'refused' };
  if (responseCode >= 400) return { kind: 'later', error: isFinal ? 'refused' : 'later' };
  return wasAskedFor ? { kind: 'unclear' } : { kind: 'later', error: 'no-answer' };
};

const bytesOf = async (mail: Mail, from: From): Promise<Buffer> =>
  new MailComposer({
    from: { name: from.name, address: from.address },
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.messageId}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'sv, en' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();

/** Tells when the server has asked for the mail itself. */
const watched = (bytes: Buffer, onAsked: () => void): Readable =>
  new Readable({
    read() {
      onAsked();
      this.push(bytes);
      this.push(null);
    },
  });

/** A mailer for this server. One connection for each mail: they are few, and none is left half open. */
export const createMailer =
  (server: MailServer, from: From): Mailer =>
  async (mail) => {
    const bytes = await bytesOf(mail, from);
    return new Promise((answer) => {
      let wasAskedFor = false;
      const connection = new SMTPConnection({
        host: server.host,
        port: server.port,
        secure: server.isSecure,
        requireTLS: !server.isSecure && !loopback.includes(server.host),
        connectionTimeout: minuteMs,
        greetingTimeout: minuteMs,
        socketTimeout: 2 * minuteMs,
        allowInternalNetworkInterfaces: true,
      });
      const end = (result: Result<true, MailFailure>): void => {
        connection.close();
        answer(result);
      };
      const fail = (error: Error): void => end(err(failureOf(error as SmtpError, wasAskedFor)));
      const hand = (): void => {
        const message = watched(bytes, () => {
          wasAskedFor = true;
        });
        connection.send({ from: from.address, to: [mail.to] }, message, (error) => {
          if (error !== null && error !== undefined) return fail(error);
          connection.quit();
          answer(ok(true));
        });
      };
      connection.on('error', fail);
      connection.connect((error?: Error | null) => {
        if (error !== undefined && error !== null) return fail(error);
        if (server.user === '') return hand();
        connection.login({ user: server.user, pass: server.password }, (refused) =>
          refused === null || refused === undefined ? hand() : fail(refused),
        );
      });
    });
  };
