/** The words of views that come after the first, in Swedish: closing, connecting the tablet, help. */
import { counted, plural } from './plural.ts';

const count = (n: number, one: string, other: string): string => counted('sv', n, one, other);
const people = (n: number): string => count(n, 'person', 'personer');

export const viewsSv = {
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
    notKept: {
      title: 'Plattan kunde inte spara',
      action: 'Frigör plats på plattan. Be sedan projektkontoret om en ny kod.',
    },
    noCode: 'Jag har ingen kod',
    noCodeDetail: 'Ring projektkontoret och be om en anslutningskod. De ser den på sin skärm.',
    groups: 'Hämtade grupper',
    group: ({ n }: { n: number }) => people(n),
    groupNone: 'Inga deltagare än',
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
    more: 'Mer att läsa',
    accessibility: 'Tillgänglighet',
    privacy: 'Personuppgifter',
  },
} as const;
