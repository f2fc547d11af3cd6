/** What the server says in the terminal, in Swedish and English. The one place that prints for people. */
import { createRequire } from 'node:module';
import type { StartLinks } from './start-links.ts';
import type { Services } from './http/services.ts';

export type StartProblem =
  | { readonly kind: 'settings'; readonly names: readonly string[] }
  | { readonly kind: 'not-built' }
  | { readonly kind: 'other-kind'; readonly isDemo: boolean; readonly folder: string }
  | { readonly kind: 'port-taken'; readonly port: number };

const say = (...lines: readonly string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};

const problemWords = (problem: StartProblem): readonly string[] => {
  switch (problem.kind) {
    case 'settings':
      return [
        `Inställningen ${problem.names.join(', ')} går inte att använda. Se README.`,
        `The setting ${problem.names.join(', ')} cannot be used. See the README.`,
      ];
    case 'not-built':
      return [
        'Appen är inte byggd. Kör: npm run demo (demo) eller npm start (på riktigt).',
        'The app is not built. Run: npm run demo (demo) or npm start (for real).',
      ];
    case 'other-kind':
      return problem.isDemo
        ? [
            `Mappen ${problem.folder} hör till ett riktigt kontor. Demon startas inte där. Välj en annan NARVARO_DATA_DIR.`,
            `The folder ${problem.folder} belongs to a real office. The demo is not started there. Choose another NARVARO_DATA_DIR.`,
          ]
        : [
            `Mappen ${problem.folder} innehåller demon med påhittade personer. Välj en annan NARVARO_DATA_DIR.`,
            `The folder ${problem.folder} holds the demo with made-up people. Choose another NARVARO_DATA_DIR.`,
          ];
    case 'port-taken':
      return [
        `Port ${problem.port} används redan av ett annat program. Välj en annan, till exempel PORT=8090.`,
        `Port ${problem.port} is already in use by another program. Choose another, for example PORT=8090.`,
      ];
  }
};

/** Says what is wrong and what to do; the process ends with 1. */
export const printProblem = (problem: StartProblem): void => {
  process.exitCode = 1;
  process.stderr.write(`${problemWords(problem).join('\n')}\n`);
};

/** Says what the demo is making. */
export const printStep = (step: 'people' | 'badges' | 'history'): void => {
  const words = {
    people: 'Hittar på 1 140 personer och 352 tillfällen … / Making up 1,140 people and 352 sessions …',
    badges: 'Gör deltagarkort … / Making badges …',
    history: 'Gör historik från påhittade plattor … / Making the history of made-up tablets …',
  };
  say(words[step]);
};

type QrCode = { toString: (text: string, options: object) => Promise<string> };

const qrOf = (text: string): Promise<string> => {
  const qrcode = createRequire(import.meta.url)('qrcode') as QrCode;
  return qrcode.toString(text, { type: 'terminal', small: true });
};

/** Says where the app is, and the one-time links. */
export const printStarted = async (started: {
  readonly services: Services;
  readonly links: StartLinks;
  readonly folder: string;
}): Promise<void> => {
  const { services, links, folder } = started;
  say(
    '',
    services.isDemo ? 'Närvaro, DEMO med påhittade personer / DEMO with made-up people' : 'Närvaro',
    `  ${services.origin}`,
    `  Data: ${folder}`,
  );
  if (links.tablet !== undefined)
    say(
      '',
      '1. Gör den här webbläsaren (eller en platta) till läsplatta. Länken gäller en gång.',
      '   Make this browser (or a tablet) the check-in tablet. The link works once.',
      `   ${links.tablet}`,
      '',
      await qrOf(links.tablet),
    );
  if (links.admin !== undefined)
    say(
      '',
      `${links.tablet === undefined ? '' : '2. '}Bli administratör och välj lösenord. Länken gäller en gång, i 24 timmar.`,
      '   Become the administrator and choose a password. The link works once, for 24 hours.',
      `   ${links.admin}`,
    );
  else say('', `Administratörer loggar in här / Administrators sign in here: ${services.origin}/admin`);
  if (links.badges !== undefined)
    say(
      '',
      '3. Skriv ut (eller visa på telefonen) deltagarkort för gruppen som har tillfälle just nu, och checka in någon.',
      '   Print (or show on a phone) badges of the group whose session is on now, and check somebody in.',
      `   ${links.badges}`,
    );
  say('', 'Avsluta med Ctrl+C. / Stop with Ctrl+C.');
};
