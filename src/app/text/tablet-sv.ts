/** The words of closing, today, connecting the tablet and its help page that came with the door, in Swedish. */
import { counted, plural } from './plural.ts';

const count = (n: number, one: string, other: string): string => counted('sv', n, one, other);
const people = (n: number): string => count(n, 'person', 'personer');

export const tabletSv = {
  close: {
    walkIns: ({ n }: { n: number }) => `${count(n, 'tillagd', 'tillagda')} utan kort.`,
    from: ({ name }: { name: string }) => `När kom ${name}?`,
    fromTime: ({ time }: { time: string }) => `från ${time}`,
    earlier: ({ name }: { name: string }) => `15 minuter tidigare för ${name}`,
    later: ({ name }: { name: string }) => `15 minuter senare för ${name}`,
    earliest: ({ time }: { time: string }) => `Tidigast ${time}`,
    latest: ({ time }: { time: string }) => `Senast ${time}`,
    told: 'Tiderna får anmärkningen att du har sagt dem. Projektkontoret ser det.',
    times: 'Tider',
    planned: ({ hours }: { hours: string }) => `Enligt plan, ${hours}`,
    asPlanned: 'Alla som är incheckade följer planen.',
    left: ({ n }: { n: number }) => `${people(n)} gick tidigare`,
    late: ({ n }: { n: number }) => `${people(n)} kom senare`,
    guests: ({ n }: { n: number }) => count(n, 'gäst', 'gäster'),
    added: ({ n }: { n: number }) => `${count(n, 'tillagd', 'tillagda')} utan kort`,
    wentAt: ({ name, time }: { name: string; time: string }) => `${name} gick ${time}`,
    cameAt: ({ name, time }: { name: string; time: string }) => `${name} kom ${time}`,
    gets: ({ hours }: { hours: string }) => `Får ${hours}`,
    addedDetail: 'Räknas när projektkontoret vet vem det är',
    forgotten: ({ n }: { n: number }) => `${people(n)} är inte ${plural('sv', n, 'utcheckad', 'utcheckade')}`,
    locks: 'Sedan är listan låst på plattan',
    locksDetail: 'Behöver något ändras gör projektkontoret en rättelse.',
    toToday: 'Tillbaka till I dag',
    attestFailed: 'Listan är avslutad, men intyget gick inte att spara. Försök igen.',
    savedAndAttested: ({ n }: { n: number }) => `${people(n)} och ditt intyg är sparade på plattan`,
  },
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
  enrol: {
    onIpad: 'iPad och iPhone',
    onAndroid: 'Android',
    ipad: [
      'Tryck på Dela, rutan med pilen uppåt.',
      'Välj Lägg till på hemskärmen.',
      'Öppna Närvaro från hemskärmen.',
    ],
    android: [
      'Tryck på webbläsarens meny, de tre prickarna.',
      'Välj Installera appen eller Lägg till på startskärmen.',
      'Öppna Närvaro från startskärmen.',
    ],
    install: 'Installera Närvaro',
    installed: 'Närvaro är installerad. Öppna den från hemskärmen.',
    notInstalled: 'Närvaro blev inte installerad. Du kan fortsätta ändå.',
    private: 'Använd inte ett privat fönster',
    privateDetail: 'I ett privat fönster försvinner allt när det stängs.',
    offline: 'Du behöver internet för att ansluta.',
    offlineDetail: 'Koppla upp plattan. Sedan klarar den sig utan.',
    noCode: 'Jag har ingen kod',
    noCodeDetail: 'Ring projektkontoret och be om en anslutningskod. De ser den på sin skärm.',
    groups: 'Hämtade grupper',
    group: ({ n }: { n: number }) => people(n),
    groupNone: 'Inga deltagare än',
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
    littleSpace: 'Det är ont om plats',
    littleSpaceDetail:
      'Incheckningar sparas ändå. Ta bort annat från plattan, till exempel bilder och filmer.',
    enoughSpace: 'Gott om plats',
    noNames: 'Namnen är borttagna från plattan, så tillfällena kan inte visas här.',
  },
  help: {
    title: 'Hjälp',
    call: 'Ring projektkontoret',
    noOffice: 'Kontorets nummer hämtas med listorna.',
    answers: 'Vanliga frågor',
    items: {
      noNetwork: {
        question: 'Vad händer utan internet?',
        answer: 'Du checkar in som vanligt. Allt sparas på plattan och skickas när den är uppkopplad.',
      },
      noCard: {
        question: 'Någon har inget kort',
        answer: 'Tryck på Sök namn och checka in personen i listan. Fråga efter för- och efternamn.',
      },
      wrong: {
        question: 'Jag checkade in fel person',
        answer: 'Tryck på Ångra i svaret, i Senaste eller i listan. Inget försvinner, kontoret ser båda.',
      },
      camera: {
        question: 'Kameran läser inte koden',
        answer: 'Håll kortet stilla, 20 cm bort. Prova Byt kamera eller Lampa. Sök annars namnet.',
      },
      finish: {
        question: 'När ska jag avsluta?',
        answer: 'När alla har gått. Tryck på Avsluta. Koppla sedan upp plattan senast nästa dag.',
      },
    },
    ways: 'Så checkar man in',
    way: {
      card: { title: 'Kort', detail: 'Håll deltagarkortet framför kameran.' },
      name: { title: 'Namn', detail: 'Tryck på Sök namn och välj personen i listan.' },
      code: { title: 'Kortets kod', detail: 'Skriv de 8 tecknen på kortet under kameran.' },
      kiosk: {
        title: 'Självincheckning',
        detail: 'Ställ plattan framme, så håller deltagarna upp sina kort.',
      },
      phone: { title: 'Egen telefon', detail: 'Visa koden på skärmen. Deltagarna läser den med sin kamera.' },
      none: {
        title: 'Inte på listan',
        detail: 'Tryck på Lägg till person. Projektkontoret kontrollerar uppgifterna.',
      },
    },
    signals: 'Vad färg, form och ljud betyder',
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
    more: 'Mer att läsa',
    accessibility: 'Tillgänglighet',
    privacy: 'Personuppgifter',
  },
} as const;
