/** The words of today, the try-out of camera and sound and the tablet’s own view, in Swedish. */
import { counted } from './plural.ts';

const count = (n: number, one: string, other: string): string => counted('sv', n, one, other);

export const tabletSv = {
  today: {
    yesterday: 'Gårdagens tillfälle är inte avslutat',
    yesterdayDetail: ({ title, day }: { title: string; day: string }) =>
      `${title} började ${day}. Avsluta det, så räknas timmarna.`,
    overdue: ({ title }: { title: string }) => `${title} är slut men inte avslutat`,
    overdueDetail: ({ time }: { time: string }) =>
      `Det skulle sluta ${time}. Avsluta det, så räknas timmarna.`,
    lectures: 'Digitala föreläsningar',
    digital: 'Digital föreläsning. Deltagarna checkar in med egen telefon.',
    showCode: 'Visa koden',
    code: 'Kod på skärmen',
    showCodeOf: ({ title }: { title: string }) => `Visa koden för ${title}`,
    closeOf: ({ title }: { title: string }) => `Avsluta ${title}`,
    listOf: ({ title }: { title: string }) => `Lista för ${title}`,
  },
  senses: {
    scan: 'Håll fram ett deltagarkort, eller koden på kontorets skärm.',
    readCard: 'Kameran läste ett deltagarkort.',
    readOther: 'Kameran läste en annan kod. Den duger som prov.',
    play: 'Spela',
    playOf: ({ what }: { what: string }) => `Spela ${what}`,
  },
  tablet: {
    listsOld: ({ days }: { days: number }) => `${count(days, 'dag', 'dagar')} gamla`,
    listsOldDetail: 'Koppla upp plattan. Nya deltagare kan saknas.',
    update: 'Ny version finns',
    updateNow: 'Byt nu',
    updateLater: 'Byts efter tillfället',
    screen: 'Tänd skärm',
    screenYes: 'Vid incheckning',
    screenNo: 'Kan slockna',
    enoughSpace: 'Gott om plats',
    noNames: 'Namnen är borttagna från plattan, så tillfällena kan inte visas här.',
  },
  help: {
    signal: {
      in: { title: 'Incheckad', detail: 'Grön cirkel med bock. Två toner uppåt. Nästa person kan komma.' },
      already: {
        title: 'Redan incheckad',
        detail: 'Blå cirkel med två bockar. Två lika toner. Inget mer behövs.',
      },
      choice: {
        title: 'Du behöver välja',
        detail: 'Gul romb. Två toner nedåt. Läs och välj vad som ska hända.',
      },
      stop: {
        title: 'Stopp',
        detail: 'Röd åttahörning. En djup ton. Ingen blev incheckad. Läs vad som står.',
      },
      undone: { title: 'Ångrat', detail: 'Grå cirkel med pil. En kort ton. Personen är inte incheckad.' },
    },
  },
} as const;
