/** The words about handing in a rescue file, on another tablet and at the office, in Swedish. */
import { counted, plural } from './plural.ts';

const events = (n: number): string => counted('sv', n, 'händelse', 'händelser');

const given = (n: number): string => `${events(n)} ${plural('sv', n, 'inlämnad', 'inlämnade')}`;

export const handInSv = {
  title: 'Lämna in en räddningsfil',
  lead: 'En platta som är trasig eller utan internet sparar det som inte är skickat i en räddningsfil.',
  leadTablet: 'Välj filen från den andra plattan. Bara projektkontoret kan läsa den.',
  drop: 'Släpp filerna här',
  or: 'eller',
  choose: 'Välj filer',
  chooseOne: 'Välj räddningsfil',
  formats: 'Filen börjar med narvaro och slutar på .json.',
  reading: 'Läser filen',
  chosen: ({ n }: { n: number }) => counted('sv', n, 'vald fil', 'valda filer'),
  remove: ({ name }: { name: string }) => `Ta bort ${name} från listan`,
  from: ({ device }: { device: string }) => `Från ${device}`,
  unknown: 'En platta som kontoret inte känner till',
  recorded: ({ from, to }: { from: string; to: string }) =>
    from === to ? `Sparat ${from}` : `Sparat ${from} – ${to}`,
  events: ({ n }: { n: number }) => events(n),
  figures: ({ fresh, known }: { fresh: number; known: number }) =>
    fresh === 0
      ? 'Allt finns redan hos kontoret.'
      : known === 0
        ? 'Allt är nytt för kontoret.'
        : `${fresh} är nya. ${known} finns redan hos kontoret.`,
  fits: 'Passar i plattans logg',
  waits: 'Läggs vid sidan av',
  already: 'Finns redan',
  handIn: ({ n }: { n: number }) => (n === 1 ? 'Lämna in filen' : `Lämna in ${n} filer`),
  handingIn: 'Lämnar in',
  another: 'Välj fler filer',
  done: ({ n }: { n: number }) =>
    n === 0 ? 'Inget nytt. Allt finns hos kontoret.' : `${given(n)}. Allt finns hos kontoret.`,
  doneWaits: 'Filen finns hos kontoret. Någon där beslutar om den.',
  doneRevoked: ({ n }: { n: number }) => `${given(n)}. Någon på kontoret beslutar om de räknas.`,
  toAside: 'Visa vad som ligger vid sidan av',
  back: 'Plattor',
  safe: 'Du kan lämna in samma fil flera gånger. Inget räknas dubbelt.',
  keep: 'Behåll filen tills kontoret har svarat.',
  queued: ({ n }: { n: number }) =>
    n === 1
      ? '1 fil väntar på internet. Den skickas av sig själv.'
      : `${n} filer väntar på internet. De skickas av sig själva.`,
  notKept: 'Filen gick inte att spara på plattan. Behåll den och försök igen med internet.',
  failed: 'Filen är inte inlämnad',
  failedDetail: 'Inget svar från kontoret. Filen är kvar, så du kan försöka igen.',
  reason: {
    'unknown-device': 'Kontoret känner inte till plattan. Någon där behöver besluta.',
    'no-signature': 'Plattans nyckel saknas. Någon på kontoret behöver besluta.',
    'wrong-key': 'Filen är skriven med en annan nyckel än plattans. Någon på kontoret behöver besluta.',
    gap: 'Något före filen saknas hos kontoret. Lämna in en fil med allt, om plattan kan spara en.',
    fork: 'Kontoret har redan något annat från plattan. Någon där jämför.',
    'broken-chain': 'Filen hänger inte ihop med det plattan skickat förut. Någon på kontoret beslutar.',
    revoked: 'Plattan är avstängd. Någon på kontoret beslutar om händelserna räknas.',
    unreadable: 'Kontoret kan inte läsa hela filen. Den sparas och någon beslutar.',
    'unknown-session': 'Kontoret har inte tillfället i filen. Någon där beslutar om händelserna räknas.',
    'not-own-session': 'Tillfället hörde till en annan platta. Någon på kontoret beslutar om det räknas.',
    'unknown-participant': 'Kontoret har inte en deltagare i filen. Någon där beslutar om det räknas.',
    unopened: 'Filen är skadad. Den sparas så som den är. Spara den igen på plattan om det går.',
  },
  refused: {
    'too-large': {
      title: 'Filen är för stor',
      action: 'En räddningsfil är högst 16 MB. Kontrollera att du har valt rätt fil.',
    },
    cut: {
      title: 'Filen är avklippt',
      action: 'Den sparades inte färdigt. Spara den igen på plattan, eller kopiera den igen.',
    },
    'not-ours': {
      title: 'Det är ingen räddningsfil',
      action: 'Välj filen som börjar med narvaro och slutar på .json.',
    },
    'other-office': {
      title: 'Filen är till ett annat projektkontor',
      action: 'Lämna in den hos det kontor som plattan hör till.',
    },
    'not-opened': {
      title: 'Filen går inte att öppna här',
      action: 'Den är skadad eller till ett annat kontor. Spara den igen på plattan.',
    },
  },
  aside: {
    title: 'Räddningsfiler som väntar',
    take: 'Ta in filen',
    saidTaken: 'Filen är inlämnad.',
    where: ({ device, n, when }: { device: string; n: number; when: string }) =>
      `${device} · ${events(n)} · kom ${when}`,
    held: ({ from, held }: { from: number; held: number }) =>
      `Filen börjar på nummer ${from}. Kontoret har till och med nummer ${held}.`,
    only: ({ n }: { n: number }) =>
      n === 0
        ? 'Inga incheckningar finns bara här.'
        : n === 1
          ? '1 incheckning finns bara här.'
          : `${n} incheckningar finns bara här.`,
    cases: {
      'unknown-device': {
        title: 'Räddningsfil från en okänd platta',
        happened: 'Plattan finns inte hos kontoret. Den kan ha anslutits efter säkerhetskopian.',
        means: 'Människor kan ha varit på plats utan att det räknas.',
        todo: 'Fråga vem som lämnade filen. Ta in den, så beslutar du sedan om varje tillfälle.',
      },
      'no-signature': {
        title: 'Räddningsfil utan plattans signatur',
        happened: 'Plattans nyckel var borta när filen skrevs.',
        means: 'Ingen kan intyga att plattan har skrivit den. Därför räknas inget av sig själv.',
        todo: 'Fråga kursledaren. Rätta dem som saknas på tillfället och lämna sedan filen utanför.',
      },
      'wrong-key': {
        title: 'Räddningsfil med en annan nyckel',
        happened: 'Filen säger att den är från plattan, men är inte skriven med plattans nyckel.',
        means: 'Innehållet kan vara påhittat. Därför räknas inget av det.',
        todo: 'Fråga vem som lämnade filen. Rätta bara det som kursledaren kan bekräfta.',
      },
      gap: {
        title: 'Räddningsfil som börjar för sent',
        happened: 'Kontoret saknar händelser före filen.',
        means: 'Incheckningarna i filen räknas inte än.',
        todo: 'Lämna in resten från plattan och ta sedan in filen. Går det inte, rätta på tillfället.',
      },
      unreadable: {
        title: 'Räddningsfil som inte går att läsa',
        happened: 'Filen är öppnad, men kontoret förstår inte vad som står i den.',
        means: 'Den kan vara skriven av en nyare version.',
        todo: 'Ring supporten. Filen ligger kvar och kan tas in senare.',
      },
      unopened: {
        title: 'Skadad räddningsfil',
        happened: 'Filen går inte att öppna, men den är till det här kontoret.',
        means: 'Vi vet inte vad den innehåller.',
        todo: 'Be om en ny fil från plattan. Fråga kursledaren vem som var där.',
      },
    },
  },
} as const;
