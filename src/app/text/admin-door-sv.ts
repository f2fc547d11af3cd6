/** What the office reads about the door: trainers' codes, attestation, people without a badge, refused scans. In Swedish. */
import { counted } from './plural.ts';

const count = (n: number, one: string, other: string): string => counted('sv', n, one, other);

export const adminDoorSv = {
  trainers: {
    title: 'Kursledare',
    intro:
      'Varje kursledare har en egen kod på sex siffror. Den behövs för att intyga listan och för att låsa upp plattan.',
    caption: 'Kursledare i planen',
    empty: { title: 'Ingen kursledare i planen än', detail: 'De kommer med när tillfällena tas in.' },
    column: { name: 'Kursledare', code: 'Kod', coming: 'Tillfällen kvar', next: 'Nästa', act: 'Ny kod' },
    hasCode: ({ date }: { date: string }) => `Har kod sedan ${date}`,
    noCode: 'Saknar kod',
    soon: ({ n }: { n: number }) =>
      `${count(n, 'kursledare', 'kursledare')} har tillfälle inom sju dagar och saknar kod`,
    soonDetail: 'Utan kod går det att checka in och avsluta, men inte att intyga.',
    make: 'Skapa kod',
    makeNew: 'Skapa ny kod',
    none: '–',
    dialog: {
      title: ({ name }: { name: string }) => `Kod till ${name}`,
      first: 'Koden visas en gång. Skriv ut den eller skriv upp den och ge den till kursledaren.',
      replaces: 'Den gamla koden slutar gälla på varje platta när den hämtar listor nästa gång.',
      confirm: 'Skapa kod',
      confirmNew: 'Skapa ny kod',
      copyFailed: 'Det gick inte att kopiera. Skriv av koden.',
      sending: 'Skapar kod',
      doneTitle: 'Skriv upp den nu, den visas inte igen.',
      done: ({ name, code }: { name: string; code: string }) => `Koden till ${name} är ${code}.`,
      once: 'Koden gäller på en platta när plattan har hämtat listor.',
      copy: 'Kopiera koden',
      copied: 'Kopierad',
      print: 'Skriv ut lapp',
    },
    slip: {
      title: 'Din kod i Närvaro',
      use: 'Koden behövs för att intyga listan när tillfället avslutas och för att låsa upp plattan.',
      secret: 'Den är bara din. Ge den inte till någon annan. Tappar du bort lappen: ring projektkontoret.',
    },
  },
  sessionDoor: {
    attested: 'Intygat',
    attestedBy: ({ trainer }: { trainer: string }) => `av ${trainer}`,
    notAttested: 'Intyg saknas',
    attestLater: 'Intygas när tillfället avslutas',
    told: ({ time, recorded }: { time: string; recorded: string }) =>
      `kl. ${time} (angivet, registrerat ${recorded})`,
    seen: ({ time, recorded }: { time: string; recorded: string }) =>
      `koden lästes kl. ${time}, kom in ${recorded}`,
    walkIns: ({ n }: { n: number }) => `Tillagda utan kort (${n})`,
    walkInsHint:
      'Namnen är skrivna av kursledaren. Timmarna räknas inte förrän någon har kopplat ihop dem med en deltagare.',
    unreadable: 'Namnet går inte att läsa',
    refused: ({ n }: { n: number }) => `Läsningar som inte gav incheckning (${n})`,
    refusedHint: 'De finns kvar, så att en incheckning kan läggas till i efterhand om personen var där.',
    cardOf: ({ name }: { name: string }) => `Kortet hör till ${name}`,
    unknownCard: 'Okänt kort',
    still: 'är kvar',
    notOut: 'inte utcheckad',
    inOut: ({ from, to }: { from: string; to: string }) => `${from}–${to}`,
  },
} as const;
