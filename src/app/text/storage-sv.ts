/** The words about the room on the tablet and about a log that is lost or copied, in Swedish. Loaded when needed. */
import { counted, plural } from './plural.ts';

const events = (n: number): string => counted('sv', n, 'händelse', 'händelser');

export const storageSv = {
  space: {
    little: ({ days }: { days: number }) =>
      `Det är ont om plats. Den räcker i ${counted('sv', days, 'dag', 'dagar')}`,
    littleUnknown: 'Det är ont om plats på plattan',
    littleDetail:
      'Incheckningar sparas ändå. Ta bort bilder, filmer eller appar från plattan före nästa tillfälle.',
    full: 'Plattans minne är nästan fullt',
    fullDetail:
      'Ta bort bilder, filmer eller appar nu. Det du har checkat in finns kvar. Säger plattan Inte sparad, skriv namnet på papper.',
    title: 'Plats på plattan',
    left: ({ mb }: { mb: number }) => `${mb}\u00a0MB kvar`,
    lasts: ({ days }: { days: number }) =>
      days > 365 ? 'Räcker i mer än ett år' : `Räcker i ${counted('sv', days, 'dag', 'dagar')} som i dag`,
    unknown: 'Plattan säger inte hur mycket som är kvar',
  },
  copy: {
    title: 'Plattan behöver anslutas igen',
    fork: 'En annan platta har skickat under samma namn. Plattan kan vara en kopia, eller återställd från en kopia.',
    gap: 'Kontoret är återställt från en gammal kopia och saknar det som plattan redan har rensat.',
    kept: 'Allt du har sparat är kvar och lämnas till kontoret.',
    action: 'Anslut igen',
  },
  copied: {
    title: 'Det finns en kopia av plattan',
    detail:
      'En annan platta har skickat under samma namn. Den här fungerar som vanligt. Använd bara en av dem och ring projektkontoret.',
  },
  decide: {
    title: 'Projektkontoret behöver ta ställning till något plattan har skickat',
    detail: 'Du behöver inte göra något. Allt finns kvar på plattan.',
  },
  before: {
    title: 'Plattan är ansluten igen',
    held: ({ held, when }: { held: number; when: string }) =>
      held === 0
        ? 'Kontoret hade inga händelser från den här plattan.'
        : when === ''
          ? `Kontoret hade ${events(held)} från den här plattan.`
          : `Kontoret hade ${events(held)} från den här plattan, senast ${when}.`,
    waiting: ({ n }: { n: number }) =>
      `${counted('sv', n, 'incheckning', 'incheckningar')} väntar på kontorets beslut. Titta igenom listan.`,
    seen: 'Ta bort meddelandet',
    all: 'Inget verkar saknas. Titta ändå igenom listan.',
    missing: ({ n }: { n: number }) =>
      `${events(n)} kan saknas. Titta igenom listan och checka in dem som saknas. Kontoret vet om det.`,
  },
  revoked: {
    door: 'Skriv namnen på papper eller använd en annan platta.',
    names: 'Namnen är borttagna härifrån. Ring kontoret om det är fel.',
    sends: 'Det som redan är sparat skickas ändå.',
    decision: 'Det som skickas efter avstängningen väntar på kontorets beslut.',
  },
  lost: {
    all: 'Plattans minne har rensats',
    gone: 'Plattans logg är borta',
    earlier: 'Plattan har fått tillbaka en gammal kopia',
    allDetail: ({ name, isLogLeft }: { name: string; isLogLeft: boolean }) =>
      `Den hette ${name}. ${isLogLeft ? 'Listor och nyckel är borta. Loggen finns kvar.' : 'Listor, nyckel och logg är borta.'}`,
    goneDetail: 'Webbläsaren har rensat det som var sparat. Därför går det inte att checka in just nu.',
    earlierDetail: 'Det senaste som sparades finns inte här. Därför går det inte att checka in just nu.',
    key: ({ n }: { n: number }) =>
      `${events(n)} finns kvar på plattan. ${plural('sv', n, 'Den', 'De')} lämnas till kontoret när plattan är ansluten.`,
    todo: 'Be projektkontoret om en kod och rikta kameran mot den. Sedan fortsätter tillfället.',
    paper: 'Skriv namnen på papper så länge.',
  },
} as const;
