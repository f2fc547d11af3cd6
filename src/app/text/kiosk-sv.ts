/** The words around a trainer's own code, in Swedish. */
import { counted } from './plural.ts';

export const kioskSv = {
  code: {
    show: 'Visa koden',
    hide: 'Dölj koden',
    empty: 'Skriv din kod.',
    wrong: ({ n }: { n: number }) => `Koden stämmer inte. ${counted('sv', n, 'försök', 'försök')} kvar.`,
    wait: ({ time }: { time: string }) => `Koden har varit fel fem gånger. Du kan försöka igen kl. ${time}.`,
    none: 'Projektkontoret har inte gett någon kursledare på plattan en kod.',
  },
  screen: {
    page: 'Kod på skärmen',
    title: 'Checka in med din egen telefon',
    qr: 'Kod att läsa med telefonens kamera',
    steps: ['Öppna kameran i telefonen', 'Rikta den mot koden', 'Tryck på länken'],
    next: ({ n }: { n: number }) => `Ny kod om ${counted('sv', n, 'sekund', 'sekunder')}`,
    typed: ({ address }: { address: string }) => `Går det inte? Gå till ${address} och skriv`,
    count: ({ here, all }: { here: number; all: number }) => `${here} av ${all} har checkat in.`,
    note: 'De som använder egen telefon syns här när plattan är uppkopplad.',
    phoneAlone: 'Telefon utan internet? Telefonen visar en egen kod. Skanna den.',
    clock: 'Klockan går fel: telefoner kan få svaret att koden har bytts.',
    none: 'Tillfället har ingen kod på plattan. Koppla upp plattan, så hämtas den.',
  },
} as const;
